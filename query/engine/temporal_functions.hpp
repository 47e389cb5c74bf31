// Functions and operators over dates, times and durations.
#ifndef WHOM_QUERY_ENGINE_TEMPORAL_FUNCTIONS_HPP
#define WHOM_QUERY_ENGINE_TEMPORAL_FUNCTIONS_HPP

#include <optional>
#include <span>
#include <string_view>

#include "query/engine/functions.hpp"

namespace whom::engine {

/// date, date.truncate, localtime, time, localdatetime, datetime, datetime.fromepoch, duration, duration.between,
/// duration.inmonths, duration.indays, duration.inseconds, and the clocks date.transaction, date.statement,
/// date.realtime and their kin.
std::span<const Function> temporal_functions();

/// `a + b`, `a - b` of temporal values and durations; `a * b`, `a / b` of a duration and a number. Nothing when the two
/// kinds have no such operation.
std::optional<property::Value> add_temporal(const property::Value&, const property::Value&);
std::optional<property::Value> subtract_temporal(const property::Value&, const property::Value&);
std::optional<property::Value> multiply_temporal(const property::Value&, const property::Value&);
std::optional<property::Value> divide_temporal(const property::Value&, const property::Value&);

/// `value.key`: year, quarter, weekYear, ordinalDay, hour, offset, epochMillis, minutesOfHour, ...; null for others.
property::Value temporal_component(const property::Value&, std::string_view key);

}  // namespace whom::engine

#endif
