// Steps that keep, drop, compute or join rows, whatever graph they came from.
#ifndef WHOM_QUERY_ENGINE_ROWS_HPP
#define WHOM_QUERY_ENGINE_ROWS_HPP

#include "query/engine/compiled.hpp"

namespace whom::engine {

/// Keeps the rows for which the condition is true.
class Filter : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Filter " + condition.text; }
  std::vector<Slot> reads() const override { return condition.reads; }

  Compiled condition;
};

/// Computes further columns.
class Extend : public Operator {
 public:
  struct Item {
    Slot slot;
    Compiled value;
    std::string name;
  };
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;

  std::vector<Item> items;
};

/// A row for each member of a list; none for null, one for any other value.
class Unwind : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Unwind " + list.text + " AS " + name; }
  std::vector<Slot> reads() const override { return list.reads; }
  std::vector<Slot> fills() const override { return {slot}; }

  Compiled list;
  Slot slot = 0;
  std::string name;
};

/// Drops the first rows, ends after some; counts that do not read rows.
class Slice : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override { return {}; }

  std::optional<Compiled> skip, limit;
};

/// The value of SKIP or LIMIT; raises an error when it is no whole number from 0.
std::uint64_t count_of(const Compiled&, const Execution&, std::string_view clause);

/// Each combination of the slots' values once, the first row that has it.
class Distinct : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Distinct"; }
  std::vector<Slot> reads() const override { return slots; }

  std::vector<Slot> slots;
};

/// Rows of several plans one after the other, their columns moved to common slots.
class Union : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Union"; }
  std::vector<Slot> reads() const override { return {}; }
  std::vector<Slot> reads_of_input(std::size_t part) const override { return from[part]; }
  std::vector<Slot> fills() const override { return to; }
  bool carries() const override { return false; }

  std::vector<std::vector<Slot>> from;  ///< by part
  std::vector<Slot> to;
};

/// OPTIONAL MATCH: the rows of the plan that is run for each row, or the row with nulls where there are none.
class Optional : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Optional"; }
  std::vector<Slot> reads() const override { return {}; }
  std::vector<Slot> fills() const override { return filled; }
  std::vector<Operator*> inner() const override { return {plan.get()}; }
  std::vector<Slot> reads_of_inner() const override { return {ordinal}; }

  OperatorPtr plan;
  std::size_t argument = 0;  ///< number of the plan's Argument
  Slot ordinal = 0;          ///< which that fills
  std::vector<Slot> filled;
};

}  // namespace whom::engine

#endif
