#include "graph/graphml.hpp"

#include <array>
#include <ostream>
#include <string_view>

#include "graph/drawing.hpp"
#include "graph/xml.hpp"

namespace whom::graph {
namespace {

struct Key {
  std::string_view id, element, type;
};

constexpr std::array<Key, 11> keys = {{{"name", "node", "string"},
                                       {"kind", "node", "string"},
                                       {"type", "node", "string"},
                                       {"aliases", "node", "string"},
                                       {"relation", "edge", "string"},
                                       {"qualifiers", "edge", "string"},
                                       {"polarity", "edge", "string"},
                                       {"modality", "edge", "string"},
                                       {"asserted", "edge", "boolean"},
                                       {"confidence", "edge", "double"},
                                       {"evidence", "edge", "int"}}};

constexpr std::array<std::string_view, 3> kinds = {"entity", "literal", "nothing"};

void write_data(std::ostream& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out << "      <data key=\"" << key << "\">" << xml(value) << "</data>\n";
}

void write_node(std::ostream& out, const DrawnNode& node) {
  out << "    <node id=\"" << xml(node.id) << "\">\n";
  write_data(out, "name", node.label);
  write_data(out, "kind", kinds.at(static_cast<std::size_t>(node.kind)));
  write_data(out, "type", node.type);
  write_data(out, "aliases", node.aliases);
  out << "    </node>\n";
}

void write_edge(std::ostream& out, const KnowledgeGraph& graph, const DrawnEdge& edge) {
  const Statement& statement = graph.statement(edge.statement);
  out << "    <edge id=\"" << graph.statement_id(edge.statement) << "\" source=\"" << xml(edge.source) << "\" target=\""
      << xml(edge.target) << "\">\n";
  write_data(out, "relation", statement.relation);
  write_data(out, "qualifiers", edge.qualifiers);
  write_data(out, "polarity", name(statement.polarity));
  write_data(out, "modality", name(statement.modality));
  write_data(out, "asserted", graph.asserted(edge.statement) ? "true" : "false");
  write_data(out, "confidence", confidence(graph, edge.statement));
  write_data(out, "evidence", std::to_string(graph.evidence(edge.statement).size()));
  out << "    </edge>\n";
}

}  // namespace

void write_graphml(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  const Drawing drawing = draw(graph, options);
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const Key& key : keys) {
    out << "  <key id=\"" << key.id << "\" for=\"" << key.element << "\" attr.name=\"" << key.id << "\" attr.type=\""
        << key.type << "\"/>\n";
  }
  out << "  <graph id=\"whom\" edgedefault=\"directed\">\n";
  for (const DrawnNode& node : drawing.nodes) write_node(out, node);
  for (const DrawnEdge& edge : drawing.edges) write_edge(out, graph, edge);
  out << "  </graph>\n</graphml>\n";
}

}  // namespace whom::graph
