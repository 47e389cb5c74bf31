#include "graph/dot.hpp"

#include <ostream>
#include <set>
#include <string_view>

#include "graph/correction.hpp"
#include "graph/drawing.hpp"

namespace whom::graph {
namespace {

std::string_view fill(std::string_view type) {
  if (type == name(EntityType::Person)) return "#fde9c9";
  if (type == name(EntityType::Organization) || type == name(EntityType::Group)) return "#d6e8fa";
  if (type == name(EntityType::Place) || type == name(EntityType::GeopoliticalEntity)) return "#d9f2d9";
  return "#eeeeee";
}

void write_node(std::ostream& out, const DrawnNode& node) {
  out << "  " << quoted_for_dot(node.id) << " [";
  switch (node.kind) {
    case DrawnNode::Kind::Entity:
      out << "label=" << quoted_for_dot(node.label) << ", fillcolor=\"" << fill(node.type) << '"';
      break;
    case DrawnNode::Kind::Literal:
      out << "label=" << quoted_for_dot(node.label) << ", shape=plaintext, style=solid";
      break;
    case DrawnNode::Kind::Nothing:
      out << "label=\"\", shape=point";
  }
  out << "];\n";
}

/// Each once, a line each.
std::string curators(const KnowledgeGraph& graph, StatementIndex index) {
  std::set<std::string_view> names;
  for (const Evidence& evidence : graph.evidence(index))
    if (const auto curator = curator_of(graph.documents()[evidence.document])) names.insert(*curator);
  std::string text;
  for (const std::string_view curator : names) text += "\ncorrection by " + std::string(curator);
  return text;
}

std::string edge_label(const Statement& statement, const std::string& qualifiers) {
  std::string text = statement.polarity == Polarity::Denied ? "not: " : "";
  text += statement.relation;
  if (statement.modality != Modality::Actual) text += " (" + std::string(name(statement.modality)) + ")";
  return qualifiers.empty() ? text : text + "\n" + qualifiers;
}

void write_edge(std::ostream& out, const KnowledgeGraph& graph, const DrawnEdge& edge) {
  const Statement& statement = graph.statement(edge.statement);
  const bool denied = statement.polarity == Polarity::Denied;
  out << "  " << quoted_for_dot(edge.source) << " -> " << quoted_for_dot(edge.target) << " [id=\""
      << graph.statement_id(edge.statement)
      << "\", label=" << quoted_for_dot(edge_label(statement, edge.qualifiers) + curators(graph, edge.statement));
  if (denied) out << ", color=\"#b00020\", fontcolor=\"#b00020\", arrowhead=tee";
  if (!denied && !graph.asserted(edge.statement)) out << ", color=\"#777777\", fontcolor=\"#777777\"";
  if (statement.modality != Modality::Actual) out << ", style=dashed";
  out << "];\n";
}

}  // namespace

std::string quoted_for_dot(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out + '"';
}

void write_dot(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  const Drawing drawing = draw(graph, options);
  out << "digraph whom {\n"
         "  graph [charset=\"UTF-8\", overlap=false];\n"
         "  node [fontname=\"sans-serif\", shape=box, style=\"rounded,filled\"];\n"
         "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  std::set<std::string_view> touched;
  for (const DrawnEdge& edge : drawing.edges) touched.insert({edge.source, edge.target});
  for (const DrawnNode& node : drawing.nodes) {
    if (touched.count(node.id) > 0) write_node(out, node);
  }
  for (const DrawnEdge& edge : drawing.edges) write_edge(out, graph, edge);
  out << "}\n";
}

}  // namespace whom::graph
