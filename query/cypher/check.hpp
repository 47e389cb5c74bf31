// What a query must keep to before it is run: scopes, kinds of variables, aggregation, arguments.
#ifndef WHOM_QUERY_CYPHER_CHECK_HPP
#define WHOM_QUERY_CYPHER_CHECK_HPP

#include <functional>
#include <string_view>

#include "query/cypher/ast.hpp"
#include "query/cypher/error.hpp"

namespace whom::cypher {

/// What the checker asks of the functions it does not know itself.
struct FunctionSignature {
  bool known = false;
  bool aggregate = false;
  std::size_t least = 0, most = 0;  ///< arguments
};
using Functions = std::function<FunctionSignature(std::string_view name)>;

/// Throws the first Error of the compile phase: UndefinedVariable, VariableAlreadyBound, VariableTypeConflict,
/// InvalidAggregation, AmbiguousAggregationExpression, ColumnNameConflict, NoExpressionAlias, InvalidArgumentType,
/// NegativeIntegerArgument, NonConstantExpression, RequiresDirectedRelationship, NoSingleRelationshipType, ...
void check(const ast::Query&, const Functions&);

}  // namespace whom::cypher

#endif
