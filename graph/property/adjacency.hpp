// Relationships between nodes: their ends and types, and the lists of those that leave or enter each node.
#ifndef WHOM_GRAPH_PROPERTY_ADJACENCY_HPP
#define WHOM_GRAPH_PROPERTY_ADJACENCY_HPP

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "graph/array.hpp"
#include "graph/property/graph.hpp"

namespace whom::property {

using graph::Array;

struct End {
  std::uint32_t source = 0, target = 0, type = 0;
};

/// Ends and types by number of the relationship; those of the base are numbered by type, source, target.
class Ends {
 public:
  Ends() = default;
  Ends(Array<std::uint32_t> type_offsets, Array<std::uint32_t> sources, Array<std::uint32_t> targets)
      : type_offsets_(std::move(type_offsets)), sources_(std::move(sources)), targets_(std::move(targets)) {}

  std::uint32_t base() const { return static_cast<std::uint32_t>(sources_.size()); }
  std::uint32_t source(std::uint32_t r) const { return r < base() ? sources_[r] : written_[r - base()].source; }
  std::uint32_t target(std::uint32_t r) const { return r < base() ? targets_[r] : written_[r - base()].target; }
  std::uint32_t type(std::uint32_t r) const {
    if (r >= base()) return written_[r - base()].type;
    const auto next = std::upper_bound(type_offsets_.begin(), type_offsets_.end(), r);
    return static_cast<std::uint32_t>(next - type_offsets_.begin()) - 1;
  }
  Range range(std::uint32_t type) const {
    return type + std::size_t{1} < type_offsets_.size() ? Range{type_offsets_[type], type_offsets_[type + 1]} : Range{};
  }
  const Array<std::uint32_t>& type_offsets() const { return type_offsets_; }
  const Array<std::uint32_t>& sources() const { return sources_; }
  const Array<std::uint32_t>& targets() const { return targets_; }

  void create(End end) { written_.push_back(end); }
  void forget_last() { written_.pop_back(); }
  std::size_t bytes() const {
    return type_offsets_.bytes() + sources_.bytes() + targets_.bytes() + written_.capacity() * sizeof(End);
  }

 private:
  Array<std::uint32_t> type_offsets_;  ///< by type of the base, one more
  Array<std::uint32_t> sources_, targets_;
  std::vector<End> written_;
};

/// One direction. A node of the base whose relationships change gets a list of its own.
class Adjacency {
 public:
  Adjacency() = default;
  Adjacency(Array<std::uint32_t> offsets, Array<std::uint32_t> nodes, Array<std::uint32_t> relationships)
      : offsets_(std::move(offsets)), nodes_(std::move(nodes)), relationships_(std::move(relationships)) {}

  Adjacent of(std::uint32_t node) const {
    if (const Lists* lists = find(node)) return {lists->nodes, lists->relationships};
    return of_base(node);
  }
  Adjacent of(std::uint32_t node, std::uint32_t type, const Ends&) const;

  void create_node() { written_.emplace_back(); }
  void forget_last_node() { written_.pop_back(); }
  void insert(std::uint32_t node, std::uint32_t neighbour, std::uint32_t relationship, const Ends&);
  void erase(std::uint32_t node, std::uint32_t neighbour, std::uint32_t relationship, const Ends&);

  const Array<std::uint32_t>& offsets() const { return offsets_; }
  const Array<std::uint32_t>& nodes() const { return nodes_; }
  const Array<std::uint32_t>& relationships() const { return relationships_; }
  std::size_t bytes() const;

 private:
  /// In the order of type, neighbour, relationship.
  struct Lists {
    std::vector<std::uint32_t> nodes, relationships;
  };

  std::uint32_t base() const { return offsets_.empty() ? 0 : static_cast<std::uint32_t>(offsets_.size()) - 1; }
  Adjacent of_base(std::uint32_t node) const {
    const std::size_t first = offsets_[node], count = offsets_[node + 1] - first;
    return {nodes_.view().subspan(first, count), relationships_.view().subspan(first, count)};
  }
  const Lists* find(std::uint32_t node) const {
    if (node >= base()) return &written_[node - base()];
    if (changed_.empty()) return nullptr;
    const auto found = changed_.find(node);
    return found == changed_.end() ? nullptr : &found->second;
  }
  Lists& own(std::uint32_t node);

  Array<std::uint32_t> offsets_;  ///< by node of the base, one more
  Array<std::uint32_t> nodes_, relationships_;
  std::vector<Lists> written_;                        ///< of nodes after the base
  std::unordered_map<std::uint32_t, Lists> changed_;  ///< of nodes of the base
};

}  // namespace whom::property

#endif
