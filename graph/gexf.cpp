#include "graph/gexf.hpp"

#include <array>
#include <ostream>
#include <string_view>

#include "graph/drawing.hpp"
#include "graph/xml.hpp"

namespace whom::graph {
namespace {

constexpr std::array<std::string_view, 2> node_attributes = {"type", "aliases"};
constexpr std::array<std::string_view, 6> edge_attributes = {"relation", "qualifiers", "polarity",
                                                             "modality", "asserted",   "confidence"};

template <std::size_t N>
void declare(std::ostream& out, std::string_view element, const std::array<std::string_view, N>& attributes) {
  out << "    <attributes class=\"" << element << "\">\n";
  for (const std::string_view attribute : attributes) {
    const std::string_view type = attribute == "asserted" ? "boolean" : attribute == "confidence" ? "double" : "string";
    out << "      <attribute id=\"" << attribute << "\" title=\"" << attribute << "\" type=\"" << type << "\"/>\n";
  }
  out << "    </attributes>\n";
}

void write_value(std::ostream& out, std::string_view attribute, std::string_view value) {
  if (value.empty()) return;
  out << "          <attvalue for=\"" << attribute << "\" value=\"" << xml(value) << "\"/>\n";
}

void write_node(std::ostream& out, const DrawnNode& node) {
  out << "      <node id=\"" << xml(node.id) << "\" label=\"" << xml(node.label) << "\">\n        <attvalues>\n";
  write_value(out, "type", node.type);
  write_value(out, "aliases", node.aliases);
  out << "        </attvalues>\n      </node>\n";
}

void write_edge(std::ostream& out, const KnowledgeGraph& graph, const DrawnEdge& edge) {
  const Statement& statement = graph.statement(edge.statement);
  out << "      <edge id=\"" << graph.statement_id(edge.statement) << "\" source=\"" << xml(edge.source)
      << "\" target=\"" << xml(edge.target) << "\" label=\"" << xml(statement.relation) << "\" kind=\""
      << xml(statement.relation) << "\" weight=\"" << graph.evidence(edge.statement).size()
      << "\">\n        <attvalues>\n";
  write_value(out, "relation", statement.relation);
  write_value(out, "qualifiers", edge.qualifiers);
  write_value(out, "polarity", name(statement.polarity));
  write_value(out, "modality", name(statement.modality));
  write_value(out, "asserted", graph.asserted(edge.statement) ? "true" : "false");
  write_value(out, "confidence", confidence(graph, edge.statement));
  out << "        </attvalues>\n      </edge>\n";
}

}  // namespace

void write_gexf(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  const Drawing drawing = draw(graph, options);
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
         "  <graph mode=\"static\" defaultedgetype=\"directed\">\n";
  declare(out, "node", node_attributes);
  declare(out, "edge", edge_attributes);
  out << "    <nodes>\n";
  for (const DrawnNode& node : drawing.nodes) write_node(out, node);
  out << "    </nodes>\n    <edges>\n";
  for (const DrawnEdge& edge : drawing.edges) write_edge(out, graph, edge);
  out << "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace whom::graph
