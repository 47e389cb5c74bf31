#include "query/engine/temporal_components.hpp"

#include "graph/property/calendar.hpp"
#include "graph/property/temporal_parts.hpp"
#include "query/engine/named_rows.hpp"

namespace whom::engine {
namespace {

using namespace whom::property;

struct DateField {
  std::string_view name;
  std::int64_t (*read)(Date);
};
constexpr DateField date_fields[] = {
    {"year", [](Date date) { return to_year_month_day(date).year; }},
    {"quarter", [](Date date) { return to_year_quarter_day(date).quarter; }},
    {"month", [](Date date) { return to_year_month_day(date).month; }},
    {"week", [](Date date) { return to_year_week_day(date).week; }},
    {"weekYear", [](Date date) { return to_year_week_day(date).year; }},
    {"day", [](Date date) { return to_year_month_day(date).day; }},
    {"ordinalDay", day_of_year},
    {"dayOfYear", day_of_year},
    {"weekDay", day_of_week},
    {"dayOfWeek", day_of_week},
    {"dayOfQuarter", [](Date date) { return to_year_quarter_day(date).day; }},
};

/// A part of a whole, both in nanoseconds.
struct TimeField {
  std::string_view name;
  std::int64_t part, whole;
};
constexpr std::int64_t nanoseconds_per_minute = seconds_per_minute * nanoseconds_per_second;
constexpr std::int64_t nanoseconds_per_hour = seconds_per_hour * nanoseconds_per_second;
constexpr TimeField time_fields[] = {
    {"hour", nanoseconds_per_hour, nanoseconds_per_day},
    {"minute", nanoseconds_per_minute, nanoseconds_per_hour},
    {"second", nanoseconds_per_second, nanoseconds_per_minute},
    {"millisecond", 1'000'000, nanoseconds_per_second},
    {"microsecond", 1'000, nanoseconds_per_second},
    {"nanosecond", 1, nanoseconds_per_second},
};

struct ZoneField {
  std::string_view name;
  Value (*read)(const Zone&);
};
constexpr ZoneField zone_fields[] = {
    {"timezone", [](const Zone& zone) { return Value(zone.name.empty() ? print_offset(*zone.offset) : zone.name); }},
    {"offset", [](const Zone& zone) { return Value(print_offset(*zone.offset)); }},
    {"offsetMinutes", [](const Zone& zone) { return Value(std::int64_t{*zone.offset / 60}); }},
    {"offsetSeconds", [](const Zone& zone) { return Value(std::int64_t{*zone.offset}); }},
};

struct InstantField {
  std::string_view name;
  std::int64_t (*read)(const DateTime&);
};
constexpr InstantField instant_fields[] = {
    {"epochSeconds", [](const DateTime& time) { return time.seconds; }},
    {"epochMillis",
     [](const DateTime& time) { return add(multiply(time.seconds, 1000), time.nanoseconds / 1'000'000); }},
};

struct DurationField {
  std::string_view name;
  std::int64_t (*read)(const Duration&);
};

/// All seconds in a smaller unit.
template <std::int64_t per_second>
std::int64_t all_seconds(const Duration& duration) {
  return add(multiply(duration.seconds, per_second), duration.nanoseconds / (nanoseconds_per_second / per_second));
}

constexpr DurationField duration_fields[] = {
    {"years", [](const Duration& duration) { return duration.months / 12; }},
    {"quarters", [](const Duration& duration) { return duration.months / 3; }},
    {"quartersOfYear", [](const Duration& duration) { return duration.months / 3 % 4; }},
    {"months", [](const Duration& duration) { return duration.months; }},
    {"monthsOfYear", [](const Duration& duration) { return duration.months % 12; }},
    {"monthsOfQuarter", [](const Duration& duration) { return duration.months % 3; }},
    {"weeks", [](const Duration& duration) { return duration.days / 7; }},
    {"days", [](const Duration& duration) { return duration.days; }},
    {"daysOfWeek", [](const Duration& duration) { return duration.days % 7; }},
    {"hours", [](const Duration& duration) { return duration.seconds / 3600; }},
    {"minutes", [](const Duration& duration) { return duration.seconds / 60; }},
    {"minutesOfHour", [](const Duration& duration) { return duration.seconds / 60 % 60; }},
    {"seconds", [](const Duration& duration) { return duration.seconds; }},
    {"secondsOfMinute", [](const Duration& duration) { return duration.seconds % 60; }},
    {"milliseconds", all_seconds<1'000>},
    {"microseconds", all_seconds<1'000'000>},
    {"nanoseconds", all_seconds<1'000'000'000>},
    {"millisecondsOfSecond", [](const Duration& duration) { return std::int64_t{duration.nanoseconds / 1'000'000}; }},
    {"microsecondsOfSecond", [](const Duration& duration) { return std::int64_t{duration.nanoseconds / 1'000}; }},
    {"nanosecondsOfSecond", [](const Duration& duration) { return std::int64_t{duration.nanoseconds}; }},
};

}  // namespace

Value component(const Value& value, std::string_view name) {
  if (value.is(Kind::Duration)) {
    const DurationField* field = find_by_name(duration_fields, name);
    return field != nullptr ? Value(field->read(value.duration())) : Value();
  }
  const TemporalParts parts = take_apart(value);
  if (const DateField* field = find_by_name(date_fields, name); field != nullptr && parts.date) {
    return Value(field->read(*parts.date));
  }
  if (const TimeField* field = find_by_name(time_fields, name); field != nullptr && parts.time) {
    return Value(parts.time->nanoseconds % field->whole / field->part);
  }
  if (const ZoneField* field = find_by_name(zone_fields, name); field != nullptr && parts.zone) {
    return field->read(*parts.zone);
  }
  if (const InstantField* field = find_by_name(instant_fields, name); field != nullptr && value.is(Kind::DateTime)) {
    return Value(field->read(value.date_time()));
  }
  return {};
}

}  // namespace whom::engine
