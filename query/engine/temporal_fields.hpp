// Dates, times and durations made from maps that name their parts, and truncated.
#ifndef WHOM_QUERY_ENGINE_TEMPORAL_FIELDS_HPP
#define WHOM_QUERY_ENGINE_TEMPORAL_FIELDS_HPP

#include <string_view>

#include "graph/property/value.hpp"

namespace whom::engine {

/// Throw property::TemporalError, and Error by way of `fail` where a field is of a wrong type. `now` says what is
/// current where nothing but a time zone is given, and which offset a named zone lends to a time without a date.

/// {year: 1984, week: 10, hour: 12, timezone: 'Europe/Oslo'}: fields that are left out come from the values under
/// `date`, `time` and `datetime`, or are the first of their kind.
property::Value temporal_from_map(property::Kind, const property::Map& fields, const property::DateTime& now);

/// The beginning of the unit ('century', 'weekYear', 'hour', ...) that holds the value, then changed by the fields.
property::Value truncate_temporal(property::Kind, std::string_view unit, const property::Value&,
                                  const property::Map& fields, const property::DateTime& now);

/// {years: 1, months: 2.5}.
property::Duration duration_from_map(const property::Map&);

}  // namespace whom::engine

#endif
