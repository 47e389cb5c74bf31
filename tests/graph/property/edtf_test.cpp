#include "graph/property/edtf.hpp"

#include <gtest/gtest.h>

#include <string>

namespace whom::property {
namespace {

std::string range(const char* value) {
  const auto text = [](const std::optional<Date>& day) { return day ? print(*day) : std::string("-"); };
  return text(first_day(value)) + " " + text(last_day(value));
}

TEST(Edtf, SaysOnWhatDaysItMayFall) {
  EXPECT_EQ(range("2022"), "2022-01-01 2022-12-31");
  EXPECT_EQ(range("2022-05"), "2022-05-01 2022-05-31");
  EXPECT_EQ(range("2022-05-09"), "2022-05-09 2022-05-09");
  EXPECT_EQ(range("2022-05-09T10:00:00Z"), "2022-05-09 2022-05-09");
  EXPECT_EQ(range("2022-05~"), "2022-05-01 2022-05-31");
  EXPECT_EQ(range("202X"), "2020-01-01 2029-12-31");
  EXPECT_EQ(range("2022-XX-09"), "2022-01-09 2022-12-09");
  EXPECT_EQ(range("2022-05/2022-07"), "2022-05-01 2022-07-31");
  EXPECT_EQ(range("2022/.."), "2022-01-01 -");
  EXPECT_EQ(range("/2022"), "- 2022-12-31");
}

TEST(Edtf, EndsMonthsWhereTheCalendarDoes) {
  EXPECT_EQ(range("2024-02"), "2024-02-01 2024-02-29");
  EXPECT_EQ(range("2023-02-2X"), "2023-02-20 2023-02-28");
  EXPECT_EQ(range("2023-06-XX"), "2023-06-01 2023-06-30");
}

TEST(Edtf, KnowsNoDayOfWhatItCannotRead) {
  for (const char* unknown : {"", "XXXX-06", "XXXX", "next week", "2022-21", "2022-5", "20220509", "Monday", "/", "..",
                              "2022/soon", "Spring/2022"})
    EXPECT_EQ(range(unknown), "- -") << unknown;
}

TEST(Edtf, KnowsWhatIsATime) {
  for (const char* time :
       {"2022", "202X", "2022-05", "2024-02-29", "XXXX-06-01", "2022-05/2022-07", "2022/..", "2022?"})
    EXPECT_TRUE(is_edtf(time)) << time;
  for (const char* other : {"", "XXXX", "2023-02-29", "2023-13", "2023-99-99", "20220509", "Monday", "/", "2022/soon"})
    EXPECT_FALSE(is_edtf(other)) << other;
}

TEST(Edtf, SaysTheMonthAndDayOfAnyYear) {
  for (const char* may : {"2021-05", "2022-05-31", "XXXX-05", "2022-05-01/2022-05-09", "2022-05-01T10:00"})
    EXPECT_EQ(month_of(may), 5) << may;
  for (const char* other : {"2021", "202X", "2022-05/2022-06", "2021-05/2022-05", "2022-XX", "May", ""})
    EXPECT_EQ(month_of(other), std::nullopt) << other;
  EXPECT_EQ(day_of("2022-05-09"), 9);
  EXPECT_EQ(day_of("XXXX-05-09"), 9);
  for (const char* other : {"2022-05", "2022-05-01/2022-05-09", "2022-05-XX", "2022"})
    EXPECT_EQ(day_of(other), std::nullopt) << other;
}

}  // namespace
}  // namespace whom::property
