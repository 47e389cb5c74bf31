// Patterns to steps, the most selective first.
#ifndef WHOM_QUERY_ENGINE_MATCH_HPP
#define WHOM_QUERY_ENGINE_MATCH_HPP

#include "query/engine/planning.hpp"

namespace whom::engine {

/// Steps that extend the rows of the input by all matches of the pattern that fit the conditions. Names known so far
/// are bound; those of the pattern are added. `counted`: rows are only counted afterwards, and these names read.
OperatorPtr plan_match(Planning&, OperatorPtr input, const ast::Pattern&,
                       const std::vector<const ast::Expression*>& conditions, Names&,
                       const std::vector<std::string>* counted = nullptr);

}  // namespace whom::engine

#endif
