// The nodes and relationships of a result as a graph.
#ifndef WHOM_TOOLS_RESULT_DRAWING_HPP
#define WHOM_TOOLS_RESULT_DRAWING_HPP

#include <iosfwd>

#include "tools/printer.hpp"
#include "tools/result_graph.hpp"

namespace whom::tools {

/// Lines of text: each node, and under it the relationships that leave it.
void draw_text(const engine::Result&, const ResultGraph&, const PrintOptions&, std::ostream&);

/// For Graphviz; statements of a graph read from text look as write_dot of graph/dot.hpp draws them.
void write_dot(const engine::Result&, const ResultGraph&, const PrintOptions&, std::ostream&);

/// Statements as write_json_ld of graph/json_ld.hpp writes them, an imported graph as export_json_ld of
/// graph/property/export_json_ld.hpp does.
void write_json_ld(const engine::Result&, const ResultGraph&, const PrintOptions&, std::ostream&);

/// Writes the statements that the relationships stand for in the format; false where they stand for none.
bool write_statements(const Elements&, const ResultGraph&, const PrintOptions&, std::ostream&);

}  // namespace whom::tools

#endif
