#include "extract/time.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace whom::extract {
namespace {

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

constexpr auto kPast = Direction::Past, kFuture = Direction::Future;

/// "" when there is no value.
std::string value(const std::string& text, std::string_view today = "", Direction direction = kPast) {
  return time_value(split(text), today, direction).value_or("");
}

TEST(TimeValue, CompleteDates) {
  for (const auto* text : {"5 march 2021", "march 5 2021", "march 5 , 2021", "march 5th , 2021", "5th of march 2021",
                           "friday , 5 march 2021", "mar. 5 , 2021", "2021-03-05"})
    EXPECT_EQ(value(text), "2021-03-05") << text;
}

TEST(TimeValue, MonthsAndYears) {
  EXPECT_EQ(value("november 2020"), "2020-11");
  EXPECT_EQ(value("nov. 2020"), "2020-11");
  EXPECT_EQ(value("2020"), "2020");
  EXPECT_EQ(value("early 2020"), "2020");
  EXPECT_EQ(value("the year 1998"), "1998");
}

TEST(TimeValue, OpenYearsStayOpenWithoutADate) {
  EXPECT_EQ(value("june"), "XXXX-06");
  EXPECT_EQ(value("june 7"), "XXXX-06-07");
  EXPECT_EQ(value("last june"), "XXXX-06");
  EXPECT_EQ(value("may"), "XXXX-05");
}

TEST(TimeValue, MonthsLookPastOrFuture) {
  EXPECT_EQ(value("june", "2024-03-01"), "2023-06");
  EXPECT_EQ(value("june", "2024-03-01", kFuture), "2024-06");
  EXPECT_EQ(value("january", "2024-03-01"), "2024-01");
  EXPECT_EQ(value("january", "2024-03-01", kFuture), "2025-01");
  EXPECT_EQ(value("june 7", "2024-06-07"), "2024-06-07");
  EXPECT_EQ(value("june 8", "2024-06-07"), "2023-06-08");
  EXPECT_EQ(value("june 8", "2024-06-07", kFuture), "2024-06-08");
  EXPECT_EQ(value("june 6", "2024-06-07", kFuture), "2025-06-06");
}

TEST(TimeValue, LastAndNextBeatTheDirection) {
  EXPECT_EQ(value("last june", "2024-03-01", kFuture), "2023-06");
  EXPECT_EQ(value("next june", "2024-03-01", kPast), "2024-06");
}

TEST(TimeValue, TheCurrentMonthIsNow) {
  EXPECT_EQ(value("june", "2024-06-20"), "2024-06");
  EXPECT_EQ(value("june", "2024-06-20", kFuture), "2024-06");
}

TEST(TimeValue, Weekdays) {
  // 2024-03-13 is a Wednesday.
  EXPECT_EQ(value("monday", "2024-03-13"), "2024-03-11");
  EXPECT_EQ(value("monday", "2024-03-13", kFuture), "2024-03-18");
  EXPECT_EQ(value("wednesday", "2024-03-13"), "2024-03-13");
  EXPECT_EQ(value("wednesday", "2024-03-13", kFuture), "2024-03-13");
  EXPECT_EQ(value("last wednesday", "2024-03-13"), "2024-03-06");
  EXPECT_EQ(value("next wednesday", "2024-03-13", kFuture), "2024-03-20");
  EXPECT_EQ(value("thursday night", "2024-03-13"), "2024-03-07");
  EXPECT_EQ(value("sunday"), "");
}

TEST(TimeValue, WeekdaysAcrossYears) {
  EXPECT_EQ(value("friday", "2024-01-01"), "2023-12-29");
  EXPECT_EQ(value("friday", "2024-12-30", kFuture), "2025-01-03");
}

TEST(TimeValue, DaysFromToday) {
  EXPECT_EQ(value("yesterday", "2024-03-01"), "2024-02-29");
  EXPECT_EQ(value("today", "2024-03-01"), "2024-03-01");
  EXPECT_EQ(value("tomorrow", "2024-12-31"), "2025-01-01");
  EXPECT_EQ(value("tonight", "2024-03-01"), "2024-03-01");
  EXPECT_EQ(value("yesterday"), "");
}

TEST(TimeValue, StepsOfMonthsAndYears) {
  EXPECT_EQ(value("last year", "2024-03-01"), "2023");
  EXPECT_EQ(value("next year", "2024-03-01"), "2025");
  EXPECT_EQ(value("last month", "2024-01-15"), "2023-12");
  EXPECT_EQ(value("next month", "2024-12-15"), "2025-01");
  EXPECT_EQ(value("last year"), "");
}

TEST(TimeValue, WhatIsNoTimeHasNoValue) {
  EXPECT_EQ(value(""), "");
  EXPECT_EQ(value("the harbour", "2024-03-01"), "");
  EXPECT_EQ(value("three years", "2024-03-01"), "");
  EXPECT_EQ(value("5", "2024-03-01"), "");
  EXPECT_EQ(value("12 ships", "2024-03-01"), "");
}

TEST(TimeValue, IgnoresADocumentDateThatIsNone) {
  EXPECT_EQ(value("june", "yesterday"), "XXXX-06");
  EXPECT_EQ(value("today", "2024-02-30"), "");
  EXPECT_EQ(value("today", "2024-02-29T10:00:00Z"), "2024-02-29");
}

TEST(TimeValue, DaysThatDoNotExistAreNotDates) { EXPECT_NE(value("31 february 2021"), "2021-02-31"); }

TEST(TimeValue, ADateWinsOverItsWeekday) {
  EXPECT_EQ(value("friday , 12 january 2021"), "2021-01-12");
  EXPECT_TRUE(names_only_weekday(split("next friday")));
  EXPECT_FALSE(names_only_weekday(split("friday , 12 january")));
  EXPECT_TRUE(names_day_of_month(split("12 january")));
  EXPECT_FALSE(names_day_of_month(split("january 2021")));
}

TEST(NamesTime, KnowsTimesWithoutValues) {
  for (const auto* text : {"the early hours", "three days later", "monday", "yesterday", "the weekend", "june", "1998"})
    EXPECT_TRUE(names_time(split(text))) << text;
  for (const auto* text : {"the harbour", "", "norway", "12"}) EXPECT_FALSE(names_time(split(text))) << text;
}

}  // namespace
}  // namespace whom::extract
