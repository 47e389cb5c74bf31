#include <algorithm>
#include <map>

#include "graph/percent.hpp"
#include "graph/property/json_ld_form.hpp"
#include "graph/property/statement_graph.hpp"

namespace whom::property {
namespace {

constexpr std::string_view spaces_passed_over[] = {"document", "evidence", "selector", "relation", "role"};
constexpr std::string_view kept_as_they_are[] = {"polarity", "modality", "asserted", "confidence"};

template <typename Range>
bool contains(const Range& range, std::string_view name) {
  return std::find(std::begin(range), std::end(range), name) != std::end(range);
}

class StatementForm : public JsonLdForm {
 public:
  explicit StatementForm(const JsonLdContext& context)
      : JsonLdForm(context, {"document", "entity", "relation", "role", "statement", "evidence", "selector", "whom"}) {}

  void add(Json json) override {
    const std::string iri = context_.iri_of(json);
    const std::string_view space = name_of(iri).space;
    if (contains(spaces_passed_over, space)) return;
    const JsonLdNode node = context_.node(json);
    if (space == "entity")
      add_entity(node);
    else if (space == "statement")
      add_statement(node);
    else
      json.fail("'" + iri + "' is no document, entity or statement that whom writes");
  }

 private:
  void add_entity(const JsonLdNode& described) {
    const Node node = entity(described.iri);
    describe(described, node);
    for (const std::string& type : described.types) {
      const JsonLdName name = name_of(type);
      if (name.space == "whom") label(node, name.local);
    }
    List names, aliases;
    for (const auto& property : described.properties) {
      const auto [space, name] = name_of(property.iri);
      if (space == "relation")
        add_triples(node, property);
      else if (space == "schema" && (name == "name" || name == "alternateName"))
        for (const Json value : property.value.one_or_more())
          (name == "name" ? names : aliases).push_back(literal(context_.value(value, property.coercion)));
      else if (space != "owl")
        refuse(property);
    }
    if (names.size() == 1) set(node, "name", names.front());
    names.insert(names.end(), aliases.begin(), aliases.end());
    if (!names.empty()) set(node, "names", Value(std::move(names)));
  }

  void add_triples(Node source, const JsonLdNode::Property& property) {
    const std::string relation = word(property.iri, property.key);
    for (const Json object : property.value.one_or_more())
      add_triple(source, relation, participant(context_.value(object, property.coercion)));
  }

  struct Statement {
    std::optional<Node> subject, object;
    std::string relation;
    Properties properties;
    std::vector<std::pair<std::string, Node>> roles;  ///< entities
  };

  void add_statement(const JsonLdNode& described) {
    describe_statement(described);
    Statement statement;
    statement.properties.emplace_back("id", Value(name_of(described.iri).local));
    for (const auto& property : described.properties) read(property, statement);
    if (statement.relation.empty()) described.json.fail("a statement without rdf:predicate");
    if (statement.subject && statement.object)
      set_all(add_relationship(*statement.subject, statement.relation, *statement.object), statement);
    else
      add_node(described.iri, statement);
  }

  void add_node(const std::string& iri, const Statement& statement) {
    const Node node = nodes_.node(iri);
    label(node, "Statement");
    set(node, "relation", Value(statement.relation));
    set_all(node, statement);
    if (statement.subject) add_triple(node, "SUBJECT", *statement.subject);
    if (statement.object) add_triple(node, "OBJECT", *statement.object);
    for (const auto& [role, entity] : statement.roles) add_triple(node, role, entity);
  }

  template <typename Element>
  void set_all(Element element, const Statement& statement) {
    for (const auto& [key, value] : statement.properties) set(element, key, value);
  }

  void read(const JsonLdNode::Property& property, Statement& statement) {
    const auto [space, name] = name_of(property.iri);
    const auto count = [&] { return Value(static_cast<std::int64_t>(property.value.one_or_more().count())); };
    if (space == "rdf" && name == "subject")
      statement.subject = participant(value_of(property));
    else if (space == "rdf" && name == "predicate")
      statement.relation = relation(property);
    else if (space == "rdf" && name == "object")
      statement.object = participant(value_of(property));
    else if (space == "role")
      read_role(property, statement);
    else if (space == "prov" && name == "wasDerivedFrom")
      statement.properties.emplace_back("documents", count());
    else if (space == "whom" && name == "hasEvidence")
      statement.properties.emplace_back("reports", count());
    else if (space == "whom" && contains(kept_as_they_are, name))
      statement.properties.emplace_back(name, literal(value_of(property)));
    else
      refuse(property);
  }

  std::string relation(const JsonLdNode::Property& property) const {
    const JsonLdValue value = value_of(property);
    if (name_of(value.iri).space != "relation") value.json.fail("a relation should stand here");
    return word(value.iri, value.json);
  }

  void read_role(const JsonLdNode::Property& property, Statement& statement) {
    const std::string role = word(property.iri, property.key);
    List values;
    for (const Json json : property.value.one_or_more()) {
      const JsonLdValue value = context_.value(json, property.coercion);
      const bool is_entity = value.kind == JsonLdValue::Kind::Resource;
      values.push_back(is_entity ? Value(entity_of(value)) : property::value_of(literal_of(value)));
      if (is_entity) statement.roles.emplace_back(role, values.back().node());
    }
    statement.properties.emplace_back(role, Value(std::move(values)));
  }

  Node participant(const JsonLdValue& value) {
    return value.kind == JsonLdValue::Kind::Resource ? entity_of(value) : literal_node(literal_of(value));
  }

  Node entity_of(const JsonLdValue& value) {
    if (name_of(value.iri).space != "entity") value.json.fail("'" + value.iri + "' is no entity");
    return entity(value.iri);
  }

  Node entity(const std::string& iri) {
    const Node node = nodes_.node(iri);
    if (!has(node, "id")) set(node, "id", Value(name_of(iri).local));
    return node;
  }

  static graph::Literal literal_of(const JsonLdValue& value) {
    if (value.kind == JsonLdValue::Kind::Sequence || !value.json.is(JsonKind::String))
      value.json.fail("an entity, a time or a text should stand here");
    const auto type = value.iri.empty() ? graph::LiteralType::Text : graph::LiteralType::Time;
    return {std::string(value.json.string()), "", type};
  }

  Node literal_node(const graph::Literal& literal) {
    const std::string_view type = graph::name(literal.type);
    const Node node = nodes_.node('"' + std::string(type) + ' ' + literal.value);  // no IRI begins so
    if (has(node, "value")) return node;
    label(node, type);
    set(node, "value", property::value_of(literal));
    return node;
  }

  /// A relation or a role as it was before it became part of an IRI.
  std::string word(const std::string& iri, Json place) const {
    std::string local(name_of(iri).local);
    std::replace(local.begin(), local.end(), '_', ' ');
    const auto decoded = graph::percent_decoded(local);
    if (!decoded) place.fail("'" + iri + "' is no IRI: two hexadecimal digits follow a '%'");
    return *decoded;
  }

  [[noreturn]] static void refuse(const JsonLdNode::Property& property) {
    property.key.fail("'" + std::string(property.key.string()) + "' is no property that whom writes here");
  }
};

}  // namespace

std::unique_ptr<JsonLdForm> make_statement_form(const JsonLdContext& context) {
  return std::make_unique<StatementForm>(context);
}

}  // namespace whom::property
