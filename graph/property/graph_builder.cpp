// Relationships are put into the order of type, source, target by one counting sort for each, the least important
// first. Both lists of all nodes then follow from one pass over the relationships in that order; columns are encoded
// meanwhile.
#include <functional>
#include <future>
#include <numeric>

#include "graph/property/graph_parts.hpp"

namespace whom::property {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// offsets[k]: how many keys are below k; one more at the end.
Numbers count_keys(std::span<const std::uint32_t> keys, std::size_t bound) {
  Numbers offsets(bound + 1);
  for (const std::uint32_t key : keys) ++offsets[key + std::size_t{1}];
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  return offsets;
}

/// Puts rows into the order of their keys; rows of one key stay in their order.
Numbers sorted_by(std::span<const std::uint32_t> keys, std::size_t bound, const Numbers& rows) {
  Numbers places = count_keys(keys, bound);
  Numbers sorted(rows.size());
  for (const std::uint32_t row : rows) sorted[places[keys[row]]++] = row;
  return sorted;
}

Numbers picked(const Numbers& from, const Numbers& rows) {
  Numbers values;
  values.reserve(rows.size());
  for (const std::uint32_t row : rows) values.push_back(from[row]);
  return values;
}

/// Lists relationships by the node at one end, ascending.
Adjacency adjacency(std::span<const std::uint32_t> ends, std::span<const std::uint32_t> other_ends, std::size_t bound) {
  Numbers offsets = count_keys(ends, bound);
  Numbers places(offsets.begin(), offsets.end() - 1), nodes(ends.size()), relationships(ends.size());
  for (std::uint32_t i = 0; i < ends.size(); ++i) {
    const std::uint32_t place = places[ends[i]]++;
    nodes[place] = other_ends[i];
    relationships[place] = i;
  }
  return {Array(std::move(offsets)), Array(std::move(nodes)), Array(std::move(relationships))};
}

Columns finish(std::vector<ColumnBuilder>& builders, std::size_t size, std::span<const std::uint32_t> order = {}) {
  Columns columns;
  for (ColumnBuilder& builder : builders) columns.push_back(builder.empty() ? nullptr : builder.finish(size, order));
  return columns;
}

ColumnBuilder& builder_of(std::vector<ColumnBuilder>& builders, Key key) {
  if (builders.size() <= key.index) builders.resize(key.index + std::size_t{1});
  return builders[key.index];
}

}  // namespace

struct GraphBuilder::Parts {
  std::unique_ptr<Graph::Parts> graph = std::make_unique<Graph::Parts>();
  Numbers label_codes;
  Numbers sources, targets, types;  ///< by call
  std::vector<ColumnBuilder> node_columns, relationship_columns;
};

GraphBuilder::GraphBuilder() : parts_(std::make_unique<Parts>()) {}
GraphBuilder::~GraphBuilder() = default;

Label GraphBuilder::label(std::string_view name) { return {parts_->graph->labels.add(name)}; }
Type GraphBuilder::type(std::string_view name) { return {parts_->graph->types.add(name)}; }
Key GraphBuilder::key(std::string_view name) { return {parts_->graph->keys.add(name)}; }

Node GraphBuilder::node(std::span<const Label> labels) {
  parts_->label_codes.push_back(parts_->graph->label_sets.add({labels.begin(), labels.end()}));
  return {static_cast<std::uint32_t>(parts_->label_codes.size()) - 1};
}

std::uint32_t GraphBuilder::relationship(Node source, Type type, Node target) {
  parts_->sources.push_back(source.index);
  parts_->targets.push_back(target.index);
  parts_->types.push_back(type.index);
  return static_cast<std::uint32_t>(parts_->sources.size()) - 1;
}

void GraphBuilder::set(Node node, Key key, const Value& value) { node_column(key).set(node.index, value); }

void GraphBuilder::set_relationship(std::uint32_t call, Key key, const Value& value) {
  relationship_column(key).set(call, value);
}

ColumnBuilder& GraphBuilder::node_column(Key key) { return builder_of(parts_->node_columns, key); }

ColumnBuilder& GraphBuilder::relationship_column(Key key) { return builder_of(parts_->relationship_columns, key); }

Graph GraphBuilder::finish() {
  Parts& given = *parts_;
  Graph::Parts& graph = *given.graph;
  const std::size_t nodes = given.label_codes.size(), count = given.sources.size();
  Numbers rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  rows = sorted_by(given.targets, nodes, rows);
  rows = sorted_by(given.sources, nodes, rows);
  rows = sorted_by(given.types, graph.types.size(), rows);
  constexpr std::size_t worth_a_thread = 1 << 16;
  auto columns = std::async(count < worth_a_thread ? std::launch::deferred : std::launch::async, [&] {
    graph.relationships =
        Elements(static_cast<std::uint32_t>(count), property::finish(given.relationship_columns, count, rows));
    graph.nodes = Elements(static_cast<std::uint32_t>(nodes), property::finish(given.node_columns, nodes));
  });
  graph.ends = Ends(Array(count_keys(given.types, graph.types.size())), Array(picked(given.sources, rows)),
                    Array(picked(given.targets, rows)));
  const auto sources = graph.ends.sources().view(), targets = graph.ends.targets().view();
  graph.outgoing = adjacency(sources, targets, nodes);
  graph.incoming = adjacency(targets, sources, nodes);
  graph.has_loops =
      std::mismatch(sources.begin(), sources.end(), targets.begin(), std::not_equal_to()).first != sources.end();
  columns.get();
  graph.label_codes = Array(std::move(given.label_codes));
  graph.list_labels();
  graph.make_room();
  Graph made(std::move(given.graph));
  *parts_ = Parts();
  return made;
}

}  // namespace whom::property
