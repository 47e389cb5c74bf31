// Disjoint sets over 0..n-1. Internal to graph.
#ifndef WHOM_GRAPH_UNION_FIND_HPP
#define WHOM_GRAPH_UNION_FIND_HPP

#include <algorithm>
#include <cstdint>
#include <vector>

namespace whom::graph {

class UnionFind {
 public:
  std::uint32_t add() {
    parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
    return parent_.back();
  }

  std::uint32_t find(std::uint32_t element) {
    while (parent_[element] != element) element = parent_[element] = parent_[parent_[element]];
    return element;
  }

  /// The smallest element becomes the representative, so that the order of unions does not show.
  void unite(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t left = find(a), right = find(b);
    parent_[std::max(left, right)] = std::min(left, right);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace whom::graph

#endif
