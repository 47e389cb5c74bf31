#include "graph/check.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "graph/correction.hpp"
#include "graph/names.hpp"
#include "graph/utf8.hpp"

namespace whom::graph {
namespace {

using Problems = std::vector<std::string>;

template <class Range>
bool strictly_sorted(const Range& range) {
  return std::adjacent_find(range.begin(), range.end(), std::greater_equal<>()) == range.end();
}

std::string at(const std::string& what, std::size_t index) { return what + " " + std::to_string(index); }

bool within(Span span, std::uint32_t size) { return span.begin <= span.end && span.end <= size; }

/// Checks of what a document says, shared by readings and graphs.
class Checker {
 public:
  explicit Checker(Problems& problems) : problems_(problems) {}

  void expect(bool holds, const std::string& where, const std::string& problem) {
    if (!holds) problems_.push_back(where + ": " + problem);
  }

  void text(const std::string& text, const std::string& where, const std::string& what) {
    expect(!first_invalid_utf8(text), where, what + " is not UTF-8");
  }

  void document(const Document& document, const std::string& where) {
    text(document.text, where, "the text");
    text(document.key, where, "the key");
    text(document.title, where, "the title");
    text(document.date, where, "the date");
    text(document.url, where, "the URL");
    text(document.publisher, where, "the publisher");
    expect(curator_of(document) || document.id == document_id(document), where,
           "the id is not the hash of the content");
  }

  void sentences(std::span<const Span> sentences, std::uint32_t size, const std::string& where) {
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      expect(within(sentences[s], size), where, at("sentence", s) + " lies outside the text");
      expect(s == 0 || sentences[s - 1].end <= sentences[s].begin, where, at("sentence", s) + " is out of order");
    }
  }

  void term(const Term& term, std::size_t entities, const std::string& where) {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) {
      expect(entity->value < entities, where, "an entity does not exist");
    } else {
      text(std::get<Literal>(term).value, where, "a value");
      text(std::get<Literal>(term).text, where, "a value's text");
    }
  }

  void statement(const Statement& statement, std::size_t entities, const std::string& where) {
    expect(!statement.relation.empty(), where, "the relation is empty");
    text(statement.relation, where, "the relation");
    if (statement.subject) term(*statement.subject, entities, where);
    if (statement.object) term(*statement.object, entities, where);
    for (const Qualifier& qualifier : statement.qualifiers) {
      expect(!qualifier.role.empty(), where, "a qualifier has no role");
      text(qualifier.role, where, "a role");
      term(qualifier.value, entities, where);
    }
    expect(strictly_sorted(statement.qualifiers), where, "the qualifiers are not sorted or not distinct");
  }

  void evidence(const Evidence& evidence, const Statement& statement, std::size_t entities, std::uint32_t size,
                const std::string& where) {
    const auto in_text = [&](const std::optional<Span>& span) { return !span || within(*span, size); };
    bool inside = in_text(evidence.sentence) && in_text(evidence.relation) && in_text(evidence.subject) &&
                  in_text(evidence.object);
    inside = inside && std::all_of(evidence.qualifiers.begin(), evidence.qualifiers.end(), in_text);
    for (const CoreferenceLink& link : evidence.links) {
      inside = inside && in_text(link.mention) && in_text(link.antecedent);
    }
    expect(inside, where, "a span lies outside the text");
    expect(evidence.qualifiers.size() == statement.qualifiers.size(), where,
           "the evidence does not match the qualifiers");
    for (const EntityIndex source : evidence.sources) {
      expect(source.value < entities, where, "a source does not exist");
    }
    expect(evidence.confidence >= 0 && evidence.confidence <= 1, where, "the confidence is outside 0..1");
    text(evidence.phrase, where, "the phrase");
    text(evidence.rule, where, "the rule");
  }

  void names(const std::string& name, const std::vector<std::string>& aliases, const std::string& where) {
    expect(!name.empty(), where, "the name is empty");
    text(name, where, "the name");
    for (const std::string& alias : aliases) text(alias, where, "an alias");
    expect(strictly_sorted(aliases), where, "the aliases are not sorted or not distinct");
    expect(std::find(aliases.begin(), aliases.end(), name) == aliases.end(), where, "the name is its own alias");
  }

 private:
  Problems& problems_;
};

using Places = std::vector<std::vector<Participation>>;

/// Who takes part where, by a scan of all statements.
Places scan_participations(const KnowledgeGraph& graph) {
  Places places(graph.entities().size());
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
    const Statement& statement = graph.statement({s});
    const auto see = [&](const Term& term, Participation::Place place, std::uint32_t qualifier) {
      const auto* entity = std::get_if<EntityIndex>(&term);
      if (entity != nullptr && entity->value < places.size()) {
        places[entity->value].push_back({{s}, place, qualifier});
      }
    };
    if (statement.subject) see(*statement.subject, Participation::Place::Subject, 0);
    if (statement.object) see(*statement.object, Participation::Place::Object, 0);
    for (std::uint32_t q = 0; q < statement.qualifiers.size(); ++q) {
      see(statement.qualifiers[q].value, Participation::Place::Qualifier, q);
    }
  }
  return places;
}

