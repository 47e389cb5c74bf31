// The graph as CSV.
#ifndef WHOM_GRAPH_CSV_HPP
#define WHOM_GRAPH_CSV_HPP

#include <iosfwd>

#include "graph/export.hpp"

namespace whom::graph {

/// One line per statement, as RFC 4180 has it but with plain line feeds, under a header line.
void write_csv(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

}  // namespace whom::graph

#endif
