#include "graph/property/edtf.hpp"

#include <algorithm>
#include <array>

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

/// The least and greatest number that fits digits and X's.
struct Bounds {
  std::int64_t least = 0, greatest = 0;
  bool exact() const { return least == greatest; }
};

std::optional<Bounds> bounds(std::string_view digits) {
  Bounds found;
  for (const char c : digits) {
    if (c != 'X' && (c < '0' || c > '9')) return {};
    found.least = found.least * 10 + (c == 'X' ? 0 : c - '0');
    found.greatest = found.greatest * 10 + (c == 'X' ? 9 : c - '0');
  }
  return found;
}

/// A month or day: digits, X's, or not given.
std::optional<Bounds> part(std::string_view value, std::size_t at, std::int64_t highest) {
  if (value.size() <= at) return Bounds{1, highest};
  if (value[at] != '-') return {};
  const auto found = bounds(value.substr(at + 1, 2));
  if (!found || found->least > highest || found->greatest < 1) return {};
  return Bounds{std::max<std::int64_t>(found->least, 1), std::min(found->greatest, highest)};
}

/// Without the time of day and marks of doubt.
std::string_view plain(std::string_view value) {
  value = value.substr(0, value.find('T'));
  while (!value.empty() && (value.back() == '?' || value.back() == '~' || value.back() == '%')) value.remove_suffix(1);
  return value;
}

/// A year, a month or a day.
struct Simple {
  Bounds year, month, day;
  bool dated = false;  ///< the first digit of the year is known
};

std::optional<Simple> simple(std::string_view value) {
  value = plain(value);
  if (value.size() != 4 && value.size() != 7 && value.size() != 10) return {};
  const auto year = bounds(value.substr(0, 4)), month = part(value, 4, 12), day = part(value, 7, 31);
  if (!year || !month || !day) return {};
  if (year->exact() && month->exact() && day->least > days_in_month(year->least, month->least)) return {};
  return Simple{*year, *month, *day, value[0] != 'X'};
}

Date within_month(std::int64_t year, std::int64_t month, std::int64_t day) {
  return to_date(YearMonthDay{year, month, std::min(day, days_in_month(year, month))});
}

/// The two ends of a range, which are the same where the value is none.
std::array<std::string_view, 2> ends(std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return {value, value};
  return {value.substr(0, slash), value.substr(slash + 1)};
}

bool is_open(std::string_view end) { return end.empty() || end == ".."; }

/// Whether both ends can be understood, as far as they are there.
bool is_sound(std::string_view value) {
  const auto both = ends(value);
  return std::all_of(both.begin(), both.end(), [&](std::string_view end) {
    if (is_open(end)) return value.size() > 1;
    const auto read = simple(end);
    return read && read->dated;
  });
}

}  // namespace

bool is_edtf(std::string_view value) {
  const auto both = ends(value);
  return value.find_first_of("0123456789") != value.npos &&
         std::all_of(both.begin(), both.end(), [&](std::string_view end) { return is_open(end) || simple(end); });
}

std::optional<Date> first_day(std::string_view edtf) {
  const auto first = is_sound(edtf) ? simple(ends(edtf)[0]) : std::nullopt;
  if (!first) return {};
  return within_month(first->year.least, first->month.least, first->day.least);
}

std::optional<Date> last_day(std::string_view edtf) {
  const auto last = is_sound(edtf) ? simple(ends(edtf)[1]) : std::nullopt;
  if (!last) return {};
  return within_month(last->year.greatest, last->month.greatest, last->day.greatest);
}

std::optional<std::int64_t> month_of(std::string_view edtf) {
  const auto [first, last] = ends(edtf);
  const auto read = simple(first);
  if (!read || !read->month.exact() || first.substr(0, 7) != last.substr(0, 7)) return {};
  return read->month.least;
}

std::optional<std::int64_t> day_of(std::string_view edtf) {
  const auto [first, last] = ends(edtf);
  const auto one = simple(first), other = simple(last);
  if (!month_of(edtf) || !other || !one->day.exact() || !other->day.exact() || one->day.least != other->day.least)
    return {};
  return one->day.least;
}

}  // namespace whom::property
