// Expressions that hold patterns or queries get the row they stand in as a table of one row and start from there.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "tests/query/engine/naive/evaluator.hpp"

namespace whom::test {
namespace {

namespace ast = cypher::ast;
using engine::ExpressionPtr;
using engine::Scope;
using property::Value;

class Subquery : public engine::Expression {
 public:
  Subquery(ast::Expression tree, Scope scope) : tree_(std::move(tree)), scope_(std::move(scope)) {}

  Value evaluate(const engine::Row& row) const override {
    const Table outer = outer_row(row);
    switch (tree_.kind) {
      case ast::Expression::Kind::PatternComprehension:
        return comprehension(row.context, outer);
      case ast::Expression::Kind::CountSubquery:
        return Value(static_cast<std::int64_t>(matches(row.context, outer).rows.size()));
      default:
        return Value(!matches(row.context, outer).rows.empty());
    }
  }

 private:
  Table outer_row(const engine::Row& row) const {
    Table table{{}, {{}}};
    for (const auto& [name, place] : scope_.variables) {
      table.columns.push_back(name);
      table.rows[0].push_back(place.local ? row.locals[place.index] : row.batch.columns[place.index].at(row.index));
    }
    return table;
  }

  std::vector<ast::Expression> where() const {
    return tree_.with_where ? std::vector<ast::Expression>{tree_.operands[0]} : std::vector<ast::Expression>{};
  }

  Table matches(const engine::Context& context, const Table& outer) const {
    if (!tree_.query.empty()) return test::evaluate(context, tree_.query[0], outer);
    return match(context, tree_.pattern[0], where(), outer.columns, outer.rows[0]);
  }

  Value comprehension(const engine::Context& context, const Table& outer) const {
    const Table found = matches(context, outer);
    RowExpression projection(context, tree_.operands.back(), found.columns);
    property::List list;
    for (const ValueRow& row : found.rows) list.push_back(projection(row));
    return Value(std::move(list));
  }

  ast::Expression tree_;
  Scope scope_;
};

Scope scope_of(const std::vector<std::string>& columns) {
  Scope scope;
  for (const std::string& name : columns) scope.variables.push_back({name, {false, scope.variables.size(), {}}});
  return scope;
}

}  // namespace

RowExpression::RowExpression(const engine::Context& context, const ast::Expression& tree,
                             const std::vector<std::string>& columns)
    : context_(context),
      expression_(engine::compile(tree, scope_of(columns),
                                  [](const ast::Expression& inner, const Scope& scope) -> ExpressionPtr {
                                    return std::make_unique<Subquery>(inner, scope);
                                  })),
      batch_{1, std::vector<engine::Vector>(columns.size()), {}} {}

Value RowExpression::operator()(const ValueRow& row) {
  for (std::size_t i = 0; i < row.size(); ++i) batch_.columns[i].values.assign(1, row[i]);
  std::vector<Value> locals;
  return expression_->evaluate(engine::Row{context_, batch_, 0, locals});
}

bool same_row(const ValueRow& a, const ValueRow& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), property::equivalent);
}

void keep_distinct(std::vector<ValueRow>& rows, std::size_t from) {
  const auto tail = [&](const ValueRow& row) {
    return ValueRow(row.begin() + static_cast<std::ptrdiff_t>(from), row.end());
  };
  std::vector<ValueRow> kept;
  for (ValueRow& row : rows)
    if (std::none_of(kept.begin(), kept.end(), [&](const ValueRow& other) { return same_row(tail(other), tail(row)); }))
      kept.push_back(std::move(row));
  rows = std::move(kept);
}

void check_size(std::size_t rows) {
  if (rows > 10000) throw std::length_error("too many rows");
}

std::size_t column_of(const std::vector<std::string>& columns, const std::string& name) {
  const auto found = std::find(columns.rbegin(), columns.rend(), name);
  return static_cast<std::size_t>(columns.rend() - found) - 1;  // of no column: the greatest number there is
}

}  // namespace whom::test
