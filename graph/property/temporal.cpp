#include "graph/property/temporal.hpp"

#include <cstdlib>
#include <tuple>

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

/// At least `width` digits.
std::string digits(std::int64_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// ".5" for half a second, nothing for none.
std::string fraction(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return {};
  std::string text = '.' + digits(nanoseconds, 9);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

/// More than four digits of a year need a sign to be told from the month.
std::string print_year(std::int64_t year) {
  const std::string sign = year < 0 ? "-" : (year > 9999 ? "+" : "");
  return sign + digits(std::abs(year), 4);
}

std::string part(std::int64_t number, char unit) { return number == 0 ? std::string() : std::to_string(number) + unit; }

/// A month is a twelfth of 365.2425 days.
auto average_nanoseconds(const Duration& duration) {
  __extension__ using Wide = __int128;
  constexpr std::int64_t seconds_per_month = 2629746;
  const Wide seconds = Wide{duration.months} * seconds_per_month + Wide{duration.days} * seconds_per_day;
  return (seconds + duration.seconds) * nanoseconds_per_second + duration.nanoseconds;
}

}  // namespace

std::strong_ordering Time::operator<=>(const Time& other) const {
  const auto instant = [](const Time& time) { return time.nanoseconds - time.offset * nanoseconds_per_second; };
  return std::tuple(instant(*this), offset) <=> std::tuple(instant(other), other.offset);
}

std::strong_ordering DateTime::operator<=>(const DateTime& other) const {
  return std::tie(seconds, nanoseconds, offset, zone) <=>
         std::tie(other.seconds, other.nanoseconds, other.offset, other.zone);
}

std::strong_ordering Duration::operator<=>(const Duration& other) const {
  return std::tuple(average_nanoseconds(*this), months, days, seconds, nanoseconds) <=>
         std::tuple(average_nanoseconds(other), other.months, other.days, other.seconds, other.nanoseconds);
}

std::string print_offset(std::int32_t offset) {
  if (offset == 0) return "Z";
  const int seconds = std::abs(offset);
  std::string text = (offset < 0 ? '-' : '+') + digits(seconds / 3600, 2) + ':' + digits(seconds / 60 % 60, 2);
  return seconds % 60 == 0 ? text : text + ':' + digits(seconds % 60, 2);
}

std::string print(const Date& date) {
  const YearMonthDay civil = to_year_month_day(date);
  return print_year(civil.year) + '-' + digits(civil.month, 2) + '-' + digits(civil.day, 2);
}

std::string print(const LocalTime& time) {
  const std::int64_t seconds = time.nanoseconds / nanoseconds_per_second;
  const std::int64_t nanoseconds = time.nanoseconds % nanoseconds_per_second;
  const std::string text = digits(seconds / seconds_per_hour, 2) + ':' + digits(seconds / 60 % 60, 2);
  if (seconds % 60 == 0 && nanoseconds == 0) return text;
  return text + ':' + digits(seconds % 60, 2) + fraction(nanoseconds);
}

std::string print(const Time& time) { return print(LocalTime{time.nanoseconds}) + print_offset(time.offset); }

std::string print(const LocalDateTime& time) {
  const Date date = {floor_divide(time.seconds, seconds_per_day)};
  const std::int64_t second = floor_modulo(time.seconds, seconds_per_day);
  return print(date) + 'T' + print(LocalTime{second * nanoseconds_per_second + time.nanoseconds});
}

std::string print(const DateTime& time) {
  const LocalDateTime local = {time.seconds + time.offset, time.nanoseconds};
  const std::string zone = time.zone.empty() ? std::string() : '[' + time.zone + ']';
  return print(local) + print_offset(time.offset) + zone;
}

std::string print(const Duration& duration) {
  // Parts of a negative time carry its sign, the fraction too: a second less than nothing and a bit is "-0.9".
  const bool negative = duration.seconds < 0;
  const bool borrow = negative && duration.nanoseconds > 0;
  const std::int64_t seconds = duration.seconds + (borrow ? 1 : 0);
  const std::int64_t nanoseconds = borrow ? nanoseconds_per_second - duration.nanoseconds : duration.nanoseconds;
  std::string time = part(seconds / seconds_per_hour, 'H') + part(seconds / 60 % 60, 'M');
  if (seconds % 60 != 0 || nanoseconds != 0) {
    const std::string sign = negative && seconds % 60 == 0 ? "-" : "";
    time += sign + std::to_string(seconds % 60) + fraction(nanoseconds) + 'S';
  }
  const std::string date = part(duration.months / 12, 'Y') + part(duration.months % 12, 'M') + part(duration.days, 'D');
  if (date.empty() && time.empty()) return "PT0S";
  return 'P' + date + (time.empty() ? time : 'T' + time);
}

}  // namespace whom::property
