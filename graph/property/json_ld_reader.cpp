#include "graph/property/json_ld_reader.hpp"

#include <algorithm>

namespace whom::property {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

[[noreturn]] void refuse(Json key) { key.fail(quoted(key.string()) + " is not taken here"); }

std::string_view string_of(Json json) {
  if (!json.is(JsonKind::String)) json.fail("a string should stand here");
  return json.string();
}

Json object(Json json) {
  if (!json.is(JsonKind::Object)) json.fail("an object should stand here");
  return json;
}

std::optional<Json> find(const JsonParts<JsonMember>& members, std::string_view key) {
  for (const auto [name, value] : members)
    if (name.string() == key) return value;
  return std::nullopt;
}

void require_only(const JsonParts<JsonMember>& members, std::initializer_list<std::string_view> keys) {
  for (const JsonMember member : members)
    if (std::find(keys.begin(), keys.end(), member.key.string()) == keys.end()) refuse(member.key);
}

}  // namespace

JsonLdContext::JsonLdContext(Json json) {
  if (json.is(JsonKind::String)) json.fail("a remote context is not fetched; it has to be written out");
  for (const auto [key, definition] : object(json).members()) define(key, definition);
  // Prefixes may be defined behind the terms that use them.
  auto defined = terms_;
  for (auto& [name, term] : defined) {
    term.iri = expanded(term.iri);
    if (term.coercion != "@id") term.coercion = expanded(term.coercion);
  }
  terms_ = std::move(defined);
}

void JsonLdContext::define(Json key, Json definition) {
  const std::string_view name = key.string();
  if (name == "@version") return;
  if (name.starts_with('@')) refuse(key);
  Term term;
  if (definition.is(JsonKind::String)) {
    term.iri = definition.string();
  } else {
    const auto members = object(definition).members();
    require_only(members, {"@id", "@type"});
    const auto iri = property::find(members, "@id"), type = property::find(members, "@type");
    if (!iri) definition.fail(quoted(name) + " is defined without @id");
    term.iri = string_of(*iri);
    if (type) term.coercion = string_of(*type);
  }
  const bool has_keyword = term.iri.starts_with('@') || (term.coercion.starts_with('@') && term.coercion != "@id");
  if (has_keyword) definition.fail("a keyword is not taken here");
  terms_[std::string(name)] = std::move(term);
}

std::optional<std::string> JsonLdContext::find(const std::string& prefix) const {
  const auto found = terms_.find(prefix);
  return found == terms_.end() ? std::nullopt : std::optional(found->second.iri);
}

/// A prefix before a colon, but not before "://", stands for what the context says.
std::string JsonLdContext::expanded(std::string_view name) const {
  const std::size_t colon = name.find(':');
  if (colon == name.npos || name.substr(colon + 1).starts_with("//")) return std::string(name);
  const auto prefix = terms_.find(std::string(name.substr(0, colon)));
  if (prefix == terms_.end()) return std::string(name);
  return prefix->second.iri + std::string(name.substr(colon + 1));
}

std::string JsonLdContext::full_iri(Json name) const {
  const std::string_view text = string_of(name);
  if (text.starts_with("_:")) name.fail("blank nodes are not taken");
  if (text.find(':') == text.npos) name.fail("relative IRIs are not taken");
  return expanded(text);
}

JsonLdContext::Term JsonLdContext::term(Json name) const {
  const std::string text(string_of(name));
  const auto known = terms_.find(text);
  if (known != terms_.end()) return known->second;
  if (text.find(':') == text.npos) name.fail(quoted(text) + " is no term of the context");
  return {full_iri(name), ""};
}

std::string JsonLdContext::iri_of(Json node) const {
  const auto id = property::find(object(node).members(), "@id");
  if (!id) node.fail("blank nodes are not taken: there is no @id");
  return full_iri(*id);
}

JsonLdNode JsonLdContext::node(Json json) const {
  JsonLdNode node{iri_of(json), {}, {}, json};
  for (const auto [key, value] : json.members()) {
    if (key.string() == "@type") {
      for (const Json type : value.one_or_more()) node.types.push_back(term(type).iri);
    } else if (key.string() != "@id") {
      if (key.string().starts_with('@')) refuse(key);
      Term property = term(key);
      node.properties.push_back({std::move(property.iri), std::move(property.coercion), key, value});
    }
  }
  return node;
}

JsonLdValue JsonLdContext::value(Json json, std::string_view coercion) const {
  using Kind = JsonLdValue::Kind;
  if (json.is(JsonKind::Object)) return value_object(json);
  if (json.is(JsonKind::Array)) json.fail("an array within an array is not taken");
  if (json.is(JsonKind::Null)) json.fail("null is not taken here");
  if (coercion == "@id" && json.is(JsonKind::String)) return {Kind::Resource, full_iri(json), json};
  return {Kind::Literal, coercion == "@id" ? "" : std::string(coercion), json};
}

JsonLdValue JsonLdContext::value_object(Json json) const {
  using Kind = JsonLdValue::Kind;
  const auto members = json.members();
  if (const auto list = property::find(members, "@list")) {
    require_only(members, {"@list"});
    return {Kind::Sequence, "", *list};
  }
  if (const auto literal = property::find(members, "@value")) {
    require_only(members, {"@value", "@type"});
    if (literal->is(JsonKind::Array) || literal->is(JsonKind::Object)) literal->fail("a plain value should stand here");
    const auto type = property::find(members, "@type");
    const bool is_json = type && type->is(JsonKind::String) && type->string() == "@json";
    return {Kind::Literal, is_json ? "@json" : type ? term(*type).iri : "", *literal};
  }
  const auto id = property::find(members, "@id");
  if (!id) json.fail("a node without @id is not taken");
  if (members.count() > 1) json.fail("a node within a node is not taken: each has its place in @graph");
  return {Kind::Resource, full_iri(*id), *id};
}

}  // namespace whom::property
