// What the texts say: the evidence of statements, what is said of a node, and sentences by their words. An entity is a
// node wherever it stands.
#include <algorithm>
#include <set>

#include "graph/names.hpp"
#include "graph/paths.hpp"
#include "graph/property/edtf.hpp"
#include "graph/property/statement_graph.hpp"
#include "graph/sentence_index.hpp"
#include "query/engine/expression.hpp"
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
  if (context.texts.knowledge != nullptr) return *context.texts.knowledge;
  fail("ArgumentError", "InvalidArgumentValue",
       std::string(function) + " needs a graph that was read from texts, and this one was not");
}

/// A statement is given as itself, as its relationship, or as a map with its id. Nothing where the texts do not say it.
std::optional<StatementIndex> statement(std::string_view function, const Context& context, const Value& given) {
  const KnowledgeGraph& graph = knowledge(function, context);
  if (given.is(Kind::Statement)) return StatementIndex{given.statement().index};
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
  const auto found = node_of(context.graph, *context.texts.knowledge, term);
  return found ? Value(*found) : Value();
}

Value relationship(const Context& context, StatementIndex index) {
  const auto found = relationship_of(context.graph, *context.texts.knowledge, index);
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
  Map map = document_map(*context.texts.knowledge, evidence.document);
  map.emplace_back("sentence", context.texts.knowledge->text(evidence.document, evidence.sentence));
  map.emplace_back("phrase", Value(evidence.phrase));
  map.emplace_back("speakers", speakers(context, evidence));
  map.emplace_back("confidence", Value(evidence.confidence));
  map.emplace_back("rule", Value(evidence.rule));
  map.emplace_back("at",
                   List{Value(std::int64_t{evidence.relation.begin}), Value(std::int64_t{evidence.relation.end})});
  return Value(std::move(map));
}

// --- Of a statement ---

Value evidence(const Context& context, Arguments arguments) {
  const auto index = statement("evidence()", context, arguments[0]);
  if (!index) return {};
  List all;
  for (const Evidence& one : context.texts.knowledge->evidence(*index)) all.push_back(evidence_map(context, one));
  return Value(std::move(all));
}

Value documents(const Context& context, Arguments arguments) {
  const auto index = statement("documents()", context, arguments[0]);
  if (!index) return {};
  std::set<std::uint32_t> numbers;
  for (const Evidence& one : context.texts.knowledge->evidence(*index)) numbers.insert(one.document);
  List all;
  for (const std::uint32_t number : numbers) all.emplace_back(document_map(*context.texts.knowledge, number));
  return Value(std::move(all));
}

Value asserted(const Context& context, Arguments arguments) {
  const auto index = statement("asserted()", context, arguments[0]);
  return index ? Value(context.texts.knowledge->asserted(*index)) : Value();
}

Value said_by(const Context& context, Arguments arguments) {
  const auto index = statement("said_by()", context, arguments[0]);
  if (!index) return {};
  std::set<graph::EntityIndex> all;
  for (const Evidence& one : context.texts.knowledge->evidence(*index))
    all.insert(one.sources.begin(), one.sources.end());
  List nodes;
  for (const graph::EntityIndex speaker : all) nodes.push_back(node(context, graph::Term(speaker)));
  return Value(std::move(nodes));
}

/// Subject and object are there and the same.
Value reflexive(const Context& context, Arguments arguments) {
  const auto index = statement("reflexive()", context, arguments[0]);
  if (!index) return {};
  const graph::Statement& it = context.texts.knowledge->statement(*index);
  return Value(it.subject && it.subject == it.object);
}

/// Dates, and strings where less than a day is known or more.
Value times(const Context& context, Arguments arguments) {
  const auto index = statement("times()", context, arguments[0]);
  if (!index) return {};
  List all;
  for (const graph::Qualifier& qualifier : context.texts.knowledge->statement(*index).qualifiers) {
    const auto* literal = std::get_if<graph::Literal>(&qualifier.value);
    if (literal != nullptr && literal->type == graph::LiteralType::Time) all.push_back(property::value_of(*literal));
  }
  return Value(std::move(all));
}

// --- Of a time ---

std::string edtf_argument(std::string_view function, const Value& time) {
  if (time.is(Kind::Date)) return print(time.date());
  return std::string(string_argument(function, time));
}

template <std::optional<property::Date> (*end)(std::string_view)>
Value day(const Value& time) {
  const std::string_view function = end == property::first_day ? "first_day()" : "last_day()";
  const auto found = end(edtf_argument(function, time));
  return found ? Value(*found) : Value();
}

template <std::optional<std::int64_t> (*part)(std::string_view)>
Value number(const Value& time) {
  const std::string_view function = part == property::month_of ? "month_of()" : "day_of()";
  const auto found = part(edtf_argument(function, time));
  return found ? Value(*found) : Value();
}

// --- Of a node ---

/// What is no entity is nothing.
Value entity(const Context& context, Arguments arguments) {
  const KnowledgeGraph& graph = knowledge("entity()", context);
  const bool is_entity = arguments[0].is(Kind::Node) && arguments[0].node().index < graph.entities().size();
  return is_entity ? arguments[0] : Value();
}

