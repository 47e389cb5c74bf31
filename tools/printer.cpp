#include "tools/printer.hpp"

#include <algorithm>

#include "tools/printers.hpp"

namespace whom::tools {
namespace {

std::string text_of(const graph::Term& term, const graph::KnowledgeGraph& graph) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term)) return one_line(graph.entity(*entity).name);
  const auto& literal = std::get<graph::Literal>(term);
  const bool as_value = literal.type == graph::LiteralType::Time && !literal.value.empty();
  return one_line(as_value || literal.text.empty() ? literal.value : literal.text);
}

/// "A - met - B": the words of the best evidence between the nodes.
std::string text_of(const query::Path& path, const graph::KnowledgeGraph& graph) {
  std::string text;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    text += text_of(path.nodes[i], graph);
    if (i < path.steps.size()) text += " – " + phrase_of(graph, path.steps[i]) + " – ";
  }
  return text;
}

}  // namespace

std::string phrase_of(const graph::KnowledgeGraph& graph, graph::StatementIndex statement) {
  const auto best = witnesses(graph, {statement});
  return best.empty() || best[0].evidence->phrase.empty() ? graph.statement(statement).relation
                                                          : one_line(best[0].evidence->phrase);
}

std::string text_of(const query::Cell& cell, const graph::KnowledgeGraph& graph) {
  if (const auto* truth = std::get_if<bool>(&cell)) return *truth ? "yes" : "no";
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
  if (const auto* path = std::get_if<query::Path>(&cell)) return text_of(*path, graph);
  return text_of(std::get<graph::Term>(cell), graph);
}

void check_format(std::string_view format) {
  const auto known = choices({"format", '\0', kFormats, ""});
  if (std::find(known.begin(), known.end(), format) == known.end())
    throw UsageError("there is no format '" + std::string(format) + "' (" + std::string(kFormats) + ")");
}

std::unique_ptr<Printer> make_printer(const PrintOptions& options, const graph::KnowledgeGraph& graph,
                                      const std::vector<std::string>& columns, std::ostream& out) {
  check_format(options.format);
  if (options.format == "table") return make_table_printer(options, graph, columns, out);
  if (options.format == "jsonl") return make_json_lines_printer(options, graph, columns, out);
  if (options.format == "json") return make_json_printer(options, graph, columns, out);
  if (options.format == "csv") return make_csv_printer(graph, columns, out);
  return make_graph_printer(options, graph, out);
}

}  // namespace whom::tools
