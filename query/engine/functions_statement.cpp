// What the texts say: the evidence of statements, what is said of a node, and sentences by their words. An entity is a
// node wherever it stands.
#include <algorithm>
#include <set>

#include "graph/names.hpp"
#include "graph/property/statement_graph.hpp"
#include "graph/sentence_index.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/live.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using graph::Evidence;
using graph::KnowledgeGraph;
using graph::StatementIndex;
using property::Kind;
using property::List;
using property::Map;
using property::Value;

const KnowledgeGraph& knowledge(std::string_view function, const Context& context) {
  if (context.knowledge != nullptr) return *context.knowledge;
  fail("ArgumentError", "InvalidArgumentValue",
       std::string(function) + " needs a graph that was read from texts, and this one was not");
}

/// A statement is given as its relationship, or as a map with its id. Nothing where the texts do not say it.
std::optional<StatementIndex> statement(std::string_view function, const Context& context, const Value& given) {
  const KnowledgeGraph& graph = knowledge(function, context);
  Value id;
  if (given.is(Kind::Relationship)) {
    require_live(context.graph, given.relationship());
    if (const auto key = context.graph.find_key("id")) id = context.graph.property(given.relationship(), *key);
  } else if (given.is(Kind::Map)) {
    id = given.at("id");
  } else {
    fail_kind(function, given);
  }
  const auto found = id.is(Kind::String) ? graph.find_statement(id.string()) : std::nullopt;
  return found && graph.statement_id(*found) == id.string() ? found : std::nullopt;
}

// --- Values of the graph ---

/// Null where there is none.
Value node(const Context& context, const graph::Term& term) {
  const auto found = node_of(context.graph, *context.knowledge, term);
  return found ? Value(*found) : Value();
}

Value node(const Context& context, const std::optional<graph::Term>& term) {
  return term ? node(context, *term) : Value();
}

Value relationship(const Context& context, StatementIndex index) {
  const auto found = relationship_of(context.graph, *context.knowledge, index);
  return found ? Value(*found) : Value();
}

Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value(text); }

Value date_or_text(const std::string& date) {
  return date.empty() ? Value() : property::value_of(graph::Literal{date, date, graph::LiteralType::Time});
}

Map document_map(const KnowledgeGraph& graph, std::uint32_t number) {
  const graph::Document& document = graph.documents()[number];
  return {{"document", Value(document.id)},
          {"title", text_or_null(document.title)},
          {"date", date_or_text(document.date)},
          {"url", text_or_null(document.url)},
          {"publisher", text_or_null(document.publisher)}};
}

Value speakers(const Context& context, const Evidence& evidence) {
  List nodes;
  for (const graph::EntityIndex speaker : evidence.sources) nodes.push_back(node(context, graph::Term(speaker)));
  return Value(std::move(nodes));
}

Value evidence_map(const Context& context, const Evidence& evidence) {
  Map map = document_map(*context.knowledge, evidence.document);
  map.emplace_back("sentence", context.knowledge->text(evidence.document, evidence.sentence));
  map.emplace_back("phrase", Value(evidence.phrase));
  map.emplace_back("speakers", speakers(context, evidence));
  map.emplace_back("confidence", Value(evidence.confidence));
  map.emplace_back("rule", Value(evidence.rule));
  return Value(std::move(map));
}

/// What the relationship bears, and what it is.
Value statement_map(const Context& context, StatementIndex index) {
  const graph::Statement& statement = context.knowledge->statement(index);
  const auto value_of = [&](const graph::Term& term) {
    const auto* literal = std::get_if<graph::Literal>(&term);
    return literal != nullptr ? property::value_of(*literal) : node(context, term);
  };
  Map map = property::properties_of(*context.knowledge, index, value_of);
  map.emplace_back("subject", node(context, statement.subject));
  map.emplace_back("relation", Value(statement.relation));
  map.emplace_back("object", node(context, statement.object));
  map.emplace_back("relationship", relationship(context, index));
  return Value(std::move(map));
}

// --- Of a statement ---

Value evidence(const Context& context, Arguments arguments) {
  const auto index = statement("evidence()", context, arguments[0]);
  if (!index) return {};
  List all;
  for (const Evidence& one : context.knowledge->evidence(*index)) all.push_back(evidence_map(context, one));
  return Value(std::move(all));
}

Value documents(const Context& context, Arguments arguments) {
  const auto index = statement("documents()", context, arguments[0]);
  if (!index) return {};
  std::set<std::uint32_t> numbers;
  for (const Evidence& one : context.knowledge->evidence(*index)) numbers.insert(one.document);
  List all;
  for (const std::uint32_t number : numbers) all.emplace_back(document_map(*context.knowledge, number));
  return Value(std::move(all));
}

