// Years are counted from the first of March, so that the leap day is the last of its year and the lengths of months
// repeat: five months have 153 days. 400 years always have the same number of days.
#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

constexpr std::int64_t days_per_400_years = 146097;
constexpr std::int64_t days_before_1970 = 719468;  ///< from 0000-03-01

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

}  // namespace

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

std::int64_t day_of_week(Date date) { return floor_modulo(date.days + 3, 7) + 1; }  // 1970-01-01 was a Thursday

std::int64_t day_of_year(Date date) {
  return date.days - to_date(YearMonthDay{to_year_month_day(date).year, 1, 1}).days + 1;
}

}  // namespace whom::property
