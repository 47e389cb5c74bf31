#include "tests/query/engine/naive/random_graph.hpp"

#include <utility>

namespace whom::test {
namespace {

using property::Graph;
using property::GraphBuilder;
using property::Value;

Value integer(std::size_t number) { return Value(static_cast<std::int64_t>(number)); }

Value any_value(Random& random) {
  static const std::vector<Value> values = {integer(0),
                                            integer(1),
                                            integer(2),
                                            Value(1.0),
                                            Value(0.5),
                                            Value("ann"),
                                            Value("1"),
                                            Value(true),
                                            Value(false),
                                            Value(property::List{integer(1), integer(2)}),
                                            Value(property::List{}),
                                            Value(property::Date{19000})};
  return random.pick(values);
}

Sketch::Node random_node(Random& random, std::size_t number) {
  static const char* const names[] = {"an", "ann", "anna", "bob", "Ann", ""};
  Sketch::Node node;
  for (const char* label : {"A", "B", "C"})
    if (random.chance(40)) node.labels.emplace_back(label);
  node.properties.emplace_back("id", integer(number));
  if (random.chance(75)) node.properties.emplace_back("v", integer(random.below(4)));
  if (random.chance(60)) node.properties.emplace_back("s", Value(random.pick(names)));
  if (random.chance(40)) node.properties.emplace_back("m", any_value(random));
  if (random.chance(30)) node.properties.emplace_back("t", Value(property::List{integer(random.below(3)), Value("x")}));
  return node;
}

Sketch::Relationship random_relationship(Random& random, const Sketch& sketch) {
  static const char* const types[] = {"R", "R", "R", "S", "S", "T"};
  const auto end = [&] { return static_cast<std::uint32_t>(random.below(sketch.nodes.size())); };
  Sketch::Relationship relationship{end(), end(), random.pick(types), {}};
  if (!sketch.relationships.empty() && random.chance(25)) {  // parallel to another one, or against it
    const auto& other = random.pick(sketch.relationships);
    relationship.source = random.chance(70) ? other.source : other.target;
    relationship.target = relationship.source == other.source ? other.target : other.source;
  }
  if (random.chance(12)) relationship.target = relationship.source;
  if (random.chance(70)) relationship.properties.emplace_back("w", integer(random.below(4)));
  if (random.chance(30))
    relationship.properties.emplace_back("on", Value(property::List{integer(random.below(3)), Value("x")}));
  return relationship;
}

std::vector<property::Label> labels(Graph& graph, const Sketch::Node& node) {
  std::vector<property::Label> result;
  for (const std::string& name : node.labels) result.push_back(graph.add_label(name));
  return result;
}

template <typename Element>
void set_all(Graph& graph, Element element, const property::Properties& properties) {
  for (const auto& [key, value] : properties) graph.set(element, graph.add_key(key), value);
}

property::Node write(Graph& graph, const Sketch::Node& node) {
  const property::Node made = graph.create_node(labels(graph, node));
  set_all(graph, made, node.properties);
  return made;
}

/// The nodes stand for those of the sketch.
void write(Graph& graph, const Sketch::Relationship& relationship, const std::vector<property::Node>& nodes) {
  const auto made = graph.create_relationship(nodes[relationship.source], graph.add_type(relationship.type),
                                              nodes[relationship.target]);
  set_all(graph, made, relationship.properties);
}

Graph written(const Sketch& sketch) {
  Graph graph;
  std::vector<property::Node> nodes;
  for (const auto& node : sketch.nodes) nodes.push_back(write(graph, node));
  for (const auto& relationship : sketch.relationships) write(graph, relationship, nodes);
  return graph;
}

Graph built(const Sketch& sketch) {
  GraphBuilder builder;
  std::vector<property::Node> nodes;
  for (const auto& node : sketch.nodes) {
    std::vector<property::Label> names;
    for (const std::string& name : node.labels) names.push_back(builder.label(name));
    nodes.push_back(builder.node(names));
    for (const auto& [key, value] : node.properties) builder.set(nodes.back(), builder.key(key), value);
  }
  for (const auto& relationship : sketch.relationships) {
    const auto call =
        builder.relationship(nodes[relationship.source], builder.type(relationship.type), nodes[relationship.target]);
    for (const auto& [key, value] : relationship.properties) builder.set_relationship(call, builder.key(key), value);
  }
  return builder.finish();
}

/// Where nodes differ from the sketch in every second label and property, and relationships too many stand.
Sketch spoiled(Sketch sketch) {
  for (std::size_t i = 0; i < sketch.nodes.size(); i += 2) {
    sketch.nodes[i].labels = {"B", "D"};
    for (auto& [key, value] : sketch.nodes[i].properties) value = key == "id" ? value : integer(7);
    sketch.nodes[i].properties.emplace_back("v", integer(7));
  }
  const auto count = static_cast<std::uint32_t>(sketch.nodes.size());
  for (std::uint32_t i = 0; i < count; ++i)
    sketch.relationships.push_back({i, (i + 1) % count, "R", {{"extra", Value(true)}}});
  return sketch;
}

void repair(Graph& graph, property::Node node, const Sketch::Node& wanted) {
  for (const property::Label label : graph.labels(node)) graph.set_label(node, label, false);
  for (const property::Label label : labels(graph, wanted)) graph.set_label(node, label, true);
  for (const auto& [key, value] : graph.properties(node)) graph.set(node, key, {});
  set_all(graph, node, wanted.properties);
}

/// The second half of nodes and relationships is written, the rest of the base repaired.
Graph mixed(const Sketch& sketch) {
  const std::size_t half = (sketch.nodes.size() + 1) / 2;
  Sketch first{{sketch.nodes.begin(), sketch.nodes.begin() + static_cast<std::ptrdiff_t>(half)}, {}};
  Sketch rest;
  for (const auto& one : sketch.relationships) {
    const bool in_base =
        one.source < half && one.target < half && rest.relationships.size() >= first.relationships.size() / 2;
    (in_base ? first : rest).relationships.push_back(one);
  }
  Graph graph = built(spoiled(std::move(first)));
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i)
    for (const auto& [key, value] : graph.properties(property::Relationship{i}))
      if (graph.name(key) == "extra") graph.remove(property::Relationship{i});
  std::vector<property::Node> nodes;
  for (std::uint32_t i = 0; i < half; ++i) repair(graph, nodes.emplace_back(property::Node{i}), sketch.nodes[i]);
  for (std::size_t i = half; i < sketch.nodes.size(); ++i) nodes.push_back(write(graph, sketch.nodes[i]));
  for (const auto& relationship : rest.relationships) write(graph, relationship, nodes);
  return graph;
}

std::string printed(const property::Properties& properties) {
  std::string result;
  for (const auto& [key, value] : properties) {
    const std::string literal =
        value.is(property::Kind::Date) ? "date(" + property::print(value) + ")" : property::print(value);
    result += (result.empty() ? " {" : ", ") + key + ": " + literal;
  }
  return result.empty() ? "" : result + "}";
}

}  // namespace

