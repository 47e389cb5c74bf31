// Values as bytes, for files.
#ifndef WHOM_GRAPH_PROPERTY_PACKED_VALUE_HPP
#define WHOM_GRAPH_PROPERTY_PACKED_VALUE_HPP

#include <string>
#include <string_view>

#include "graph/property/value.hpp"

namespace whom::property {

/// Appends. Paths have no packed form.
void pack(const Value&, std::string& bytes);

/// Takes one value from the front. Throws std::runtime_error when the bytes are none.
Value unpack(std::string_view& bytes);

}  // namespace whom::property

#endif
