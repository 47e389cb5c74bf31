// Shortest paths between two known nodes.
#ifndef WHOM_QUERY_ENGINE_SHORTEST_HPP
#define WHOM_QUERY_ENGINE_SHORTEST_HPP

#include "query/engine/expand.hpp"
#include "query/engine/neighbours.hpp"

namespace whom::engine {

/// Which of the trails between two nodes are taken.
struct Selection {
  enum class Of : std::uint8_t {
    One,     ///< a shortest one
    All,     ///< all shortest ones
    K,       ///< k trails, none longer than one left out
    Groups,  ///< all trails of the k least lengths
  } of = Of::One;
  std::uint64_t k = 1;  ///< 1 unless K or Groups

  /// Whether k counts lengths, not trails.
  bool by_length() const { return of == Of::All || of == Of::Groups; }
};

/// Extends each row by the relationships of the selected trails from `from` to `to`.
class ShortestPaths : public Operator {
 public:
  ShortestPaths(OperatorPtr input, Hop hop, Walk walk, Selection selection);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override { return {hop.relationship}; }

  Hop hop;
  Walk walk;
  Selection selection;
};

}  // namespace whom::engine

#endif
