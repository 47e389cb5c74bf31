// Items that hold an aggregate are taken apart: each aggregate becomes a hidden column of the aggregation, and what
// stands around it is computed from those and the grouping keys afterwards. Expressions of ORDER BY and WHERE that are
// spelled like an item are read from its column.
#include "query/engine/projection.hpp"

#include <algorithm>
#include <cctype>

#include "query/cypher/parse.hpp"
#include "query/engine/aggregate.hpp"
#include "query/engine/rows.hpp"
#include "query/engine/sort.hpp"

namespace whom::engine {
namespace {

using Kind = ast::Expression::Kind;

struct Column {
  std::string name;
  ast::Expression expression;
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool is_aggregate_call(const ast::Expression& expression) {
  return expression.kind == Kind::CountStar || (expression.kind == Kind::Function && is_aggregate(expression.text));
}

class ProjectionPlanner {
 public:
  ProjectionPlanner(Planning& planning, OperatorPtr input, const ast::Projection& projection, Names& names)
      : planning_(planning), plan_(std::move(input)), projection_(projection), names_(names), before_(names) {
    list_columns();
    for (const ast::SortItem& item : projection.order) order_.push_back({{}, item.expression});
    aggregates_ = std::any_of(columns_.begin(), columns_.end(), holds_aggregate) ||
                  std::any_of(order_.begin(), order_.end(), holds_aggregate);
  }

  OperatorPtr plan() {
    read_items_by_name();
    if (aggregates_)
      aggregate();
    else
      extend(columns_, before_, after_);
    if (projection_.distinct) distinct();
    // What is sorted or filtered may also speak of what was in scope before, unless rows were put together.
    visible_ = after_;
    if (!aggregates_ && !projection_.distinct)
      for (const auto& [name, slot] : before_.all())
        if (!visible_.find(name)) visible_.set(name, slot);
    sort();
    slice();
    for (const ast::Expression& condition : where_) filter(condition);
    names_ = after_;
    return std::move(plan_);
  }

 private:
  static bool holds_aggregate(const Column& column) { return has_aggregate(column.expression); }

  void list_columns() {
    if (projection_.star)
      for (const auto& [name, slot] : before_.all())
        if (name.front() != ' ') columns_.push_back({name, variable(name)});
    columns_.reserve(columns_.size() + projection_.items.size());
    for (const ast::ProjectionItem& item : projection_.items) {
      const bool plain = item.alias.empty() && item.expression.kind == Kind::Variable;
      columns_.push_back({!item.alias.empty() ? item.alias
                          : plain             ? item.expression.text
                                              : item.text,
                          item.expression});
    }
    where_ = projection_.where;
  }

  /// Replaces what is spelled like an item by the item's name.
  void read_items_by_name() {
    for (Column& key : order_) key.expression = by_name(key.expression);
    for (ast::Expression& condition : where_) condition = by_name(condition);
  }

  ast::Expression by_name(const ast::Expression& expression) const {
    for (const Column& column : columns_)
      if (column.expression == expression && expression.kind != Kind::Variable) return variable(column.name);
    // A variable that is projected under another name only is read by that.
    if (expression.kind == Kind::Variable && !has_column(expression.text))
      for (const Column& column : columns_)
        if (column.expression == expression) return variable(column.name);
    ast::Expression result = expression;
    for (ast::Expression& operand : result.operands) operand = by_name(operand);
    return result;
  }

  bool has_column(const std::string& name) const {
    return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
  }

  // --- Without aggregates ---

  /// Computes columns over `from` and names them in `to`; what is a variable already stays where it is.
  void extend(const std::vector<Column>& columns, const Names& from, Names& to) {
    auto step = std::make_unique<Extend>(nullptr);
    step->items.reserve(columns.size());
    for (const Column& column : columns) {
      const auto known = column.expression.kind == Kind::Variable ? from.find(column.expression.text) : std::nullopt;
      if (known) {
        to.set(column.name, *known);
        continue;
      }
      const Slot slot = planning_.new_slot(Vector::Form::Values);
      step->items.push_back({slot, planning_.compile(column.expression, from), column.name});
      to.set(column.name, slot);
    }
    if (step->items.empty()) return;
    push(std::move(step));
  }

  template <typename Step>
  void push(std::unique_ptr<Step> step) {
    step->estimate = plan_->estimate;
    step->inputs.push_back(std::move(plan_));
    plan_ = std::move(step);
  }

  // --- With aggregates ---

