// A set of nodes that is probed far more often than it is filled.
#ifndef WHOM_QUERY_ENGINE_NODE_SET_HPP
#define WHOM_QUERY_ENGINE_NODE_SET_HPP

#include <cstdint>
#include <vector>

namespace whom::engine {

/// A bit a node, so that a graph of a hundred thousand stays in the first cache; emptied in time of its members.
class NodeSet {
 public:
  explicit NodeSet(std::size_t bound) : bits_(bound / 64 + 1) {}

  bool contains(std::uint32_t node) const { return (bits_[node / 64] >> node % 64 & 1) != 0; }

  /// False when it was there.
  bool insert(std::uint32_t node) {
    const std::uint64_t bit = std::uint64_t{1} << node % 64;
    if ((bits_[node / 64] & bit) != 0) return false;
    bits_[node / 64] |= bit;
    members_.push_back(node);
    return true;
  }

  void clear() {
    for (const std::uint32_t node : members_) bits_[node / 64] = 0;
    members_.clear();
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> members_;
};

}  // namespace whom::engine

#endif
