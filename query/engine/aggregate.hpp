// Grouping and aggregation.
#ifndef WHOM_QUERY_ENGINE_AGGREGATE_HPP
#define WHOM_QUERY_ENGINE_AGGREGATE_HPP

#include "query/engine/compiled.hpp"

namespace whom::engine {

/// One row for each combination of the keys' values (without keys: one row), with the aggregates of its rows.
class Aggregation : public Operator {
 public:
  using Operator::Operator;
  struct Key {
    Slot slot;
    Compiled value;
    std::string name;
    std::optional<Slot> variable;  ///< the value is that of this column
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
  /// No two rows have the same key, which is one variable, and rows are only counted: each is a group of its own.
  bool unique_rows = false;
};

}  // namespace whom::engine

#endif
