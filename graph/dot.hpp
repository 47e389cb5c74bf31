// The graph as Graphviz DOT.
#ifndef WHOM_GRAPH_DOT_HPP
#define WHOM_GRAPH_DOT_HPP

#include <iosfwd>
#include <string>
#include <string_view>

#include "graph/export.hpp"

namespace whom::graph {

/// A drawing for Graphviz: entities and literals as nodes, statements as labelled edges; what is denied is red with a
/// stopped arrow, what is not actual dashed, what only others say grey. Entities that no statement has as subject or
/// object are left out. Valid for every name.
void write_dot(std::ostream&, const KnowledgeGraph&, const ExportOptions& = {});

/// A string of DOT that shows the text: Graphviz reads backslash sequences and HTML entities inside quotes; control
/// characters it cannot draw.
std::string quoted_for_dot(std::string_view text);

}  // namespace whom::graph

#endif
