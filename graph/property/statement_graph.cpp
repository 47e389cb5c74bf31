#include "graph/property/statement_graph.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "graph/property/temporal_parse.hpp"

namespace whom::property {
namespace {

using graph::EntityIndex;
using graph::KnowledgeGraph;
using graph::Literal;
using graph::LiteralType;
using graph::StatementIndex;
using graph::Term;

constexpr LiteralType literal_types[] = {LiteralType::Time, LiteralType::Money, LiteralType::Quantity,
                                         LiteralType::Text};

Value text_value(std::string_view text) { return Value(text); }

List names_of(const graph::Entity& entity) {
  List names{Value(entity.name)};
  for (const std::string& alias : entity.aliases) names.emplace_back(alias);
  return names;
}

/// 2023-09-21, and nothing shorter, longer or open.
bool is_day(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-dd";
  return std::ranges::equal(text, form,
                            [](char c, char wanted) { return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted; });
}

std::int64_t documents_of(std::span<const graph::Evidence> evidence) {
  std::set<std::uint32_t> documents;
  for (const graph::Evidence& one : evidence) documents.insert(one.document);
  return static_cast<std::int64_t>(documents.size());
}

double best_confidence(std::span<const graph::Evidence> evidence) {
  double best = 0;
  for (const graph::Evidence& one : evidence) best = std::max(best, one.confidence);
  return best;
}

/// What every relationship bears, besides its qualifiers.
constexpr std::pair<std::string_view, Value (*)(const KnowledgeGraph&, StatementIndex)> own_properties[] = {
    {"id", [](const KnowledgeGraph& k, StatementIndex s) { return Value::borrowed(k.statement_id(s)); }},
    {"polarity",
     [](const KnowledgeGraph& k, StatementIndex s) { return Value::borrowed(name(k.statement(s).polarity)); }},
    {"modality",
     [](const KnowledgeGraph& k, StatementIndex s) { return Value::borrowed(name(k.statement(s).modality)); }},
    {"asserted", [](const KnowledgeGraph& k, StatementIndex s) { return Value(k.asserted(s)); }},
    {"confidence", [](const KnowledgeGraph& k, StatementIndex s) { return Value(best_confidence(k.evidence(s))); }},
    {"reports", [](const KnowledgeGraph& k, StatementIndex s) { return Value(std::int64_t(k.evidence(s).size())); }},
    {"documents", [](const KnowledgeGraph& k, StatementIndex s) { return Value(documents_of(k.evidence(s))); }},
};

class Builder {
 public:
  explicit Builder(const KnowledgeGraph& knowledge) : knowledge_(knowledge) {}

  Graph build() {
    add_entities();
    collect_literals();
    add_literals();
    number_keys();
    for (std::uint32_t s = 0; s < knowledge_.statements().size(); ++s) add_statement({s});
    return builder_.finish();
  }

 private:
  Node node(std::string_view label) {
    const Label labels[] = {builder_.label(label)};
    return builder_.node(labels);
  }

  void add_entities() {
    for (const graph::Entity& entity : knowledge_.entities()) {
      const Node made = node(name(entity.type));
      builder_.set(made, builder_.key("id"), Value(entity.id));
      builder_.set(made, builder_.key("name"), Value(entity.name));
      builder_.set(made, builder_.key("names"), Value(names_of(entity)));
      builder_.set(made, builder_.key("named"), Value(entity.named));
      entities_.push_back(made);
    }
  }

  void collect_literals() {
    for (const graph::Statement& statement : knowledge_.statements())
      for (const auto* place : {&statement.subject, &statement.object})
        if (*place) collect(**place);
  }

  /// Of the ways in which a literal is written the longest is kept.
  void collect(const Term& term) {
    const auto* literal = std::get_if<Literal>(&term);
    if (literal == nullptr) return;
    const auto [known, is_new] = literals_.try_emplace(*literal, literal->text, Node{});
    std::string& text = known->second.first;
    if (std::pair(text.size(), literal->text) < std::pair(literal->text.size(), text)) text = literal->text;
  }

