// The step that closes cycles: a node by several relationships at once.
#ifndef WHOM_QUERY_ENGINE_INTERSECT_HPP
#define WHOM_QUERY_ENGINE_INTERSECT_HPP

#include "query/engine/expand.hpp"

namespace whom::engine {

/// Extends each row by every node that all hops reach (each has one type and one direction), and by every choice of the
/// relationships that lead there. A join of many lists at once (Ngo, Porat, Ré, Rudra: Worst-case optimal join
/// algorithms, PODS 2012), so that a triangle costs no more than the shortest list of its corners.
class Intersect : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;

  Slot node = 0;
  std::vector<Hop> hops;                       ///< `to` of each is the node; `different` as each has it
  std::vector<ElementFilter> on_relationship;  ///< by hop
  ElementFilter on_node;
  bool count_only = false;  ///< as of Expand; without conditions

  bool has_conditions() const;
};

}  // namespace whom::engine

#endif
