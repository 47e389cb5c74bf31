// The parts of the naive evaluator: expressions over a row, patterns, projections, clauses.
#ifndef WHOM_TESTS_QUERY_ENGINE_NAIVE_EVALUATOR_HPP
#define WHOM_TESTS_QUERY_ENGINE_NAIVE_EVALUATOR_HPP

#include <string>
#include <vector>

#include "query/cypher/ast.hpp"
#include "query/engine/expression.hpp"
#include "tests/query/engine/naive/naive.hpp"

namespace whom::test {

using ValueRow = std::vector<property::Value>;

/// An expression made ready for rows with these columns.
class RowExpression {
 public:
  RowExpression(const engine::Context&, const cypher::ast::Expression&, const std::vector<std::string>& columns);
  property::Value operator()(const ValueRow&);

 private:
  const engine::Context& context_;
  engine::ExpressionPtr expression_;
  engine::Batch batch_;  ///< of one row
};

bool same_row(const ValueRow&, const ValueRow&);  ///< equivalent, value by value

/// Of rows that are the same from that column on, the first one.
void keep_distinct(std::vector<ValueRow>&, std::size_t from = 0);

/// Throws std::length_error when a table has become too large for a plain evaluator.
void check_size(std::size_t rows);

/// Index of a column, the last of its name.
std::size_t column_of(const std::vector<std::string>& columns, const std::string& name);

/// The columns and, after them, the variables that only the pattern has.
std::vector<std::string> columns_with(std::vector<std::string> columns, const cypher::ast::Pattern&);

/// The row with every way to match the pattern.
Table match(const engine::Context&, const cypher::ast::Pattern&, const std::vector<cypher::ast::Expression>& where,
            const std::vector<std::string>& columns, const ValueRow& row);

Table project(const engine::Context&, const cypher::ast::Projection&, const Table&);

/// The clauses over the table.
Table evaluate(const engine::Context&, const cypher::ast::Query&, const Table& start);

}  // namespace whom::test

#endif
