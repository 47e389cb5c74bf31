#include "query/engine/meeting.hpp"

#include <algorithm>

namespace whom::engine {

Lists::Lists(const property::Graph& graph, const Hop& hop, bool many)
    : graph_(graph), outgoing_(hop.direction == Direction::Right), type_(graph.find_type(hop.types.front())) {
  if (many && type_ && !graph.sources().empty()) lay_out();
}

void Lists::sizes(std::span<const std::uint32_t> nodes, std::vector<std::uint32_t>& sizes) const {
  sizes.assign(nodes.size(), 0);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::uint32_t node = nodes[i];
    if (node == no_element) continue;
    sizes[i] = starts_.empty() ? static_cast<std::uint32_t>(look_up(node).size()) : starts_[node + 1] - starts_[node];
  }
}

Run Lists::find(const property::Adjacent& list, std::uint32_t wanted) {
  const auto first = std::lower_bound(list.nodes.begin(), list.nodes.end(), wanted);
  if (first == list.nodes.end() || *first != wanted) return {};
  const auto begin = static_cast<std::uint32_t>(first - list.nodes.begin());
  return {begin, end_of_run(list, begin)};
}

property::Adjacent Lists::look_up(std::uint32_t node) const {
  if (!type_) return {};
  return outgoing_ ? graph_.outgoing({node}, *type_) : graph_.incoming({node}, *type_);
}

/// Sorts the relationships of the type by the node they are listed at.
void Lists::lay_out() {
  const auto here = outgoing_ ? graph_.sources() : graph_.targets();
  const auto there = outgoing_ ? graph_.targets() : graph_.sources();
  const property::Range range = graph_.base_range(*type_);
  starts_.assign(graph_.node_bound() + 1, 0);
  for (std::uint32_t i = range.first; i < range.last; ++i) ++starts_[here[i] + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  nodes_.resize(range.last - range.first);
  relationships_.resize(nodes_.size());
  std::vector<std::uint32_t> next = starts_;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const std::uint32_t place = next[here[i]]++;
    nodes_[place] = there[i];
    relationships_[place] = i;
  }
}

HopLists lists_of(const Intersect& step, const property::Graph& graph) {
  HopLists lists;
  for (const Hop& hop : step.hops) {
    const auto known = std::find_if(lists.begin(), lists.end(), [&](const auto& other) { return other->same_as(hop); });
    const auto type = graph.find_type(hop.types.front());
    const double relationships = type ? static_cast<double>(graph.count(*type)) : 0;
    const bool many = 4 * step.inputs.front()->estimate > relationships;
    lists.push_back(known != lists.end() ? *known : std::make_shared<const Lists>(graph, hop, many));
  }
  return lists;
}

Meeting::Meeting(const Intersect& step, const property::Graph& graph, HopLists lists)
    : step_(step),
      graph_(graph),
      lists_(std::move(lists)),
      from_(step.hops.size()),
      at_(step.hops.size()),
      runs_(step.hops.size()) {
  for (const Hop& hop : step.hops)
    for (const Slot slot : hop.different)
      if (!contains(different_, slot)) different_.push_back(slot);
}

std::uint64_t Meeting::count(const Batch& batch, std::size_t row) {
  std::uint64_t sum = 0;
  for_each(batch, row, [&](std::uint32_t) { sum += count_choices(batch, row); });
  return sum;
}

std::int64_t Meeting::correction(const Batch& batch, std::size_t row) {
  if (!start(batch, row)) return 0;
  note_ends(batch, row);
  std::int64_t sum = 0;
  for (const std::uint32_t node : ends_) {
    runs_[shortest_] = Lists::find(at_[shortest_], node);
    if (runs_[shortest_].size() == 0 || !find_others(node)) continue;
    std::uint64_t product = 1;
    for (const Run& run : runs_) product *= run.size();
    sum += static_cast<std::int64_t>(count_choices(batch, row) - product);
  }
  return sum;
}

/// Finds the lists of a row; false where one of them is empty.
bool Meeting::start(const Batch& batch, std::size_t row) {
  shortest_ = 0;
  for (std::size_t hop = 0; hop < at_.size(); ++hop) {
    from_[hop] = batch.columns[step_.hops[hop].from].elements[row];
    if (from_[hop] == no_element) return false;
    at_[hop] = lists_[hop]->at(from_[hop]);
    if (at_[hop].size() < at_[shortest_].size()) shortest_ = hop;
  }
  return at_[shortest_].size() > 0;
}

/// Notes the nodes at which one relationship could be taken for two: the ends of those that must differ and, where
/// there are loops, the nodes that the hops start from.
void Meeting::note_ends(const Batch& batch, std::size_t row) {
  ends_.clear();
  for (const Slot slot : different_) {
    const property::Relationship relationship{batch.columns[slot].elements[row]};
    if (relationship.index == no_element) continue;
    ends_.push_back(graph_.source(relationship).index);
    ends_.push_back(graph_.target(relationship).index);
  }
  if (graph_.has_loops()) ends_.insert(ends_.end(), from_.begin(), from_.end());
  std::sort(ends_.begin(), ends_.end());
  ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
}

/// Whether the hops other than the one with the shortest list reach a node.
bool Meeting::find_others(std::uint32_t node) {
  for (std::size_t hop = 0; hop < at_.size(); ++hop) {
    if (hop == shortest_) continue;
    runs_[hop] = Lists::find(at_[hop], node);
    if (runs_[hop].size() == 0) return false;
  }
  return true;
}

std::uint64_t Meeting::count_choices(const Batch& batch, std::size_t row) {
  std::uint64_t sum = 0;
  enumerate(batch, row, [&sum](const std::vector<std::uint32_t>&) { ++sum; });
  return sum;
}

}  // namespace whom::engine
