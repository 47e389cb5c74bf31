// ISO 8601 in, dates, times and durations out. All throw TemporalError with the text that was not understood.
#ifndef WHOM_GRAPH_PROPERTY_TEMPORAL_PARSE_HPP
#define WHOM_GRAPH_PROPERTY_TEMPORAL_PARSE_HPP

#include <string_view>

#include "graph/property/temporal.hpp"
#include "graph/property/time_zone.hpp"
#include "graph/property/value.hpp"

namespace whom::property {

/// Dates as 2015-07-21, 2015-W30-2, 2015-Q3-21, 2015-202, cut short from the right (2015-07, 2015) or without their
/// hyphens; years of other than four digits carry a sign. Times as 21:40:32.142, 214032, 21:40, 21, with an offset
/// (Z, +01:00, -0130, +18) where the kind has one and a zone in brackets ([Europe/Stockholm]) where it has a date too.
Value parse_temporal(Kind, std::string_view text);

/// P1Y2M3W4DT5H6M7.8S with any part left out, of any sign or, in each part, with a fraction; P2012-02-02T14:37:21.
Duration parse_duration(std::string_view text);

/// An offset, or the name of a zone that the database knows.
Zone parse_zone(std::string_view text);

}  // namespace whom::property

#endif
