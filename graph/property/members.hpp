// An ascending list of numbers that is read much more often than it is changed.
#ifndef WHOM_GRAPH_PROPERTY_MEMBERS_HPP
#define WHOM_GRAPH_PROPERTY_MEMBERS_HPP

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "graph/array.hpp"

namespace whom::property {

using graph::Array;

/// What is taken out stays in the list, marked, until the list is read; so a loop that takes out all of them is linear.
class Members {
 public:
  Members() = default;
  explicit Members(Array<std::uint32_t> ascending) : numbers_(std::move(ascending)) {}

  std::size_t size() const { return numbers_.size() - taken_.size(); }
  std::size_t bytes() const { return numbers_.bytes(); }

  std::span<const std::uint32_t> view() const {
    const std::lock_guard lock(mutex_);
    drop_taken();
    return numbers_.view();
  }

  void add(std::uint32_t number) {
    if (!taken_.empty() && taken_.back() == number) return taken_.pop_back();
    drop_taken();
    if (numbers_.empty() || numbers_[numbers_.size() - 1] < number) return numbers_.push_back(number);
    numbers_.insert(std::lower_bound(numbers_.begin(), numbers_.end(), number) - numbers_.begin(), number);
  }

  void take(std::uint32_t number) {
    if (taken_.empty() && numbers_[numbers_.size() - 1] == number) return numbers_.pop_back();
    taken_.push_back(number);
  }

 private:
  void drop_taken() const {
    if (taken_.empty()) return;
    std::sort(taken_.begin(), taken_.end());
    std::vector<std::uint32_t> left;
    left.reserve(size());
    std::set_difference(numbers_.begin(), numbers_.end(), taken_.begin(), taken_.end(), std::back_inserter(left));
    numbers_ = Array(std::move(left));
    taken_.clear();
  }

  mutable std::mutex mutex_;
  mutable Array<std::uint32_t> numbers_;
  mutable std::vector<std::uint32_t> taken_;  ///< those of numbers_ that are no longer members
};

}  // namespace whom::property

#endif
