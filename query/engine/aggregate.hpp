// Grouping and aggregation.
#ifndef WHOM_QUERY_ENGINE_AGGREGATE_HPP
#define WHOM_QUERY_ENGINE_AGGREGATE_HPP

#include "query/engine/groups.hpp"

namespace whom::engine {

/// One row for each combination of the keys' values (without keys: one row), with the aggregates of its rows.
class Aggregation : public Operator {
 public:
  using Operator::Operator;
  struct Key {
    Slot slot;
    Compiled value;
    std::string name;
    std::optional<Slot> variable;            ///< the value is that of this column
    std::optional<ColumnProperty> property;  ///< the value is this
  };
  struct Item {
    Slot slot;
    std::string function;  ///< in lower case
    bool distinct = false;
    std::optional<Compiled> argument;   ///< none: count(*)
    std::optional<Compiled> parameter;  ///< second argument of the percentiles
    std::optional<Slot> variable;       ///< the argument is this column
    std::string text;
  };
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;
  bool carries() const override { return false; }

  /// How often a row comes makes no difference, nor do other columns than those it reads.
  bool ignores_duplicates() const;

  std::vector<Key> keys;
  std::vector<Item> items;
  /// No two rows have the same node in this column, which or whose property is the only key, and rows are only counted:
  /// each is a group of its own unless nodes share a value.
  std::optional<Slot> unique_node;
};

}  // namespace whom::engine

#endif
