#include "graph/property/import_text.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_sign(std::string_view text) { return text.starts_with('-') ? text.substr(1) : text; }

/// Begins with a digit, and with a zero only where no digit follows.
bool begins_as_number(std::string_view digits) {
  return !digits.empty() && is_digit(digits[0]) && !(digits[0] == '0' && digits.size() > 1 && is_digit(digits[1]));
}

template <typename Number>
std::optional<Number> read_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool is_word(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

template <typename T, typename ToBits>
std::optional<std::uint64_t> bits(const std::optional<T>& value, const ToBits& to_bits) {
  return value ? std::optional<std::uint64_t>(to_bits(*value)) : std::nullopt;
}

std::optional<std::uint64_t> read_bits(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::Integer:
      return bits(read_integer(text), [](std::int64_t integer) { return integer; });
    case Kind::Float:
      return bits(read_float(text), [](double number) { return std::bit_cast<std::uint64_t>(number); });
    case Kind::Boolean:
      return bits(read_boolean(text), [](bool boolean) { return boolean; });
    default:
      return bits(read_date(text), [](Date date) { return date.days; });
  }
}

}  // namespace

std::optional<std::int64_t> read_integer(std::string_view text) {
  if (!begins_as_number(without_sign(text)) || text == "-0") return std::nullopt;
  return read_number<std::int64_t>(text);
}

std::optional<double> read_float(std::string_view text) {
  const std::string_view digits = without_sign(text);
  if (!begins_as_number(digits)) return std::nullopt;
  const bool is_integer = std::all_of(digits.begin(), digits.end(), is_digit);
  if (is_integer && digits.size() > std::numeric_limits<double>::digits10) return std::nullopt;
  return read_number<double>(text);
}

std::optional<bool> read_boolean(std::string_view text) {
  if (is_word(text, "true")) return true;
  if (is_word(text, "false")) return false;
  return std::nullopt;
}

std::optional<Date> read_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto part = [&](std::size_t first, std::size_t count) {
    std::int64_t number = 0;
    for (const char c : text.substr(first, count)) number = is_digit(c) ? number * 10 + (c - '0') : -10000;
    return number;
  };
  const YearMonthDay day{part(0, 4), part(5, 2), part(8, 2)};
  if (day.year < 0 || day.month < 1 || day.month > 12 || day.day < 1) return std::nullopt;
  if (day.day > 28 && day.day > days_in_month(day.year, day.month)) return std::nullopt;
  return to_date(day);
}

Kind guess_kind(std::string_view text) {
  for (const Kind kind : {Kind::Integer, Kind::Float, Kind::Boolean, Kind::Date}) {
    if (read_bits(kind, text)) return kind;
  }
  return Kind::String;
}

Kind wider_kind(Kind a, Kind b) {
  if (a == b || b == Kind::Null) return a;
  if (a == Kind::Null) return b;
  const auto number = [](Kind kind) { return kind == Kind::Integer || kind == Kind::Float; };
  return number(a) && number(b) ? Kind::Float : Kind::String;
}

std::string place_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == before.npos ? 0 : start + 1) + 1;
  return std::to_string(line) + ":" + std::to_string(column);
}

std::optional<Value> read_value(Kind kind, std::string_view text) {
  const auto as_value = [](const auto& read) { return read ? std::optional(Value(*read)) : std::nullopt; };
  switch (kind) {
    case Kind::Integer:
      return as_value(read_integer(text));
    case Kind::Float:
      return as_value(read_float(text));
    case Kind::Boolean:
      return as_value(read_boolean(text));
    case Kind::Date:
      return as_value(read_date(text));
    default:
      return Value(text);
  }
}

bool read_into(ColumnBuilder& column, std::uint32_t element, Kind kind, std::string_view text) {
  if (kind == Kind::String) {
    column.set_text(element, text);
    return true;
  }
  const auto read = read_bits(kind, text);
  if (read) column.set_bits(element, kind, *read);
  return read.has_value();
}

}  // namespace whom::property