  void add_literals() {
    for (auto& [literal, written] : literals_) {
      written.second = node(name(literal.type));
      builder_.set(written.second, builder_.key("value"), value_of(literal));
      builder_.set(written.second, builder_.key("text"), Value(written.first));
    }
  }

  /// Keys of relationships come in the order in which they are read best, roles by the alphabet.
  void number_keys() {
    std::set<std::string_view> roles;
    for (const graph::Statement& statement : knowledge_.statements())
      for (const graph::Qualifier& qualifier : statement.qualifiers) roles.insert(qualifier.role);
    for (const std::string_view key : {"polarity", "modality", "asserted", "confidence", "reports", "documents"})
      builder_.key(key);
    for (const std::string_view role : roles) builder_.key(role);
  }

  Node node_of(const Term& term) const {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) return entities_[entity->value];
    return literals_.at(std::get<Literal>(term)).second;
  }

  void add_statement(StatementIndex index) {
    const graph::Statement& statement = knowledge_.statement(index);
    if (!statement.subject || !statement.object) return;
    const std::uint32_t call = builder_.relationship(node_of(*statement.subject), builder_.type(statement.relation),
                                                     node_of(*statement.object));
    const auto qualifier_value = [&](const Term& term) {
      return std::holds_alternative<EntityIndex>(term) ? Value(node_of(term)) : value_of(std::get<Literal>(term));
    };
    for (const auto& [key, value] : properties_of(knowledge_, index, qualifier_value))
      builder_.set_relationship(call, builder_.key(key), value);
  }

  const KnowledgeGraph& knowledge_;
  GraphBuilder builder_;
  std::vector<Node> entities_;
  std::map<Literal, std::pair<std::string, Node>> literals_;  ///< and how they are written
};

/// The label that is the name of a literal's type.
std::optional<LiteralType> literal_type_of(const Graph& graph, Node node) {
  for (const LiteralType type : literal_types) {
    const auto label = graph.find_label(graph::name(type));
    if (label && graph.has_label(node, *label)) return type;
  }
  return {};
}

Value property_of(const Graph& graph, Node node, std::string_view name) {
  const auto key = graph.find_key(name);
  return key ? graph.property(node, *key) : Value();
}

std::vector<std::uint32_t> nodes_with(const Graph& graph, std::string_view name, const Value& value) {
  const auto key = graph.find_key(name);
  return key ? graph.nodes_with(*key, value).value_or(std::vector<std::uint32_t>()) : std::vector<std::uint32_t>();
}

std::optional<Node> literal_node(const Graph& graph, const Literal& literal) {
  for (const std::uint32_t number : nodes_with(graph, "value", value_of(literal)))
    if (literal_type_of(graph, {number}) == literal.type) return Node{number};
  return {};
}

Value node_value(const Graph& graph, const KnowledgeGraph& knowledge, const std::optional<Term>& term) {
  const auto node = term ? property::node_of(graph, knowledge, *term) : std::nullopt;
  return node ? Value(*node) : Value();
}

/// As qualifiers of statements have them.
Value qualifier_value(const Graph& graph, const KnowledgeGraph& knowledge, const Term& term) {
  const auto* literal = std::get_if<Literal>(&term);
  return literal != nullptr ? value_of(*literal) : node_value(graph, knowledge, term);
}

Value relationship_value(const Graph& graph, const KnowledgeGraph& knowledge, StatementIndex index) {
  const auto relationship = relationship_of(graph, knowledge, index);
  return relationship ? Value(*relationship) : Value();
}

/// What a statement has that its relationship does not bear.
constexpr std::pair<std::string_view, Value (*)(const Graph&, const KnowledgeGraph&, StatementIndex)> parts[] = {
    {"subject", [](const Graph& g, const KnowledgeGraph& k,
                   StatementIndex s) { return node_value(g, k, k.statement(s).subject); }},
    {"relation",
     [](const Graph&, const KnowledgeGraph& k, StatementIndex s) { return Value::borrowed(k.statement(s).relation); }},
    {"object",
     [](const Graph& g, const KnowledgeGraph& k, StatementIndex s) { return node_value(g, k, k.statement(s).object); }},
    {"relationship", relationship_value},
};

}  // namespace

