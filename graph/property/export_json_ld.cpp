#include "graph/property/export_json_ld.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>
#include <tuple>

#include "graph/indented_json.hpp"
#include "graph/percent.hpp"
#include "graph/rdf.hpp"

namespace whom::property {
namespace {

namespace v = graph::vocabulary;

constexpr std::array<std::string_view, 5> our_spaces = {"node", "relationship", "label", "type", "property"};

std::string encoded(std::string_view word) { return graph::percent_encoded(word, "_-"); }

struct Literal {
  std::string text;
  const char* datatype;
};

std::string xsd_text(double number) {
  return std::isnan(number) ? "NaN" : std::isinf(number) ? (number > 0 ? "INF" : "-INF") : print_float(number);
}

/// Of a value that JSON has no form for.
Literal literal(const Value& value) {
  switch (value.kind()) {
    case Kind::DateTime:
      return {print(value.date_time()), "xsd:dateTime"};
    case Kind::LocalDateTime:
      return {print(value.local_date_time()), "xsd:dateTime"};
    case Kind::Date:
      return {print(value.date()), "xsd:date"};
    case Kind::Time:
      return {print(value.time()), "xsd:time"};
    case Kind::LocalTime:
      return {print(value.local_time()), "xsd:time"};
    case Kind::Duration:
      return {print(value.duration()), "xsd:duration"};
    default:
      return {xsd_text(value.number()), "xsd:double"};
  }
}

class Writer : private graph::IndentedJson {
 public:
  Writer(std::ostream& out, const Graph& graph, const std::string& base)
      : IndentedJson(out), graph_(graph), base_(graph::base_of({base, {}})) {}

  void write(std::span<const Node> nodes, std::span<const Relationship> relationships) {
    std::vector<Relationship> sorted(relationships.begin(), relationships.end());
    std::stable_sort(sorted.begin(), sorted.end(), [this](auto a, auto b) { return ends(a) < ends(b); });
    json_.StartObject();
    write_context();
    key("@graph");
    json_.StartArray();
    auto next = sorted.begin();
    for (const Node node : nodes) {
      const auto first = next;
      while (next != sorted.end() && graph_.source(*next) == node) ++next;
      write_node(node, {first, next});
    }
    write_statements(sorted);
    json_.EndArray();
    json_.EndObject();
  }

 private:
  using Ends = std::tuple<Node, Type, Node>;
  Ends ends(Relationship r) const { return {graph_.source(r), graph_.type(r), graph_.target(r)}; }

  void write_context() {
    key("@context");
    json_.StartObject();
    for (const std::string_view space : our_spaces) pair(space, base_ + std::string(space) + "/");
    pair("rdf", v::rdf);
    pair("xsd", v::xsd);
    json_.EndObject();
  }

  std::string name_of(Node node) const {
    const Value iri = iri_ ? graph_.property(node, *iri_) : Value();
    return is_name(iri) ? std::string(iri.string()) : "node:" + std::to_string(node.index);
  }
  std::string type_of(Relationship relationship) const {
    return "type:" + encoded(graph_.name(graph_.type(relationship)));
  }

  /// No other node has it, and who reads it takes it for what it is.
  bool is_name(const Value& iri) const {
    if (!iri.is(Kind::String) || !graph::is_absolute_iri(iri.string())) return false;
    const std::string_view text = iri.string();
    const std::string_view prefix = text.substr(0, text.find(':'));
    const bool is_prefix = prefix == "rdf" || prefix == "xsd" || std::ranges::count(our_spaces, prefix) != 0;
    const bool is_ours = std::ranges::any_of(
        our_spaces, [&](std::string_view space) { return text.starts_with(base_ + std::string(space) + "/"); });
    return !is_prefix && !is_ours && graph_.nodes_with(*iri_, iri)->size() == 1;
  }

  void write_node(Node node, std::span<const Relationship> leaving) {
    json_.StartObject();
    pair("@id", name_of(node));
    key("@type");
    json_.StartArray();
    for (const Label label : graph_.labels(node)) string("label:" + encoded(graph_.name(label)));
    json_.EndArray();
    for (const auto& [name, value] : graph_.properties(node))
      if (name != iri_ || !is_name(value)) write_property(name, value);
    for (auto next = leaving.begin(); next != leaving.end();) next = write_triples(next, leaving.end());
    json_.EndObject();
  }

  using Position = std::span<const Relationship>::iterator;

  /// Those of one type; returns the first one of another.
  Position write_triples(Position first, Position end) {
    const Position last =
        std::find_if(first, end, [&](Relationship r) { return graph_.type(r) != graph_.type(*first); });
    key(type_of(*first));
    json_.StartArray();
    for (Position at = first; at != last; ++at)
      if (at == first || ends(*at) != ends(*(at - 1))) reference(name_of(graph_.target(*at)));
    json_.EndArray();
    return last;
  }

  void write_statements(const std::vector<Relationship>& sorted) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const bool is_parallel = (i > 0 && ends(sorted[i]) == ends(sorted[i - 1])) ||
                               (i + 1 < sorted.size() && ends(sorted[i]) == ends(sorted[i + 1]));
      const auto properties = graph_.properties(sorted[i]);
      if (is_parallel || !properties.empty()) write_statement(sorted[i], properties);
    }
  }

  void write_statement(Relationship relationship, const std::vector<std::pair<Key, Value>>& properties) {
    json_.StartObject();
    pair("@id", "relationship:" + std::to_string(relationship.index));
    pair("@type", "rdf:Statement");
    key("rdf:subject");
    reference(name_of(graph_.source(relationship)));
    key("rdf:predicate");
    reference(type_of(relationship));
    key("rdf:object");
    reference(name_of(graph_.target(relationship)));
    for (const auto& [name, value] : properties) write_property(name, value);
    json_.EndObject();
  }

  void write_property(Key name, const Value& value) {
    key("property:" + encoded(graph_.name(name)));
    write_value(value);
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
        return graph_.exists(value.node()) ? reference(name_of(value.node())) : write_null();
      case Kind::Null:
        return write_null();
      case Kind::List:
        return write_list(value.list());
      default:
        return write_literal(literal(value));
    }
  }

  void write_list(const List& list) {
    json_.StartObject();
    key("@list");
    json_.StartArray();
    for (const Value& element : list) write_value(element);
    json_.EndArray();
    json_.EndObject();
  }

  /// A plain null would not be an element of its list.
  void write_null() {
    json_.StartObject();
    key("@value");
    json_.Null();
    pair("@type", "@json");
    json_.EndObject();
  }

  void write_literal(const Literal& literal) {
    json_.StartObject();
    pair("@value", literal.text);
    pair("@type", literal.datatype);
    json_.EndObject();
  }

  void reference(const std::string& iri) {
    json_.StartObject();
    pair("@id", iri);
    json_.EndObject();
  }

  const Graph& graph_;
  std::string base_;
  const std::optional<Key> iri_ = graph_.find_key("iri");
};

}  // namespace

void export_json_ld(std::ostream& out, const Graph& graph, std::span<const Node> nodes,
                    std::span<const Relationship> relationships, const std::string& base) {
  Writer(out, graph, base).write(nodes, relationships);
  out << '\n';
}

}  // namespace whom::property
