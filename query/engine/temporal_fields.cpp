// A value is taken apart into its day, its time of day and its zone; a map changes each of them; then they are put
// together again. A day can be named in four ways (month and day, week and day, quarter and day, day of the year), each
// of which keeps what it does not name.
#include "query/engine/temporal_fields.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "graph/property/calendar.hpp"
#include "graph/property/duration.hpp"
#include "graph/property/temporal_parse.hpp"
#include "graph/property/temporal_parts.hpp"
#include "query/engine/functions.hpp"
#include "query/engine/named_rows.hpp"

namespace whom::engine {
namespace {

using namespace whom::property;

// Maps.

[[noreturn]] void wrong_type(std::string_view field, const std::string& expected) {
  fail("TypeError", "InvalidArgumentType", "the field '" + std::string(field) + "' must be " + expected);
}

/// The fields of a map; it remembers which were asked for, since all others are mistakes.
class Fields {
 public:
  explicit Fields(const Map& map) : map_(map) {}

  const Value* find(std::string_view name) {
    asked_.push_back(name);
    const auto entry = std::find_if(map_.begin(), map_.end(), [&](const auto& field) { return field.first == name; });
    return entry == map_.end() ? nullptr : &entry->second;
  }

  std::optional<std::int64_t> integer(std::string_view name) {
    const Value* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->is(Kind::Integer)) wrong_type(name, "an integer");
    return value->integer();
  }

  /// A value that has a date, a time or both, taken apart.
  std::optional<TemporalParts> temporal(std::string_view name, bool with_date, bool with_time) {
    const Value* value = find(name);
    if (value == nullptr) return std::nullopt;
    const PartsOfKind parts = parts_of(value->kind());
    const bool fits = value->is_temporal() && !value->is(Kind::Duration);
    if (!fits || (with_date && !parts.date) || (with_time && !parts.time)) wrong_type(name, "a value that has one");
    return take_apart(*value);
  }

  std::optional<Zone> zone() {
    const Value* value = find("timezone");
    if (value == nullptr) return std::nullopt;
    if (!value->is(Kind::String)) wrong_type("timezone", "a string");
    return parse_zone(value->string());
  }

  void expect_all_known() const {
    for (const auto& [name, value] : map_) {
      if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) {
        throw TemporalError("the field '" + name + "' has no meaning here");
      }
    }
  }

 private:
  const Map& map_;
  std::vector<std::string_view> asked_;
};

/// A smaller part needs the larger one that it counts in.
void expect_larger(bool larger_is_known, bool smaller_is_given, std::string_view larger) {
  if (smaller_is_given && !larger_is_known) throw TemporalError("the field '" + std::string(larger) + "' is missing");
}

// Days.

/// A day of a year: in which month, week or quarter, and which day of it.
struct DayOfYear {
  std::int64_t year = 0, larger = 1, smaller = 1;
};

/// One of the ways to name a day.
struct DayNames {
  std::string_view larger, smaller;
  DayOfYear (*name)(Date);
  Date (*find)(const DayOfYear&);
};

template <typename Parts, std::int64_t Parts::*larger>
DayOfYear day_of_year_of(const Parts& parts) {
  return {parts.year, parts.*larger, parts.day};
}

constexpr DayNames ways_to_name_days[] = {
    {"month", "day",
     [](Date date) { return day_of_year_of<YearMonthDay, &YearMonthDay::month>(to_year_month_day(date)); },
     [](const DayOfYear& day) {
       return checked_date(YearMonthDay{day.year, day.larger, day.smaller});
     }},
    {"week", "dayOfWeek",
     [](Date date) { return day_of_year_of<YearWeekDay, &YearWeekDay::week>(to_year_week_day(date)); },
     [](const DayOfYear& day) {
       return checked_date(YearWeekDay{day.year, day.larger, day.smaller});
     }},
    {"quarter", "dayOfQuarter",
     [](Date date) { return day_of_year_of<YearQuarterDay, &YearQuarterDay::quarter>(to_year_quarter_day(date)); },
     [](const DayOfYear& day) {
       return checked_date(YearQuarterDay{day.year, day.larger, day.smaller});
     }},
    {"year", "ordinalDay",
     [](Date date) {
       return DayOfYear{to_year_month_day(date).year, 1, day_of_year(date)};
     },
     [](const DayOfYear& day) {
       return checked_date(YearDay{day.year, day.smaller});
     }},
};

/// The way that the fields follow; by month and day when they follow none.
const DayNames& way_to_name_day(Fields& fields) {
  const DayNames* chosen = nullptr;
  for (const DayNames& way : ways_to_name_days) {
    const bool by_larger = way.larger != "year" && fields.find(way.larger) != nullptr;
    if (fields.find(way.smaller) == nullptr && !by_larger) continue;
    if (chosen != nullptr) {
      throw TemporalError("the fields for '" + std::string(chosen->smaller) + "' and '" + std::string(way.smaller) +
                          "' name a day twice");
    }
    chosen = &way;
  }
  return chosen != nullptr ? *chosen : ways_to_name_days[0];
}

