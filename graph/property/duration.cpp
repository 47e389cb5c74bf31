#include "graph/property/duration.hpp"

#include <charconv>
#include <cmath>
#include <tuple>

#include "graph/property/calendar.hpp"
#include "graph/property/temporal_parts.hpp"

namespace whom::property {
namespace {

using Part = DurationPart;

/// How many of the next part are in one, on the average.
constexpr long double next_in_part[] = {30.436875L, 86400, 1e9L};

std::int64_t checked_whole(long double number) {
  constexpr long double limit = 9223372036854775808.0L;
  if (!(number > -limit && number < limit)) throw TemporalError("a duration of this length takes more than 64 bits");
  return static_cast<std::int64_t>(number);
}

std::array<std::int64_t, 4> parts(const Duration& duration) {
  return {duration.months, duration.days, duration.seconds, duration.nanoseconds};
}

template <typename Scale>
Duration scale(const Duration& duration, const Scale& scale_part) {
  DurationSum sum;
  const std::array<std::int64_t, 4> amounts = parts(duration);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    sum.add(static_cast<Part>(i), scale_part(static_cast<long double>(amounts[i])));
  }
  return sum.result();
}

/// Whole days, towards zero: a part of a second is added, so that a negative time may have one second less to go.
std::int64_t days_of_seconds(const Duration& duration) {
  const bool borrowed = duration.seconds < 0 && duration.nanoseconds > 0;
  return (duration.seconds + (borrowed ? 1 : 0)) / seconds_per_day;
}

Date add_to_date(Date date, const Duration& duration) {
  return plus_days(plus_months(date, duration.months), duration.days);
}

std::int64_t add_to_time(std::int64_t nanoseconds, const Duration& duration) {
  const std::int64_t seconds = duration.seconds % seconds_per_day;
  return floor_modulo(nanoseconds + seconds * nanoseconds_per_second + duration.nanoseconds, nanoseconds_per_day);
}

/// Of the time's own line, that of its clock or that of instants.
template <typename Line>
Line add_seconds(Line time, const Duration& duration) {
  const std::int64_t nanoseconds = std::int64_t{time.nanoseconds} + duration.nanoseconds;
  time.seconds = add(add(time.seconds, duration.seconds), nanoseconds / nanoseconds_per_second);
  time.nanoseconds = static_cast<std::int32_t>(nanoseconds % nanoseconds_per_second);
  plus_days({}, floor_divide(time.seconds, seconds_per_day));  // throws where there is no such day
  return time;
}

LocalDateTime add_days(const LocalDateTime& time, const Duration& duration) {
  const Date date = add_to_date({floor_divide(time.seconds, seconds_per_day)}, duration);
  return {date.days * seconds_per_day + floor_modulo(time.seconds, seconds_per_day), time.nanoseconds};
}

DateTime add(const DateTime& time, const Duration& duration) {
  const Zone zone = {time.offset, time.zone};
  const DateTime day = at_local(add_days(local(time), duration), zone);
  const DateTime instant = add_seconds(day, duration);
  return at_instant(instant.seconds, instant.nanoseconds, zone);
}

/// Rounded towards zero. A month is over when its day and time of day are reached.
std::int64_t months_between(const LocalDateTime& from, const LocalDateTime& to) {
  const auto date = [](const LocalDateTime& time) {
    return to_year_month_day({floor_divide(time.seconds, seconds_per_day)});
  };
  const auto within_month = [&](const LocalDateTime& time) {
    return std::tuple(date(time).day, floor_modulo(time.seconds, seconds_per_day), time.nanoseconds);
  };
  const std::int64_t months = 12 * (date(to).year - date(from).year) + date(to).month - date(from).month;
  if (months > 0 && within_month(to) < within_month(from)) return months - 1;
  if (months < 0 && within_month(to) > within_month(from)) return months + 1;
  return months;
}

Duration seconds_between(const DateTime& from, const DateTime& to) {
  const std::int64_t nanoseconds = std::int64_t{to.nanoseconds} - from.nanoseconds;
  return {0, 0, to.seconds - from.seconds + floor_divide(nanoseconds, nanoseconds_per_second),
          static_cast<std::int32_t>(floor_modulo(nanoseconds, nanoseconds_per_second))};
}

std::int64_t days_between(const LocalDateTime& from, const LocalDateTime& to) {
  const auto on_the_clock = [](const LocalDateTime& time) { return DateTime{time.seconds, time.nanoseconds, 0, {}}; };
  return days_of_seconds(seconds_between(on_the_clock(from), on_the_clock(to)));
}

/// Gives both what only one of them has.
void complete(TemporalParts& a, TemporalParts& b) {
  const auto share = [](auto& x, auto& y, const auto& otherwise) {
    if (!x) x = y ? *y : otherwise;
    if (!y) y = x;
  };
  share(a.date, b.date, Date{});
  share(a.zone, b.zone, Zone{});
}

}  // namespace

