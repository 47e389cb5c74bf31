#include "query/question/times.hpp"

#include <gtest/gtest.h>

namespace whom::query {
namespace {

TEST(Times, AreWholeYearsAndMonths) {
  const auto range = [](const ast::Date& date) { return print(days(date).first) + " " + print(days(date).last); };
  EXPECT_EQ(range({{}, 2022, 0, 0}), "2022-01-01 2022-12-31");
  EXPECT_EQ(range({{}, 2022, 6, 0}), "2022-06-01 2022-06-30");
  EXPECT_EQ(range({{}, 2024, 2, 0}), "2024-02-01 2024-02-29");
  EXPECT_EQ(range({{}, 2023, 2, 0}), "2023-02-01 2023-02-28");
  EXPECT_EQ(range({{}, 2023, 2, 3}), "2023-02-03 2023-02-03");
}

TEST(Times, KnowsTheCalendar) {
  EXPECT_EQ(impossible({{}, 2024, 2, 29}), "");
  EXPECT_EQ(impossible({{}, 0, 2, 29}), "");
  EXPECT_EQ(impossible({{}, 2000, 2, 29}), "");
  EXPECT_EQ(impossible({{}, 2024, 12, 31}), "");
  EXPECT_EQ(impossible({{}, 2024, 0, 0}), "");
  EXPECT_EQ(impossible({{}, 2023, 2, 29}), "February 2023 has 28 days, not 29");
  EXPECT_EQ(impossible({{}, 1900, 2, 29}), "February 1900 has 28 days, not 29");
  EXPECT_EQ(impossible({{}, 0, 2, 30}), "February has 29 days, not 30");
  EXPECT_EQ(impossible({{}, 2024, 6, 31}), "June has 30 days, not 31");
  EXPECT_EQ(impossible({{}, 2024, 13, 0}), "there is no month 13");
}

}  // namespace
}  // namespace whom::query
