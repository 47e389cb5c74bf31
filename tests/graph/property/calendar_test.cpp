#include "graph/property/calendar.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace whom::property {
namespace {

TEST(Calendar, AgreesWithTheStandardLibraryDayByDay) {
  using namespace std::chrono;
  const sys_days first = year{-401} / 1 / 1, last = year{2403} / 12 / 31;
  for (sys_days day = first; day <= last; day += days{1}) {
    const year_month_day expected{day};
    const Date date = {day.time_since_epoch().count()};
    const YearMonthDay civil = to_year_month_day(date);
    ASSERT_EQ(civil.year, int{expected.year()});
    ASSERT_EQ(civil.month, unsigned{expected.month()});
    ASSERT_EQ(civil.day, unsigned{expected.day()});
    ASSERT_EQ(to_date(civil), date);
    ASSERT_EQ(day_of_week(date), weekday{day}.iso_encoding());
    ASSERT_EQ(to_date(to_year_week_day(date)), date);
  }
}

TEST(Calendar, ReachesYearsOfNineDigits) {
  for (const std::int64_t year : {-999'999'999, 999'999'999}) {
    const YearMonthDay civil = to_year_month_day(to_date(YearMonthDay{year, 12, 31}));
    EXPECT_EQ(civil.year, year);
    EXPECT_EQ(civil.month, 12);
    EXPECT_EQ(civil.day, 31);
  }
}

TEST(Calendar, CountsWeeksFromTheFirstThursday) {
  struct Case {
    YearMonthDay date;
    YearWeekDay week;
  };
  const Case cases[] = {{{2021, 1, 3}, {2020, 53, 7}}, {{2021, 1, 4}, {2021, 1, 1}},  {{2024, 12, 30}, {2025, 1, 1}},
                        {{2026, 1, 1}, {2026, 1, 4}},  {{2023, 1, 1}, {2022, 52, 7}}, {{-4, 12, 31}, {-3, 1, 2}}};
  for (const auto& [date, expected] : cases) {
    const YearWeekDay week = to_year_week_day(to_date(date));
    EXPECT_EQ(week.year, expected.year);
    EXPECT_EQ(week.week, expected.week);
    EXPECT_EQ(week.day, expected.day);
  }
  EXPECT_EQ(weeks_in_year(2020), 53);
  EXPECT_EQ(weeks_in_year(2021), 52);
  EXPECT_EQ(day_of_year(to_date(YearMonthDay{2024, 12, 31})), 366);
}

}  // namespace
}  // namespace whom::property
