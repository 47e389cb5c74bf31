// The graph as Turtle.
#ifndef WHOM_GRAPH_TURTLE_HPP
#define WHOM_GRAPH_TURTLE_HPP

#include <iosfwd>

#include "graph/export.hpp"

namespace whom::graph {

/// The same triples as N-Quads, grouped by subject.
void write_turtle(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

}  // namespace whom::graph

#endif
