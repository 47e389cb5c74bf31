#include "graph/merged_rows.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace whom::graph {
namespace {

/// A term as the four columns entity, value, text, type.
struct TermColumns {
  std::optional<std::string_view> entity, value, text, type;
};

TermColumns columns(const KnowledgeGraph& graph, const Term& term) {
  if (const auto* entity = std::get_if<EntityIndex>(&term)) return {graph.entity(*entity).id, {}, {}, {}};
  const auto& literal = std::get<Literal>(term);
  return {{}, literal.value, literal.text, name(literal.type)};
}

TermColumns columns(const KnowledgeGraph& graph, const std::optional<Term>& term) {
  return term ? columns(graph, *term) : TermColumns{};
}

using Bound = std::optional<std::uint32_t>;
Bound begin_of(const std::optional<Span>& span) { return span ? Bound(span->begin) : std::nullopt; }
Bound end_of(const std::optional<Span>& span) { return span ? Bound(span->end) : std::nullopt; }

void write_entities(Database& database, const KnowledgeGraph& graph) {
  Cursor insert = database.prepare("INSERT INTO entity VALUES(?, ?, ?, ?)");
  Cursor insert_alias = database.prepare("INSERT INTO alias VALUES(?, ?)");
  Cursor insert_name = database.prepare("INSERT INTO name_search(name, entity) VALUES(?, ?)");
  for (const Entity& entity : graph.entities()) {
    insert.run(entity.id, entity.name, name(entity.type), entity.named);
    insert_name.run(entity.name, entity.id);
    for (const std::string& alias : entity.aliases) {
      insert_alias.run(entity.id, alias);
      insert_name.run(alias, entity.id);
    }
  }
  Cursor redirect = database.prepare("INSERT INTO redirect VALUES(?, ?)");
  for (const auto& [id, entity] : graph.redirects()) redirect.run(id, graph.entity(entity).id);
}

void write_links(Database& database, const KnowledgeGraph& graph) {
  Cursor insert = database.prepare("INSERT INTO entity_link VALUES(?, ?, ?, ?)");
  for (std::uint32_t d = 0; d < graph.documents().size(); ++d) {
    for (const EntityLink& link : graph.links(d)) {
      const Entity& entity = graph.entity(link.entity);
      if (entity.named) insert.run(graph.documents()[d].id, link.local, entity.id, link.confidence);
    }
  }
}

std::string sources(const KnowledgeGraph& graph, const Evidence& evidence) {
  std::string ids;
  for (const EntityIndex source : evidence.sources) ids += (ids.empty() ? "" : " > ") + graph.entity(source).id;
  return ids;
}

/// Rows inserted in the order of their keys fill the pages of the file one after the other.
std::vector<StatementIndex> by_id(const KnowledgeGraph& graph) {
  std::vector<StatementIndex> order;
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) order.push_back({s});
  std::sort(order.begin(), order.end(),
            [&](StatementIndex a, StatementIndex b) { return graph.statement_id(a) < graph.statement_id(b); });
  return order;
}

void write_statements(Database& database, const KnowledgeGraph& graph) {
  Cursor insert = database.prepare("INSERT INTO statement VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Cursor insert_qualifier = database.prepare("INSERT INTO qualifier VALUES(?, ?, ?, ?, ?, ?, ?)");
  Cursor insert_evidence = database.prepare("INSERT INTO evidence VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const StatementIndex index : by_id(graph)) {
    const Statement& s = graph.statement(index);
    const std::string& id = graph.statement_id(index);
    const TermColumns subject = columns(graph, s.subject), object = columns(graph, s.object);
    insert.run(id, subject.entity, subject.value, subject.text, subject.type, s.relation, object.entity, object.value,
               object.text, object.type, name(s.polarity), name(s.modality), graph.asserted(index));
    std::uint32_t number = 0;
    for (const Qualifier& qualifier : s.qualifiers) {
      const TermColumns value = columns(graph, qualifier.value);
      insert_qualifier.run(id, number++, qualifier.role, value.entity, value.value, value.text, value.type);
    }
    number = 0;
    for (const Evidence& e : graph.evidence(index)) {
      insert_evidence.run(id, number++, graph.documents()[e.document].id, e.sentence.begin, e.sentence.end,
                          begin_of(e.subject), end_of(e.subject), e.relation.begin, e.relation.end, begin_of(e.object),
                          end_of(e.object), e.phrase, e.rule, sources(graph, e), e.confidence);
    }
  }
}

}  // namespace

void write_merged(Database& database, const KnowledgeGraph& graph) {
  database.execute(
      "DELETE FROM entity; DELETE FROM alias; DELETE FROM redirect; DELETE FROM statement; DELETE FROM qualifier;"
      "DELETE FROM evidence; DELETE FROM entity_link; DELETE FROM name_search");
  write_entities(database, graph);
  write_links(database, graph);
  write_statements(database, graph);
  database.execute(
      "INSERT INTO sentence_search(sentence_search) VALUES('rebuild');"
      "INSERT INTO name_search(name_search) VALUES('optimize')");
}

}  // namespace whom::graph
