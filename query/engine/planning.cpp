#include "query/engine/planning.hpp"

#include <algorithm>

#include "query/cypher/parse.hpp"
#include "query/cypher/walk.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/subquery.hpp"

namespace whom::engine {
namespace {

using Kind = ast::Expression::Kind;

class Mentions : public cypher::Visitor {
 public:
  explicit Mentions(std::vector<std::string>& names) : names_(names) {}
  void matched(const ast::PathPattern& path) override { add(path); }
  void written(const ast::PathPattern& path) override { add(path); }
  void statement(const ast::StatementPattern& statement) override { add(statement); }
  void expression(const ast::Expression& expression) override {
    if (expression.kind == Kind::Variable) names_.push_back(expression.text);
  }

 private:
  template <typename Pattern>
  void add(const Pattern& pattern) {
    const std::vector<std::string> names = cypher::names_in(pattern);
    names_.insert(names_.end(), names.begin(), names.end());
  }

  std::vector<std::string>& names_;
};

bool is_count_of(const ast::Expression& expression, const NeverNull& never_null) {
  return expression.kind == Kind::Function && !expression.distinct && expression.operands.size() == 1 &&
         expression.operands.front().kind == Kind::Variable && lower_case(expression.text) == "count" &&
         never_null(expression.operands.front().text);
}

bool counts_variable(const ast::Expression& expression, const NeverNull& never_null) {
  return is_count_of(expression, never_null) ||
         std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const ast::Expression& operand) { return counts_variable(operand, never_null); });
}

void count_rows_instead(ast::Expression& expression, const NeverNull& never_null) {
  if (is_count_of(expression, never_null)) {
    expression.kind = Kind::CountStar;
    expression.text.clear();
    expression.operands.clear();
  }
  for (ast::Expression& operand : expression.operands) count_rows_instead(operand, never_null);
}

}  // namespace

std::optional<Slot> Names::find(std::string_view name) const {
  for (const auto& [known, slot] : all_)
    if (known == name) return slot;
  return {};
}

void Names::set(const std::string& name, Slot slot) {
  for (auto& [known, place] : all_) {
    if (known != name) continue;
    place = slot;
    return;
  }
  all_.emplace_back(name, slot);
}

Compiled Planning::compile(const ast::Expression& expression, const Names& names) {
  Scope scope;
  scope.variables.reserve(names.all().size());
  for (const auto& [name, slot] : names.all()) scope.variables.emplace_back(name, Place{false, slot, forms[slot]});
  std::vector<std::string> read;
  mentioned(expression, read);
  const auto subquery = [this](const ast::Expression& query, const Scope& around) {
    return compile_subquery(query, around, *this);
  };
  return {engine::compile(expression, scope, subquery), slots_of(read, names), text_of(expression), expression};
}

std::string Planning::text_of(const ast::Expression& expression) const {
  if (expression.begin < expression.end && expression.end <= source.size())
    return std::string(source.substr(expression.begin, expression.end - expression.begin));
  return cypher::print(expression);
}

void mentioned(const ast::Expression& expression, std::vector<std::string>& names) {
  Mentions mentions(names);
  cypher::walk(expression, mentions);
}

void mentioned(const ast::Pattern& pattern, std::vector<std::string>& names) {
  Mentions mentions(names);
  cypher::walk(pattern, mentions);
}

std::vector<Slot> slots_of(const std::vector<std::string>& mentioned, const Names& names) {
  std::vector<Slot> slots;
  for (const std::string& name : mentioned) {
    const auto slot = names.find(name);
    if (slot && !contains(slots, *slot)) slots.push_back(*slot);
  }
  return slots;
}

bool has_aggregate(const ast::Expression& expression) {
  if (expression.kind == Kind::CountStar) return true;
  if (expression.kind == Kind::Function && is_aggregate(expression.text)) return true;
  return std::any_of(expression.operands.begin(), expression.operands.end(), has_aggregate);
}

void split_conjunction(const ast::Expression& expression, std::vector<const ast::Expression*>& parts) {
  if (expression.kind != Kind::And) return parts.push_back(&expression);
  for (const ast::Expression& operand : expression.operands) split_conjunction(operand, parts);
}

bool counts_variable(const ast::Projection& projection, const NeverNull& never_null) {
  return std::any_of(projection.items.begin(), projection.items.end(),
                     [&](const ast::ProjectionItem& item) { return counts_variable(item.expression, never_null); });
}

ast::Projection count_rows_instead(ast::Projection projection, const NeverNull& never_null) {
  for (ast::ProjectionItem& item : projection.items) count_rows_instead(item.expression, never_null);
  for (ast::SortItem& item : projection.order) count_rows_instead(item.expression, never_null);
  for (ast::Expression& condition : projection.where) count_rows_instead(condition, never_null);
  return projection;
}

ast::Expression variable(const std::string& name) {
  ast::Expression expression;
  expression.kind = Kind::Variable;
  expression.text = name;
  return expression;
}

ast::Expression equal_variables(const std::string& a, const std::string& b) {
  ast::Expression expression;
  expression.kind = Kind::Equal;
  expression.operands = {variable(a), variable(b)};
  return expression;
}

}  // namespace whom::engine
