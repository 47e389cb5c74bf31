// Figures about the whole graph, by the algorithms of Boost.Graph.
#ifndef WHOM_GRAPH_MEASURES_HPP
#define WHOM_GRAPH_MEASURES_HPP

#include <cstddef>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::graph {

/// Number of groups of entities that no statement joins, where a statement joins all its participants, in any place.
/// An entity of no statement is a group by itself.
std::size_t count_components(const KnowledgeGraph&);

/// PageRank of each entity along the edges subject -> object and back (damping 0.85, 30 rounds); sums to 1 over
/// entities and literals that are subject or object.
std::vector<double> page_rank(const KnowledgeGraph&);

/// The `count` entities of highest PageRank, best first; of equals the one with the lower index.
std::vector<EntityIndex> most_central(const KnowledgeGraph&, std::size_t count);

}  // namespace whom::graph

#endif
