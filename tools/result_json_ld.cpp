// An imported graph has no vocabulary that others know, so that each of its words becomes an IRI under the base.
#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/prettywriter.h>

#include <cctype>
#include <cmath>
#include <map>
#include <ostream>

#include "tools/export.hpp"
#include "tools/result_drawing.hpp"
#include "tools/value_text.hpp"

namespace whom::tools {
namespace {

using property::Kind;
using property::Node;
using property::Relationship;
using property::Value;
using Json = rapidjson::PrettyWriter<rapidjson::OStreamWrapper>;

std::string encoded(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '_' || c == '-'))
      text += c;
    else if (c == ' ')
      text += '_';
    else
      text += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return text;
}

const char* datatype_of(Kind kind) {
  switch (kind) {
    case Kind::DateTime:
    case Kind::LocalDateTime:
      return "xsd:dateTime";
    case Kind::Date:
      return "xsd:date";
    case Kind::Time:
    case Kind::LocalTime:
      return "xsd:time";
    case Kind::Duration:
      return "xsd:duration";
    default:
      return "xsd:double";
  }
}

std::string lexical(const Value& value) {
  if (value.is(Kind::Float)) {
    const double number = value.number();
    return std::isnan(number) ? "NaN" : std::isinf(number) ? (number > 0 ? "INF" : "-INF") : property::print(value);
  }
  return iso_text(value);
}

class Writer {
 public:
  Writer(std::ostream& out, const property::Graph& graph) : graph_(graph), stream_(out), json_(stream_) {
    json_.SetIndent(' ', 1);
  }

  void write(const Elements& elements, std::string base) {
    if (!base.ends_with('/') && !base.ends_with('#')) base += '/';
    std::map<Node, std::vector<Relationship>> leaving;
    for (const Relationship relationship : elements.relationships)
      leaving[graph_.source(relationship)].push_back(relationship);
    json_.StartObject();
    write_context(base);
    key("@graph");
    json_.StartArray();
    for (const Node node : elements.nodes) write_node(node, leaving[node]);
    for (const Relationship relationship : elements.relationships)
      if (!graph_.properties(relationship).empty()) write_statement(relationship);
    json_.EndArray();
    json_.EndObject();
  }

 private:
  void key(std::string_view text) { json_.Key(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void string(std::string_view text) { json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void pair(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }

  void write_context(const std::string& base) {
    key("@context");
    json_.StartObject();
    for (const char* const space : {"node", "relationship", "label", "type", "property"})
      pair(space, base + space + "/");
    pair("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    pair("xsd", "http://www.w3.org/2001/XMLSchema#");
    json_.EndObject();
  }

  /// The IRI under which it was imported, if it was.
  std::string name_of(Node node) const {
    const Value iri = iri_ ? graph_.property(node, *iri_) : Value();
    return iri.is(Kind::String) ? std::string(iri.string()) : "node:" + std::to_string(node.index);
  }
  std::string type_of(Relationship relationship) const {
    return "type:" + encoded(graph_.name(graph_.type(relationship)));
  }

  void reference(const std::string& iri) {
    json_.StartObject();
    pair("@id", iri);
    json_.EndObject();
  }

  void write_node(Node node, const std::vector<Relationship>& leaving) {
    json_.StartObject();
    pair("@id", name_of(node));
    key("@type");
    json_.StartArray();
    for (const property::Label label : graph_.labels(node)) string("label:" + encoded(graph_.name(label)));
    json_.EndArray();
    write_properties(graph_.properties(node));
    std::map<std::string, std::vector<Node>> targets;
    for (const Relationship relationship : leaving)
      targets[type_of(relationship)].push_back(graph_.target(relationship));
    for (const auto& [type, nodes] : targets) {
      key(type);
      json_.StartArray();
      for (const Node target : nodes) reference(name_of(target));
      json_.EndArray();
    }
    json_.EndObject();
  }

  void write_statement(Relationship relationship) {
    json_.StartObject();
    pair("@id", "relationship:" + std::to_string(relationship.index));
    pair("@type", "rdf:Statement");
    key("rdf:subject");
    reference(name_of(graph_.source(relationship)));
    key("rdf:predicate");
    reference(type_of(relationship));
    key("rdf:object");
    reference(name_of(graph_.target(relationship)));
    write_properties(graph_.properties(relationship));
    json_.EndObject();
  }

  void write_properties(const std::vector<std::pair<property::Key, Value>>& properties) {
    for (const auto& [name, value] : properties) {
      if (name == iri_) continue;
      key("property:" + encoded(graph_.name(name)));
      write_value(value);
    }
  }

  void write_value(const Value& value) {
    switch (value.kind()) {
      case Kind::String:
        return string(value.string());
      case Kind::Boolean:
        json_.Bool(value.boolean());
        return;
      case Kind::Integer:
        json_.Int64(value.integer());
        return;
      case Kind::Node:
        return reference(name_of(value.node()));
      case Kind::List:
        return write_list(value.list());
      default:
        return write_typed(value);
    }
  }

  void write_list(const property::List& list) {
    json_.StartObject();
    key("@list");
    json_.StartArray();
    for (const Value& element : list) write_value(element);
    json_.EndArray();
    json_.EndObject();
  }

  void write_typed(const Value& value) {
    json_.StartObject();
    pair("@value", lexical(value));
    pair("@type", datatype_of(value.kind()));
    json_.EndObject();
  }

  const property::Graph& graph_;
  const std::optional<property::Key> iri_ = graph_.find_key("iri");
  rapidjson::OStreamWrapper stream_;
  Json json_;
};

}  // namespace

bool write_statements(const Elements& elements, const ResultGraph& shown, const PrintOptions& options,
                      std::ostream& out) {
  if (shown.knowledge == nullptr || elements.relationships.empty()) return false;
  graph::ExportOptions wanted;
  if (!options.base.empty()) wanted.base = options.base;
  wanted.statements = statements_of(shown, elements.relationships);
  write_graph(out, *shown.knowledge, options.format, wanted);
  return true;
}

void write_json_ld(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options,
                   std::ostream& out) {
  const Elements elements = elements_of(result, shown.graph);
  if (write_statements(elements, shown, options, out)) return;
  Writer(out, shown.graph).write(elements, options.base.empty() ? graph::ExportOptions().base : options.base);
  out << '\n';
}

}  // namespace whom::tools
