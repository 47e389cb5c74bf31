// The graph as JSON-LD 1.1.
#ifndef WHOM_GRAPH_JSON_LD_HPP
#define WHOM_GRAPH_JSON_LD_HPP

#include <iosfwd>

#include "graph/export.hpp"

namespace whom::graph {

/// The same triples as N-Quads, one node object per subject, under an inlined context; no blank nodes.
void write_json_ld(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

}  // namespace whom::graph

#endif
