// How entities hang together: shortest ways from one to another through shared statements.
#ifndef WHOM_GRAPH_PATHS_HPP
#define WHOM_GRAPH_PATHS_HPP

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::graph {

/// nodes.size() == steps.size() + 1; both neighbours of a step take part in its statement, in any place.
struct EntityPath {
  std::vector<EntityIndex> nodes;
  std::vector<StatementIndex> steps;
  auto operator<=>(const EntityPath&) const = default;
};

/// The shortest paths from any of `from` to any of `to`, through statements that `filter` accepts: at most `limit`, in
/// the order of their first node, then step by step of statement and next node. One path without steps for each entity
/// that is on both sides. A filter that is empty accepts everything.
std::vector<EntityPath> all_shortest_paths(const KnowledgeGraph&, std::span<const EntityIndex> from,
                                           std::span<const EntityIndex> to,
                                           const std::function<bool(StatementIndex)>& filter, std::size_t limit);

}  // namespace whom::graph

#endif
