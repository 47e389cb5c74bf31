// Sets of nodes or relationships that are probed far more often than they grow.
#ifndef WHOM_QUERY_ENGINE_NODE_SET_HPP
#define WHOM_QUERY_ENGINE_NODE_SET_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace whom::engine {

/// A bit an element, so that a graph of a hundred thousand nodes stays in the first cache.
class Bits {
 public:
  explicit Bits(std::size_t bound) : words_(bound / 64 + 1) {}

  bool contains(std::uint32_t element) const { return (words_[element / 64] >> element % 64 & 1) != 0; }

  /// False when it was there. Without a branch, for whether it was is anyone's guess.
  bool insert(std::uint32_t element) {
    std::uint64_t& word = words_[element / 64];
    const bool is_new = (~word >> element % 64 & 1) != 0;
    word |= std::uint64_t{1} << element % 64;
    return is_new;
  }

  /// And some of its neighbours.
  void erase_around(std::uint32_t element) { words_[element / 64] = 0; }

 private:
  std::vector<std::uint64_t> words_;
};

/// Lists its members, too; emptied in time of their number.
class NodeSet {
 public:
  explicit NodeSet(std::size_t bound)
      : bits_(bound), members_(std::make_unique_for_overwrite<std::uint32_t[]>(bound + 1)) {}

  void insert(std::uint32_t node) { insert(std::span(&node, 1)); }
  void insert(std::span<const std::uint32_t> nodes) {
    std::size_t size = size_;
    for (const std::uint32_t node : nodes) {
      members_[size] = node;
      size += bits_.insert(node) ? 1 : 0;
    }
    size_ = size;
  }

  std::size_t size() const { return size_; }
  /// In the order in which they came.
  std::span<const std::uint32_t> members() const { return {members_.get(), size_}; }

  void clear() {
    for (const std::uint32_t node : members()) bits_.erase_around(node);
    size_ = 0;
  }

 private:
  Bits bits_;
  std::unique_ptr<std::uint32_t[]> members_;  ///< one more than there are nodes; room is taken as it is written to
  std::size_t size_ = 0;
};

}  // namespace whom::engine

#endif
