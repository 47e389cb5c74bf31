#include "graph/property/graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <tuple>

namespace whom::property {
namespace {

using Numbers = std::vector<std::uint32_t>;
using Named = std::map<std::uint32_t, Value>;  ///< by key

Numbers copied(std::span<const std::uint32_t> numbers) { return {numbers.begin(), numbers.end()}; }

/// The plain way: everything by number, nothing indexed.
struct Model {
  struct OneNode {
    bool alive = true;
    std::set<std::uint32_t> labels;
    Named properties;
  };
  struct OneRelationship {
    bool alive = true;
    std::uint32_t source = 0, type = 0, target = 0;
    Named properties;
  };
  std::vector<OneNode> nodes;
  std::vector<OneRelationship> relationships;
  std::uint32_t base_relationships = 0;

  Numbers adjacent(std::uint32_t node, bool out, std::optional<std::uint32_t> type) const {
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> found;
    for (std::uint32_t i = 0; i < relationships.size(); ++i) {
      const auto& r = relationships[i];
      if (!r.alive || (out ? r.source : r.target) != node || (type && r.type != *type)) continue;
      found.emplace_back(r.type, out ? r.target : r.source, i);
    }
    std::sort(found.begin(), found.end());
    Numbers numbers;
    for (const auto& entry : found) numbers.push_back(std::get<2>(entry));
    return numbers;
  }
};

constexpr std::uint32_t labels = 3, types = 3, keys = 4;

bool same(const Value& a, const Value& b) { return a.kind() == b.kind() && equivalent(a, b); }

bool holds(const Value& value, const Value& wanted) {
  if (equal(value, wanted) == true) return true;
  if (!value.is(Kind::List)) return false;
  return std::any_of(value.list().begin(), value.list().end(),
                     [&](const Value& member) { return equal(member, wanted) == true; });
}

const Value& value_of(const Named& properties, std::uint32_t key) {
  static const Value null{};
  const auto found = properties.find(key);
  return found == properties.end() ? null : found->second;
}

template <typename Element, typename Model>
void check_properties(const Graph& graph, const std::vector<Model>& model,
                      const Column* (Graph::*column_of)(Key) const) {
  for (std::uint32_t i = 0; i < model.size(); ++i) {
    if (!model[i].alive) continue;
    for (std::uint32_t key = 0; key < keys; ++key) {
      const Value& wanted = value_of(model[i].properties, key);
      EXPECT_TRUE(same(graph.property(Element{i}, Key{key}), wanted)) << print(wanted);
      if (const Column* column = (graph.*column_of)(Key{key})) {
        EXPECT_TRUE(same(column->at(i), wanted)) << print(wanted);
      }
    }
    const auto all = graph.properties(Element{i});
    ASSERT_EQ(all.size(), model[i].properties.size());
    auto expected = model[i].properties.begin();
    for (const auto& [key, value] : all) {
      EXPECT_EQ(key.index, expected->first);
      EXPECT_TRUE(same(value, expected->second));
      ++expected;
    }
  }
}

template <typename Model, typename Holds>
Numbers having(const std::vector<Model>& model, std::uint32_t key, const Holds& holds_for) {
  Numbers found;
  for (std::uint32_t i = 0; i < model.size(); ++i) {
    if (model[i].alive && holds_for(value_of(model[i].properties, key))) found.push_back(i);
  }
  return found;
}

const std::vector<Value>& some_values() {
  static const std::vector<Value> values = {Value(std::int64_t{1}),
                                            Value(1.0),
                                            Value("ab"),
                                            Value("abc"),
                                            Value("b"),
                                            Value(true),
                                            Value(Date{3}),
                                            Value(2.5),
                                            Value(Node{0}),
                                            Value(List{Value("ab"), Value(std::int64_t{1}), Value()}),
                                            Value(std::int64_t{7}),
                                            Value(List{Value("b"), Value("b")})};
  return values;
}

void check_indexes(const Graph& graph, const Model& model) {
  for (std::uint32_t key = 0; key < keys; ++key) {
    for (const Value& value : some_values()) {
      if (value.is(Kind::List)) continue;
      EXPECT_EQ(graph.nodes_with(Key{key}, value),
                having(model.nodes, key, [&](const Value& other) { return equal(other, value) == true; }));
      EXPECT_EQ(graph.relationships_with(Key{key}, value),
                having(model.relationships, key, [&](const Value& other) { return holds(other, value); }));
    }
    for (const std::string prefix : {"", "a", "ab", "abc", "x"}) {
      EXPECT_EQ(graph.nodes_with_prefix(Key{key}, prefix), having(model.nodes, key, [&](const Value& value) {
                  return value.is(Kind::String) && value.string().starts_with(prefix);
                }));
    }
  }
}

void check_labels(const Graph& graph, const Model& model) {
  for (std::uint32_t label = 0; label < labels; ++label) {
    Numbers expected;
    for (std::uint32_t i = 0; i < model.nodes.size(); ++i) {
      const bool has = model.nodes[i].alive && model.nodes[i].labels.count(label) != 0;
      if (has) expected.push_back(i);
      EXPECT_EQ(graph.has_label(Node{i}, Label{label}), has);
    }
    EXPECT_EQ(copied(graph.with_label(Label{label})), expected);
    EXPECT_EQ(graph.count(Label{label}), expected.size());
  }
}

void check_adjacent(const Graph& graph, const Adjacent& adjacent, std::uint32_t node, bool out,
                    const Numbers& expected) {
  ASSERT_EQ(copied(adjacent.relationships), expected);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Relationship r{expected[i]};
    EXPECT_EQ(adjacent.nodes[i], out ? graph.target(r).index : graph.source(r).index);
    EXPECT_EQ(node, out ? graph.source(r).index : graph.target(r).index);
  }
}

void check_relationships(const Graph& graph, const Model& model) {
  std::vector<Numbers> written(types);
  std::vector<std::size_t> counts(types);
  for (std::uint32_t i = 0; i < model.relationships.size(); ++i) {
    const auto& r = model.relationships[i];
    EXPECT_EQ(graph.exists(Relationship{i}), r.alive);
    EXPECT_EQ(graph.source(Relationship{i}).index, r.source);
    EXPECT_EQ(graph.target(Relationship{i}).index, r.target);
    EXPECT_EQ(graph.type(Relationship{i}).index, r.type);
    if (r.alive) ++counts[r.type];
    if (r.alive && i >= model.base_relationships) written[r.type].push_back(i);
    EXPECT_TRUE(graph.has_loops() || !r.alive || r.source != r.target);
  }
  for (std::uint32_t type = 0; type < types; ++type) {
    EXPECT_EQ(graph.count(Type{type}), counts[type]);
    EXPECT_EQ(copied(graph.written(Type{type})), written[type]);
  }
  for (std::uint32_t i = 0; i < model.nodes.size(); ++i) {
    check_adjacent(graph, graph.outgoing(Node{i}), i, true, model.adjacent(i, true, {}));
    check_adjacent(graph, graph.incoming(Node{i}), i, false, model.adjacent(i, false, {}));
    for (std::uint32_t type = 0; type < types; ++type) {
      check_adjacent(graph, graph.outgoing(Node{i}, Type{type}), i, true, model.adjacent(i, true, type));
      check_adjacent(graph, graph.incoming(Node{i}, Type{type}), i, false, model.adjacent(i, false, type));
    }
  }
}

void check(const Graph& graph, const Model& model) {
  ASSERT_EQ(graph.node_bound(), model.nodes.size());
  ASSERT_EQ(graph.relationship_bound(), model.relationships.size());
  std::size_t alive = 0;
  for (std::uint32_t i = 0; i < model.nodes.size(); ++i) {
    EXPECT_EQ(graph.exists(Node{i}), model.nodes[i].alive);
    alive += model.nodes[i].alive ? 1 : 0;
  }
  EXPECT_EQ(graph.node_count(), alive);
  check_labels(graph, model);
  check_relationships(graph, model);
  check_properties<Node>(graph, model.nodes, &Graph::node_column);
  check_properties<Relationship>(graph, model.relationships, &Graph::relationship_column);
  check_indexes(graph, model);
}

/// A graph and its model, changed in the same way by chance.
class Pair {
 public:
  Pair(unsigned seed, std::uint32_t base_nodes) : random_(seed) {
    GraphBuilder builder;
    for (std::uint32_t i = 0; i < labels; ++i) builder.label("L" + std::to_string(i));
    for (std::uint32_t i = 0; i < types; ++i) builder.type("T" + std::to_string(i));
    for (std::uint32_t i = 0; i < keys; ++i) builder.key("k" + std::to_string(i));
    for (std::uint32_t i = 0; i < base_nodes; ++i) build_node(builder);
    for (std::uint32_t i = 0; i < 2 * base_nodes; ++i) build_relationship(builder);
    graph = builder.finish();
    number_as_base();
  }

