// The graph as GEXF 1.3.
#ifndef WHOM_GRAPH_GEXF_HPP
#define WHOM_GRAPH_GEXF_HPP

#include <iosfwd>

#include "graph/export.hpp"

namespace whom::graph {

/// Nodes and directed edges with their properties as attributes, for Gephi. The weight of an edge is the number of its
/// pieces of evidence, its kind the relation, so that parallel edges stay apart.
void write_gexf(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

}  // namespace whom::graph

#endif
