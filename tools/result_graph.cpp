#include "tools/result_graph.hpp"

#include <algorithm>

#include "graph/property/statement_graph.hpp"
#include "tools/statement_text.hpp"
#include "tools/value_text.hpp"

namespace whom::tools {
namespace {

void collect(const property::Value& value, Elements& found) {
  switch (value.kind()) {
    case property::Kind::Node:
      return found.nodes.push_back(value.node());
    case property::Kind::Relationship:
      return found.relationships.push_back(value.relationship());
    case property::Kind::Statement:
      return found.statements.push_back({value.statement().index});
    case property::Kind::Path:
      found.nodes.insert(found.nodes.end(), value.path().nodes.begin(), value.path().nodes.end());
      found.relationships.insert(found.relationships.end(), value.path().relationships.begin(),
                                 value.path().relationships.end());
      return;
    case property::Kind::List:
      for (const property::Value& element : value.list()) collect(element, found);
      return;
    case property::Kind::Map:
      for (const auto& [key, element] : value.map()) collect(element, found);
      return;
    default:
      return;
  }
}

template <typename Element>
void make_distinct(std::vector<Element>& elements) {
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
}

std::string labels_text(const property::Graph& graph, property::Node node) {
  std::string text;
  for (const property::Label label : graph.labels(node)) text += ":" + std::string(graph.name(label));
  return "(" + text + ")";
}

bool is_written(const ResultGraph& shown, property::Relationship relationship) {
  return relationship.index >= shown.written.first_new ||
         std::ranges::binary_search(shown.written.changed, relationship.index);
}

/// Its relation and status as they are by now.
graph::Statement as_statement(const ResultGraph& shown, property::Relationship relationship) {
  graph::Statement statement;
  statement.relation = std::string(shown.graph.name(shown.graph.type(relationship)));
  if (shown.knowledge == nullptr) return statement;
  const auto word = [&](const char* name) {
    const auto key = shown.graph.find_key(name);
    const property::Value value = key ? shown.graph.property(relationship, *key) : property::Value();
    return value.is(property::Kind::String) ? std::string(value.string()) : "";
  };
  statement.polarity = graph::polarity(word("polarity")).value_or(statement.polarity);
  statement.modality = graph::modality(word("modality")).value_or(statement.modality);
  return statement;
}

}  // namespace

std::string caption(const ResultGraph& shown, property::Node node) {
  for (const char* const name : {"name", "title", "label", "text", "value", "iri", "id"}) {
    const auto key = shown.graph.find_key(name);
    const property::Value value = key ? shown.graph.property(node, *key) : property::Value();
    if (value.is(property::Kind::String) && !value.string().empty()) return std::string(value.string());
    if (value.is_number()) return property::print(value);
    if (value.is_temporal()) return iso_text(value);
  }
  return labels_text(shown.graph, node) + " " + std::to_string(node.index);
}

std::string caption(const ResultGraph& shown, property::Relationship relationship) {
  if (const auto statement = statement_of(shown, relationship))
    return relation_text(shown.knowledge->statement(*statement));
  return relation_text(as_statement(shown, relationship));
}

std::optional<graph::StatementIndex> statement_of(const ResultGraph& shown, property::Relationship relationship) {
  const auto key = shown.graph.find_key("id");
  if (shown.knowledge == nullptr || !key || is_written(shown, relationship)) return std::nullopt;
  const property::Value id = shown.graph.property(relationship, *key);
  return id.is(property::Kind::String) ? shown.knowledge->find_statement(id.string()) : std::nullopt;
}

Elements elements_of(const property::Value& value) {
  Elements found;
  collect(value, found);
  make_distinct(found.nodes);
  make_distinct(found.relationships);
  make_distinct(found.statements);
  return found;
}

Elements elements_of(const engine::Result& result, const ResultGraph& shown) {
  const property::Graph& graph = shown.graph;
  Elements found;
  for (const auto& column : result.values)
    for (const property::Value& value : column) collect(value, found);
  make_distinct(found.statements);
  for (const graph::StatementIndex statement : found.statements)
    if (const auto relationship = property::relationship_of(graph, *shown.knowledge, statement))
      found.relationships.push_back(*relationship);
  make_distinct(found.relationships);
  for (const property::Relationship relationship : found.relationships) {
    found.nodes.push_back(graph.source(relationship));
    found.nodes.push_back(graph.target(relationship));
  }
  make_distinct(found.nodes);
  return found;
}

std::vector<graph::StatementIndex> statements_of(const ResultGraph& shown, const Elements& elements) {
  std::vector<graph::StatementIndex> statements = elements.statements;
  for (const property::Relationship relationship : elements.relationships)
    if (const auto statement = statement_of(shown, relationship)) statements.push_back(*statement);
  make_distinct(statements);
  return statements;
}

}  // namespace whom::tools