  void write() {
    switch (below(9)) {
      case 0:
      case 1:
        return create_node();
      case 2:
      case 3:
        return create_relationship();
      case 4:
      case 5:
        return set_property();
      case 6:
        return set_label();
      case 7:
        return remove_relationship();
      default:
        return remove_node();
    }
  }

  std::uint32_t below(std::uint32_t bound) {
    return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random_);
  }

  Graph graph;
  Model model;

 private:
  Value any_value() {
    return below(6) == 0 ? Value() : some_values()[below(static_cast<std::uint32_t>(some_values().size()))];
  }

  static void put(Named& properties, std::uint32_t key, const Value& value) {
    if (value.is_null()) {
      properties.erase(key);
    } else {
      properties[key] = value;
    }
  }

  std::vector<Label> any_labels() {
    std::vector<Label> chosen;
    for (std::uint32_t i = below(3); i > 0; --i) chosen.push_back({below(labels)});
    return chosen;
  }

  void add_to_model(const std::vector<Label>& chosen) {
    model.nodes.emplace_back();
    for (const Label label : chosen) model.nodes.back().labels.insert(label.index);
  }

  void build_node(GraphBuilder& builder) {
    const auto chosen = any_labels();
    const Node node = builder.node(chosen);
    add_to_model(chosen);
    for (std::uint32_t key = 0; key < keys; ++key) {
      const Value value = key == 0 ? Value(std::int64_t{below(9)}) : any_value();
      builder.set(node, Key{key}, value);
      put(model.nodes.back().properties, key, value);
    }
  }

