// The near word: "did you mean".
#ifndef WHOM_QUERY_NEAREST_HPP
#define WHOM_QUERY_NEAREST_HPP

#include "graph/nearest.hpp"

namespace whom::query {

using graph::edit_distance;
using graph::nearest;

}  // namespace whom::query

#endif
