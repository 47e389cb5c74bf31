// The relationships at a node that a path may take, conditions applied.
#ifndef WHOM_QUERY_ENGINE_NEIGHBOURS_HPP
#define WHOM_QUERY_ENGINE_NEIGHBOURS_HPP

#include <string>
#include <utility>
#include <vector>

#include "query/engine/adjacency.hpp"
#include "query/engine/element_filter.hpp"
#include "query/engine/node_set.hpp"

namespace whom::engine {

/// How a relationship pattern of variable length goes from node to node.
struct Walk {
  Direction direction = Direction::Either;
  std::vector<std::string> types;
  ElementFilter each;                                      ///< of every relationship
  std::vector<std::pair<std::string, Compiled>> equal_to;  ///< properties of every relationship that depend on the row
  std::uint64_t least = 1, most = static_cast<std::uint64_t>(-1);
};

struct Neighbour {
  std::uint32_t relationship, node;
  bool operator==(const Neighbour&) const = default;
};

class Neighbours {
 public:
  Neighbours(const Walk& walk, Direction direction, const Execution& execution)
      : walk_(walk),
        execution_(execution),
        adjacency_(execution.graph, direction, walk.types),
        each_(walk.each, execution, Vector::Form::Relationships) {}

  /// For the properties that depend on the row.
  void start(const Batch&, std::size_t row);

  void at(std::uint32_t node, std::vector<Neighbour>& neighbours);

  /// Adds the neighbours of a node to a set; a loop makes it one of them.
  void insert_into(NodeSet&, std::uint32_t node);

  /// Calls visit(relationship, node) for each; what it calls must not ask this object for more.
  template <typename Visit>
  void for_each(std::uint32_t node, Visit visit) {
    if (has_conditions()) {
      at(node, listed_);
      for (const Neighbour& neighbour : listed_) visit(neighbour.relationship, neighbour.node);
      return;
    }
    adjacency_.at(node, segments_);
    for (const Segment& segment : segments_)
      for (std::size_t i = 0; i < segment.adjacent.size(); ++i)
        if (!segment.without_loops || segment.adjacent.nodes[i] != node)
          visit(segment.adjacent.relationships[i], segment.adjacent.nodes[i]);
  }

 private:
  bool has_conditions() const { return !each_.empty() || !wanted_.empty(); }
  bool has_wanted_properties(std::uint32_t relationship) const;

  const Walk& walk_;
  const Execution& execution_;
  Adjacency adjacency_;
  BoundFilter each_;
  std::vector<std::pair<std::optional<property::Key>, property::Value>> wanted_;
  std::vector<Segment> segments_;
  std::vector<Neighbour> listed_;
  std::vector<std::uint8_t> keep_;
};

std::vector<Slot> reads_of(const Walk&);
std::string describe(const Walk&);

}  // namespace whom::engine

#endif