  void build_relationship(GraphBuilder& builder) {
    const auto count = static_cast<std::uint32_t>(model.nodes.size());
    Model::OneRelationship made{true, below(count), below(types), below(count), {}};
    const auto call = builder.relationship(Node{made.source}, Type{made.type}, Node{made.target});
    for (std::uint32_t key = 0; key < keys; ++key) {
      const Value value = key == 0 ? Value(Node{below(3)}) : key == 1 ? Value(below(2) ? "ab" : "b") : any_value();
      builder.set_relationship(call, Key{key}, value);
      put(made.properties, key, value);
    }
    model.relationships.push_back(std::move(made));
  }

  void number_as_base() {
    auto& all = model.relationships;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::tie(a.type, a.source, a.target) < std::tie(b.type, b.source, b.target);
    });
    model.base_relationships = static_cast<std::uint32_t>(all.size());
  }

  template <typename Elements>
  std::optional<std::uint32_t> any_alive(const Elements& elements) {
    Numbers alive;
    for (std::uint32_t i = 0; i < elements.size(); ++i) {
      if (elements[i].alive) alive.push_back(i);
    }
    if (alive.empty()) return std::nullopt;
    return alive[below(static_cast<std::uint32_t>(alive.size()))];
  }

  void create_node() {
    const auto chosen = any_labels();
    EXPECT_EQ(graph.create_node(chosen).index, model.nodes.size());
    add_to_model(chosen);
  }

  void create_relationship() {
    const auto source = any_alive(model.nodes), target = any_alive(model.nodes);
    if (!source) return;
    const std::uint32_t type = below(types);
    EXPECT_EQ(graph.create_relationship(Node{*source}, Type{type}, Node{*target}).index, model.relationships.size());
    model.relationships.push_back({true, *source, type, *target, {}});
  }

  void set_property() {
    const std::uint32_t key = below(keys);
    const Value value = any_value();
    if (const auto node = any_alive(model.nodes); node && below(2) == 0) {
      graph.set(Node{*node}, Key{key}, value);
      put(model.nodes[*node].properties, key, value);
    } else if (const auto relationship = any_alive(model.relationships)) {
      graph.set(Relationship{*relationship}, Key{key}, value);
      put(model.relationships[*relationship].properties, key, value);
    }
  }

  void set_label() {
    const auto node = any_alive(model.nodes);
    if (!node) return;
    const std::uint32_t label = below(labels);
    const bool has = below(2) == 0;
    graph.set_label(Node{*node}, Label{label}, has);
    if (has) {
      model.nodes[*node].labels.insert(label);
    } else {
      model.nodes[*node].labels.erase(label);
    }
  }

  void remove_relationship() {
    const auto relationship = any_alive(model.relationships);
    if (!relationship) return;
    graph.remove(Relationship{*relationship});
    model.relationships[*relationship].alive = false;
  }

  void remove_node() {
    const auto node = any_alive(model.nodes);
    if (!node || !model.adjacent(*node, true, {}).empty() || !model.adjacent(*node, false, {}).empty()) return;
    graph.remove(Node{*node});
    model.nodes[*node].alive = false;
  }

  std::mt19937 random_;
};

TEST(Graph, SaysOfARandomBaseWhatThePlainWaySays) {
  for (unsigned seed = 0; seed < 8; ++seed) {
    const Pair pair(seed, seed * 5);
    check(pair.graph, pair.model);
    EXPECT_FALSE(pair.graph.has_deleted());
    EXPECT_EQ(pair.graph.sources().size(), pair.graph.relationship_count());
    EXPECT_EQ(pair.graph.outgoing_offsets().size(), seed == 0 ? 1 : pair.graph.node_count() + 1);
  }
}

