#include "query/engine/neighbours.hpp"

namespace whom::engine {

void Neighbours::start(const Batch& batch, std::size_t row) {
  wanted_.clear();
  for (const auto& [key, value] : walk_.equal_to)
    wanted_.emplace_back(execution_.graph.find_key(key), value.value(execution_, batch, row));
}

void Neighbours::at(std::uint32_t node, std::vector<Neighbour>& neighbours) {
  adjacency_.at(node, segments_);
  neighbours.clear();
  for (const Segment& segment : segments_) {
    const property::Adjacent& adjacent = segment.adjacent;
    keep_.assign(adjacent.size(), 1);
    each_.apply(adjacent.relationships, keep_.data());
    for (std::size_t i = 0; i < adjacent.size(); ++i) {
      if (keep_[i] == 0 || (segment.without_loops && adjacent.nodes[i] == node)) continue;
      if (has_wanted_properties(adjacent.relationships[i]))
        neighbours.push_back({adjacent.relationships[i], adjacent.nodes[i]});
    }
  }
}

void Neighbours::insert_into(NodeSet& set, std::uint32_t node) {
  if (has_conditions()) return for_each(node, [&](std::uint32_t, std::uint32_t other) { set.insert(other); });
  adjacency_.at(node, segments_);
  for (const Segment& segment : segments_) set.insert(segment.adjacent.nodes);
}

bool Neighbours::has_wanted_properties(std::uint32_t relationship) const {
  for (const auto& [key, value] : wanted_)
    if (!key || !equal(execution_.graph.property(property::Relationship{relationship}, *key), value).value_or(false))
      return false;
  return true;
}

std::vector<Slot> reads_of(const Walk& walk) {
  std::vector<Slot> slots;
  for (const auto& [key, value] : walk.equal_to) slots.insert(slots.end(), value.reads.begin(), value.reads.end());
  return slots;
}

std::string describe(const Walk& walk) {
  std::string text = engine::describe(walk.each, "r");
  for (const auto& [key, value] : walk.equal_to)
    text += (text.empty() ? " where r." : " and r.") + key + " = " + value.text;
  return text;
}

}  // namespace whom::engine
