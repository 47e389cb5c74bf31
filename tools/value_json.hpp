// Values of openCypher as JSON; docs/formats.md describes it.
#ifndef WHOM_TOOLS_VALUE_JSON_HPP
#define WHOM_TOOLS_VALUE_JSON_HPP

#include "tools/json.hpp"
#include "tools/result_graph.hpp"

namespace whom::tools {

void write(JsonWriter&, const ResultGraph&, const property::Value&);

}  // namespace whom::tools

#endif