std::span<const graph::Participation> participations(const Context& context, property::Node of) {
  const auto term = term_of(context.graph, *context.texts.knowledge, of);
  if (!term) return {};
  if (const auto* entity = std::get_if<graph::EntityIndex>(&*term))
    return context.texts.knowledge->participations(*entity);
  return context.texts.knowledge->participations(std::get<graph::Literal>(*term));
}

Value statements(const Context& context, Arguments arguments) {
  knowledge("statements()", context);
  if (!arguments[0].is(Kind::Node)) fail_kind("statements()", arguments[0]);
  require_live(context.graph, arguments[0].node());
  std::set<StatementIndex> indices;
  for (const auto& part : participations(context, arguments[0].node())) indices.insert(part.statement);
  List all;
  for (const StatementIndex index : indices) all.emplace_back(property::Statement{index.value});
  return Value(std::move(all));
}

// --- Of names ---

const NameMatch& name_match(std::string_view function, const Context& context, const Value& name, bool mentions) {
  if (context.texts.names == nullptr) fail("ArgumentError", "InvalidArgumentValue", "names are not understood here");
  return context.texts.names->find(std::string(string_argument(function, name)), mentions);
}

/// Whether the name may stand for a node, or for a text with its words.
Value named(const Context& context, Arguments arguments) {
  const KnowledgeGraph& graph = knowledge("named()", context);
  const NameMatch& name = name_match("named()", context, arguments[1], false);
  std::optional<graph::Term> term;
  if (arguments[0].is(Kind::Node))
    term = term_of(context.graph, graph, arguments[0].node());
  else if (arguments[0].is(Kind::String))
    term = graph::Literal{std::string(arguments[0].string()), std::string(arguments[0].string()),
                          graph::LiteralType::Text};
  return Value(term && matches(*context.texts.names, name, *term));
}

/// A path as its nodes and the statements between them. Where a statement joins two participants that are not its
/// subject, the path leads through the subject and has the statement twice: "Ann told Ben about Cestria" connects Ben
/// and Cestria by way of Ann.
Value through_subjects(const Context& context, const graph::EntityPath& path) {
  List shown{node(context, graph::Term(path.nodes.front()))};
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const Value step(property::Statement{path.steps[i].value});
    const auto& subject = context.texts.knowledge->statement(path.steps[i]).subject;
    const bool is_between =
        subject && *subject != graph::Term(path.nodes[i]) && *subject != graph::Term(path.nodes[i + 1]);
    if (is_between) shown.insert(shown.end(), {step, node(context, *subject)});
    shown.insert(shown.end(), {step, node(context, graph::Term(path.nodes[i + 1]))});
  }
  return Value(std::move(shown));
}

/// An entity that both names may mean is no end to reach, unless it is the only one.
Value connections(const Context& context, Arguments arguments) {
  constexpr std::string_view function = "connections()";
  constexpr std::size_t most = 1000;
  const KnowledgeGraph& graph = knowledge(function, context);
  if (!arguments[2].is(Kind::List)) fail_kind(function, arguments[2]);
  const bool mentions = arguments.size() > 3 && is_true(arguments[3]);
  const auto& from = name_match(function, context, arguments[0], mentions).entities;
  const auto& to = name_match(function, context, arguments[1], mentions).entities;
  std::vector<bool> admitted(graph.statements().size());
  for (const Value& one : arguments[2].list())
    if (const auto index = statement(function, context, one)) admitted[index->value] = true;
  std::vector<graph::EntityIndex> others;
  std::set_difference(to.begin(), to.end(), from.begin(), from.end(), std::back_inserter(others));
  List paths;
  for (const graph::EntityPath& path : graph::all_shortest_paths(
           graph, from, others.empty() ? to : others, [&](StatementIndex index) { return admitted[index.value]; },
           most))
    paths.push_back(through_subjects(context, path));
  return Value(std::move(paths));
}

// --- Of the texts ---

Value hit(const Context& context, const graph::Sentence& sentence) {
  List relationships, others;
  for (const StatementIndex index : context.texts.knowledge->sentence_index().statements(sentence)) {
    Value found = relationship(context, index);
    if (found.is_null())
      others.emplace_back(property::Statement{index.value});
    else
      relationships.push_back(std::move(found));
  }
  Map map = document_map(*context.texts.knowledge, sentence.document);
  map.emplace_back("sentence", context.texts.knowledge->text(sentence.document, sentence.span));
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

// --- Of words ---

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
  return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
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
    {"evidence", 1, 1, true, evidence},
    {"documents", 1, 1, true, documents},
    {"asserted", 1, 1, true, asserted},
    {"said_by", 1, 1, true, said_by},
    {"statements", 1, 1, true, statements},
    {"search", 1, 1, true, search},
    {"mentions", 2, 2, true, mentions},
    {"name_of", 1, 1, true, name_of},
    {"times", 1, 1, true, times},
    {"entity", 1, 1, true, entity},
    {"reflexive", 1, 1, true, reflexive},
    {"connections", 3, 4, true, connections},
    {"named", 2, 2, true, named},
    {"first_day", 1, 1, true, of_one<day<property::first_day>>},
    {"last_day", 1, 1, true, of_one<day<property::last_day>>},
    {"month_of", 1, 1, true, of_one<number<property::month_of>>},
    {"day_of", 1, 1, true, of_one<number<property::day_of>>},
};

}  // namespace

std::span<const Function> statement_functions() { return functions; }

}  // namespace whom::engine
