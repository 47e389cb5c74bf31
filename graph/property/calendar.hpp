// The proleptic Gregorian calendar over all years that 64 bits can count, which std::chrono does not cover.
#ifndef WHOM_GRAPH_PROPERTY_CALENDAR_HPP
#define WHOM_GRAPH_PROPERTY_CALENDAR_HPP

#include <cstdint>

#include "graph/property/temporal.hpp"

namespace whom::property {

constexpr std::int64_t seconds_per_minute = 60;
constexpr std::int64_t seconds_per_hour = 60 * seconds_per_minute;
constexpr std::int64_t seconds_per_day = 24 * seconds_per_hour;
constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;

/// Rounded towards minus infinity, with a remainder that is never negative; the divisor is positive.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
constexpr std::int64_t floor_modulo(std::int64_t a, std::int64_t b) { return a % b < 0 ? a % b + b : a % b; }

/// Throw TemporalError where 64 bits do not hold the result.
std::int64_t add(std::int64_t, std::int64_t);
std::int64_t multiply(std::int64_t, std::int64_t);

struct YearMonthDay {
  std::int64_t year = 0, month = 1, day = 1;
};
/// Week 1 is the one with the year's first Thursday; days are 1, Monday, to 7.
struct YearWeekDay {
  std::int64_t year = 0, week = 1, day = 1;
};
struct YearQuarterDay {
  std::int64_t year = 0, quarter = 1, day = 1;
};
struct YearDay {
  std::int64_t year = 0, day = 1;
};

bool is_leap_year(std::int64_t year);
std::int64_t days_in_year(std::int64_t year);
std::int64_t days_in_month(std::int64_t year, std::int64_t month);
std::int64_t weeks_in_year(std::int64_t year);

/// Days outside their month, week or quarter count from its first; all else must be within its bounds.
Date to_date(const YearMonthDay&);
Date to_date(const YearWeekDay&);
Date to_date(const YearQuarterDay&);
Date to_date(const YearDay&);

/// The same where the day exists and its year has at most nine digits; otherwise they throw TemporalError.
Date checked_date(const YearMonthDay&);
Date checked_date(const YearWeekDay&);
Date checked_date(const YearQuarterDay&);
Date checked_date(const YearDay&);

/// Throws TemporalError that names the part when it is not from `least` to `most`.
void require(const char* part, std::int64_t number, std::int64_t least, std::int64_t most);

YearMonthDay to_year_month_day(Date);
YearWeekDay to_year_week_day(Date);
YearQuarterDay to_year_quarter_day(Date);
std::int64_t day_of_week(Date);  ///< 1, Monday, to 7
std::int64_t day_of_year(Date);  ///< from 1

/// The same day of another month, or the last where that month is shorter. Throw TemporalError beyond all years.
Date plus_months(Date, std::int64_t months);
Date plus_days(Date, std::int64_t days);

}  // namespace whom::property

#endif
