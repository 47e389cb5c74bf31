#include "graph/percent.hpp"
#include "graph/property/json_ld_form.hpp"

namespace whom::property {
namespace {

class ElementForm : public JsonLdForm {
 public:
  explicit ElementForm(const JsonLdContext& context)
      : JsonLdForm(context, {"node", "relationship", "label", "type", "property"}) {}

  void add(Json json) override {
    const JsonLdNode node = context_.node(json);
    if (has_type(node, "rdf", "Statement"))
      add_relationship(node);
    else
      add_node(node);
  }

 private:
  using JsonLdForm::add_relationship;

  void add_node(const JsonLdNode& described) {
    const Node node = node_of(described.iri);
    describe(described, node);
    for (const std::string& type : described.types) label(node, word(type, "label", described.json));
    for (const auto& property : described.properties) {
      if (name_of(property.iri).space == "type")
        add_triples(node, property);
      else
        set(node, word(property.iri, "property", property.key), property_value(property));
    }
  }

  void add_triples(Node source, const JsonLdNode::Property& property) {
    const std::string type = word(property.iri, "type", property.key);
    for (const Json target : property.value.one_or_more())
      add_triple(source, type, resource(context_.value(target, property.coercion)));
  }

  void add_relationship(const JsonLdNode& statement) {
    describe_statement(statement);
    const JsonLdValue predicate = value_of(part(statement, "predicate"));
    const std::uint32_t call =
        add_relationship(resource(value_of(part(statement, "subject"))), word(predicate.iri, "type", predicate.json),
                         resource(value_of(part(statement, "object"))));
    for (const auto& property : statement.properties)
      if (name_of(property.iri).space != "rdf")
        set(call, word(property.iri, "property", property.key), property_value(property));
  }

  const JsonLdNode::Property& part(const JsonLdNode& statement, std::string_view name) const {
    for (const auto& property : statement.properties) {
      const JsonLdName found = name_of(property.iri);
      if (found.space == "rdf" && found.local == name) return property;
    }
    statement.json.fail("an rdf:Statement without rdf:" + std::string(name));
  }

  /// What an IRI of the namespace says.
  std::string word(const std::string& iri, std::string_view space, Json place) const {
    const JsonLdName name = name_of(iri);
    const auto decoded = graph::percent_decoded(name.local);
    if (name.space != space || !decoded) place.fail("'" + iri + "' is no " + std::string(space) + " that whom writes");
    return *decoded;
  }

  Node node_of(const std::string& iri) {
    const Node node = nodes_.node(iri);
    if (name_of(iri).space != "node" && !has(node, "iri")) set(node, "iri", Value(iri));
    return node;
  }

  Node resource(const JsonLdValue& value) {
    if (value.kind != JsonLdValue::Kind::Resource) value.json.fail("a node should stand here");
    return node_of(value.iri);
  }

  /// Several values are a list.
  Value property_value(const JsonLdNode::Property& property) {
    const auto values = property.value.one_or_more();
    return values.count() == 1 ? value(*values.begin(), property.coercion) : list(values, property.coercion);
  }

  Value value(Json json, std::string_view coercion) {
    const JsonLdValue given = context_.value(json, coercion);
    if (given.kind == JsonLdValue::Kind::Sequence) return list(given.json.one_or_more(), "");
    return given.kind == JsonLdValue::Kind::Resource ? Value(node_of(given.iri)) : literal(given);
  }

  Value list(const JsonParts<Json>& values, std::string_view coercion) {
    List list;
    for (const Json one : values) list.push_back(value(one, coercion));
    return Value(std::move(list));
  }
};

}  // namespace

std::unique_ptr<JsonLdForm> make_element_form(const JsonLdContext& context) {
  return std::make_unique<ElementForm>(context);
}

}  // namespace whom::property
