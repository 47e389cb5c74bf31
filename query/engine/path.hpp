// Paths out of the columns of a match.
#ifndef WHOM_QUERY_ENGINE_PATH_HPP
#define WHOM_QUERY_ENGINE_PATH_HPP

#include <vector>

#include "query/engine/compiled.hpp"

namespace whom::engine {

/// The path from a node along relationships and lists of them; null where the node or one of them is.
Compiled path_of(Slot first, const std::vector<Slot>& relationships);

/// Relationships as a list, first to last or the other way round.
property::Value list_of(const std::vector<std::uint32_t>& relationships, bool reversed = false);

}  // namespace whom::engine

#endif
