#include "query/engine/subquery.hpp"

#include "query/engine/match.hpp"
#include "query/engine/planner.hpp"

namespace whom::engine {
namespace {

using Kind = ast::Expression::Kind;
using property::Value;

/// What is made of the rows of the plan.
enum class Outcome : std::uint8_t { Exists, Count, List };

struct Inner {
  OperatorPtr plan;
  std::size_t argument = 0;
  std::vector<std::pair<Place, Slot>> handed;  ///< variables of the row, and where the plan finds them
  Outcome outcome = Outcome::Exists;
  std::optional<Compiled> projection;  ///< of List
};

class Subquery : public engine::Expression {
 public:
  explicit Subquery(Inner inner) : inner_(std::move(inner)) {}

  Value evaluate(const Row& row) const override {
    Execution& execution = *row.context.execution;
    Batch argument = execution.make_batch(), found = execution.make_batch();
    hand_over(row, argument);
    execution.arguments[inner_.argument] = &argument;
    const CursorPtr cursor = execution.open(*inner_.plan);
    std::int64_t count = 0;
    property::List list;
    while (cursor->next(found)) {
      count += rows_of(found);
      if (inner_.outcome == Outcome::Exists && count > 0) break;
      if (inner_.projection) collect(execution, found, list);
    }
    if (inner_.outcome == Outcome::Exists) return Value(count > 0);
    return inner_.outcome == Outcome::Count ? Value(count) : Value(std::move(list));
  }

 private:
  void hand_over(const Row& row, Batch& argument) const {
    argument.size = 1;
    for (const auto& [place, slot] : inner_.handed) {
      Vector& column = argument.columns[slot];
      if (place.local)
        column.values.push_back(row.locals[place.index]);
      else if (column.form == Vector::Form::Values)
        column.values.push_back(row.batch.columns[place.index].values[row.index]);
      else
        column.elements.push_back(row.batch.columns[place.index].elements[row.index]);
    }
  }

  static std::int64_t rows_of(const Batch& batch) {
    std::int64_t rows = batch.multiplicities.empty() ? static_cast<std::int64_t>(batch.size) : 0;
    for (const std::uint64_t times : batch.multiplicities) rows += static_cast<std::int64_t>(times);
    return rows;
  }

  void collect(const Execution& execution, const Batch& found, property::List& list) const {
    std::vector<Value> values;
    inner_.projection->values(execution, found, values);
    list.insert(list.end(), std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()));
  }

  Inner inner_;
};

class SubqueryPlanner {
 public:
  SubqueryPlanner(const ast::Expression& expression, const Scope& scope, Planning& planning)
      : expression_(expression), planning_(planning) {
    inner_.argument = planning.new_argument();
    see(scope);
  }

  ExpressionPtr compile() {
    const auto start = [this] { return std::make_unique<Argument>(inner_.argument, std::nullopt); };
    std::vector<Slot> read;
    if (expression_.query.empty()) {
      inner_.plan = match(start());
    } else {
      std::vector<std::string> columns;
      inner_.plan = plan_query(planning_, start, expression_.query.front(), names_, read, columns);
    }
    choose_outcome(read);
    mark_live(*inner_.plan, read);
    simplify(*inner_.plan);
    return std::make_unique<Subquery>(std::move(inner_));
  }

 private:
  /// The variables it speaks of get slots of the plan; those of the batch keep theirs.
  void see(const Scope& scope) {
    std::vector<std::string> names;
    mentioned(expression_, names);
    for (const std::string& name : names) {
      const Place* place = names_.find(name) ? nullptr : scope.find(name);
      if (place == nullptr) continue;
      const Slot slot = place->local ? planning_.new_slot(Vector::Form::Values) : place->index;
      names_.set(name, slot);
      inner_.handed.emplace_back(*place, slot);
    }
  }

  OperatorPtr match(OperatorPtr input) {
    std::vector<const ast::Expression*> conditions;
    if (expression_.with_where) conditions.push_back(&expression_.operands.front());
    return plan_match(planning_, std::move(input), expression_.pattern.front(), conditions, names_);
  }

  void choose_outcome(std::vector<Slot>& read) {
    if (expression_.kind == Kind::CountSubquery) inner_.outcome = Outcome::Count;
    if (expression_.kind != Kind::PatternComprehension) return;
    inner_.outcome = Outcome::List;
    inner_.projection = planning_.compile(expression_.operands.back(), names_);
    read = inner_.projection->reads;
  }

  const ast::Expression& expression_;
  Planning& planning_;
  Names names_;
  Inner inner_;
};

}  // namespace

ExpressionPtr compile_subquery(const ast::Expression& expression, const Scope& scope, Planning& planning) {
  return SubqueryPlanner(expression, scope, planning).compile();
}

}  // namespace whom::engine
