// Nodes, relationships, paths and maps.
#include "graph/property/statement_graph.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/live.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Graph;
using property::Kind;
using property::List;
using property::Map;
using property::Path;
using property::Value;

constexpr std::string_view invalid_value = "InvalidArgumentValue";

const Path& path_argument(std::string_view function, const Value& value) {
  if (!value.is(Kind::Path)) fail_kind(function, value, invalid_value);
  return value.path();
}

property::Relationship relationship_argument(std::string_view function, const Value& value) {
  if (!value.is(Kind::Relationship)) fail_kind(function, value, invalid_value);
  return value.relationship();
}

Value id(const Value& element) {
  if (element.is(Kind::Node)) return Value(std::int64_t{element.node().index});
  return Value(std::int64_t{relationship_argument("id()", element).index});
}

Value labels(const Context& context, Arguments arguments) {
  if (!arguments[0].is(Kind::Node)) fail_kind("labels()", arguments[0], invalid_value);
  require_live(context.graph, arguments[0].node());
  List names;
  for (const property::Label label : context.graph.labels(arguments[0].node()))
    names.push_back(Value::borrowed(context.graph.name(label)));
  return Value(std::move(names));
}

/// Known of deleted relationships too.
Value type(const Context& context, Arguments arguments) {
  if (arguments[0].is(Kind::Statement))
    return property::property_of(context.graph, *context.texts.knowledge, {arguments[0].statement().index}, "relation");
  const auto relationship = relationship_argument("type()", arguments[0]);
  return Value::borrowed(context.graph.name(context.graph.type(relationship)));
}

Value start_node(const Context& context, Arguments arguments) {
  return Value(context.graph.source(relationship_argument("startNode()", arguments[0])));
}

Value end_node(const Context& context, Arguments arguments) {
  return Value(context.graph.target(relationship_argument("endNode()", arguments[0])));
}

// --- Paths ---

template <typename Element>
Value list_of(const std::vector<Element>& elements) {
  return Value(List(elements.begin(), elements.end()));
}

Value nodes(const Value& value) { return list_of(path_argument("nodes()", value).nodes); }

Value relationships(const Value& value) { return list_of(path_argument("relationships()", value).relationships); }

Value length(const Value& value) {
  return Value(static_cast<std::int64_t>(path_argument("length()", value).relationships.size()));
}

// --- Properties ---

template <typename Element>
Map properties_of(const Graph& graph, Element element) {
  require_live(graph, element);
  Map map;
  for (auto& [key, value] : graph.properties(element)) map.emplace_back(graph.name(key), std::move(value));
  return map;
}

Value properties(const Context& context, Arguments arguments) {
  const Value& owner = arguments[0];
  if (owner.is(Kind::Map)) return owner;
  if (owner.is(Kind::Statement))
    return Value(property::map_of(context.graph, *context.texts.knowledge, {owner.statement().index}));
  if (owner.is(Kind::Node)) return Value(properties_of(context.graph, owner.node()));
  if (owner.is(Kind::Relationship)) return Value(properties_of(context.graph, owner.relationship()));
  fail_kind("properties()", owner, invalid_value);
}

Value keys(const Context& context, Arguments arguments) {
  const Value map = properties(context, arguments);
  List names;
  for (const auto& [key, value] : map.map()) names.emplace_back(key);
  return Value(std::move(names));
}

constexpr Function functions[] = {
    {"id", 1, 1, true, of_one<id>},
    {"labels", 1, 1, true, labels},
    {"type", 1, 1, true, type},
    {"startnode", 1, 1, true, start_node},
    {"endnode", 1, 1, true, end_node},
    {"nodes", 1, 1, true, of_one<nodes>},
    {"relationships", 1, 1, true, of_one<relationships>},
    {"rels", 1, 1, true, of_one<relationships>},
    {"length", 1, 1, true, of_one<length>},
    {"properties", 1, 1, true, properties},
    {"keys", 1, 1, true, keys},
};

}  // namespace

std::span<const Function> graph_functions() { return functions; }

}  // namespace whom::engine