Graph statement_graph(const KnowledgeGraph& knowledge) { return Builder(knowledge).build(); }

Value value_of(const Literal& literal) {
  if (literal.type != LiteralType::Time || !is_day(literal.value)) return text_value(literal.value);
  try {
    return parse_temporal(Kind::Date, literal.value);
  } catch (const TemporalError&) {
    return text_value(literal.value);
  }
}

Properties properties_of(const KnowledgeGraph& knowledge, StatementIndex index,
                         const std::function<Value(const Term&)>& value_of_term) {
  Properties properties;
  for (const auto& [key, value] : own_properties) properties.emplace_back(key, value(knowledge, index));
  std::map<std::string, List> roles;
  for (const graph::Qualifier& qualifier : knowledge.statement(index).qualifiers)
    roles[qualifier.role].push_back(value_of_term(qualifier.value));
  for (auto& [role, values] : roles) properties.emplace_back(role, Value(std::move(values)));
  return properties;
}

Map map_of(const Graph& graph, const KnowledgeGraph& knowledge, StatementIndex index) {
  Map map = properties_of(knowledge, index, [&](const Term& term) { return qualifier_value(graph, knowledge, term); });
  for (const auto& [key, value] : parts)
    if (Value part = value(graph, knowledge, index); !part.is_null()) map.emplace_back(key, std::move(part));
  return map;
}

bool is_part_of_statements(std::string_view key) {
  return std::ranges::find(parts, key, [](const auto& part) { return part.first; }) != std::end(parts);
}

Value property_of(const Graph& graph, const KnowledgeGraph& knowledge, StatementIndex index, std::string_view wanted) {
  for (const auto& [key, value] : parts)
    if (key == wanted) return value(graph, knowledge, index);
  for (const auto& [key, value] : own_properties)
    if (key == wanted) return value(knowledge, index);
  List values;
  for (const graph::Qualifier& qualifier : knowledge.statement(index).qualifiers)
    if (qualifier.role == wanted) values.push_back(qualifier_value(graph, knowledge, qualifier.value));
  return values.empty() ? Value() : Value(std::move(values));
}

std::optional<Node> node_of(const Graph& graph, const KnowledgeGraph&, const Term& term) {
  const auto* entity = std::get_if<EntityIndex>(&term);
  if (entity == nullptr) return literal_node(graph, std::get<Literal>(term));
  const Node node{entity->value};
  return node.index < graph.node_bound() && graph.exists(node) ? std::optional(node) : std::nullopt;
}

std::optional<Relationship> relationship_of(const Graph& graph, const KnowledgeGraph& knowledge, StatementIndex index) {
  const auto key = graph.find_key("id");
  if (!key) return {};
  const auto found = graph.relationships_with(*key, Value(knowledge.statement_id(index)));
  return !found || found->empty() ? std::nullopt : std::optional(Relationship{found->front()});
}

std::optional<Term> term_of(const Graph& graph, const KnowledgeGraph& knowledge, Node node) {
  if (node.index < knowledge.entities().size()) return EntityIndex{node.index};
  const Value value = property_of(graph, node, "value");
  const auto type = literal_type_of(graph, node);
  if (!type || (!value.is(Kind::String) && !value.is(Kind::Date))) return {};
  const std::string text = value.is(Kind::Date) ? print(value.date()) : std::string(value.string());
  return Literal{text, {}, *type};
}

}  // namespace whom::property