TEST(Graph, FollowsRandomWrites) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    Pair pair(seed, seed % 3 == 0 ? 0 : 7);
    for (int step = 0; step < 120; ++step) {
      pair.write();
      if (step % 17 == 0) check(pair.graph, pair.model);
    }
    check(pair.graph, pair.model);
  }
}

TEST(Graph, GoesBackToWhereItBegan) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    Pair pair(seed, seed % 3 == 0 ? 0 : 7);
    for (int round = 0; round < 6; ++round) {
      const Model before = pair.model;
      const bool commits = pair.below(2) == 0;
      pair.graph.begin();
      for (std::uint32_t step = pair.below(60); step > 0; --step) pair.write();
      if (pair.below(2) == 0) check(pair.graph, pair.model);
      if (commits) {
        pair.graph.commit();
      } else {
        pair.graph.rollback();
        pair.model = before;
      }
      check(pair.graph, pair.model);
    }
  }
}

TEST(Graph, GivesItsArraysBackAfterARollback) {
  Pair pair(1, 9);
  pair.graph.begin();
  EXPECT_THROW(pair.graph.begin(), std::logic_error);
  for (int step = 0; step < 50; ++step) pair.write();
  EXPECT_TRUE(pair.graph.sources().empty());
  pair.graph.rollback();
  EXPECT_EQ(pair.graph.sources().size(), pair.graph.relationship_count());
  EXPECT_NE(pair.graph.node_column(Key{0}), nullptr);
}

TEST(Graph, TakesOutAllNodesOfALabelInLinearTime) {
  Graph graph;
  const Label label = graph.add_label("A");
  constexpr std::uint32_t count = 200000;
  for (std::uint32_t i = 0; i < count; ++i) graph.create_node({&label, 1});
  graph.begin();
  for (std::uint32_t i = 0; i < count; ++i) graph.remove(Node{i});
  EXPECT_EQ(graph.with_label(label).size(), 0U);
  graph.rollback();
  EXPECT_EQ(graph.with_label(label).size(), count);
}

TEST(Graph, KnowsWordsByTheirNames) {
  Graph graph;
  EXPECT_EQ(graph.find_label("Person"), std::nullopt);
  EXPECT_EQ(graph.add_label("Person"), Label{0});
  EXPECT_EQ(graph.add_label("Place"), Label{1});
  EXPECT_EQ(graph.add_label("Person"), Label{0});
  EXPECT_EQ(graph.name(Label{1}), "Place");
  EXPECT_EQ(graph.find_type("Person"), std::nullopt);
  EXPECT_EQ(graph.label_count(), 2U);
  EXPECT_EQ(graph.nodes_with(Key{0}, Value(true)), Numbers());
}

TEST(Graph, PrintsElementsAsTheLanguageWritesThem) {
  Graph graph;
  const std::vector<Label> both = {graph.add_label("Person"), graph.add_label("Odd label")};
  const Node ann = graph.create_node(both), other = graph.create_node({});
  graph.set(ann, graph.add_key("name"), Value("Ann"));
  graph.set(ann, graph.add_key("n"), Value(std::int64_t{1}));
  const Relationship met = graph.create_relationship(ann, graph.add_type("MET"), other);
  graph.set(met, graph.add_key("on"), Value(Date{0}));
  EXPECT_EQ(print(graph, Value(ann)), "(:Person:`Odd label` {name: 'Ann', n: 1})");
  EXPECT_EQ(print(graph, Value(other)), "()");
  EXPECT_EQ(print(graph, Value(met)), "[:MET {on: '1970-01-01'}]");
  EXPECT_EQ(print(graph, Value(Path{{other, ann}, {met}})),
            "<()<-[:MET {on: '1970-01-01'}]-(:Person:`Odd label` {name: 'Ann', n: 1})>");
  EXPECT_EQ(print(graph, Value(Path{{other}, {}})), "<()>");
  EXPECT_EQ(print(graph, Value(List{Value(other), Value(), Value(Map{{"a b", Value(1.0)}})})),
            "[(), null, {`a b`: 1.0}]");
}

TEST(Graph, PrintsNodesAmongPropertiesByTheirLabels) {
  Graph graph;
  const Label label = graph.add_label("A");
  const Node node = graph.create_node({&label, 1});
  graph.set(node, graph.add_key("self"), Value(List{Value(node)}));
  EXPECT_EQ(print(graph, Value(node)), "(:A {self: [(:A)]})");
}

}  // namespace
}  // namespace whom::property
