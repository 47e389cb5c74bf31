#include "graph/property/temporal_parse.hpp"

#include <gtest/gtest.h>

namespace whom::property {
namespace {

using Case = std::pair<std::string_view, std::string_view>;

/// The value printed without its quotes, or the message of the error.
std::string parsed(Kind kind, std::string_view text) {
  try {
    const std::string printed = print(parse_temporal(kind, text));
    return printed.substr(1, printed.size() - 2);
  } catch (const TemporalError& error) {
    return error.what();
  }
}

std::string parsed_duration(std::string_view text) {
  try {
    return print(parse_duration(text));
  } catch (const TemporalError& error) {
    return error.what();
  }
}

TEST(TemporalParse, ReadsDatesInAllWaysToNameThem) {
  const Case cases[] = {
      {"2024-05-23", "2024-05-23"},
      {"20240523", "2024-05-23"},
      {"2024-05", "2024-05-01"},
      {"202405", "2024-05-01"},
      {"2024", "2024-01-01"},
      {"2024-W21-4", "2024-05-23"},
      {"2024W214", "2024-05-23"},
      {"2024-W21", "2024-05-20"},
      {"2024W21", "2024-05-20"},
      {"2024-Q2-53", "2024-05-23"},
      {"2024Q253", "2024-05-23"},
      {"2024-Q2", "2024-04-01"},
      {"2024-144", "2024-05-23"},
      {"2024144", "2024-05-23"},
      {"-0044-03-15", "-0044-03-15"},
      {"+12024-05-23", "+12024-05-23"},
      {"+999999999-12-31", "+999999999-12-31"},
      {"2020-W53-7", "2021-01-03"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parsed(Kind::Date, text), expected);
}

TEST(TemporalParse, SaysWhatIsWrongWithADate) {
  const Case cases[] = {
      {"", "'' is not understood from its end on"},
      {"24-05-23", "'24-05-23' is not understood from '24-05-23' on"},
      {"2024-05-23T", "'2024-05-23T' is not understood from 'T' on"},
      {"2024-05-2", "'2024-05-2' is not understood from '2' on"},
      {"2024-", "'2024-' is not understood from its end on"},
      {"2023-02-29", "day is 29, not from 1 to 28"},
      {"2024-00", "month is 0, not from 1 to 12"},
      {"2021-W53", "week is 53, not from 1 to 52"},
      {"2024-Q5", "quarter is 5, not from 1 to 4"},
      {"2023-366", "day of the year is 366, not from 1 to 365"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parsed(Kind::Date, text), expected);
}

TEST(TemporalParse, ReadsTimes) {
  const Case local[] = {{"08:15:30.25", "08:15:30.25"},
                        {"081530,25", "08:15:30.25"},
                        {"08:15:00", "08:15"},
                        {"0815", "08:15"},
                        {"08", "08:00"},
                        {"23:59:59.999999999", "23:59:59.999999999"}};
  for (const auto& [text, expected] : local) EXPECT_EQ(parsed(Kind::LocalTime, text), expected);
  const Case with_offset[] = {{"08:15", "08:15Z"},
                              {"08:15Z", "08:15Z"},
                              {"0815+03", "08:15+03:00"},
                              {"08-0330", "08:00-03:30"},
                              {"08:15-00:00", "08:15Z"},
                              {"08:15+18:00", "08:15+18:00"},
                              {"08:15+01:12:12", "08:15+01:12:12"}};
  for (const auto& [text, expected] : with_offset) EXPECT_EQ(parsed(Kind::Time, text), expected);
}

TEST(TemporalParse, SaysWhatIsWrongWithATime) {
  const Case cases[] = {
      {"8:15", "'8:15' is not understood from '8:15' on"},
      {"24:00", "hour is 24, not from 0 to 23"},
      {"08:60", "minute is 60, not from 0 to 59"},
      {"08:15:", "'08:15:' is not understood from its end on"},
      {"08:15:30.", "'08:15:30.' is not understood from its end on"},
      {"08:15:30.1234567890", "'08:15:30.1234567890' is not understood from '1234567890' on"},
      {"08:15.5", "'08:15.5' is not understood from '.5' on"},
      {"08:15+18:01", "an offset from UTC is at most 18 hours"},
      {"08:15[Europe/Oslo]", "'08:15[Europe/Oslo]' is not understood from '[Europe/Oslo]' on"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parsed(Kind::Time, text), expected);
}

TEST(TemporalParse, ReadsDatesWithTimes) {
  EXPECT_EQ(parsed(Kind::LocalDateTime, "2024-05-23T08:15"), "2024-05-23T08:15");
  EXPECT_EQ(parsed(Kind::LocalDateTime, "2024144T0815"), "2024-05-23T08:15");
  EXPECT_EQ(parsed(Kind::LocalDateTime, "2024"), "2024-01-01T00:00");
  const Case cases[] = {
      {"2024-05-23T08:15", "2024-05-23T08:15Z"},
      {"2024-05-23T08:15+03:00", "2024-05-23T08:15+03:00"},
      {"2024-05-23T08:15[Africa/Nairobi]", "2024-05-23T08:15+03:00[Africa/Nairobi]"},
      {"2024-05-23T08:15+0300[Africa/Nairobi]", "2024-05-23T08:15+03:00[Africa/Nairobi]"},
      {"2024-10-27T02:30+01:00[Europe/Oslo]", "2024-10-27T02:30+01:00[Europe/Oslo]"},
      {"2024-05-23T08:15+02:00[Africa/Nairobi]",
       "'2024-05-23T08:15+02:00[Africa/Nairobi]' has an offset that the clocks of its zone do not have then"},
      {"2024-05-23T08:15[]", "'2024-05-23T08:15[]' is not understood from ']' on"},
      {"2024-05-23T08:15[Nowhere]", "unknown time zone 'Nowhere'"},
      {"2024-05-23T08:15[Africa/Nairobi",
       "'2024-05-23T08:15[Africa/Nairobi' is not understood from 'Africa/Nairobi' on"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parsed(Kind::DateTime, text), expected);
}

TEST(TemporalParse, ReadsDurations) {
  const Case cases[] = {
      {"P1Y2M3W4DT5H6M7.08S", "P1Y2M25DT5H6M7.08S"},
      {"P18M", "P1Y6M"},
      {"PT90M", "PT1H30M"},
      {"P-1DT+2H", "P-1DT2H"},
      {"-P1DT-2H", "P-1DT2H"},
      {"PT-0.5S", "PT-0.5S"},
      {"P0.5Y", "P6M"},
      {"P0.5M", "P15DT5H14M33S"},
      {"P1.5W", "P10DT12H"},
      {"P0,25D", "PT6H"},
      {"PT0.000000001S", "PT0.000000001S"},
      {"P0001-02-03T04:05:06.7", "P1Y2M3DT4H5M6.7S"},
      {"P00010203T040506", "P1Y2M3DT4H5M6S"},
      {"P0001-02-03", "P1Y2M3D"},
      {"P2024Y", "P2024Y"},
      {"P20240523D", "P20240523D"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parsed_duration(text), expected);
}

TEST(TemporalParse, SaysWhatIsWrongWithADuration) {
  const Case cases[] = {
      {"1D", "'1D' is not understood from '1D' on"},
      {"P", "'P' is not understood from its end on"},
      {"P1DT", "'P1DT' is not understood from its end on"},
      {"P1M1Y", "'P1M1Y' is not understood from 'Y' on"},
      {"P1S", "'P1S' is not understood from 'S' on"},
      {"P1", "'P1' is not understood from its end on"},
      {"P.5D", "'P.5D' is not understood from '.5D' on"},
      {"P9223372036854775808D", "'P9223372036854775808D' is not understood from 'D' on"},
      {"P9223372036854775807Y", "a number of 64 bits is not enough for this time"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(parsed_duration(text), expected);
}

TEST(TemporalParse, ReadsBackWhatIsPrinted) {
  const Value values[] = {Value(Date{-800'000}),
                          Value(LocalTime{1}),
                          Value(Time{86'399'000'000'001, -12'345}),
                          Value(LocalDateTime{-70'000'000'000, 120}),
                          Value(DateTime{1'000'000'000, 7, 7200, "Europe/Paris"}),
                          Value(DateTime{-3'000'000'000, 0, -3'000, ""})};
  for (const Value& value : values) {
    const std::string printed = print(value);
    EXPECT_TRUE(equivalent(parse_temporal(value.kind(), printed.substr(1, printed.size() - 2)), value)) << printed;
  }
  for (const Duration& duration : {Duration{-1, 2, -3, 4}, Duration{0, 0, -1, 999'999'999}, Duration{7, 0, 0, 0}}) {
    EXPECT_EQ(parse_duration(print(duration)), duration) << print(duration);
  }
}

TEST(TemporalParse, ReadsZones) {
  EXPECT_EQ(parse_zone("Z").offset, 0);
  EXPECT_EQ(parse_zone("-03:30").offset, -12600);
  EXPECT_EQ(parse_zone("Europe/Oslo").name, "Europe/Oslo");
  EXPECT_THROW(parse_zone("+03:30x"), TemporalError);
  EXPECT_THROW(parse_zone(""), TemporalError);
}

}  // namespace
}  // namespace whom::property
