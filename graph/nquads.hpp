// The graph as N-Quads.
#ifndef WHOM_GRAPH_NQUADS_HPP
#define WHOM_GRAPH_NQUADS_HPP

#include <iosfwd>

#include "graph/export.hpp"

namespace whom::graph {

/// One triple a line, all in the default graph; no blank nodes.
void write_nquads(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

}  // namespace whom::graph

#endif
