// Conditions that the columns of properties can test by themselves.
#ifndef WHOM_QUERY_ENGINE_COLUMN_TEST_HPP
#define WHOM_QUERY_ENGINE_COLUMN_TEST_HPP

#include <optional>
#include <string>
#include <vector>

#include "graph/property/column.hpp"
#include "query/cypher/ast.hpp"

namespace whom::engine {

/// `variable.key comparison constant`. Points into the tree that it was found in.
struct ColumnTest {
  std::string variable, key;
  std::optional<property::Comparison> comparison;  ///< nothing: STARTS WITH
  const cypher::ast::Expression* constant = nullptr;
};

/// The tests that together are true where the condition is, in whichever order its sides are written; a chain gives
/// several. Empty when it is no such condition.
std::vector<ColumnTest> column_tests(const cypher::ast::Expression& condition);

/// Whether it has the same value in all rows of a run: made of literals, parameters, and functions that do not vary.
bool is_row_independent(const cypher::ast::Expression&);

}  // namespace whom::engine

#endif
