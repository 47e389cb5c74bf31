#include "query/engine/adjacency.hpp"

#include <algorithm>

namespace whom::engine {

Direction reversed(Direction direction) {
  if (direction == Direction::Either) return direction;
  return direction == Direction::Right ? Direction::Left : Direction::Right;
}

std::size_t Segment::place_of(std::uint32_t relationship) const {
  const auto all = adjacent.relationships;
  if (!ascending) return static_cast<std::size_t>(std::find(all.begin(), all.end(), relationship) - all.begin());
  const auto place = std::lower_bound(all.begin(), all.end(), relationship);
  return place == all.end() || *place != relationship ? all.size() : static_cast<std::size_t>(place - all.begin());
}

Adjacency::Adjacency(const property::Graph& graph, Direction direction, const std::vector<std::string>& types)
    : graph_(graph), direction_(direction), any_(types.empty()), counted_(false) {
  for (const std::string& name : types)
    if (const auto type = graph.find_type(name)) types_.push_back(*type);
  std::sort(types_.begin(), types_.end());
  types_.erase(std::unique(types_.begin(), types_.end()), types_.end());
  outgoing_ = graph.outgoing_offsets();
  incoming_ = graph.incoming_offsets();
  counted_ = any_ && !outgoing_.empty() && (direction != Direction::Either || !graph.has_loops());
}

void Adjacency::at(std::uint32_t node, std::vector<Segment>& segments) const {
  segments.clear();
  if (direction_ != Direction::Left) add(node, true, false, segments);
  if (direction_ != Direction::Right) add(node, false, direction_ == Direction::Either, segments);
}

void Adjacency::count(std::span<const std::uint32_t> nodes, std::uint64_t* counts) const {
  const auto add = [&](std::span<const std::uint32_t> offsets) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (nodes[i] != no_element) counts[i] += offsets[nodes[i] + std::size_t{1}] - offsets[nodes[i]];
  };
  if (direction_ != Direction::Left) add(outgoing_);
  if (direction_ != Direction::Right) add(incoming_);
}

void Adjacency::add(std::uint32_t node, bool outgoing, bool without_loops, std::vector<Segment>& segments) const {
  const auto push = [&](const property::Adjacent& adjacent, bool sorted) {
    if (adjacent.size() > 0)
      segments.push_back({adjacent, sorted, without_loops && graph_.has_loops(), !outgoing_.empty()});
  };
  if (any_) return push(outgoing ? graph_.outgoing({node}) : graph_.incoming({node}), false);
  for (const property::Type type : types_)
    push(outgoing ? graph_.outgoing({node}, type) : graph_.incoming({node}, type), true);
}

}  // namespace whom::engine
