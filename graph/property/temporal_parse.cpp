// A scanner that takes what it expects from the front of the text. ISO 8601 writes every date and time twice, with and
// without separators; the first separator met decides which.
#include "graph/property/temporal_parse.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "graph/property/calendar.hpp"
#include "graph/property/duration.hpp"
#include "graph/property/temporal_parts.hpp"

namespace whom::property {
namespace {

constexpr std::int32_t greatest_offset = 18 * 3600;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool at(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool take(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail();
  }
  void expect_end() const {
    if (!at_end()) fail();
  }

  /// 1 or -1; nothing when there is no sign.
  std::optional<int> take_sign() {
    if (take('+')) return 1;
    if (take('-')) return -1;
    return std::nullopt;
  }

  std::size_t digits_ahead() const { return std::min(rest_.find_first_not_of("0123456789"), rest_.size()); }
  std::string_view digits(std::size_t count) {
    if (count == 0 || digits_ahead() < count) fail();
    return take_front(count);
  }
  std::int64_t number(std::size_t count) {
    const std::string_view taken = digits(count);
    std::int64_t value = 0;
    if (std::from_chars(taken.data(), taken.data() + taken.size(), value).ec != std::errc()) fail();
    return value;
  }
  /// At least one character.
  std::string_view until(char c) {
    const std::size_t position = rest_.find(c);
    if (position == 0 || position == std::string_view::npos) fail();
    const std::string_view taken = take_front(position);
    expect(c);
    return taken;
  }
  char take_any() {
    if (at_end()) fail();
    return take_front(1).front();
  }

  [[noreturn]] void fail() const {
    const std::string where = at_end() ? "its end" : "'" + std::string(rest_) + "'";
    throw TemporalError("'" + std::string(text_) + "' is not understood from " + where + " on");
  }

 private:
  std::string_view take_front(std::size_t count) {
    const std::string_view front = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return front;
  }

  std::string_view text_, rest_;
};

std::int64_t scan_year(Scanner& scanner) {
  const std::optional<int> sign = scanner.take_sign();
  return sign ? *sign * scanner.number(std::min<std::size_t>(scanner.digits_ahead(), 9)) : scanner.number(4);
}

/// The last number of a date, which may be left out.
std::int64_t scan_last(Scanner& scanner, bool extended, std::size_t digits) {
  const bool is_there = extended ? scanner.take('-') : scanner.digits_ahead() > 0;
  return is_there ? scanner.number(digits) : 1;
}

Date scan_date(Scanner& scanner) {
  const std::int64_t year = scan_year(scanner);
  const bool extended = scanner.take('-');
  if (scanner.take('W')) {
    const std::int64_t week = scanner.number(2);
    return checked_date(YearWeekDay{year, week, scan_last(scanner, extended, 1)});
  }
  if (scanner.take('Q')) {
    const std::int64_t quarter = scanner.number(1);
    return checked_date(YearQuarterDay{year, quarter, scan_last(scanner, extended, 2)});
  }
  if (scanner.digits_ahead() == 3) return checked_date(YearDay{year, scanner.number(3)});
  if (!extended && scanner.digits_ahead() == 0) return checked_date(YearDay{year, 1});
  const std::int64_t month = scanner.number(2);
  return checked_date(YearMonthDay{year, month, scan_last(scanner, extended, 2)});
}

/// Of a second, in nanoseconds.
std::int64_t scan_fraction(Scanner& scanner) {
  if (!scanner.take('.') && !scanner.take(',')) return 0;
  const std::size_t digits = scanner.digits_ahead();
  if (digits > 9) scanner.fail();
  std::int64_t nanoseconds = scanner.number(digits);
  for (std::size_t i = digits; i < 9; ++i) nanoseconds *= 10;
  return nanoseconds;
}

/// hh, hh:mm, hh:mm:ss or the same without colons, as seconds; `with_seconds` says whether those were there.
std::int64_t scan_clock(Scanner& scanner, std::int64_t greatest_hour, bool& with_seconds) {
  const std::int64_t hour = scanner.number(2);
  require("hour", hour, 0, greatest_hour);
  const bool extended = scanner.at(':');
  const auto scan_sixtieth = [&](const char* part) -> std::optional<std::int64_t> {
    const bool is_there = extended ? scanner.take(':') : scanner.digits_ahead() > 0;
    if (!is_there) return std::nullopt;
    const std::int64_t number = scanner.number(2);
    require(part, number, 0, 59);
    return number;
  };
  const std::optional<std::int64_t> minute = scan_sixtieth("minute");
  const std::optional<std::int64_t> second = minute ? scan_sixtieth("second") : std::nullopt;
  with_seconds = second.has_value();
  return hour * seconds_per_hour + minute.value_or(0) * seconds_per_minute + second.value_or(0);
}

LocalTime scan_time(Scanner& scanner) {
  bool with_seconds = false;
  const std::int64_t seconds = scan_clock(scanner, 23, with_seconds);
  return {seconds * nanoseconds_per_second + (with_seconds ? scan_fraction(scanner) : 0)};
}

std::optional<std::int32_t> scan_offset(Scanner& scanner) {
  if (scanner.take('Z')) return 0;
  const std::optional<int> sign = scanner.take_sign();
  if (!sign) return std::nullopt;
  bool with_seconds = false;
  const auto seconds = static_cast<std::int32_t>(scan_clock(scanner, 18, with_seconds));
  if (seconds > greatest_offset) throw TemporalError("an offset from UTC is at most 18 hours");
  return *sign * seconds;
}

Zone scan_zone(Scanner& scanner, bool named) {
  Zone zone{scan_offset(scanner), {}};
  if (named && scanner.take('[')) zone.name = scanner.until(']');
  return zone;
}

TemporalParts scan_parts(Scanner& scanner, const PartsOfKind& kind) {
  TemporalParts parts;
  if (kind.date) parts.date = scan_date(scanner);
  if (kind.time && (!kind.date || scanner.take('T'))) {
    parts.time = scan_time(scanner);
    if (kind.zone) parts.zone = scan_zone(scanner, kind.date);
  }
  scanner.expect_end();
  return parts;
}

bool is_as_date(Scanner ahead) {
  const std::size_t digits = ahead.digits_ahead();
  if (digits != 4 && digits != 8) return false;
  ahead.digits(digits);
  return digits == 4 ? ahead.at('-') : ahead.at_end() || ahead.at('T');
}

/// 2012-02-02T14:37:21 after P.
void scan_as_date(Scanner& scanner, DurationSum& sum) {
  sum.add(DurationPart::Months, scanner.number(4), 12);
  const bool extended = scanner.take('-');
  sum.add(DurationPart::Months, scanner.number(2));
  if (extended) scanner.expect('-');
  sum.add(DurationPart::Days, scanner.number(2));
  if (scanner.take('T')) sum.add(DurationPart::Nanoseconds, scan_time(scanner).nanoseconds);
}

/// An amount and its unit, one of those that are left.
void scan_amount(Scanner& scanner, bool in_time, std::span<const DurationUnit>& units, DurationSum& sum) {
  const int sign = scanner.take_sign().value_or(1);
  std::string number(scanner.digits(scanner.digits_ahead()));
  const bool broken = scanner.take('.') || scanner.take(',');
  if (broken) number += '.' + std::string(scanner.digits(scanner.digits_ahead()));
  const Scanner before = scanner;
  const char designator = scanner.take_any();
  const auto unit = std::find_if(units.begin(), units.end(), [&](const DurationUnit& candidate) {
    return candidate.designator == designator && (candidate.part >= DurationPart::Seconds) == in_time;
  });
  if (unit == units.end()) before.fail();
  const auto read = [&](auto value) {
    if (std::from_chars(number.data(), number.data() + number.size(), value).ec != std::errc()) before.fail();
    sum.add(unit->part, sign * value, unit->size);
  };
  if (broken) {
    read(0.0L);
  } else {
    read(std::int64_t{0});
  }
  units = units.subspan(static_cast<std::size_t>(unit - units.begin()) + 1);
}

void scan_amounts(Scanner& scanner, DurationSum& sum) {
  std::span<const DurationUnit> units = duration_units();
  bool in_time = false;
  do {
    if (!in_time) in_time = scanner.take('T');
    scan_amount(scanner, in_time, units, sum);
  } while (!scanner.at_end());
}

}  // namespace

Value parse_temporal(Kind kind, std::string_view text) {
  Scanner scanner(text);
  const TemporalParts parts = scan_parts(scanner, parts_of(kind));
  Value value = put_together(kind, parts);
  const bool with_offset = parts.zone && parts.zone->offset;
  if (kind == Kind::DateTime && with_offset && value.date_time().offset != *parts.zone->offset) {
    throw TemporalError("'" + std::string(text) + "' has an offset that the clocks of its zone do not have then");
  }
  return value;
}

Duration parse_duration(std::string_view text) {
  Scanner scanner(text);
  const int sign = scanner.take_sign().value_or(1);
  scanner.expect('P');
  DurationSum sum;
  if (is_as_date(scanner)) {
    scan_as_date(scanner, sum);
  } else {
    scan_amounts(scanner, sum);
  }
  scanner.expect_end();
  return sign < 0 ? negate(sum.result()) : sum.result();
}

Zone parse_zone(std::string_view text) {
  Scanner scanner(text);
  if (const std::optional<std::int32_t> offset = scan_offset(scanner)) {
    if (scanner.at_end()) return {offset, {}};
  }
  if (text.empty()) throw TemporalError("the name of a time zone is empty");
  Zone zone{std::nullopt, std::string(text)};
  at_instant(0, 0, zone);  // throws where the zone is unknown
  return zone;
}

}  // namespace whom::property
