#include "query/engine/path.hpp"

#include <algorithm>

namespace whom::engine {
namespace {

using property::Value;

class PathExpression : public Expression {
 public:
  PathExpression(Slot first, std::vector<Slot> relationships)
      : first_(first), relationships_(std::move(relationships)) {}

  Value evaluate(const Row& row) const override {
    const Value first = row.batch.columns[first_].at(row.index);
    if (first.is_null()) return {};
    property::Path path{{first.node()}, {}};
    for (const Slot slot : relationships_) {
      const Value step = row.batch.columns[slot].at(row.index);
      if (step.is_null()) return {};
      if (!step.is(property::Kind::List)) {
        extend(path, step.relationship(), row.context.graph);
        continue;
      }
      for (const Value& relationship : step.list()) extend(path, relationship.relationship(), row.context.graph);
    }
    return Value(std::move(path));
  }

 private:
  static void extend(property::Path& path, property::Relationship relationship, const property::Graph& graph) {
    const property::Node source = graph.source(relationship);
    const bool forward = source == path.nodes.back();
    path.relationships.push_back(relationship);
    path.nodes.push_back(forward ? graph.target(relationship) : source);
  }

  Slot first_;
  std::vector<Slot> relationships_;
};

}  // namespace

Compiled path_of(Slot first, const std::vector<Slot>& relationships) {
  std::vector<Slot> reads = relationships;
  reads.push_back(first);
  return {std::make_unique<PathExpression>(first, relationships), std::move(reads), "path"};
}

Value list_of(const std::vector<std::uint32_t>& relationships, bool reversed) {
  property::List list;
  list.reserve(relationships.size());
  for (const std::uint32_t number : relationships) list.emplace_back(property::Relationship{number});
  if (reversed) std::reverse(list.begin(), list.end());
  return Value(std::move(list));
}

}  // namespace whom::engine
