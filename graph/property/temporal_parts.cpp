#include "graph/property/temporal_parts.hpp"

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

TemporalParts take_apart(const LocalDateTime& time) {
  const std::int64_t second = floor_modulo(time.seconds, seconds_per_day);
  return {Date{floor_divide(time.seconds, seconds_per_day)},
          LocalTime{second * nanoseconds_per_second + time.nanoseconds}, std::nullopt};
}

const Date& required_date(const TemporalParts& parts) {
  if (!parts.date) throw TemporalError("a date is missing");
  return *parts.date;
}

const LocalTime& required_time(const TemporalParts& parts) {
  if (!parts.time) throw TemporalError("a time of day is missing");
  return *parts.time;
}

LocalDateTime local_date_time(const TemporalParts& parts) {
  const std::int64_t nanoseconds = parts.time.value_or(LocalTime{}).nanoseconds;
  return {required_date(parts).days * seconds_per_day + nanoseconds / nanoseconds_per_second,
          static_cast<std::int32_t>(nanoseconds % nanoseconds_per_second)};
}

}  // namespace

PartsOfKind parts_of(Kind kind) {
  const bool zoned = kind == Kind::Time || kind == Kind::DateTime;
  const bool dated = kind == Kind::Date || kind == Kind::LocalDateTime || kind == Kind::DateTime;
  return {dated, kind != Kind::Date, zoned};
}

TemporalParts take_apart(const Value& value) {
  switch (value.kind()) {
    case Kind::Date:
      return {value.date(), std::nullopt, std::nullopt};
    case Kind::LocalTime:
      return {std::nullopt, value.local_time(), std::nullopt};
    case Kind::Time:
      return {std::nullopt, LocalTime{value.time().nanoseconds}, Zone{value.time().offset, {}}};
    case Kind::LocalDateTime:
      return take_apart(value.local_date_time());
    default: {
      TemporalParts parts = take_apart(local(value.date_time()));
      parts.zone = Zone{value.date_time().offset, value.date_time().zone};
      return parts;
    }
  }
}

Value put_together(Kind kind, const TemporalParts& parts) {
  const Zone zone = parts.zone.value_or(Zone{});
  switch (kind) {
    case Kind::Date:
      return Value(required_date(parts));
    case Kind::LocalTime:
      return Value(required_time(parts));
    case Kind::Time:
      return Value(Time{required_time(parts).nanoseconds, zone.offset.value_or(0)});
    case Kind::LocalDateTime:
      return Value(local_date_time(parts));
    default:
      return Value(at_local(local_date_time(parts), zone));
  }
}

}  // namespace whom::property
