// The graph as GraphML.
#ifndef WHOM_GRAPH_GRAPHML_HPP
#define WHOM_GRAPH_GRAPHML_HPP

#include <iosfwd>

#include "graph/export.hpp"

namespace whom::graph {

/// Nodes and directed edges with their properties as attributes, for yEd, igraph, networkx and others.
void write_graphml(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

}  // namespace whom::graph

#endif
