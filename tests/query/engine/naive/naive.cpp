#include "tests/query/engine/naive/naive.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "query/cypher/parse.hpp"
#include "tests/query/engine/naive/evaluator.hpp"

namespace whom::test {
namespace {

namespace ast = cypher::ast;
using engine::Context;
using property::Value;

/// Every row of the table replaced by the rows that `rows_of` makes of it.
template <typename RowsOf>
Table each(const Table& table, std::vector<std::string> columns, const RowsOf& rows_of) {
  Table result{std::move(columns), {}};
  for (const ValueRow& row : table.rows) {
    for (ValueRow& made : rows_of(row)) result.rows.push_back(std::move(made));
    check_size(result.rows.size());
  }
  return result;
}

struct Step {
  const Context& context;
  const Table& table;

  Table operator()(const ast::Match& clause) const {
    const std::vector<std::string> columns = columns_with(table.columns, clause.pattern);
    return each(table, columns, [&](const ValueRow& row) {
      Table found = match(context, clause.pattern, clause.where, table.columns, row);
      if (!found.rows.empty() || !clause.optional) return std::move(found.rows);
      ValueRow without = row;
      without.resize(columns.size());
      return std::vector<ValueRow>{without};
    });
  }

  Table operator()(const ast::Unwind& clause) const {
    std::vector<std::string> columns = table.columns;
    columns.push_back(clause.variable);
    RowExpression expression(context, clause.list, table.columns);
    return each(table, columns, [&](const ValueRow& row) {
      const Value value = expression(row);
      std::vector<ValueRow> rows;
      const auto add = [&](const Value& element) {
        rows.push_back(row);
        rows.back().push_back(element);
      };
      if (value.is(property::Kind::List)) {
        for (const Value& element : value.list()) add(element);
      } else if (!value.is_null()) {
        add(value);
      }
      return rows;
    });
  }

  Table operator()(const ast::Projection& clause) const { return project(context, clause, table); }

  template <typename Writing>
  Table operator()(const Writing&) const {
    throw std::logic_error("the naive evaluator only reads");
  }
};

Table part(const Context& context, const ast::SingleQuery& query, Table table) {
  for (const ast::Clause& clause : query.clauses) table = std::visit(Step{context, table}, clause);
  return table;
}

}  // namespace

Table evaluate(const Context& context, const ast::Query& query, const Table& start) {
  Table result = part(context, query.parts[0], start);
  for (std::size_t i = 1; i < query.parts.size(); ++i) {
    Table more = part(context, query.parts[i], start);
    for (ValueRow& row : more.rows) {
      ValueRow ordered;
      for (const std::string& name : result.columns) ordered.push_back(row[column_of(more.columns, name)]);
      result.rows.push_back(std::move(ordered));
    }
    if (!query.all[i - 1]) keep_distinct(result.rows);
  }
  return result;
}

Table naive_answer(std::string_view query, const property::Graph& graph, const engine::Parameters& parameters) {
  const Context context{graph, parameters, {}};
  return evaluate(context, cypher::parse(query), {{}, {{}}});
}

}  // namespace whom::test
