// WITH and RETURN. Calls of aggregates become columns of their own, computed group by group, so that what is left of
// the expressions can be evaluated over one row of each group.
#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "tests/query/engine/naive/evaluator.hpp"

namespace whom::test {
namespace {

namespace ast = cypher::ast;
using engine::Context;
using property::Value;

bool is_aggregate(const ast::Expression& tree) {
  return tree.kind == ast::Expression::Kind::CountStar ||
         (tree.kind == ast::Expression::Kind::Function && engine::is_aggregate(tree.text));
}

/// Puts variables in the place of aggregates, and those into `calls`.
ast::Expression extract(ast::Expression tree, std::vector<ast::Expression>& calls) {
  if (!is_aggregate(tree)) {
    for (ast::Expression& operand : tree.operands) operand = extract(std::move(operand), calls);
    return tree;
  }
  ast::Expression variable;
  variable.kind = ast::Expression::Kind::Variable;
  variable.text = "aggregate " + std::to_string(calls.size());
  calls.push_back(std::move(tree));
  return variable;
}

struct Item {
  std::string name;
  ast::Expression tree;
  bool groups = true;  ///< it holds no aggregate
};

struct Group {
  ValueRow key;
  std::vector<ValueRow> rows;
};

class Projector {
 public:
  Projector(const Context& context, const ast::Projection& projection, const Table& table)
      : context_(context), projection_(projection), table_(table) {
    if (projection.star)
      for (const std::string& name : table.columns) items_.push_back({name, variable(name)});
    for (const ast::ProjectionItem& item : projection.items) add(item);
    for (const ast::SortItem& item : projection.order) order_.push_back(extract(item.expression, calls_));
  }

  Table run() const {
    const Table source = calls_.empty() ? table_ : aggregated();
    Table result = projected(source);
    if (projection_.distinct) keep_distinct(result.rows, source.columns.size());
    sort(result);
    cut(result.rows);
    filter(result);
    drop_source(result, source.columns.size());
    return result;
  }

 private:
  static ast::Expression variable(const std::string& name) {
    ast::Expression tree;
    tree.kind = ast::Expression::Kind::Variable;
    tree.text = name;
    return tree;
  }

  void add(const ast::ProjectionItem& item) {
    const std::size_t before = calls_.size();
    ast::Expression tree = extract(item.expression, calls_);
    items_.push_back({item.alias.empty() ? item.text : item.alias, std::move(tree), calls_.size() == before});
  }

  std::vector<RowExpression> compiled(const std::vector<std::string>& columns, bool only_groups) const {
    std::vector<RowExpression> result;
    for (const Item& item : items_)
      if (item.groups || !only_groups) result.emplace_back(context_, item.tree, columns);
    return result;
  }

  static ValueRow values(std::vector<RowExpression>& expressions, const ValueRow& row) {
    ValueRow result;
    for (RowExpression& expression : expressions) result.push_back(expression(row));
    return result;
  }

  std::vector<Group> groups() const {
    std::vector<Group> result;
    auto keys = compiled(table_.columns, true);
    if (keys.empty()) result.push_back({});
    for (const ValueRow& row : table_.rows) {
      ValueRow key = values(keys, row);
      auto group = std::find_if(result.begin(), result.end(), [&](const Group& one) { return same_row(one.key, key); });
      if (group == result.end()) group = result.insert(group, {std::move(key), {}});
      group->rows.push_back(row);
    }
    return result;
  }

  Value aggregate(const ast::Expression& call, const Group& group) const {
    const bool star = call.kind == ast::Expression::Kind::CountStar;
    const ValueRow nulls(table_.columns.size());
    const ValueRow& first = group.rows.empty() ? nulls : group.rows[0];
    const Value parameter =
        call.operands.size() < 2 ? Value() : RowExpression(context_, call.operands[1], table_.columns)(first);
    const auto made = engine::make_aggregate(star ? "count" : call.text, call.distinct, parameter);
    std::vector<RowExpression> argument;
    if (!star) argument.emplace_back(context_, call.operands[0], table_.columns);
    for (const ValueRow& row : group.rows) made->add(star ? Value(true) : argument[0](row), 1);
    return made->result();
  }

  /// The first row of each group, with the values of the aggregates.
  Table aggregated() const {
    Table result{table_.columns, {}};
    for (std::size_t i = 0; i < calls_.size(); ++i) result.columns.push_back("aggregate " + std::to_string(i));
    for (const Group& group : groups()) {
      ValueRow row = group.rows.empty() ? ValueRow(table_.columns.size()) : group.rows[0];
      for (const ast::Expression& call : calls_) row.push_back(aggregate(call, group));
      result.rows.push_back(std::move(row));
    }
    return result;
  }

  /// Rows of the source with the items after them.
  Table projected(const Table& source) const {
    Table result = source;
    for (const Item& item : items_) result.columns.push_back(item.name);
    auto expressions = compiled(source.columns, false);
    for (ValueRow& row : result.rows)
      for (Value& value : values(expressions, ValueRow(row))) row.push_back(std::move(value));
    return result;
  }

  ValueRow items_of(const ValueRow& row) const {
    return {row.end() - static_cast<std::ptrdiff_t>(items_.size()), row.end()};
  }

  void sort(Table& table) const {
    std::vector<RowExpression> expressions;
    for (const ast::Expression& tree : order_) expressions.emplace_back(context_, tree, table.columns);
    std::vector<std::pair<ValueRow, ValueRow>> keyed;
    for (ValueRow& row : table.rows) {
      ValueRow key = values(expressions, row);
      keyed.emplace_back(std::move(key), std::move(row));
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [&](const auto& a, const auto& b) { return before(a.first, b.first); });
    std::transform(keyed.begin(), keyed.end(), table.rows.begin(), [](auto& pair) { return std::move(pair.second); });
  }

  bool before(const ValueRow& a, const ValueRow& b) const {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto order = property::order(a[i], b[i]);
      if (order != 0) return (order < 0) != projection_.order[i].descending;
    }
    return false;
  }

  std::size_t number(const std::vector<ast::Expression>& tree, std::size_t otherwise) const {
    return tree.empty() ? otherwise : static_cast<std::size_t>(RowExpression(context_, tree[0], {})({}).integer());
  }

  void cut(std::vector<ValueRow>& rows) const {
    const std::size_t skip = std::min(number(projection_.skip, 0), rows.size());
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(skip));
    rows.resize(std::min(number(projection_.limit, rows.size()), rows.size()));
  }

  void filter(Table& table) const {
    if (projection_.where.empty()) return;
    RowExpression condition(context_, projection_.where[0], table.columns);
    std::erase_if(table.rows, [&](const ValueRow& row) { return !engine::is_true(condition(row)); });
  }

  void drop_source(Table& table, std::size_t columns) const {
    table.columns.erase(table.columns.begin(), table.columns.begin() + static_cast<std::ptrdiff_t>(columns));
    for (ValueRow& row : table.rows) row = items_of(row);
  }

  const Context& context_;
  const ast::Projection& projection_;
  const Table& table_;
  std::vector<Item> items_;
  std::vector<ast::Expression> order_, calls_;
};

}  // namespace

Table project(const Context& context, const ast::Projection& projection, const Table& table) {
  return Projector(context, projection, table).run();
}

}  // namespace whom::test
