// Values as files write them, and where in a file they stand.
#ifndef WHOM_GRAPH_PROPERTY_IMPORT_TEXT_HPP
#define WHOM_GRAPH_PROPERTY_IMPORT_TEXT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/property/column.hpp"
#include "graph/property/value.hpp"

namespace whom::property {

/// Each reads the whole text or nothing. 42, -7; not 007, which is a name rather than a number.
std::optional<std::int64_t> read_integer(std::string_view text);
/// 0.5, -1e9, 12; not 00.5, and no integer of more digits than a float holds.
std::optional<double> read_float(std::string_view text);
/// true, false in any case.
std::optional<bool> read_boolean(std::string_view text);
/// 2024-02-29.
std::optional<Date> read_date(std::string_view text);

/// The first of Integer, Float, Boolean and Date that reads the text, or else String.
Kind guess_kind(std::string_view text);
/// The narrowest kind that reads what either reads.
Kind wider_kind(Kind, Kind);

/// As a value of that kind (one of the five); nothing when the text does not say one.
std::optional<Value> read_value(Kind, std::string_view text);
/// The same, into a column; false when the text does not say one.
bool read_into(ColumnBuilder&, std::uint32_t element, Kind, std::string_view text);

/// "line:column", counted from 1 in bytes.
std::string place_in(std::string_view text, std::size_t offset);

}  // namespace whom::property

#endif
