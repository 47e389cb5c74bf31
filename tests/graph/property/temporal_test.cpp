#include "graph/property/temporal.hpp"

#include <gtest/gtest.h>

#include "graph/property/calendar.hpp"

namespace whom::property {
namespace {

constexpr std::int64_t hour = seconds_per_hour;

TEST(Temporal, PrintsDates) {
  EXPECT_EQ(print(Date{}), "1970-01-01");
  EXPECT_EQ(print(Date{-1}), "1969-12-31");
  EXPECT_EQ(print(to_date(YearMonthDay{12, 3, 4})), "0012-03-04");
  EXPECT_EQ(print(to_date(YearMonthDay{-12, 3, 4})), "-0012-03-04");
  EXPECT_EQ(print(to_date(YearMonthDay{12345, 3, 4})), "+12345-03-04");
}

TEST(Temporal, PrintsTimesAsShortAsTheyAre) {
  EXPECT_EQ(print(LocalTime{}), "00:00");
  EXPECT_EQ(print(LocalTime{nanoseconds_per_day - 1}), "23:59:59.999999999");
  EXPECT_EQ(print(LocalTime{(7 * hour + 5) * nanoseconds_per_second}), "07:00:05");
  EXPECT_EQ(print(LocalTime{500'000'000}), "00:00:00.5");
  EXPECT_EQ(print(Time{0, 0}), "00:00Z");
  EXPECT_EQ(print(Time{0, -1800}), "00:00-00:30");
  EXPECT_EQ(print(Time{0, 4332}), "00:00+01:12:12");
  EXPECT_EQ(print(LocalDateTime{-1, 5'000}), "1969-12-31T23:59:59.000005");
  EXPECT_EQ(print(DateTime{0, 0, 3600, "Europe/Oslo"}), "1970-01-01T01:00+01:00[Europe/Oslo]");
  EXPECT_EQ(print(DateTime{0, 0, 0, "UTC"}), "1970-01-01T00:00Z[UTC]");
}

TEST(Temporal, PrintsDurationsWithTheSignOfEachPart) {
  EXPECT_EQ(print(Duration{}), "PT0S");
  EXPECT_EQ(print(Duration{14, 3, 3 * hour + 62, 0}), "P1Y2M3DT3H1M2S");
  EXPECT_EQ(print(Duration{-14, 3, -62, 0}), "P-1Y-2M3DT-1M-2S");
  EXPECT_EQ(print(Duration{0, 0, 1, 500'000'000}), "PT1.5S");
  EXPECT_EQ(print(Duration{0, 0, -1, 500'000'000}), "PT-0.5S");
  EXPECT_EQ(print(Duration{0, 0, -2, 500'000'000}), "PT-1.5S");
  EXPECT_EQ(print(Duration{0, 0, -61, 999'999'999}), "PT-1M-0.000000001S");
}

TEST(Temporal, OrdersTimesByTheirInstants) {
  EXPECT_LT((Time{10 * hour * nanoseconds_per_second, 2 * 3600}), (Time{9 * hour * nanoseconds_per_second, 0}));
  EXPECT_LT((Time{0, 0}), (Time{3600 * nanoseconds_per_second, 3600}));
  EXPECT_LT((DateTime{0, 5, 7200, ""}), (DateTime{0, 6, 0, ""}));
  EXPECT_LT((DateTime{0, 5, 3600, "Africa/Lagos"}), (DateTime{0, 5, 3600, "Europe/Oslo"}));
}

TEST(Temporal, OrdersDurationsByAverageLength) {
  EXPECT_LT((Duration{0, 30, 0, 0}), (Duration{1, 0, 0, 0}));
  EXPECT_LT((Duration{1, 0, 0, 0}), (Duration{0, 31, 0, 0}));
  EXPECT_LT((Duration{0, 0, seconds_per_day, 0}), (Duration{0, 1, 0, 0}));  // as long, but made of other parts
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_LT((Duration{most - 1, 0, 0, 0}), (Duration{most, 0, 0, 0}));
}

}  // namespace
}  // namespace whom::property
