// Dates, times and durations: plain values and their arithmetic, after openCypher's temporal types (CIP2015-08-06) and
// ISO 8601.
#ifndef WHOM_GRAPH_PROPERTY_TEMPORAL_HPP
#define WHOM_GRAPH_PROPERTY_TEMPORAL_HPP

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace whom::property {

/// Thrown where a text, a map or an operation asks for what no date, time or duration can be. One line for the user.
class TemporalError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A day of the proleptic Gregorian calendar.
struct Date {
  std::int64_t days = 0;  ///< since 1970-01-01
  auto operator<=>(const Date&) const = default;
};

struct LocalTime {
  std::int64_t nanoseconds = 0;  ///< since midnight, below 24 hours
  auto operator<=>(const LocalTime&) const = default;
};

/// A time of day with its offset from UTC. Ordered by the instant, then by the offset.
struct Time {
  std::int64_t nanoseconds = 0;  ///< since midnight, on the clock of the place
  std::int32_t offset = 0;       ///< seconds east of UTC
  bool operator==(const Time&) const = default;
  std::strong_ordering operator<=>(const Time&) const;
};

struct LocalDateTime {
  std::int64_t seconds = 0;      ///< since 1970-01-01T00:00, on the clock of the place
  std::int32_t nanoseconds = 0;  ///< of the second, never negative
  auto operator<=>(const LocalDateTime&) const = default;
};

/// Ordered by the instant, then by offset and zone.
struct DateTime {
  std::int64_t seconds = 0;      ///< since 1970-01-01T00:00Z
  std::int32_t nanoseconds = 0;  ///< of the second, never negative
  std::int32_t offset = 0;       ///< seconds east of UTC at that instant
  std::string zone;              ///< name in the IANA database, or empty
  bool operator==(const DateTime&) const = default;
  std::strong_ordering operator<=>(const DateTime&) const;
};

/// Months and days have no fixed length, so the parts are kept apart; two durations are equal when their parts are.
/// Ordered by average length (a month is 30.436875 days), then by their parts.
struct Duration {
  std::int64_t months = 0, days = 0, seconds = 0;
  std::int32_t nanoseconds = 0;  ///< 0 to 999,999,999, added to `seconds` whatever its sign
  bool operator==(const Duration&) const = default;
  std::strong_ordering operator<=>(const Duration&) const;
};

/// ISO 8601 as openCypher prints it: "1984-10-11", "12:31:14.645876123", "12:31+01:00",
/// "1984-10-11T12:31:14+01:00[Europe/Stockholm]", "P12Y5M14DT16H12M70S".
std::string print(const Date&);
std::string print(const LocalTime&);
std::string print(const Time&);
std::string print(const LocalDateTime&);
std::string print(const DateTime&);
std::string print(const Duration&);
std::string print_offset(std::int32_t seconds);  ///< "Z", "+01:00", "-00:44:30"

}  // namespace whom::property

#endif
