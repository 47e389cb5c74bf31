#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "graph/property/value.hpp"

namespace whom::property {
namespace {

/// Digits with the point after the first `whole` of them: "123" and 2 give 12.3, and 0 gives 0.123.
std::string with_point(std::string digits, int whole) {
  if (whole <= 0) return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
  const auto position = static_cast<std::size_t>(whole);
  if (digits.size() <= position) digits.resize(position + 1, '0');
  return digits.insert(position, ".");
}

bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), is_part);
}

std::string print_key(std::string_view key) {
  if (is_plain_name(key)) return std::string(key);
  std::string quoted = "`";
  for (const char c : key) quoted.append(c == '`' ? 2 : 1, c);
  return quoted + '`';
}

template <typename Range, typename PrintElement>
std::string join(const Range& range, char open, char close, const PrintElement& print_element) {
  std::string text(1, open);
  for (const auto& element : range) {
    if (text.size() > 1) text += ", ";
    text += print_element(element);
  }
  return text + close;
}

std::string print(Node node) { return '(' + std::to_string(node.index) + ')'; }
std::string print(Relationship relationship) { return '[' + std::to_string(relationship.index) + ']'; }

std::string print(const Path& path) {
  std::string text = '<' + print(path.nodes.front());
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    text += '-' + print(path.relationships[i]) + '-' + print(path.nodes[i + 1]);
  }
  return text + '>';
}

template <typename Temporal>
std::string print_quoted(const Temporal& value) {
  return '\'' + print(value) + '\'';
}

}  // namespace

std::string print_float(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Inf" : "-Inf";
  char buffer[32];
  const char* end = std::to_chars(std::begin(buffer), std::end(buffer), number, std::chars_format::scientific).ptr;
  std::string_view scientific(buffer, static_cast<std::size_t>(end - buffer));
  const std::string sign(number < 0 || std::signbit(number) ? "-" : "");
  scientific.remove_prefix(sign.size());
  const std::size_t e = scientific.find('e');
  const int exponent = std::atoi(std::string(scientific.substr(e + 1)).c_str());
  std::string mantissa(scientific.substr(0, e));
  if (exponent < -6 || exponent > 20) return sign + mantissa + 'e' + std::to_string(exponent);
  if (mantissa.size() > 1) mantissa.erase(1, 1);
  return sign + with_point(mantissa, exponent + 1);
}

std::string quote(std::string_view text) {
  static constexpr std::pair<char, char> escapes[] = {{'\'', '\''}, {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'},
                                                      {'\t', 't'},  {'\b', 'b'},  {'\f', 'f'}};
  std::string quoted = "'";
  for (const char c : text) {
    const auto* escape =
        std::find_if(std::begin(escapes), std::end(escapes), [c](auto pair) { return pair.first == c; });
    if (escape == std::end(escapes)) {
      quoted += c;
    } else {
      quoted += {'\\', escape->second};
    }
  }
  return quoted + '\'';
}

std::string print(const Value& value) {
  switch (value.kind()) {
    case Kind::Map:
      return join(value.map(), '{', '}',
                  [](const Map::value_type& entry) { return print_key(entry.first) + ": " + print(entry.second); });
    case Kind::List:
      return join(value.list(), '[', ']', [](const Value& element) { return print(element); });
    case Kind::Node:
      return print(value.node());
    case Kind::Relationship:
      return print(value.relationship());
    case Kind::Statement:
      return '|' + std::to_string(value.statement().index) + '|';
    case Kind::Path:
      return print(value.path());
    case Kind::DateTime:
      return print_quoted(value.date_time());
    case Kind::LocalDateTime:
      return print_quoted(value.local_date_time());
    case Kind::Date:
      return print_quoted(value.date());
    case Kind::Time:
      return print_quoted(value.time());
    case Kind::LocalTime:
      return print_quoted(value.local_time());
    case Kind::Duration:
      return print_quoted(value.duration());
    case Kind::String:
      return quote(value.string());
    case Kind::Boolean:
      return value.boolean() ? "true" : "false";
    case Kind::Integer:
      return std::to_string(value.integer());
    case Kind::Float:
      return print_float(value.number());
    case Kind::Null:
      return "null";
  }
  return {};
}

}  // namespace whom::property
