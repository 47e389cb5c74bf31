// ORDER BY, all of it or its first rows.
#ifndef WHOM_QUERY_ENGINE_SORT_HPP
#define WHOM_QUERY_ENGINE_SORT_HPP

#include "query/engine/compiled.hpp"

namespace whom::engine {

/// Rows in the order of their keys; equal ones stay in the order in which they come.
class Sort : public Operator {
 public:
  using Operator::Operator;
  struct Key {
    Compiled value;
    bool descending = false;
    std::optional<Slot> variable = {};  ///< the value is that of this column
  };
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;

  std::vector<Key> keys;
  std::vector<Compiled> most;  ///< their sum is how many rows are wanted; empty: all
};

}  // namespace whom::engine

#endif
