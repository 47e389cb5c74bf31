#include "tools/value_json.hpp"

#include <cmath>

#include "graph/property/statement_graph.hpp"
#include "tools/value_text.hpp"

namespace whom::tools {
namespace {

using property::Kind;
using property::Value;

class ValueWriter {
 public:
  ValueWriter(JsonWriter& json, const ResultGraph& shown) : json_(json), shown_(shown), graph_(shown.graph) {}

  void write_value(const Value& value) {
    switch (value.kind()) {
      case Kind::Null:
        json_.Null();
        return;
      case Kind::Boolean:
        json_.Bool(value.boolean());
        return;
      case Kind::Integer:
        json_.Int64(value.integer());
        return;
      case Kind::Float:
        return write_float(value.number());
      case Kind::String:
        return write(json_, value.string());
      case Kind::List:
        return write_array(value.list(), [this](const Value& element) { write_value(element); });
      case Kind::Map:
        return write_map(value.map());
      case Kind::Node:
        return write_node(value.node());
      case Kind::Relationship:
        return write_relationship(value.relationship());
      case Kind::Statement:
        return write_map(property::map_of(graph_, *shown_.knowledge, {value.statement().index}));
      case Kind::Path:
        return write_path(value.path());
      default:
        return write(json_, iso_text(value));
    }
  }

 private:
  /// JSON has no numbers for what is not finite.
  void write_float(double number) {
    if (std::isfinite(number))
      json_.Double(number);
    else
      write(json_, std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
  }

  template <typename Range, typename Write>
  void write_array(const Range& range, const Write& write_one) {
    json_.StartArray();
    for (const auto& one : range) write_one(one);
    json_.EndArray();
  }

  void write_map(const property::Map& map) {
    json_.StartObject();
    for (const auto& [key, value] : map) {
      write_key(json_, key);
      write_value(value);
    }
    json_.EndObject();
  }

  void write_node(property::Node node) {
    json_.StartObject();
    write_identity(node);
    write_properties(node);
    json_.EndObject();
  }

  void write_identity(property::Node node) {
    write_key(json_, "id");
    write_id(node);
    write_key(json_, "labels");
    write_array(graph_.labels(node), [this](property::Label label) { write(json_, graph_.name(label)); });
  }

  /// A statement that is not read yet has no id.
  void write_relationship(property::Relationship relationship) {
    json_.StartObject();
    write_key(json_, "id");
    shown_.knowledge == nullptr || statement_of(shown_, relationship) ? write_id(relationship) : void(json_.Null());
    write_key(json_, "type");
    write(json_, graph_.name(graph_.type(relationship)));
    write_key(json_, "start");
    write_id(graph_.source(relationship));
    write_key(json_, "end");
    write_id(graph_.target(relationship));
    write_properties(relationship);
    json_.EndObject();
  }

  void write_path(const property::Path& path) {
    json_.StartObject();
    write_key(json_, "nodes");
    write_array(path.nodes, [this](property::Node node) { write_node(node); });
    write_key(json_, "relationships");
    write_array(path.relationships, [this](property::Relationship one) { write_relationship(one); });
    json_.EndObject();
  }

  /// Of a graph read from text: the id of the entity or statement; else the number in the graph.
  template <typename Element>
  void write_id(Element element) {
    const auto key = graph_.find_key("id");
    const Value id = shown_.knowledge != nullptr && key ? graph_.property(element, *key) : Value();
    if (id.is(Kind::String))
      write(json_, id.string());
    else
      json_.Uint(element.index);
  }

  template <typename Element>
  void write_properties(Element element) {
    write_key(json_, "properties");
    json_.StartObject();
    for (const auto& [key, value] : graph_.properties(element)) {
      write_key(json_, graph_.name(key));
      write_property(value);
    }
    json_.EndObject();
  }

  /// Nodes among properties stand without properties of their own, which might lead back.
  void write_property(const Value& value) {
    if (value.is(Kind::List)) return write_array(value.list(), [this](const Value& one) { write_property(one); });
    if (!value.is(Kind::Node)) return write_value(value);
    json_.StartObject();
    write_identity(value.node());
    json_.EndObject();
  }

  JsonWriter& json_;
  const ResultGraph& shown_;
  const property::Graph& graph_;
};

}  // namespace

void write(JsonWriter& json, const ResultGraph& shown, const Value& value) {
  ValueWriter(json, shown).write_value(value);
}

}  // namespace whom::tools