Sketch random_sketch(Random& random) {
  Sketch sketch;
  const std::size_t nodes = random.chance(5) ? 1 : random.chance(5) ? random.between(20, 40) : random.between(2, 8);
  for (std::size_t i = 0; i < nodes; ++i) sketch.nodes.push_back(random_node(random, i));
  for (std::size_t count = random.between(nodes / 2, nodes + 6); count > 0; --count)
    sketch.relationships.push_back(random_relationship(random, sketch));
  return sketch;
}

Graph make(const Sketch& sketch, Origin origin) {
  if (origin == Origin::Written) return written(sketch);
  return origin == Origin::Built ? built(sketch) : mixed(sketch);
}

std::string print(const Sketch& sketch) {
  std::string result;
  const auto separate = [&] { result += result.empty() ? "CREATE " : ",\n       "; };
  for (std::size_t i = 0; i < sketch.nodes.size(); ++i) {
    separate();
    result += "(n" + std::to_string(i);
    for (const std::string& label : sketch.nodes[i].labels) result += ":" + label;
    result += printed(sketch.nodes[i].properties) + ")";
  }
  for (const auto& one : sketch.relationships) {
    separate();
    result += "(n" + std::to_string(one.source) + ")-[:" + one.type + printed(one.properties) + "]->(n" +
              std::to_string(one.target) + ")";
  }
  return result;
}

}  // namespace whom::test
