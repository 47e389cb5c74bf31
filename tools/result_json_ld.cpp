#include <algorithm>
#include <set>

#include "graph/property/export_json_ld.hpp"
#include "tools/export.hpp"
#include "tools/result_drawing.hpp"

namespace whom::tools {
namespace {

/// And the nodes that stand within properties: by a reference alone nobody would know what they are.
void add_nodes_in_properties(Elements& elements, const property::Graph& graph) {
  std::set<property::Node> all(elements.nodes.begin(), elements.nodes.end());
  std::vector<property::Node> unread = elements.nodes;
  const auto add_from = [&](const auto& properties) {
    for (const auto& [key, value] : properties)
      for (const property::Node node : elements_of(value).nodes)
        if (graph.exists(node) && all.insert(node).second) unread.push_back(node);
  };
  for (const property::Relationship relationship : elements.relationships) add_from(graph.properties(relationship));
  while (!unread.empty()) {
    const property::Node node = unread.back();
    unread.pop_back();
    add_from(graph.properties(node));
  }
  elements.nodes.assign(all.begin(), all.end());
}

}  // namespace

bool write_statements(const Elements& elements, const ResultGraph& shown, const PrintOptions& options,
                      std::ostream& out) {
  if (shown.knowledge == nullptr || (elements.relationships.empty() && elements.statements.empty())) return false;
  const auto is_read = [&](property::Relationship one) { return statement_of(shown, one).has_value(); };
  if (!std::ranges::all_of(elements.relationships, is_read)) return false;
  graph::ExportOptions wanted;
  if (!options.base.empty()) wanted.base = options.base;
  wanted.statements = statements_of(shown, elements);
  write_graph(out, *shown.knowledge, options.format, wanted);
  return true;
}

void write_json_ld(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options,
                   std::ostream& out) {
  Elements elements = elements_of(result, shown);
  if (write_statements(elements, shown, options, out)) return;
  add_nodes_in_properties(elements, shown.graph);
  property::export_json_ld(out, shown.graph, elements.nodes, elements.relationships,
                           options.base.empty() ? graph::ExportOptions().base : options.base);
}

}  // namespace whom::tools
