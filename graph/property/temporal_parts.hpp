// What the kinds of dates and times have in common: each is a day, a time of day and a zone, or some of them.
#ifndef WHOM_GRAPH_PROPERTY_TEMPORAL_PARTS_HPP
#define WHOM_GRAPH_PROPERTY_TEMPORAL_PARTS_HPP

#include <optional>

#include "graph/property/time_zone.hpp"
#include "graph/property/value.hpp"

namespace whom::property {

struct TemporalParts {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<Zone> zone;
};

/// The parts that values of a kind have. The kind is one of date, local time, time, local date and time, date and time.
struct PartsOfKind {
  bool date = false, time = false, zone = false;
};
PartsOfKind parts_of(Kind);

TemporalParts take_apart(const Value&);

/// Parts that the kind has no place for are left out. A missing zone is UTC, a missing time beside a date is midnight;
/// any other missing part is a TemporalError. A named zone of a time must come with its offset.
Value put_together(Kind, const TemporalParts&);

}  // namespace whom::property

#endif