  void aggregate() {
    auto step = std::make_unique<Aggregation>(nullptr);
    for (const Column& column : columns_)
      if (!holds_aggregate(column)) add_key(column, *step);
    std::vector<Column> rest;
    for (const Column& column : columns_)
      if (holds_aggregate(column)) rest.push_back({column.name, apart(column.expression, *step)});
    for (Column& key : order_) key.expression = apart(key.expression, *step);
    step->estimate = step->keys.empty() ? 1 : std::max(1.0, plan_->estimate / 2);
    step->inputs.push_back(std::move(plan_));
    plan_ = std::move(step);
    Names computed = grouped_;
    extend(rest, grouped_, computed);
    for (const Column& column : columns_) after_.set(column.name, *computed.find(column.name));
    for (const auto& [name, slot] : grouped_.all())
      if (name.front() == ' ') after_.set(name, slot);
  }

  void add_key(const Column& column, Aggregation& step) {
    Aggregation::Key key;
    key.value = planning_.compile(column.expression, before_);
    key.name = column.name;
    if (column.expression.kind == Kind::Variable) key.variable = before_.find(column.expression.text);
    key.property = property_of_column(column.expression);
    key.slot = planning_.new_slot(key.variable ? planning_.forms[*key.variable] : Vector::Form::Values);
    grouped_.set(column.name, key.slot);
    keys_.push_back(column);
    step.keys.push_back(std::move(key));
  }

  std::optional<ColumnProperty> property_of_column(const ast::Expression& expression) const {
    if (expression.kind != Kind::Property || expression.operands.front().kind != Kind::Variable) return {};
    const auto owner = before_.find(expression.operands.front().text);
    if (!owner || planning_.forms[*owner] == Vector::Form::Values) return {};
    return ColumnProperty{*owner, expression.text};
  }

  /// The expression over the columns of the aggregation.
  ast::Expression apart(const ast::Expression& expression, Aggregation& step) {
    for (const Column& key : keys_)
      if (key.expression == expression) return variable(key.name);
    if (is_aggregate_call(expression)) return variable(aggregate_name(expression, step));
    ast::Expression result = expression;
    for (ast::Expression& operand : result.operands) operand = apart(operand, step);
    return result;
  }

  std::string aggregate_name(const ast::Expression& call, Aggregation& step) {
    for (const Column& known : calls_)
      if (known.expression == call) return known.name;
    const std::string name = planning_.new_name();
    calls_.push_back({name, call});
    step.items.push_back(aggregate_item(call));
    grouped_.set(name, step.items.back().slot);
    return name;
  }

  Aggregation::Item aggregate_item(const ast::Expression& call) {
    Aggregation::Item item;
    item.slot = planning_.new_slot(Vector::Form::Values);
    item.function = call.kind == Kind::CountStar ? "count" : lower(call.text);
    item.distinct = call.distinct;
    item.text = planning_.text_of(call);
    if (call.operands.empty()) return item;
    item.argument = planning_.compile(call.operands.front(), before_);
    if (call.operands.front().kind == Kind::Variable) item.variable = before_.find(call.operands.front().text);
    if (call.operands.size() > 1) item.parameter = planning_.compile(call.operands[1], before_);
    return item;
  }

  // --- Rows ---

  void distinct() {
    auto step = std::make_unique<Distinct>(nullptr);
    for (const Column& column : columns_) step->slots.push_back(*after_.find(column.name));
    push(std::move(step));
  }

  void sort() {
    if (order_.empty()) return;
    auto step = std::make_unique<Sort>(nullptr);
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const ast::Expression& key = order_[i].expression;
      step->keys.push_back({planning_.compile(key, visible_), projection_.order[i].descending, {}});
      if (key.kind == Kind::Variable) step->keys.back().variable = visible_.find(key.text);
    }
    if (!projection_.limit.empty())
      for (const auto* part : {&projection_.skip, &projection_.limit})
        for (const ast::Expression& count : *part) step->most.push_back(planning_.compile(count, Names()));
    push(std::move(step));
  }

  void slice() {
    if (projection_.skip.empty() && projection_.limit.empty()) return;
    auto step = std::make_unique<Slice>(nullptr);
    if (!projection_.skip.empty()) step->skip = planning_.compile(projection_.skip.front(), Names());
    if (!projection_.limit.empty()) step->limit = planning_.compile(projection_.limit.front(), Names());
    push(std::move(step));
  }

  void filter(const ast::Expression& condition) {
    auto step = std::make_unique<Filter>(nullptr);
    step->condition = planning_.compile(condition, visible_);
    push(std::move(step));
  }

  Planning& planning_;
  OperatorPtr plan_;
  const ast::Projection& projection_;
  Names& names_;
  const Names before_;
  Names grouped_, after_, visible_;
  std::vector<Column> columns_, order_, keys_, calls_;
  std::vector<ast::Expression> where_;
  bool aggregates_ = false;
};

}  // namespace

OperatorPtr plan_projection(Planning& planning, OperatorPtr input, const ast::Projection& projection, Names& names) {
  return ProjectionPlanner(planning, std::move(input), projection, names).plan();
}

}  // namespace whom::engine
