// Times of statements: ISO 8601 dates and EDTF ("2022", "2022-05", "2022-05-09T10:00", "2022-05/2022-07", "2022-2X",
// "202X", "XXXX-06-01"; a trailing "?", "~" or "%" does not count).
#ifndef WHOM_GRAPH_PROPERTY_EDTF_HPP
#define WHOM_GRAPH_PROPERTY_EDTF_HPP

#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/property/temporal.hpp"

namespace whom::property {

/// Whether it is a time as above, with something known about it.
bool is_edtf(std::string_view);

// Nothing in each of them when the value says no such thing.

/// The first and the last day that it may fall on; nothing where that end is open or the year is unknown.
std::optional<Date> first_day(std::string_view edtf);
std::optional<Date> last_day(std::string_view edtf);

/// The month of whatever year, and the day of whatever month, that all of it falls in.
std::optional<std::int64_t> month_of(std::string_view edtf);
std::optional<std::int64_t> day_of(std::string_view edtf);

}  // namespace whom::property

#endif
