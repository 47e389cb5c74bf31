// WITH and RETURN.
#ifndef WHOM_QUERY_ENGINE_PROJECTION_HPP
#define WHOM_QUERY_ENGINE_PROJECTION_HPP

#include "query/engine/planning.hpp"

namespace whom::engine {

/// Steps for a projection: what it computes, aggregates, sorts, cuts and filters. Afterwards `names` are its columns.
OperatorPtr plan_projection(Planning&, OperatorPtr input, const ast::Projection&, Names& names);

}  // namespace whom::engine

#endif
