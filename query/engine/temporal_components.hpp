// Dates, times and durations read part by part.
#ifndef WHOM_QUERY_ENGINE_TEMPORAL_COMPONENTS_HPP
#define WHOM_QUERY_ENGINE_TEMPORAL_COMPONENTS_HPP

#include <string_view>

#include "graph/property/value.hpp"

namespace whom::engine {

/// Null when the temporal value has no such part; property::TemporalError when 64 bits do not hold it.
property::Value component(const property::Value&, std::string_view name);

}  // namespace whom::engine

#endif
