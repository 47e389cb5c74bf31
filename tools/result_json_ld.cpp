#include "graph/property/export_json_ld.hpp"
#include "tools/export.hpp"
#include "tools/result_drawing.hpp"

namespace whom::tools {

bool write_statements(const Elements& elements, const ResultGraph& shown, const PrintOptions& options,
                      std::ostream& out) {
  if (shown.knowledge == nullptr || (elements.relationships.empty() && elements.statements.empty())) return false;
  graph::ExportOptions wanted;
  if (!options.base.empty()) wanted.base = options.base;
  wanted.statements = statements_of(shown, elements);
  write_graph(out, *shown.knowledge, options.format, wanted);
  return true;
}

void write_json_ld(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options,
                   std::ostream& out) {
  const Elements elements = elements_of(result, shown);
  if (write_statements(elements, shown, options, out)) return;
  property::export_json_ld(out, shown.graph, elements.nodes, elements.relationships,
                           options.base.empty() ? graph::ExportOptions().base : options.base);
}

}  // namespace whom::tools