std::span<const DurationUnit> duration_units() {
  static constexpr DurationUnit units[] = {
      {"years", 'Y', Part::Months, 12},
      {"quarters", 0, Part::Months, 3},
      {"months", 'M', Part::Months, 1},
      {"weeks", 'W', Part::Days, 7},
      {"days", 'D', Part::Days, 1},
      {"hours", 'H', Part::Seconds, seconds_per_hour},
      {"minutes", 'M', Part::Seconds, seconds_per_minute},
      {"seconds", 'S', Part::Seconds, 1},
      {"milliseconds", 0, Part::Nanoseconds, 1'000'000},
      {"microseconds", 0, Part::Nanoseconds, 1'000},
      {"nanoseconds", 0, Part::Nanoseconds, 1},
  };
  return units;
}

void DurationSum::add(DurationPart part, std::int64_t amount, std::int64_t size) {
  std::int64_t& whole = amounts_[static_cast<std::size_t>(part)].whole;
  whole = property::add(whole, property::multiply(amount, size));
}

void DurationSum::add(DurationPart part, long double amount, std::int64_t size) {
  const std::int64_t whole = checked_whole(amount);
  add(part, whole, size);
  amounts_[static_cast<std::size_t>(part)].broken +=
      (amount - static_cast<long double>(whole)) * static_cast<long double>(size);
}

Duration DurationSum::result() const {
  std::array<std::int64_t, 4> whole{};
  long double carried = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const long double broken = amounts_[i].broken + carried;
    const long double units = i < 3 ? std::trunc(broken) : std::nearbyint(broken);
    whole[i] = property::add(amounts_[i].whole, checked_whole(units));
    if (i < 3) carried = (broken - units) * next_in_part[i];
  }
  const std::int64_t seconds = property::add(whole[2], floor_divide(whole[3], nanoseconds_per_second));
  return {whole[0], whole[1], seconds, static_cast<std::int32_t>(floor_modulo(whole[3], nanoseconds_per_second))};
}

long double decimal(double number) {
  const std::string text = print_float(number);
  long double value = static_cast<long double>(number);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Duration negate(const Duration& duration) {
  DurationSum sum;
  const std::array<std::int64_t, 4> amounts = parts(duration);
  for (std::size_t i = 0; i < amounts.size(); ++i) sum.add(static_cast<Part>(i), amounts[i], -1);
  return sum.result();
}

Duration add(const Duration& a, const Duration& b) {
  DurationSum sum;
  for (const Duration& duration : {a, b}) {
    const std::array<std::int64_t, 4> amounts = parts(duration);
    for (std::size_t i = 0; i < amounts.size(); ++i) sum.add(static_cast<Part>(i), amounts[i]);
  }
  return sum.result();
}

Duration multiply(const Duration& duration, long double factor) {
  return scale(duration, [factor](long double amount) { return amount * factor; });
}

Duration divide(const Duration& duration, long double divisor) {
  return scale(duration, [divisor](long double amount) { return amount / divisor; });
}

Value add(const Value& time, const Duration& duration) {
  switch (time.kind()) {
    case Kind::Date:
      return Value(plus_days(add_to_date(time.date(), duration), days_of_seconds(duration)));
    case Kind::LocalTime:
      return Value(LocalTime{add_to_time(time.local_time().nanoseconds, duration)});
    case Kind::Time:
      return Value(Time{add_to_time(time.time().nanoseconds, duration), time.time().offset});
    case Kind::LocalDateTime:
      return Value(add_seconds(add_days(time.local_date_time(), duration), duration));
    default:
      return Value(add(time.date_time(), duration));
  }
}

Duration between(const Value& a, const Value& b, Measure measure) {
  TemporalParts from_parts = take_apart(a), to_parts = take_apart(b);
  const bool dated = from_parts.date && to_parts.date;
  complete(from_parts, to_parts);
  const auto date_time = [](const TemporalParts& parts) { return put_together(Kind::DateTime, parts).date_time(); };
  const DateTime from = date_time(from_parts);
  DateTime to = date_time(to_parts);
  to = at_instant(to.seconds, to.nanoseconds, {from.offset, from.zone});

  if (measure == Measure::Seconds || (measure == Measure::All && !dated)) return seconds_between(from, to);
  Duration whole;
  if (measure != Measure::Days) whole.months = months_between(local(from), local(to));
  if (measure != Measure::Months) whole.days = days_between(add_days(local(from), whole), local(to));
  if (measure != Measure::All) return whole;
  return add(whole, seconds_between(add(from, whole), to));
}

}  // namespace whom::property