Value asserted(const Context& context, Arguments arguments) {
  const auto index = statement("asserted()", context, arguments[0]);
  return index ? Value(context.knowledge->asserted(*index)) : Value();
}

Value said_by(const Context& context, Arguments arguments) {
  const auto index = statement("said_by()", context, arguments[0]);
  if (!index) return {};
  std::set<graph::EntityIndex> all;
  for (const Evidence& one : context.knowledge->evidence(*index)) all.insert(one.sources.begin(), one.sources.end());
  List nodes;
  for (const graph::EntityIndex speaker : all) nodes.push_back(node(context, graph::Term(speaker)));
  return Value(std::move(nodes));
}

// --- Of a node ---

std::span<const graph::Participation> participations(const Context& context, property::Node of) {
  const auto term = term_of(context.graph, *context.knowledge, of);
  if (!term) return {};
  if (const auto* entity = std::get_if<graph::EntityIndex>(&*term)) return context.knowledge->participations(*entity);
  return context.knowledge->participations(std::get<graph::Literal>(*term));
}

Value statements(const Context& context, Arguments arguments) {
  knowledge("statements()", context);
  if (!arguments[0].is(Kind::Node)) fail_kind("statements()", arguments[0]);
  require_live(context.graph, arguments[0].node());
  std::set<StatementIndex> indices;
  for (const auto& part : participations(context, arguments[0].node())) indices.insert(part.statement);
  List all;
  for (const StatementIndex index : indices) all.push_back(statement_map(context, index));
  return Value(std::move(all));
}

// --- Of the texts ---

Value hit(const Context& context, const graph::Sentence& sentence) {
  List relationships, others;
  for (const StatementIndex index : context.knowledge->sentence_index().statements(sentence)) {
    Value found = relationship(context, index);
    if (found.is_null())
      others.push_back(statement_map(context, index));
    else
      relationships.push_back(std::move(found));
  }
  Map map = document_map(*context.knowledge, sentence.document);
  map.emplace_back("sentence", context.knowledge->text(sentence.document, sentence.span));
  map.emplace_back("statements", std::move(relationships));
  map.emplace_back("others", std::move(others));
  return Value(std::move(map));
}

Value search(const Context& context, Arguments arguments) {
  const KnowledgeGraph& graph = knowledge("search()", context);
  List hits;
  for (const graph::Sentence& sentence : graph.sentence_index().search(string_argument("search()", arguments[0])))
    hits.push_back(hit(context, sentence));
  return Value(std::move(hits));
}

// --- Of names ---

using Words = std::vector<std::string>;

Value property(const Context& context, property::Node node, std::string_view name) {
  const auto key = context.graph.find_key(name);
  return key ? context.graph.property(node, *key) : Value();
}

/// Whether the words stand one after the other in a string, a name of a node, the value of one that is a literal, or
/// any of these in a list.
bool holds_words(const Context& context, const Value& value, const Words& wanted) {
  if (value.is(Kind::List))
    return std::ranges::any_of(value.list(), [&](const Value& one) { return holds_words(context, one, wanted); });
  if (value.is(Kind::Node))
    return holds_words(context, property(context, value.node(), "names"), wanted) ||
           holds_words(context, property(context, value.node(), "value"), wanted);
  if (!value.is(Kind::String)) return false;
  const Words words = graph::text_words(value.string());
  return !std::ranges::search(words, wanted).empty();
}

Value mentions(const Context& context, Arguments arguments) {
  const Words wanted = graph::text_words(string_argument("mentions()", arguments[1]));
  return Value(!wanted.empty() && holds_words(context, arguments[0], wanted));
}

/// Lists hold entities and literals side by side; this makes one kind of both.
Value name_of(const Context& context, const Value& value) {
  if (value.is(Kind::Node)) {
    Value name = property(context, value.node(), "name");
    return name.is_null() ? property(context, value.node(), "value") : name;
  }
  if (!value.is(Kind::List)) return value;
  List names;
  for (const Value& one : value.list()) names.push_back(name_of(context, one));
  return Value(std::move(names));
}

Value name_of(const Context& context, Arguments arguments) { return name_of(context, arguments[0]); }

constexpr Function functions[] = {
    {"evidence", 1, 1, true, evidence}, {"documents", 1, 1, true, documents},   {"asserted", 1, 1, true, asserted},
    {"said_by", 1, 1, true, said_by},   {"statements", 1, 1, true, statements}, {"search", 1, 1, true, search},
    {"mentions", 2, 2, true, mentions}, {"name_of", 1, 1, true, name_of},
};

}  // namespace

std::span<const Function> statement_functions() { return functions; }

}  // namespace whom::engine
