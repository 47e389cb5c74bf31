#include "graph/property/duration.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "graph/property/temporal_parse.hpp"

namespace whom::property {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

Value date(std::string_view text) { return parse_temporal(Kind::Date, text); }
Value local_date_time(std::string_view text) { return parse_temporal(Kind::LocalDateTime, text); }
Value date_time(std::string_view text) { return parse_temporal(Kind::DateTime, text); }
Value local_time(std::string_view text) { return parse_temporal(Kind::LocalTime, text); }
Value time(std::string_view text) { return parse_temporal(Kind::Time, text); }

std::string sum(const Value& value, std::string_view duration) { return print(add(value, parse_duration(duration))); }

TEST(Duration, CarriesFractionsToTheNextPart) {
  const auto of = [](DurationPart part, double amount) {
    DurationSum total;
    total.add(part, decimal(amount));
    return print(total.result());
  };
  EXPECT_EQ(of(DurationPart::Months, 155.7), "P12Y11M21DT7H20M22.2S");
  EXPECT_EQ(of(DurationPart::Days, -0.1), "PT-2H-24M");
  EXPECT_EQ(of(DurationPart::Seconds, 1e9 + 0.1), "PT277777H46M40.1S");
  EXPECT_EQ(of(DurationPart::Nanoseconds, 0.6), "PT0.000000001S");
  EXPECT_THROW(of(DurationPart::Days, 1e19), TemporalError);
  EXPECT_THROW(of(DurationPart::Days, std::numeric_limits<double>::quiet_NaN()), TemporalError);
}

TEST(Duration, AddsAndScalesPartByPart) {
  const Duration mixed = {1, -2, 3, 500'000'000};
  EXPECT_EQ(print(add(mixed, mixed)), "P2M-4DT7S");
  EXPECT_EQ(print(negate(mixed)), "P-1M2DT-3.5S");
  EXPECT_EQ(add(mixed, negate(mixed)), Duration{});
  EXPECT_EQ(print(multiply({0, 1, 0, 0}, decimal(0.7))), "PT16H48M");
  EXPECT_EQ(print(multiply({1, 0, 0, 0}, -2)), "P-2M");
  EXPECT_EQ(print(divide({0, 0, 1, 0}, 3)), "PT0.333333333S");
  EXPECT_EQ(print(divide({3, 0, 0, 0}, 2)), "P1M15DT5H14M33S");
  EXPECT_THROW(add({most, 0, 0, 0}, {1, 0, 0, 0}), TemporalError);
  EXPECT_THROW(negate({0, std::numeric_limits<std::int64_t>::min(), 0, 0}), TemporalError);
  EXPECT_THROW(multiply({0, most, 0, 0}, 2), TemporalError);
}

TEST(Duration, MovesDates) {
  EXPECT_EQ(sum(date("2024-01-31"), "P1M"), "'2024-02-29'");
  EXPECT_EQ(sum(date("2024-01-31"), "P1M1D"), "'2024-03-01'");
  EXPECT_EQ(sum(date("2024-03-31"), "P-1M"), "'2024-02-29'");
  EXPECT_EQ(sum(date("2024-01-31"), "PT47H"), "'2024-02-01'");
  EXPECT_EQ(sum(date("2024-01-31"), "PT-47H"), "'2024-01-30'");
  EXPECT_EQ(sum(date("2024-01-31"), "PT-23H-59M-59.5S"), "'2024-01-31'");
  EXPECT_THROW(sum(date("+999999999-12-31"), "P1D"), TemporalError);
  EXPECT_THROW(sum(date("+999999999-12-31"), "P1M"), TemporalError);
  EXPECT_THROW(add(date("2024-01-31"), {most, 0, 0, 0}), TemporalError);
}

TEST(Duration, TurnsTheClock) {
  EXPECT_EQ(sum(local_time("23:30"), "PT1H"), "'00:30'");
  EXPECT_EQ(sum(local_time("00:30"), "P5DT-1H-0.5S"), "'23:29:59.5'");
  EXPECT_EQ(sum(time("23:30+02:00"), "PT49H"), "'00:30+02:00'");
  EXPECT_EQ(sum(local_date_time("2023-12-31T23:30"), "P2M-1DT1H"), "'2024-02-29T00:30'");
  EXPECT_THROW(add(local_date_time("2024-01-31"), {0, 0, most, 0}), TemporalError);
}

TEST(Duration, KeepsToTheClocksOfAZone) {
  const Value before = date_time("2024-10-26T02:30[Europe/Oslo]");  // the night before clocks are put back
  EXPECT_EQ(sum(before, "P1D"), "'2024-10-27T02:30+02:00[Europe/Oslo]'");
  EXPECT_EQ(sum(before, "PT24H"), "'2024-10-27T02:30+02:00[Europe/Oslo]'");
  EXPECT_EQ(sum(before, "PT25H"), "'2024-10-27T02:30+01:00[Europe/Oslo]'");
  EXPECT_EQ(sum(before, "P2D"), "'2024-10-28T02:30+01:00[Europe/Oslo]'");
  EXPECT_EQ(sum(before, "PT48H"), "'2024-10-28T01:30+01:00[Europe/Oslo]'");
  EXPECT_EQ(sum(date_time("2024-10-27T02:30+01:00[Europe/Oslo]"), "PT1S"), "'2024-10-27T02:30:01+01:00[Europe/Oslo]'");
}

struct Distance {
  Value from, to;
  std::string_view all, months, days, seconds;
};

TEST(Duration, MeasuresWhatLiesBetween) {
  const Distance cases[] = {
      {date("2023-12-31"), date("2024-02-29"), "P1M29D", "P1M", "P60D", "PT1440H"},
      {date("2024-02-29"), date("2023-12-31"), "P-1M-29D", "P-1M", "P-60D", "PT-1440H"},
      {local_date_time("2024-01-15T12:00"), local_date_time("2024-02-15T11:59:59.5"), "P30DT23H59M59.5S", "PT0S",
       "P30D", "PT743H59M59.5S"},
      {local_date_time("2024-02-15T11:59:59.5"), local_date_time("2024-01-15T12:00"), "P-30DT-23H-59M-59.5S", "PT0S",
       "P-30D", "PT-743H-59M-59.5S"},
      {local_time("10:00:00.5"), local_time("10:00:00.25"), "PT-0.25S", "PT0S", "PT0S", "PT-0.25S"},
      {time("10:00+02:00"), time("10:00Z"), "PT2H", "PT0S", "PT0S", "PT2H"},
      {time("10:00+02:00"), local_time("11:00"), "PT1H", "PT0S", "PT0S", "PT1H"},
      {date("2024-05-23"), local_time("11:00"), "PT11H", "PT0S", "PT0S", "PT11H"},
      {local_time("11:00"), date("2024-05-23"), "PT-11H", "PT0S", "PT0S", "PT-11H"},
      {date_time("2024-05-23T08:00+03:00"), date_time("2025-05-23T06:00+01:00"), "P1Y", "P1Y", "P365D", "PT8760H"},
      {date_time("2024-10-26T12:00[Europe/Oslo]"), date("2024-10-27"), "PT12H", "PT0S", "PT0S", "PT12H"},
      {date_time("2024-10-27T00:00[Europe/Oslo]"), local_time("12:00"), "PT13H", "PT0S", "PT0S", "PT13H"},
  };
  for (const Distance& each : cases) {
    const std::string pair = print(each.from) + " to " + print(each.to);
    EXPECT_EQ(print(between(each.from, each.to, Measure::All)), each.all) << pair;
    EXPECT_EQ(print(between(each.from, each.to, Measure::Months)), each.months) << pair;
    EXPECT_EQ(print(between(each.from, each.to, Measure::Days)), each.days) << pair;
    EXPECT_EQ(print(between(each.from, each.to, Measure::Seconds)), each.seconds) << pair;
  }
}

TEST(Duration, MeasuresTheSpanOfAllYears) {
  const Value first = date("-999999999-01-01"), last = date("+999999999-12-31");
  EXPECT_EQ(print(between(first, last, Measure::All)), "P1999999998Y11M30D");
  EXPECT_EQ(print(between(first, last, Measure::Seconds)), "PT17531639991192H");
}

TEST(Duration, LeadsFromOneTimeToTheOther) {
  const Value times[] = {local_date_time("2023-01-31T23:59:59.9"), local_date_time("2024-02-29T00:00:00.1"),
                         local_date_time("2024-03-31T12:00"), local_date_time("-0001-12-31T00:00"),
                         local_date_time("2100-02-28T06:30")};
  for (const Value& from : times) {
    for (const Value& to : times) {
      EXPECT_TRUE(equivalent(add(from, between(from, to, Measure::All)), to)) << print(from) << ' ' << print(to);
      EXPECT_TRUE(equivalent(add(from, between(from, to, Measure::Seconds)), to)) << print(from) << ' ' << print(to);
    }
  }
}

TEST(Duration, IsNotMisledByTimesThatAZoneSkips) {
  const Value from = date_time("2024-01-31T02:30[Europe/Oslo]"), to = date_time("2024-04-29T02:00[Europe/Oslo]");
  const Duration distance = between(from, to, Measure::All);  // the last of March has no half past two
  EXPECT_EQ(print(distance), "P2M28DT23H30M");
  EXPECT_TRUE(equivalent(add(from, distance), to));
}

}  // namespace
}  // namespace whom::property
