// Years are counted from the first of March, so that the leap day is the last of its year and the lengths of months
// repeat: five months have 153 days. 400 years always have the same number of days.
#include "graph/property/calendar.hpp"

#include <algorithm>
#include <string>

namespace whom::property {
namespace {

constexpr std::int64_t days_per_400_years = 146097;
constexpr std::int64_t days_before_1970 = 719468;  ///< from 0000-03-01

constexpr std::int64_t greatest_year = 999'999'999;

constexpr std::int64_t days_before_month(std::int64_t months_since_march) { return (153 * months_since_march + 2) / 5; }

/// From 0000-03-01 to the first of March of a year.
constexpr std::int64_t days_before_year(std::int64_t year) {
  return 365 * year + floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400);
}

/// Monday of week 1: the one of the week with 4 January.
Date first_week(std::int64_t year) {
  const Date fourth = to_date(YearMonthDay{year, 1, 4});
  return {fourth.days - (day_of_week(fourth) - 1)};
}

std::int64_t days_in_quarter(std::int64_t year, std::int64_t quarter) {
  std::int64_t days = 0;
  for (std::int64_t month = 3 * quarter - 2; month <= 3 * quarter; ++month) days += days_in_month(year, month);
  return days;
}

void require_year(std::int64_t year) { require("year", year, -greatest_year, greatest_year); }

}  // namespace

std::int64_t add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) throw TemporalError("a number of 64 bits is not enough for this time");
  return sum;
}

std::int64_t multiply(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) throw TemporalError("a number of 64 bits is not enough for this time");
  return product;
}

void require(const char* part, std::int64_t number, std::int64_t least, std::int64_t most) {
  if (number >= least && number <= most) return;
  throw TemporalError(std::string(part) + " is " + std::to_string(number) + ", not from " + std::to_string(least) +
                      " to " + std::to_string(most));
}

bool is_leap_year(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t days_in_year(std::int64_t year) { return is_leap_year(year) ? 366 : 365; }

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::int64_t weeks_in_year(std::int64_t year) { return (first_week(year + 1).days - first_week(year).days) / 7; }

Date to_date(const YearMonthDay& date) {
  const std::int64_t year = date.month > 2 ? date.year : date.year - 1;
  return {days_before_year(year) + days_before_month((date.month + 9) % 12) + date.day - 1 - days_before_1970};
}

Date to_date(const YearWeekDay& date) { return {first_week(date.year).days + 7 * (date.week - 1) + date.day - 1}; }

Date to_date(const YearQuarterDay& date) { return to_date(YearMonthDay{date.year, 3 * date.quarter - 2, date.day}); }

Date to_date(const YearDay& date) { return to_date(YearMonthDay{date.year, 1, date.day}); }

Date checked_date(const YearMonthDay& date) {
  require_year(date.year);
  require("month", date.month, 1, 12);
  require("day", date.day, 1, days_in_month(date.year, date.month));
  return to_date(date);
}

Date checked_date(const YearWeekDay& date) {
  require_year(date.year);
  require("week", date.week, 1, weeks_in_year(date.year));
  require("day of the week", date.day, 1, 7);
  return to_date(date);
}

Date checked_date(const YearQuarterDay& date) {
  require_year(date.year);
  require("quarter", date.quarter, 1, 4);
  require("day of the quarter", date.day, 1, days_in_quarter(date.year, date.quarter));
  return to_date(date);
}

Date checked_date(const YearDay& date) {
  require_year(date.year);
  require("day of the year", date.day, 1, days_in_year(date.year));
  return to_date(date);
}

YearMonthDay to_year_month_day(Date date) {
  const std::int64_t days = date.days + days_before_1970;
  const std::int64_t cycle = floor_divide(days, days_per_400_years);
  std::int64_t year = 400 * cycle + floor_modulo(days, days_per_400_years) / 366;
  while (days_before_year(year + 1) <= days) ++year;
  const std::int64_t day = days - days_before_year(year);
  const std::int64_t month = (5 * day + 2) / 153;
  return {month < 10 ? year : year + 1, month < 10 ? month + 3 : month - 9, day - days_before_month(month) + 1};
}

YearWeekDay to_year_week_day(Date date) {
  const Date thursday = {date.days - day_of_week(date) + 4};  // lies in the year of its week
  const std::int64_t year = to_year_month_day(thursday).year;
  return {year, (day_of_year(thursday) - 1) / 7 + 1, day_of_week(date)};
}

YearQuarterDay to_year_quarter_day(Date date) {
  const YearMonthDay civil = to_year_month_day(date);
  const std::int64_t quarter = (civil.month + 2) / 3;
  return {civil.year, quarter, date.days - to_date(YearQuarterDay{civil.year, quarter, 1}).days + 1};
}

std::int64_t day_of_week(Date date) { return floor_modulo(date.days + 3, 7) + 1; }  // 1970-01-01 was a Thursday

std::int64_t day_of_year(Date date) { return date.days - to_date(YearDay{to_year_month_day(date).year, 1}).days + 1; }

Date plus_months(Date date, std::int64_t months) {
  const YearMonthDay civil = to_year_month_day(date);
  const std::int64_t month = add(civil.month - 1, months);
  YearMonthDay moved = {civil.year + floor_divide(month, 12), floor_modulo(month, 12) + 1, civil.day};
  require_year(moved.year);
  moved.day = std::min(moved.day, days_in_month(moved.year, moved.month));
  return to_date(moved);
}

Date plus_days(Date date, std::int64_t days) {
  static const Date first = to_date(YearDay{-greatest_year, 1}), end = to_date(YearDay{greatest_year + 1, 1});
  const Date moved = {add(date.days, days)};
  if (moved < first || moved >= end) throw TemporalError("dates have years of at most nine digits");
  return moved;
}

}  // namespace whom::property
