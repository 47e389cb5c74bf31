#include "extract/document_date.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace whom::extract {
namespace {

struct Case {
  std::string text;
  std::string date;
};

TEST(FindDate, ReadsWhatHasDayMonthAndYear) {
  const std::vector<Case> cases = {
      {"2024-03-12T17:40:00Z", "2024-03-12"},    {"2024-3-5", "2024-03-05"},
      {"Published: June 3, 2023", "2023-06-03"}, {"Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"},
      {"5th of September 2021", "2021-09-05"},   {"Sept. 9th, 2021", "2021-09-09"},
      {"HAVEN- 24 July 2022:", "2022-07-24"},    {"29 February 2024", "2024-02-29"}};
  for (const auto& c : cases) EXPECT_EQ(find_date(c.text), c.date) << c.text;
}

TEST(FindDate, GuessesNothing) {
  for (const std::string text : {"", "March 15", "5/3/2024", "29 February 2023", "2024-13-01", "31 June 2020",
                                 "in 2024", "120240-03-05", "May we?"})
    EXPECT_EQ(find_date(text), "") << text;
}

TEST(DateInUrl, ReadsPaths) {
  EXPECT_EQ(date_in_url("https://news.example/2022/06/13/story"), "2022-06-13");
  EXPECT_EQ(date_in_url("https://news.example/world/2022/6/9/story"), "2022-06-09");
  EXPECT_EQ(date_in_url("https://news.example/story-2022-06-13"), "2022-06-13");
}

TEST(DateInUrl, LeavesNumbersAlone) {
  for (const std::string url : {"https://news.example/2022/06/story", "https://2022-06-13.example",
                                "https://news.example/40018048", "https://news.example/2022/66/13/", "no address"})
    EXPECT_EQ(date_in_url(url), "") << url;
}

}  // namespace
}  // namespace whom::extract
