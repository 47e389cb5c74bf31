// The relationships at a node that a pattern may take.
#ifndef WHOM_QUERY_ENGINE_ADJACENCY_HPP
#define WHOM_QUERY_ENGINE_ADJACENCY_HPP

#include <span>
#include <string>
#include <vector>

#include "graph/property/graph.hpp"
#include "query/cypher/ast.hpp"
#include "query/engine/batch.hpp"

namespace whom::engine {

using Direction = cypher::ast::RelationshipPattern::Direction;

/// The other way round.
Direction reversed(Direction);

/// The ends of relationships, as a rule without a call.
class Ends {
 public:
  explicit Ends(const property::Graph& graph) : graph_(graph), sources_(graph.sources()), targets_(graph.targets()) {}
  std::uint32_t source(std::uint32_t relationship) const {
    return relationship < sources_.size() ? sources_[relationship] : graph_.source({relationship}).index;
  }
  std::uint32_t target(std::uint32_t relationship) const {
    return relationship < targets_.size() ? targets_[relationship] : graph_.target({relationship}).index;
  }

 private:
  const property::Graph& graph_;
  std::span<const std::uint32_t> sources_, targets_;
};

/// One list of neighbours. Within a list of one type they are sorted.
struct Segment {
  property::Adjacent adjacent;
  bool sorted = false;
  bool without_loops = false;  ///< a loop was seen in another list already
  bool ascending = false;      ///< the relationships are

  /// Where a relationship stands; the size where it does not.
  std::size_t place_of(std::uint32_t relationship) const;
};

/// Lists the relationships of some types, seen from a node.
class Adjacency {
 public:
  Adjacency(const property::Graph&, Direction, const std::vector<std::string>& types);

  /// The lists at a node; several where several types or both directions may be taken.
  void at(std::uint32_t node, std::vector<Segment>&) const;

  /// Whether counting the relationships at a node takes no more than the offsets; then adds them to counts[i] for
  /// nodes[i], nothing for null.
  bool countable() const { return counted_; }
  void count(std::span<const std::uint32_t> nodes, std::uint64_t* counts) const;

 private:
  void add(std::uint32_t node, bool outgoing, bool without_loops, std::vector<Segment>&) const;

  const property::Graph& graph_;
  Direction direction_;
  bool any_;
  bool counted_;
  std::span<const std::uint32_t> outgoing_, incoming_;  ///< offsets; empty where they cannot be used
  std::vector<property::Type> types_;
};

}  // namespace whom::engine

#endif
