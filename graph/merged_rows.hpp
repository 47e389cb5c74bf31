// The merged graph as rows of a store. Internal to graph.
#ifndef WHOM_GRAPH_MERGED_ROWS_HPP
#define WHOM_GRAPH_MERGED_ROWS_HPP

#include "graph/knowledge_graph.hpp"
#include "graph/sqlite.hpp"

namespace whom::graph {

/// Replaces the merged tables and the full-text indexes.
void write_merged(Database&, const KnowledgeGraph&);

}  // namespace whom::graph

#endif
