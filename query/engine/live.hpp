// Elements that were deleted while a query runs are still in its rows.
#ifndef WHOM_QUERY_ENGINE_LIVE_HPP
#define WHOM_QUERY_ENGINE_LIVE_HPP

#include "graph/property/graph.hpp"

namespace whom::engine {

/// Raises EntityNotFound unless the node or relationship exists.
void require_live(const property::Graph&, property::Node);
void require_live(const property::Graph&, property::Relationship);

}  // namespace whom::engine

#endif