void check_documents(const KnowledgeGraph& graph, Checker& check) {
  const auto documents = graph.documents();
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const std::string where = "document " + documents[d].id;
    check.document(documents[d], where);
    check.sentences(graph.sentences(d), static_cast<std::uint32_t>(count_code_points(documents[d].text)), where);
    check.expect(d == 0 || curator_of(documents[d]) || documents[d - 1].id < documents[d].id, where,
                 "the documents are not sorted or not distinct");
  }
}

void check_entities(const KnowledgeGraph& graph, Checker& check) {
  const auto entities = graph.entities();
  for (std::uint32_t e = 0; e < entities.size(); ++e) {
    const std::string where = "entity " + entities[e].id;
    check.names(entities[e].name, entities[e].aliases, where);
    check.expect(e == 0 || entities[e - 1].id < entities[e].id, where, "the entities are not sorted or not distinct");
    check.expect(graph.find_entity(entities[e].id) == EntityIndex{e}, where, "not found by its id");
    const auto named = graph.named(entities[e].name);
    const bool has_key = !name_key(entities[e].name).empty();
    check.expect(!has_key || std::count(named.begin(), named.end(), EntityIndex{e}) == 1, where,
                 "not found by its name");
  }
}

void check_statements(const KnowledgeGraph& graph, Checker& check) {
  std::vector<std::uint32_t> sizes;
  for (const Document& document : graph.documents()) {
    sizes.push_back(static_cast<std::uint32_t>(count_code_points(document.text)));
  }
  const std::size_t entities = graph.entities().size();
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
    const std::string where = "statement " + graph.statement_id({s});
    const Statement& statement = graph.statement({s});
    check.statement(statement, entities, where);
    check.expect(s == 0 || graph.statement({s - 1}) < statement, where,
                 "the statements are not sorted or not distinct");
    check.expect(graph.find_statement(graph.statement_id({s})) == StatementIndex{s}, where, "not found by its id");
    const auto evidence = graph.evidence({s});
    check.expect(!evidence.empty(), where, "no evidence");
    check.expect(strictly_sorted(evidence), where, "the evidence is not sorted or not distinct");
    for (const Evidence& one : evidence) {
      check.expect(one.document < sizes.size(), where, "a document does not exist");
      if (one.document < sizes.size()) check.evidence(one, statement, entities, sizes[one.document], where);
    }
  }
}

void check_indexes(const KnowledgeGraph& graph, Checker& check) {
  const Places places = scan_participations(graph);
  for (std::uint32_t e = 0; e < places.size(); ++e) {
    check.expect(std::ranges::equal(places[e], graph.participations({e})), "entity " + graph.entity({e}).id,
                 "the role index disagrees with a scan");
  }
  std::map<std::string, std::vector<StatementIndex>> relations;
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) relations[graph.statement({s}).relation].push_back({s});
  const auto listed = graph.relations();
  const auto same = [](const auto& pair, const std::string& relation) { return pair.first == relation; };
  check.expect(std::ranges::equal(relations, listed, same), "relations", "the list disagrees with a scan");
  for (const auto& [relation, statements] : relations) {
    check.expect(std::ranges::equal(statements, graph.with_relation(relation)), "relation '" + relation + "'",
                 "the index disagrees with a scan");
  }
}

}  // namespace

std::vector<std::string> problems(const Reading& reading) {
  Problems found;
  Checker check(found);
  const std::string where = "document " + reading.document.id;
  const auto size = static_cast<std::uint32_t>(count_code_points(reading.document.text));
  check.document(reading.document, where);
  check.sentences(reading.sentences, size, where);
  for (std::size_t e = 0; e < reading.entities.size(); ++e) {
    const LocalEntity& entity = reading.entities[e];
    check.names(entity.name, entity.aliases, where + ", " + at("entity", e));
    check.expect(within(entity.mention, size), where, at("the mention of entity", e) + " lies outside the text");
  }
  for (std::size_t r = 0; r < reading.reports.size(); ++r) {
    const Report& report = reading.reports[r];
    const std::string place = where + ", " + at("report", r);
    check.statement(report.statement, reading.entities.size(), place);
    check.evidence(report.evidence, report.statement, reading.entities.size(), size, place);
  }
  return found;
}

std::vector<std::string> problems(const KnowledgeGraph& graph) {
  Problems found;
  Checker check(found);
  check_documents(graph, check);
  check_entities(graph, check);
  check_statements(graph, check);
  check_indexes(graph, check);
  return found;
}

}  // namespace whom::graph
