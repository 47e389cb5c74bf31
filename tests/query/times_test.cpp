#include "query/times.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace whom::query {
namespace {

using Relation = ast::TimeFilter::Relation;

bool holds(Relation relation, ast::Date date, const char* value) {
  ast::TimeFilter filter;
  filter.relation = relation;
  filter.date = date;
  return query::holds(filter, value);
}

TEST(Times, ReadsIsoAndEdtf) {
  const auto range = [](const char* value) {
    const auto found = days(value);
    return found ? std::to_string(found->first) + "-" + std::to_string(found->last) : "none";
  };
  EXPECT_EQ(range("2022"), "20220101-20221231");
  EXPECT_EQ(range("2022-05"), "20220501-20220531");
  EXPECT_EQ(range("2022-05-09"), "20220509-20220509");
  EXPECT_EQ(range("2022-05-09T10:00:00Z"), "20220509-20220509");
  EXPECT_EQ(range("2022-05~"), "20220501-20220531");
  EXPECT_EQ(range("202X"), "20200101-20291231");
  EXPECT_EQ(range("2022-XX-09"), "20220109-20221209");
  EXPECT_EQ(range("2022-05/2022-07"), "20220501-20220731");
  EXPECT_EQ(range("2022/.."), "20220101-99999999");
  for (const char* unknown : {"", "XXXX-06", "XXXX", "next week", "2022-21", "2022-5", "20220509", "Monday", "/"})
    EXPECT_TRUE(range(unknown) == "none" || std::string(unknown) == "/") << unknown;
}

TEST(Times, BoundsAreCertain) {
  EXPECT_TRUE(holds(Relation::Before, {{}, 2022, 0, 0}, "2021-11"));
  EXPECT_FALSE(holds(Relation::Before, {{}, 2021, 11, 15}, "2021-11"));
  EXPECT_TRUE(holds(Relation::After, {{}, 2021, 0, 0}, "2022"));
  EXPECT_FALSE(holds(Relation::After, {{}, 2022, 5, 0}, "2022-05-31"));
  EXPECT_TRUE(holds(Relation::Since, {{}, 2022, 5, 0}, "2022-05-01"));
  EXPECT_FALSE(holds(Relation::Since, {{}, 2022, 5, 2}, "2022-05"));
  EXPECT_TRUE(holds(Relation::Until, {{}, 2022, 5, 0}, "2022-05-31"));
  EXPECT_FALSE(holds(Relation::Until, {{}, 2022, 5, 0}, "2022"));
  EXPECT_TRUE(holds(Relation::In, {{}, 2022, 0, 0}, "2022-05"));
  EXPECT_FALSE(holds(Relation::In, {{}, 2022, 5, 0}, "2022"));
  EXPECT_FALSE(holds(Relation::Before, {{}, 2022, 0, 0}, "XXXX-06"));
}

TEST(Times, LiesBetweenTwoDates) {
  ast::TimeFilter filter;
  filter.relation = Relation::Between;
  filter.date = {{}, 2021, 5, 0};
  filter.last = {{}, 2022, 0, 0};
  for (const char* inside : {"2021-05-01", "2021-05", "2022", "2022-12-31", "2021-06/2021-08"})
    EXPECT_TRUE(query::holds(filter, inside)) << inside;
  for (const char* outside : {"2021-04-30", "2021", "2023-01-01", "2022/2023", "XXXX-06"})
    EXPECT_FALSE(query::holds(filter, outside)) << outside;
}

TEST(Times, ADateWithoutYearComesEveryYear) {
  for (const char* inside : {"2021-05", "2022-05-31", "XXXX-05", "2022-05-01/2022-05-09", "2022-05-01T10:00"})
    EXPECT_TRUE(holds(Relation::In, {{}, 0, 5, 0}, inside)) << inside;
  for (const char* outside : {"2021", "2021-06", "202X", "2022-05/2022-06", "2021-05/2022-05", "2022-XX", "May"})
    EXPECT_FALSE(holds(Relation::In, {{}, 0, 5, 0}, outside)) << outside;
  EXPECT_TRUE(holds(Relation::In, {{}, 0, 5, 9}, "2022-05-09"));
  EXPECT_FALSE(holds(Relation::In, {{}, 0, 5, 9}, "2022-05"));
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
