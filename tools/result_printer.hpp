// The rows of a pattern, printed.
#ifndef WHOM_TOOLS_RESULT_PRINTER_HPP
#define WHOM_TOOLS_RESULT_PRINTER_HPP

#include <iosfwd>

#include "tools/printer.hpp"
#include "tools/result_graph.hpp"

namespace whom::tools {

/// Throws UsageError on an unknown format.
void print(const engine::Result&, const ResultGraph&, const PrintOptions&, std::ostream&);

}  // namespace whom::tools

#endif
