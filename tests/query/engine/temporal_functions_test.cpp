#include "query/engine/temporal_functions.hpp"

#include <gtest/gtest.h>

#include "tests/query/engine/evaluate.hpp"

namespace whom::engine {
namespace {

using test::expect_all;

TEST(TemporalFunctions, MakeDatesFromMaps) {
  expect_all(R"(
    date({year: 2024})                                            => '2024-01-01'
    date({year: 2024, month: 5})                                  => '2024-05-01'
    date({year: 2024, month: 5, day: 23})                         => '2024-05-23'
    date({year: 2024, week: 21})                                  => '2024-05-20'
    date({year: 2025, week: 1, dayOfWeek: 1})                     => '2024-12-30'
    date({year: 2024, quarter: 2})                                => '2024-04-01'
    date({year: 2024, quarter: 2, dayOfQuarter: 53})              => '2024-05-23'
    date({year: 2024, ordinalDay: 144})                           => '2024-05-23'
    date({date: date('2024-05-23'), year: 1999})                  => '1999-05-23'
    date({date: date('2024-05-23'), day: 1})                      => '2024-05-01'
    date({date: date('2024-12-30'), dayOfWeek: 7})                => '2025-01-05'
    date({date: date('2024-12-30'), week: 2})                     => '2025-01-06'
    date({date: datetime('2024-05-23T23:00-05:00'), quarter: 1})  => '2024-02-22'
  )");
}

TEST(TemporalFunctions, MakeTimesFromMaps) {
  expect_all(R"(
    localtime({hour: 8})                                                       => '08:00'
    localtime({hour: 8, minute: 15, second: 30, millisecond: 1, nanosecond: 2}) => '08:15:30.001000002'
    localtime({hour: 8, minute: 15, second: 30, microsecond: 999999})          => '08:15:30.999999'
    localtime({time: localtime('08:15:30.5'), minute: 0})                      => '08:00:30.5'
    localtime({time: localtime('08:15:30.5'), nanosecond: 7})                  => '08:15:30.000000007'
    time({hour: 8, timezone: '+03:00'})                                        => '08:00+03:00'
    time({hour: 8, timezone: 'Africa/Nairobi'})                                => '08:00+03:00'
    time({time: time('08:00+03:00'), timezone: '-01:00'})                      => '04:00-01:00'
    time({time: localtime('08:00'), timezone: '-01:00'})                       => '08:00-01:00'
    time({time: time('23:00-03:00'), timezone: '+01:00'})                      => '03:00+01:00'
    localdatetime({year: 2024, month: 5, day: 23, hour: 8})                    => '2024-05-23T08:00'
    localdatetime({date: date('2024-05-23'), time: time('08:15+03:00')})       => '2024-05-23T08:15'
    localdatetime({datetime: datetime('2024-05-23T08:15+03:00'), hour: 9})     => '2024-05-23T09:15'
    datetime({year: 2024, month: 7})                                           => '2024-07-01T00:00Z'
    datetime({year: 2024, month: 7, timezone: 'Europe/Oslo'})                  => '2024-07-01T00:00+02:00[Europe/Oslo]'
    datetime({date: date('2024-05-23'), time: time('08:15+03:00')})            => '2024-05-23T08:15+03:00'
    datetime({datetime: datetime('2024-05-23T23:15Z'), timezone: '+03:00'})    => '2024-05-24T02:15+03:00'
    datetime({datetime: localdatetime('2024-05-23T23:15'), timezone: '+03:00'}) => '2024-05-23T23:15+03:00'
    datetime({epochSeconds: 1716437700})                                       => '2024-05-23T04:15Z'
    datetime({epochMillis: -1, timezone: '+01:00'})                            => '1970-01-01T00:59:59.999+01:00'
  )");
}

TEST(TemporalFunctions, SayWhichFieldIsWrong) {
  expect_all(R"(
    date({month: 5})                                   => ArgumentError: InvalidArgumentValue
    date({year: 2024, day: 5})                         => ArgumentError: InvalidArgumentValue
    date({year: 2024, month: 5, week: 3})              => ArgumentError: InvalidArgumentValue
    date({year: 2024, hour: 5})                        => ArgumentError: InvalidArgumentValue
    date({year: 2024, month: 13})                      => ArgumentError: InvalidArgumentValue
    date({year: 1000000000})                           => ArgumentError: InvalidArgumentValue
    date({year: '2024'})                               => TypeError: InvalidArgumentType
    date({date: localtime('08:00')})                   => TypeError: InvalidArgumentType
    date({date: '2024-05-23'})                         => TypeError: InvalidArgumentType
    date({})                                           => ArgumentError: InvalidArgumentValue
    date(2024)                                         => TypeError: InvalidArgumentType
    date(localtime('08:00'))                           => ArgumentError: InvalidArgumentValue
    localtime({minute: 5})                             => ArgumentError: InvalidArgumentValue
    localtime({hour: 5, minute: 5, second: 60})        => ArgumentError: InvalidArgumentValue
    localdatetime({year: 2024, timezone: 'Z'})         => ArgumentError: InvalidArgumentValue
    datetime({year: 2024, timezone: 'Nowhere'})        => ArgumentError: InvalidArgumentValue
    datetime({year: 2024, timezone: 3})                => TypeError: InvalidArgumentType
    duration({years: '1'})                             => TypeError: InvalidArgumentType
    duration({year: 1})                                => ArgumentError: InvalidArgumentValue
    duration(1)                                        => TypeError: InvalidArgumentType
    datetime.fromepoch(9223372036854775807, 0)         => ArgumentError: InvalidArgumentValue
  )");
}

TEST(TemporalFunctions, ReadTextAndOtherValues) {
  expect_all(R"(
    date('2024-144')                                   => '2024-05-23'
    date(datetime('2024-05-23T23:15-05:00'))           => '2024-05-23'
    localtime(time('08:15+03:00'))                     => '08:15'
    time(datetime('2024-07-01T08:15[Europe/Oslo]'))    => '08:15+02:00'
    time(localtime('08:15'))                           => '08:15Z'
    localdatetime(date('2024-05-23'))                  => '2024-05-23T00:00'
    datetime(localdatetime('2024-05-23T08:15'))        => '2024-05-23T08:15Z'
    duration('P1YT2H')                                 => 'P1YT2H'
    duration({weeks: 1.5, minutes: 90})                => 'P10DT13H30M'
    duration(duration('P1D'))                          => 'P1D'
    date(null)                                         => null
    date('tomorrow')                                   => ArgumentError: InvalidArgumentValue
  )");
}

TEST(TemporalFunctions, TruncateToUnits) {
  expect_all(R"(
    date.truncate('millennium', date('2024-05-23'))                          => '2000-01-01'
    date.truncate('century', date('-0024-05-23'))                            => '-0100-01-01'
    date.truncate('decade', date('2024-05-23'))                              => '2020-01-01'
    date.truncate('year', date('2024-05-23'), {ordinalDay: 60})              => '2024-02-29'
    date.truncate('weekYear', date('2024-12-30'))                            => '2024-12-30'
    date.truncate('quarter', date('2024-05-23'))                             => '2024-04-01'
    date.truncate('month', datetime('2024-05-23T08:15Z'), {day: 2})          => '2024-05-02'
    date.truncate('week', date('2024-05-23'), {dayOfWeek: 7})                => '2024-05-26'
    date.truncate('day', date('2024-05-23'))                                 => '2024-05-23'
    localtime.truncate('hour', localtime('08:15:30.123456789'))              => '08:00'
    localtime.truncate('minute', time('08:15:30+03:00'), {nanosecond: 3})    => '08:15:00.000000003'
    localtime.truncate('millisecond', localtime('08:15:30.123456'), {microsecond: 7}) => '08:15:30.123007'
    localtime.truncate('microsecond', localtime('08:15:30.123456789'))       => '08:15:30.123456'
    time.truncate('day', time('08:15+03:00'))                                => '00:00+03:00'
    time.truncate('second', time('08:15:30.5+03:00'), {timezone: '-03:00'})  => '08:15:30-03:00'
    localdatetime.truncate('month', date('2024-05-23'), {hour: 3})           => '2024-05-01T03:00'
    datetime.truncate('week', datetime('2024-05-23T08:15+03:00'))            => '2024-05-20T00:00+03:00'
    datetime.truncate('day', datetime('2024-05-23T08:15Z'), {timezone: 'Europe/Oslo'}) => '2024-05-23T00:00+02:00[Europe/Oslo]'
    datetime.truncate('hour')                                                => '2001-09-09T01:00Z'
    datetime.truncate('hour', date('2024-05-23'))                            => ArgumentError: InvalidArgumentValue
    time.truncate('month', time('08:15'))                                    => ArgumentError: InvalidArgumentValue
    date.truncate('fortnight', date('2024-05-23'))                           => ArgumentError: InvalidArgumentValue
    date.truncate('day', 'today')                                            => TypeError: InvalidArgumentType
    date.truncate('day', null)                                               => null
  )");
}

TEST(TemporalFunctions, TellTheTime) {
  expect_all(R"(
    date()                                    => '2001-09-09'
    localtime()                               => '01:46:40.005'
    time.statement('+03:00')                  => '04:46:40.005+03:00'
    localdatetime.transaction('Asia/Tokyo')   => '2001-09-09T10:46:40.005'
    datetime({timezone: 'Asia/Tokyo'})        => '2001-09-09T10:46:40.005+09:00[Asia/Tokyo]'
    datetime.realtime() > datetime()          => true
    datetime.fromepoch(1716437700, 5)         => '2024-05-23T04:15:00.000000005Z'
    datetime.fromepochmillis(-1)              => '1969-12-31T23:59:59.999Z'
  )");
}

TEST(TemporalFunctions, TakeValuesApart) {
  expect_all(R"(
    [x IN [date('2024-12-30')] | [x.year, x.quarter, x.month, x.week, x.weekYear, x.day]]     => [[2024, 4, 12, 1, 2025, 30]]
    [x IN [date('2024-12-30')] | [x.ordinalDay, x.weekDay, x.dayOfWeek, x.dayOfQuarter]]      => [[365, 1, 1, 91]]
    [x IN [localtime('08:15:30.123456789')] | [x.hour, x.minute, x.second]]                   => [[8, 15, 30]]
    [x IN [localtime('08:15:30.123456789')] | [x.millisecond, x.microsecond, x.nanosecond]]   => [[123, 123456, 123456789]]
    [x IN [time('08:15-03:30')] | [x.timezone, x.offset, x.offsetMinutes, x.offsetSeconds]]   => [['-03:30', '-03:30', -210, -12600]]
    [x IN [datetime('2024-07-01T08:15[Europe/Oslo]')] | [x.hour, x.timezone, x.offset]]       => [[8, 'Europe/Oslo', '+02:00']]
    [x IN [datetime('1969-12-31T23:59:59.999Z')] | [x.epochSeconds, x.epochMillis]]           => [[-1, -1]]
    [x IN [duration('P1Y5M10DT25H61M1.5S')] | [x.years, x.quarters, x.months, x.monthsOfYear]] => [[1, 5, 17, 5]]
    [x IN [duration('P1Y5M10DT25H61M1.5S')] | [x.quartersOfYear, x.monthsOfQuarter]]          => [[1, 2]]
    [x IN [duration('P1Y5M10DT25H61M1.5S')] | [x.weeks, x.days, x.daysOfWeek, x.hours]]       => [[1, 10, 3, 26]]
    [x IN [duration('PT1H1M1.5S')] | [x.minutes, x.minutesOfHour, x.seconds]]                 => [[61, 1, 3661]]
    [x IN [duration('PT1H1M1.5S')] | [x.secondsOfMinute, x.milliseconds, x.nanosecondsOfSecond]] => [[1, 3661500, 500000000]]
    date('2024-05-23').hour                                                                   => null
    localtime('08:15').offset                                                                 => null
    duration('P1D').year                                                                      => null
  )");
}

TEST(TemporalFunctions, CalculateWithDurations) {
  expect_all(R"(
    date('2024-01-31') + duration('P1M')                             => '2024-02-29'
    duration('P1M') + date('2024-01-31')                             => '2024-02-29'
    datetime('2024-05-23T08:15+03:00') - duration('P1DT1H')          => '2024-05-22T07:15+03:00'
    duration('P1M') - duration('P1D')                                => 'P1M-1D'
    2 * duration('P1DT0.5S')                                         => 'P2DT1S'
    duration('P1D') / 1.6                                            => 'PT15H'
    duration('P1D') / 0                                              => ArithmeticError: DivisionByZero
    date('+999999999-12-31') + duration('P1D')                       => ArgumentError: InvalidArgumentValue
    duration.between(date('2024-01-31'), date('2024-03-01'))         => 'P1M1D'
    duration.inMonths(date('2024-01-31'), date('2024-03-01'))        => 'P1M'
    duration.inDays(date('2024-01-31'), date('2024-03-01'))          => 'P30D'
    duration.inSeconds(time('08:00+03:00'), time('08:00Z'))          => 'PT3H'
    duration.between(date('2024-01-31'), duration('P1D'))            => TypeError: InvalidArgumentType
  )");
}

}  // namespace
}  // namespace whom::engine
