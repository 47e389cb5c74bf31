#include "graph/export.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

namespace whom::graph {
namespace {

template <class Index>
std::vector<Index> all(std::size_t count) {
  std::vector<Index> indices;
  for (std::uint32_t i = 0; i < count; ++i) indices.push_back(Index{i});
  return indices;
}

void collect(const KnowledgeGraph& graph, StatementIndex index, std::set<EntityIndex>& entities) {
  const auto see = [&](const Term& term) {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) entities.insert(*entity);
  };
  const Statement& statement = graph.statement(index);
  if (statement.subject) see(*statement.subject);
  if (statement.object) see(*statement.object);
  for (const Qualifier& qualifier : statement.qualifiers) see(qualifier.value);
  for (const Evidence& evidence : graph.evidence(index)) {
    entities.insert(evidence.sources.begin(), evidence.sources.end());
  }
}

}  // namespace

std::vector<StatementIndex> selected_statements(const KnowledgeGraph& graph, const ExportOptions& options) {
  if (!options.statements) return all<StatementIndex>(graph.statements().size());
  std::vector<StatementIndex> selected = *options.statements;
  std::sort(selected.begin(), selected.end());
  selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
  return selected;
}

std::vector<EntityIndex> selected_entities(const KnowledgeGraph& graph, const ExportOptions& options) {
  if (!options.statements) return all<EntityIndex>(graph.entities().size());
  std::set<EntityIndex> entities;
  for (const StatementIndex index : *options.statements) collect(graph, index, entities);
  return {entities.begin(), entities.end()};
}

std::vector<std::uint32_t> selected_documents(const KnowledgeGraph& graph, const ExportOptions& options) {
  if (!options.statements) return all<std::uint32_t>(graph.documents().size());
  std::set<std::uint32_t> documents;
  for (const StatementIndex index : *options.statements) {
    for (const Evidence& evidence : graph.evidence(index)) documents.insert(evidence.document);
  }
  return {documents.begin(), documents.end()};
}

const std::string& label(const KnowledgeGraph& graph, const Term& term) {
  if (const auto* entity = std::get_if<EntityIndex>(&term)) return graph.entity(*entity).name;
  return std::get<Literal>(term).text;
}

std::string decimal(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.4f", value);
  std::string text = digits;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text += '0';
  return text;
}

std::string confidence(const KnowledgeGraph& graph, StatementIndex index) {
  double best = 0;
  for (const Evidence& evidence : graph.evidence(index)) best = std::max(best, evidence.confidence);
  return decimal(best);
}

}  // namespace whom::graph
