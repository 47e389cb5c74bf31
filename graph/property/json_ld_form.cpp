#include "graph/property/json_ld_form.hpp"

#include <algorithm>

#include "graph/property/rdf_literal.hpp"
#include "graph/rdf.hpp"

namespace whom::property {
namespace {

namespace v = graph::vocabulary;

constexpr std::pair<std::string_view, std::string_view> common_spaces[] = {
    {v::rdf, "rdf"}, {v::schema, "schema"}, {v::prov, "prov"}, {v::owl, "owl"}};

void require_new(const JsonLdNode& node, bool is_new) {
  if (!is_new) node.json.fail("another node has the @id '" + node.iri + "'");
}

}  // namespace

JsonLdForm::JsonLdForm(const JsonLdContext& context, std::initializer_list<const char*> prefixes) : context_(context) {
  for (const auto& [iri, prefix] : common_spaces) spaces_.emplace(iri, prefix);
  for (const char* const prefix : prefixes) spaces_.emplace(context.find(prefix).value_or(""), prefix);
}

JsonLdName JsonLdForm::name_of(std::string_view iri) const {
  const std::size_t end = iri.find_last_of("/#") + 1;
  const auto space = spaces_.find(std::string(iri.substr(0, end)));
  return space == spaces_.end() ? JsonLdName{"", iri} : JsonLdName{space->second, iri.substr(end)};
}

bool JsonLdForm::has_type(const JsonLdNode& node, std::string_view space, std::string_view local) const {
  return std::any_of(node.types.begin(), node.types.end(), [&](const std::string& type) {
    const JsonLdName name = name_of(type);
    return name.space == space && name.local == local;
  });
}

void JsonLdForm::describe(const JsonLdNode& described, Node node) {
  if (described_.size() <= node.index) described_.resize(node.index + std::size_t{1});
  require_new(described, !described_[node.index]);
  described_[node.index] = true;
}

void JsonLdForm::describe_statement(const JsonLdNode& described) {
  const std::size_t before = statements_.size();
  require_new(described, statements_.add(described.iri) == before);
}

JsonLdValue JsonLdForm::value_of(const JsonLdNode::Property& property) const {
  const auto values = property.value.one_or_more();
  if (values.count() != 1) property.key.fail("one value should stand here");
  return context_.value(*values.begin(), property.coercion);
}

Value JsonLdForm::literal(const JsonLdValue& value) {
  if (value.kind != JsonLdValue::Kind::Literal) value.json.fail("a literal should stand here");
  switch (value.json.kind()) {
    case JsonKind::Boolean:
      return Value(value.json.boolean());
    case JsonKind::Integer:
      return Value(value.json.integer());
    case JsonKind::Float:
      return Value(value.json.number());
    case JsonKind::String:
      return rdf_literal(value.json.string(), value.iri);
    default:
      return {};
  }
}

void JsonLdForm::add_triple(Node source, std::string_view type, Node target) {
  triples_.push_back({builder_.type(type), source, target});
}

std::uint32_t JsonLdForm::add_relationship(Node source, std::string_view type, Node target) {
  reified_.push_back({builder_.type(type), source, target});
  return builder_.relationship(source, reified_.back().type, target);
}

bool JsonLdForm::has(Node node, std::string_view key) {
  return !builder_.node_column(builder_.key(key)).at(node.index).is_null();
}

Graph JsonLdForm::finish() {
  for (auto* triples : {&triples_, &reified_}) {
    std::sort(triples->begin(), triples->end());
    triples->erase(std::unique(triples->begin(), triples->end()), triples->end());
  }
  for (const Triple& triple : triples_)
    if (!std::binary_search(reified_.begin(), reified_.end(), triple))
      builder_.relationship(triple.source, triple.type, triple.target);
  nodes_.build(builder_);
  return builder_.finish();
}

std::unique_ptr<JsonLdForm> JsonLdForm::of(const JsonLdContext& context) {
  const auto has_all = [&](std::initializer_list<const char*> prefixes) {
    return std::all_of(prefixes.begin(), prefixes.end(), [&](const char* p) { return context.find(p).has_value(); });
  };
  if (has_all({"node", "relationship", "label", "type", "property"})) return make_element_form(context);
  if (has_all({"document", "entity", "relation", "role", "statement", "evidence", "selector", "whom"}))
    return make_statement_form(context);
  return nullptr;
}

}  // namespace whom::property
