// Steps along a relationship pattern of variable length.
#ifndef WHOM_QUERY_ENGINE_VARIABLE_LENGTH_HPP
#define WHOM_QUERY_ENGINE_VARIABLE_LENGTH_HPP

#include "query/engine/expand.hpp"
#include "query/engine/neighbours.hpp"

namespace whom::engine {

/// Extends each row by every trail (no relationship twice) from `from`: its relationships as a list, and its end.
class VariableExpand : public Operator {
 public:
  VariableExpand(OperatorPtr input, Hop hop, Walk walk, bool to_known);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;

  Hop hop;
  Walk walk;
  bool to_known;
  /// Whoever reads the rows does not mind how often one comes, nor looks at the trail: each end once a row.
  bool distinct_ends = false;
};

}  // namespace whom::engine

#endif
