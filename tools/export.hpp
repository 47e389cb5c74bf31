// A graph in the formats of other programs.
#ifndef WHOM_TOOLS_EXPORT_HPP
#define WHOM_TOOLS_EXPORT_HPP

#include <iosfwd>
#include <string_view>

#include "graph/export.hpp"
#include "graph/knowledge_graph.hpp"

namespace whom::tools {

/// dot, svg, jsonld, nquads, turtle, graphml, gexf or csv. Throws UsageError on another format, OutputError when svg
/// cannot be drawn.
void write_graph(std::ostream&, const graph::KnowledgeGraph&, std::string_view format, const graph::ExportOptions&);

}  // namespace whom::tools

#endif
