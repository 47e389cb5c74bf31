// Durations: sums of units, arithmetic, and what lies between two times.
#ifndef WHOM_GRAPH_PROPERTY_DURATION_HPP
#define WHOM_GRAPH_PROPERTY_DURATION_HPP

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "graph/property/value.hpp"

namespace whom::property {

/// The parts of a duration, from the longest to the shortest.
enum class DurationPart : std::uint8_t { Months, Days, Seconds, Nanoseconds };

struct DurationUnit {
  std::string_view name;  ///< "years", as the keys of maps have it
  char designator;        ///< of ISO 8601; 0 where there is none
  DurationPart part;
  std::int64_t size;  ///< in that part
};
/// From the longest to the shortest.
std::span<const DurationUnit> duration_units();

/// A sum of whole and broken amounts. What a part has beyond whole numbers goes to the next one by average length:
/// a month is 30.436875 days, a day 24 hours; fractions of nanoseconds are rounded.
class DurationSum {
 public:
  void add(DurationPart, std::int64_t amount, std::int64_t size = 1);
  void add(DurationPart, long double amount, std::int64_t size = 1);
  Duration result() const;  ///< throws TemporalError when it takes more than 64 bits

 private:
  struct Amount {
    std::int64_t whole = 0;
    long double broken = 0;
  };
  std::array<Amount, 4> amounts_;
};

/// The decimal number that a float is printed as, which is closer to what was meant than the float.
long double decimal(double);

Duration negate(const Duration&);
Duration add(const Duration&, const Duration&);
Duration multiply(const Duration&, long double factor);
Duration divide(const Duration&, long double divisor);  ///< by anything but zero

/// Any kind but a duration. Months first, then days, then seconds; a date takes whole days of the seconds, a time of
/// day goes around the clock, and in a zone seconds count on the line of instants. Throws TemporalError beyond all
/// years.
Value add(const Value& time, const Duration&);

enum class Measure : std::uint8_t { All, Months, Days, Seconds };

/// From one time to another, in whole months, then days, then seconds, or in whole units of one measure. What one lacks
/// (day, zone) it has in common with the other; a missing time of day is midnight.
Duration between(const Value& from, const Value& to, Measure);

}  // namespace whom::property

#endif
