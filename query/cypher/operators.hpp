// The operators of expressions and how tightly they bind.
#ifndef WHOM_QUERY_CYPHER_OPERATORS_HPP
#define WHOM_QUERY_CYPHER_OPERATORS_HPP

#include <cstdint>
#include <string_view>

#include "query/cypher/ast.hpp"
#include "query/cypher/token.hpp"

namespace whom::cypher {

/// From the loosest to the tightest. Operators of one level group from the left; comparisons form chains. Labels are
/// those of `n:A`, which no `.key` may follow.
enum class Level : std::uint8_t { Or, Xor, And, Not, Comparison, Predicate, Sum, Product, Power, Sign, Labels, Atom };

struct Operator {
  enum class Form : std::uint8_t { Prefix, Infix, Postfix } form;
  Level level;
  ast::Expression::Kind kind;
  std::string_view spelling;
  Symbol first, second = Symbol::End, third = Symbol::End;  ///< End: none
};

/// The operator of some form that begins here; null when there is none. The tokens must end with an End.
const Operator* find_operator(Operator::Form, const Token* first);

/// Null for what is no operator.
const Operator* find_operator(ast::Expression::Kind);

/// In tokens.
inline std::size_t length(const Operator& op) { return op.third != Symbol::End ? 3 : op.second != Symbol::End ? 2 : 1; }

}  // namespace whom::cypher

#endif
