// Patterns and queries inside expressions: pattern predicates, EXISTS, COUNT and pattern comprehensions.
#ifndef WHOM_QUERY_ENGINE_SUBQUERY_HPP
#define WHOM_QUERY_ENGINE_SUBQUERY_HPP

#include "query/engine/expression.hpp"

namespace whom::engine {

class Planning;

/// An expression that runs a plan of its own for each row it is evaluated for.
ExpressionPtr compile_subquery(const cypher::ast::Expression&, const Scope&, Planning&);

}  // namespace whom::engine

#endif
