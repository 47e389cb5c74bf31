// Places on earth and their clocks, after the IANA database of the system.
#ifndef WHOM_GRAPH_PROPERTY_TIME_ZONE_HPP
#define WHOM_GRAPH_PROPERTY_TIME_ZONE_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "graph/property/temporal.hpp"

namespace whom::property {

/// A fixed offset from UTC, or a name of the IANA database; then the offset, where there is one, says which of two
/// moments is meant when clocks are put back.
struct Zone {
  std::optional<std::int32_t> offset;  ///< seconds east of UTC
  std::string name;
};

/// Both throw TemporalError when the database does not know the zone. A local time that a zone skips is moved on by the
/// length of the gap.
DateTime at_instant(std::int64_t seconds, std::int32_t nanoseconds, const Zone&);
DateTime at_local(const LocalDateTime&, const Zone&);

LocalDateTime local(const DateTime&);

}  // namespace whom::property

#endif