std::optional<Date> read_date(Fields& fields, const std::optional<Date>& base) {
  const DayNames& way = way_to_name_day(fields);
  const std::optional<std::int64_t> year = fields.integer("year"), larger = fields.integer(way.larger),
                                    smaller = fields.integer(way.smaller);
  if (!year && !larger && !smaller) return base;
  expect_larger(base || year, true, "year");
  expect_larger(base || larger, smaller.has_value(), way.larger);
  const DayOfYear kept = base ? way.name(*base) : DayOfYear{};
  return way.find({year.value_or(kept.year), larger.value_or(kept.larger), smaller.value_or(kept.smaller)});
}

// Times of day.

struct Subsecond {
  const char* name;
  std::int64_t nanoseconds;
};
constexpr Subsecond subseconds[] = {{"millisecond", 1'000'000}, {"microsecond", 1'000}, {"nanosecond", 1}};

/// Each unit counts within the coarser one that is given, or else within the second.
std::optional<std::int64_t> read_subsecond(Fields& fields) {
  std::optional<std::int64_t> sum;
  std::int64_t whole = nanoseconds_per_second;
  for (const Subsecond& unit : subseconds) {
    const std::optional<std::int64_t> count = fields.integer(unit.name);
    if (!count) continue;
    require(unit.name, *count, 0, whole / unit.nanoseconds - 1);
    sum = sum.value_or(0) + *count * unit.nanoseconds;
    whole = unit.nanoseconds;
  }
  return sum;
}

enum class Finer { Replaced, Kept };  ///< what becomes of the fraction of a second when a finer unit is given

std::optional<LocalTime> read_time(Fields& fields, const std::optional<LocalTime>& base, Finer finer) {
  const std::optional<std::int64_t> hour = fields.integer("hour"), minute = fields.integer("minute"),
                                    second = fields.integer("second"), subsecond = read_subsecond(fields);
  if (!hour && !minute && !second && !subsecond) return base;
  expect_larger(base || hour, minute.has_value(), "hour");
  expect_larger(base || minute, second.has_value(), "minute");
  expect_larger(base || second, subsecond.has_value(), "second");
  const std::int64_t kept = base.value_or(LocalTime{}).nanoseconds;
  const std::int64_t kept_seconds = kept / nanoseconds_per_second, kept_fraction = kept % nanoseconds_per_second;
  const auto part = [](const char* name, std::optional<std::int64_t> given, std::int64_t otherwise, int most) {
    if (given) require(name, *given, 0, most);
    return given.value_or(otherwise);
  };
  std::int64_t fraction = subsecond.value_or(kept_fraction);
  if (subsecond && finer == Finer::Kept && fields.find("millisecond") == nullptr) fraction += kept_fraction;
  require("nanosecond", fraction, 0, nanoseconds_per_second - 1);
  const std::int64_t seconds = part("hour", hour, kept_seconds / seconds_per_hour, 23) * seconds_per_hour +
                               part("minute", minute, kept_seconds / 60 % 60, 59) * seconds_per_minute +
                               part("second", second, kept_seconds % 60, 59);
  return LocalTime{seconds * nanoseconds_per_second + fraction};
}

// Zones.

/// A time without a date has an offset only: that of the zone's clocks now.
Zone zone_for(Kind kind, const Zone& zone, const DateTime& now) {
  return kind == Kind::Time ? Zone{at_instant(now.seconds, 0, zone).offset, {}} : zone;
}

/// The same instant by other clocks.
Value in_zone(const Value& value, const Zone& zone) {
  if (value.is(Kind::DateTime))
    return Value(at_instant(value.date_time().seconds, value.date_time().nanoseconds, zone));
  const Time& time = value.time();
  const std::int32_t offset = zone.offset.value_or(0);
  const std::int64_t moved = time.nanoseconds + (offset - time.offset) * nanoseconds_per_second;
  return Value(Time{floor_modulo(moved, nanoseconds_per_day), offset});
}

/// In UTC.
TemporalParts since_epoch(std::int64_t seconds, std::int64_t milliseconds) {
  return take_apart(
      add(Value(DateTime{}), Duration{0, 0, seconds, static_cast<std::int32_t>(milliseconds * 1'000'000)}));
}

/// What the map takes from other values.
TemporalParts read_base(Fields& fields, const PartsOfKind& kind) {
  TemporalParts base;
  if (kind.date && kind.zone) {
    if (const auto seconds = fields.integer("epochSeconds")) base = since_epoch(*seconds, 0);
    if (const auto milliseconds = fields.integer("epochMillis")) {
      base = since_epoch(floor_divide(*milliseconds, 1000), floor_modulo(*milliseconds, 1000));
    }
  }
  if (kind.date && kind.time) {
    if (const auto other = fields.temporal("datetime", true, true)) base = *other;
  }
  if (kind.date) {
    if (const auto other = fields.temporal("date", true, false)) base.date = other->date;
  }
  if (kind.time) {
    if (const auto other = fields.temporal("time", false, true)) {
      base.time = other->time;
      base.zone = other->zone;
    }
  }
  return base;
}

// Truncation.

struct DateUnit {
  std::string_view name;
  Date (*begin)(Date);
};

template <int years>
Date begin_of_years(Date date) {
  return checked_date(YearDay{floor_divide(to_year_month_day(date).year, years) * years, 1});
}

template <int months>
Date begin_of_months(Date date) {
  const YearMonthDay parts = to_year_month_day(date);
  return to_date(YearMonthDay{parts.year, parts.month - (parts.month - 1) % months, 1});
}

constexpr DateUnit date_units[] = {
    {"millennium", begin_of_years<1000>},
    {"century", begin_of_years<100>},
    {"decade", begin_of_years<10>},
    {"year", begin_of_years<1>},
    {"weekYear",
     [](Date date) {
       return to_date(YearWeekDay{to_year_week_day(date).year, 1, 1});
     }},
    {"quarter", begin_of_months<3>},
    {"month", begin_of_months<1>},
    {"week", [](Date date) { return Date{date.days - day_of_week(date) + 1}; }},
};

struct TimeUnit {
  std::string_view name;
  std::int64_t nanoseconds;
};
constexpr TimeUnit time_units[] = {
    {"day", nanoseconds_per_day},
    {"hour", seconds_per_hour* nanoseconds_per_second},
    {"minute", seconds_per_minute* nanoseconds_per_second},
    {"second", nanoseconds_per_second},
    {"millisecond", 1'000'000},
    {"microsecond", 1'000},
};

TemporalParts truncate(TemporalParts parts, std::string_view unit) {
  if (const DateUnit* date_unit = find_by_name(date_units, unit)) {
    if (!parts.date) throw TemporalError("a time without a date cannot be truncated to '" + std::string(unit) + "'");
    parts.date = date_unit->begin(*parts.date);
    parts.time = LocalTime{};
  } else if (const TimeUnit* time_unit = find_by_name(time_units, unit)) {
    if (!parts.time && time_unit->name != "day") {
      throw TemporalError("a date cannot be truncated to '" + std::string(unit) + "'");
    }
    const std::int64_t time = parts.time.value_or(LocalTime{}).nanoseconds;
    parts.time = LocalTime{time - time % time_unit->nanoseconds};
  } else {
    throw TemporalError("unknown unit '" + std::string(unit) + "'");
  }
  return parts;
}

}  // namespace

Value temporal_from_map(Kind kind, const Map& map, const DateTime& now) {
  Fields fields(map);
  const PartsOfKind parts_of_kind = parts_of(kind);
  const std::optional<Zone> zone = fields.zone();
  if (zone && map.size() == 1) {
    return put_together(kind, take_apart(Value(at_instant(now.seconds, now.nanoseconds, *zone))));
  }
  TemporalParts parts = read_base(fields, parts_of_kind);
  if (parts_of_kind.date) parts.date = read_date(fields, parts.date);
  if (parts_of_kind.time) parts.time = read_time(fields, parts.time, Finer::Replaced);
  fields.expect_all_known();
  if (!zone) return put_together(kind, parts);
  if (!parts_of_kind.zone) throw TemporalError("a value without a time zone cannot be given one");
  const Zone given = zone_for(kind, *zone, now);
  if (parts.zone) return in_zone(put_together(kind, parts), given);
  parts.zone = given;
  return put_together(kind, parts);
}

Value truncate_temporal(Kind kind, std::string_view unit, const Value& value, const Map& map, const DateTime& now) {
  Fields fields(map);
  const PartsOfKind parts_of_kind = parts_of(kind);
  TemporalParts parts = truncate(take_apart(value), unit);
  if (parts_of_kind.date) parts.date = read_date(fields, parts.date);
  if (parts_of_kind.time) parts.time = read_time(fields, parts.time, Finer::Kept);
  if (parts_of_kind.zone) {
    if (const std::optional<Zone> zone = fields.zone()) parts.zone = zone_for(kind, *zone, now);
  }
  fields.expect_all_known();
  return put_together(kind, parts);
}

Duration duration_from_map(const Map& map) {
  Fields fields(map);
  DurationSum sum;
  for (const DurationUnit& unit : duration_units()) {
    const Value* amount = fields.find(unit.name);
    if (amount == nullptr) continue;
    if (!amount->is_number()) wrong_type(unit.name, "a number");
    if (amount->is(Kind::Integer)) {
      sum.add(unit.part, amount->integer(), unit.size);
    } else {
      sum.add(unit.part, decimal(amount->number()), unit.size);
    }
  }
  fields.expect_all_known();
  return sum.result();
}

}  // namespace whom::engine
