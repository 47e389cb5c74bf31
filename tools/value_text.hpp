// Values of openCypher as people read them.
#ifndef WHOM_TOOLS_VALUE_TEXT_HPP
#define WHOM_TOOLS_VALUE_TEXT_HPP

#include <string>

#include "tools/result_graph.hpp"

namespace whom::tools {

/// A date, time or duration in ISO 8601.
std::string iso_text(const property::Value&);

/// One line in the notation of openCypher, except that strings, dates and their kin stand without quotes; in a graph
/// read from text nodes are their names and relationships their statements: "Ada Okafor – meet – Ben Musa".
std::string text_of(const ResultGraph&, const property::Value&);

}  // namespace whom::tools

#endif
