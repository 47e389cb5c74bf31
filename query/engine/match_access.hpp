// How nodes and relationships of a pattern can be found once some of it is known: what the order of steps is chosen by
// and the steps are made with.
#ifndef WHOM_QUERY_ENGINE_MATCH_ACCESS_HPP
#define WHOM_QUERY_ENGINE_MATCH_ACCESS_HPP

#include "query/engine/match_pattern.hpp"
#include "query/engine/scan.hpp"

namespace whom::engine {

/// How a condition finds nodes; All where it does not.
NodeSource::By source_by(const ElementCondition&);

/// Place of the condition by whose index the node is best found.
std::optional<std::size_t> seek_of(const MatchPattern&, const NodeVariable&, const SlotSet& known);

/// Place of the condition whose label the fewest nodes have.
std::optional<std::size_t> rarest_label(const MatchPattern&, const NodeVariable&, const property::Graph&);

/// Place of the condition by whose index the relationships are best found.
std::optional<std::size_t> index_of(const MatchPattern&, const Link&, const SlotSet& known);

/// Links that lead from known nodes to this one by sorted lists, which can be intersected.
std::vector<std::size_t> hops_to(const MatchPattern&, std::size_t node, const SlotSet& known);

/// Nodes that have the label; none where there is no such label.
std::size_t count_of_label(const property::Graph&, std::string_view label);

}  // namespace whom::engine

#endif
