// Every invariant, checked the plain way, as a list of problems.
#ifndef WHOM_GRAPH_CHECK_HPP
#define WHOM_GRAPH_CHECK_HPP

#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/reading.hpp"

namespace whom::graph {

/// Empty when the reading is sound: text and names are UTF-8, spans lie in the text, indices in their tables, evidence
/// matches its statement, aliases and qualifiers are sorted without duplicates.
std::vector<std::string> problems(const Reading&);

/// Empty when the graph is sound: likewise for all documents, and tables are sorted, ids unique and found again, no
/// statement lacks evidence, and every index agrees with a plain scan.
std::vector<std::string> problems(const KnowledgeGraph&);

}  // namespace whom::graph

#endif
