// Shortest ones among the paths that a plan finds.
#ifndef WHOM_QUERY_ENGINE_SELECT_PATHS_HPP
#define WHOM_QUERY_ENGINE_SELECT_PATHS_HPP

#include "query/engine/shortest.hpp"

namespace whom::engine {

/// Extends each row by paths that the plan finds for it: of those between the same two nodes, the selected ones.
/// Afterwards, paths with a relationship that must be another are dropped.
class SelectPaths : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "SelectPaths " + pattern; }
  std::vector<Slot> reads() const override { return {}; }
  std::vector<Slot> fills() const override { return filled; }
  std::vector<Operator*> inner() const override { return {plan.get()}; }
  std::vector<Slot> reads_of_inner() const override;

  OperatorPtr plan;
  std::size_t argument = 0;         ///< number of the plan's Argument
  Slot ordinal = 0;                 ///< which that fills
  Slot from = 0, to = 0;            ///< ends of the path
  std::vector<Slot> relationships;  ///< and lists of them
  Selection selection;
  std::vector<Slot> different;  ///< relationships, and lists of them, that must not be on the path
  std::vector<Slot> filled;     ///< by the plan
  std::string pattern;          ///< for explanations
};

}  // namespace whom::engine

#endif
