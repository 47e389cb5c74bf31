// The library reads the system's zone files, which list every change of clocks up to 2037. Later ones follow the
// weekdays of their year by the rules in force then, so that a later moment is looked up in a listed year of the same
// shape.
#include "graph/property/time_zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <chrono>

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

constexpr std::int64_t last_listed_year = 2037;
constexpr std::int64_t before_all_changes = -62135596800;  ///< year 1

const date::time_zone& find(const std::string& name) {
  try {
    return *date::locate_zone(name);
  } catch (const std::runtime_error&) {
    throw TemporalError("unknown time zone '" + name + "'");
  }
}

bool same_shape(std::int64_t year, std::int64_t other) {
  const auto first_weekday = [](std::int64_t y) { return day_of_week(to_date(YearDay{y, 1})); };
  return is_leap_year(year) == is_leap_year(other) && first_weekday(year) == first_weekday(other);
}

std::chrono::seconds listed(std::int64_t seconds) {
  const std::int64_t year = to_year_month_day({floor_divide(seconds, seconds_per_day)}).year;
  if (year <= last_listed_year) return std::chrono::seconds(std::max(seconds, before_all_changes));
  std::int64_t like = last_listed_year;
  while (!same_shape(like, year)) --like;
  const std::int64_t days = to_date(YearDay{year, 1}).days - to_date(YearDay{like, 1}).days;
  return std::chrono::seconds(seconds - days * seconds_per_day);
}

std::int32_t offset_at_instant(const std::string& zone, std::int64_t seconds) {
  return static_cast<std::int32_t>(find(zone).get_info(date::sys_seconds(listed(seconds))).offset.count());
}

/// Of two offsets the one before the change, unless the other is asked for.
std::int32_t offset_at_local(const Zone& zone, std::int64_t seconds) {
  const date::local_info info = find(zone.name).get_info(date::local_seconds(listed(seconds)));
  const auto before = static_cast<std::int32_t>(info.first.offset.count());
  const auto after = static_cast<std::int32_t>(info.second.offset.count());
  return info.result == date::local_info::ambiguous && zone.offset == after ? after : before;
}

}  // namespace

DateTime at_instant(std::int64_t seconds, std::int32_t nanoseconds, const Zone& zone) {
  if (zone.name.empty()) return {seconds, nanoseconds, zone.offset.value_or(0), {}};
  return {seconds, nanoseconds, offset_at_instant(zone.name, seconds), zone.name};
}

DateTime at_local(const LocalDateTime& time, const Zone& zone) {
  const std::int32_t offset = zone.name.empty() ? zone.offset.value_or(0) : offset_at_local(zone, time.seconds);
  return at_instant(time.seconds - offset, time.nanoseconds, {offset, zone.name});
}

LocalDateTime local(const DateTime& time) { return {time.seconds + time.offset, time.nanoseconds}; }

}  // namespace whom::property
