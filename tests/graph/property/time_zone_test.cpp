#include "graph/property/time_zone.hpp"

#include <gtest/gtest.h>

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

LocalDateTime on(std::int64_t year, std::int64_t month, std::int64_t day, std::int64_t hour, std::int64_t minute = 0) {
  return {to_date(YearMonthDay{year, month, day}).days * seconds_per_day + hour * seconds_per_hour +
              minute * seconds_per_minute,
          0};
}

std::string in(const std::string& zone, const LocalDateTime& time) { return print(at_local(time, {{}, zone})); }

TEST(TimeZone, FollowsSummerTimeAndItsHistory) {
  EXPECT_EQ(in("Africa/Nairobi", on(2024, 5, 23, 15)), "2024-05-23T15:00+03:00[Africa/Nairobi]");
  EXPECT_EQ(in("America/New_York", on(2024, 5, 23, 8)), "2024-05-23T08:00-04:00[America/New_York]");
  EXPECT_EQ(in("America/New_York", on(2024, 1, 23, 8)), "2024-01-23T08:00-05:00[America/New_York]");
  EXPECT_EQ(in("Europe/Moscow", on(2012, 1, 1, 0)), "2012-01-01T00:00+04:00[Europe/Moscow]");
  EXPECT_EQ(in("Asia/Kolkata", on(1940, 1, 1, 0)), "1940-01-01T00:00+05:30[Asia/Kolkata]");
}

TEST(TimeZone, KnowsTheYearsThatNoFileLists) {
  for (std::int64_t year = 2030; year < 2500; ++year) {
    const Date last_of_march = to_date(YearMonthDay{year, 3, 31});
    const Date change = {last_of_march.days - day_of_week(last_of_march) % 7};  // the last Sunday
    const Zone berlin = {{}, "Europe/Berlin"};
    const std::int64_t one_oclock = change.days * seconds_per_day + seconds_per_hour;
    EXPECT_EQ(at_instant(one_oclock - 1, 0, berlin).offset, 3600) << year;
    EXPECT_EQ(at_instant(one_oclock, 0, berlin).offset, 7200) << year;
  }
  EXPECT_EQ(in("Europe/Berlin", on(999'999'999, 7, 1, 0)), "+999999999-07-01T00:00+02:00[Europe/Berlin]");
  EXPECT_EQ(at_local(on(-999'999'999, 7, 1, 0), {{}, "Asia/Tokyo"}).offset, 33539);  // local mean time
}

TEST(TimeZone, MovesTimesThatAreSkipped) {
  EXPECT_EQ(in("Europe/Berlin", on(2024, 3, 31, 2, 30)), "2024-03-31T03:30+02:00[Europe/Berlin]");
}

TEST(TimeZone, TakesTheFirstOfTwoTimesUnlessAskedForTheOther) {
  const LocalDateTime twice = on(2024, 10, 27, 2, 30);
  EXPECT_EQ(in("Europe/Berlin", twice), "2024-10-27T02:30+02:00[Europe/Berlin]");
  EXPECT_EQ(at_local(twice, {3600, "Europe/Berlin"}).offset, 3600);
  EXPECT_EQ(at_local(twice, {-3600, "Europe/Berlin"}).offset, 7200);
}

TEST(TimeZone, RefusesWhatItDoesNotKnow) {
  try {
    at_instant(0, 0, {{}, "Mars/Olympus"});
    FAIL();
  } catch (const TemporalError& error) {
    EXPECT_STREQ(error.what(), "unknown time zone 'Mars/Olympus'");
  }
}

}  // namespace
}  // namespace whom::property
