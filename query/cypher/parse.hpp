// Text to tree and back.
#ifndef WHOM_QUERY_CYPHER_PARSE_HPP
#define WHOM_QUERY_CYPHER_PARSE_HPP

#include <string>
#include <string_view>

#include "query/cypher/ast.hpp"
#include "query/cypher/error.hpp"

namespace whom::cypher {

/// Throws Error (SyntaxError, at compile time): UnexpectedSyntax, InvalidRelationshipPattern,
/// InvalidNumberLiteral, IntegerOverflow, FloatingPointOverflow, InvalidUnicodeLiteral, InvalidUnicodeCharacter,
/// NestingTooDeep, ... with what was expected.
ast::Query parse(std::string_view text);

/// An expression alone, to its end.
ast::Expression parse_expression(std::string_view text);

/// Text that parses to an equal tree, in the shortest usual spelling.
std::string print(const ast::Query&);
std::string print(const ast::Expression&);
std::string print(const ast::Pattern&);

}  // namespace whom::cypher

#endif
