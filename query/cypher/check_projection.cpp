// WITH and RETURN. With an aggregate among the columns, the others are the keys of the groups, and beside an aggregate
// only keys, constants and what is made of them has one value a group. Keys count here as far as they are variables or
// properties of variables. After grouping and after DISTINCT only columns can be sorted and filtered by.
#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "query/cypher/checker.hpp"
#include "query/cypher/walk.hpp"

namespace whom::cypher {
namespace {

using ast::Expression;
using Kind = Expression::Kind;
using enum Type::Kind;
using Aggregates = Setting::Aggregates;

bool is_simple(const Expression& e) {
  return e.kind == Kind::Variable || (e.kind == Kind::Property && is_simple(e.operands.front()));
}

std::string name_of(const ast::ProjectionItem& item) {
  if (!item.alias.empty()) return item.alias;
  return item.expression.kind == Kind::Variable ? item.expression.text : item.text;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The names in an expression's pattern that mean what is bound outside of it.
std::vector<std::string> pattern_variables(const Expression& e, const Scope& scope) {
  if (e.pattern.empty()) return {};
  std::vector<std::string> names = names_in(e.pattern.front());
  std::erase_if(names, [&](const std::string& name) { return !scope.find(name); });
  return names;
}

std::vector<std::string> joined(std::vector<std::string> names, const std::vector<std::string>& others) {
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

/// Calls back with the parts of an expression and the local names they see.
template <typename Visit>
void visit_parts(const Expression& e, const std::vector<std::string>& locals, const Visit& visit) {
  visit_children(e, [&](const Expression& child, const std::vector<std::string>& introduced) {
    introduced.empty() ? visit(child, locals) : visit(child, joined(locals, introduced));
  });
}

bool depends_on_rows(const Expression& e, const std::vector<std::string>& locals) {
  if (e.kind == Kind::Variable) return !contains(locals, e.text);
  if (!e.pattern.empty() || !e.query.empty()) return true;
  bool depends = false;
  visit_parts(e, locals, [&](const Expression& part, const std::vector<std::string>& names) {
    depends = depends || depends_on_rows(part, names);
  });
  return depends;
}

}  // namespace

/// The expressions of the columns, found by what stands at their top.
class Checker::Items {
 public:
  explicit Items(const ast::Projection& projection) : star(projection.star) {
    for (const ast::ProjectionItem& item : projection.items) items_.emplace(hash(item.expression), &item.expression);
  }

  bool has(const Expression& e) const {
    const auto [first, last] = items_.equal_range(hash(e));
    return std::any_of(first, last, [&](const auto& item) { return *item.second == e; });
  }

  bool star;

 private:
  static std::size_t hash(const Expression& e) {
    return std::hash<std::string>()(e.text) + 31 * static_cast<std::size_t>(e.kind) + e.operands.size();
  }
  std::unordered_multimap<std::size_t, const Expression*> items_;
};

bool Checker::aggregates(const ast::Projection& projection) const {
  return std::any_of(projection.items.begin(), projection.items.end(),
                     [&](const ast::ProjectionItem& item) { return has_aggregate(item.expression); });
}

Checker::Columns Checker::projection(const ast::Projection& projection, const Scope& before) {
  Columns result = columns(projection, before);
  if (aggregates(projection)) grouping(projection, before);
  order(projection, before, result.scope);
  for (const Expression& e : projection.skip) count(e, "SKIP");
  for (const Expression& e : projection.limit) count(e, "LIMIT");
  if (!projection.is_return)
    for (const ast::ProjectionItem& item : projection.items)
      if (item.alias.empty() && item.expression.kind != Kind::Variable)
        compile_error("NoExpressionAlias", "an expression in WITH needs a name: '" + item.text + " AS ...'", item);
  return result;
}

Checker::Columns Checker::columns(const ast::Projection& projection, const Scope& before) {
  Columns result{{}, projection.star ? before : Scope(before.outer())};
  if (projection.star && projection.is_return) {
    if (before.variables().empty())
      compile_error("NoVariablesInScope", "there is no variable that '*' could stand for", projection);
    for (const auto& [name, type] : before.variables()) result.names.push_back(name);
  }
  for (const ast::ProjectionItem& item : projection.items) {
    const std::string name = name_of(item);
    if (result.scope.variables().contains(name))
      compile_error("ColumnNameConflict", "there are two columns named '" + name + "'", item);
    result.names.push_back(name);
    result.scope.bind(name, expression(item.expression, before, {Aggregates::Allowed, false}));
  }
  return result;
}

// --- Groups ---

void Checker::grouping(const ast::Projection& projection, const Scope& before) {
  const Items items(projection);
  for (const ast::ProjectionItem& item : projection.items)
    if (has_aggregate(item.expression)) grouped(item.expression, items, before, {});
}

/// Whether a part of a column with an aggregate has one value a group.
void Checker::grouped(const Expression& e, const Items& items, const Scope& before,
                      const std::vector<std::string>& locals) {
  const auto require_key = [&](const std::string& name, const Expression& variable) {
    if (!contains(locals, name) && !items.star && !items.has(variable))
      compile_error("AmbiguousAggregationExpression",
                    "beside an aggregate, '" + name + "' must be a column of its own, or its property be one", e);
  };
  if (is_aggregate(e) || (is_simple(e) && items.has(e))) return;
  if (e.kind == Kind::Variable) return require_key(e.text, e);
  for (const std::string& name : pattern_variables(e, before)) {
    Expression variable;
    variable.kind = Kind::Variable;
    variable.text = name;
    require_key(name, variable);
  }
  visit_parts(e, locals, [&](const Expression& part, const std::vector<std::string>& names) {
    grouped(part, items, before, names);
  });
}

// --- ORDER BY, SKIP, LIMIT, WHERE ---

void Checker::order(const ast::Projection& projection, const Scope& before, const Scope& after) {
  if (projection.order.empty() && projection.where.empty()) return;
  const bool grouped = aggregates(projection), narrow = grouped || projection.distinct;
  const Items items(projection);
  Scope both = before;
  for (const auto& [name, type] : after.variables()) both.bind(name, type);
  for (const ast::SortItem& item : projection.order) {
    if (narrow) sorted(item.expression, items, after, {}, has_aggregate(item.expression));
    expression(item.expression, both, {grouped ? Aggregates::Allowed : Aggregates::Refused, false});
  }
  for (const Expression& e : projection.where) {
    if (narrow) sorted(e, items, after, {}, false);
    condition(e, both);
  }
}

/// Whether a part of what is sorted or filtered by is made of columns.
void Checker::sorted(const Expression& e, const Items& items, const Scope& after,
                     const std::vector<std::string>& locals, bool aggregates) {
  if (items.has(e)) {
    if (aggregates && !is_simple(e) && !has_aggregate(e))
      compile_error("AmbiguousAggregationExpression", "beside an aggregate, a column must be named by its alias", e);
    return;
  }
  const auto require_column = [&](const std::string& name) {
    if (!contains(locals, name) && !after.find(name))
      compile_error("UndefinedVariable", "'" + name + "' is no column, and only columns are left here", e);
  };
  if (e.kind == Kind::Variable) return require_column(e.text);
  visit_parts(e, locals, [&](const Expression& part, const std::vector<std::string>& names) {
    sorted(part, items, after, names, aggregates);
  });
  if (is_aggregate(e)) compile_error("InvalidAggregation", "only aggregates that are columns can be sorted by", e);
}

/// Of rows to skip or to keep.
void Checker::count(const Expression& e, std::string_view word) {
  if (depends_on_rows(e, {}))
    compile_error("NonConstantExpression", std::string(word) + " cannot depend on variables", e);
  const Type type = expression(e, Scope());
  if (!may_be(type, Kinds(Integer))) wrong_type(std::string(word) + " takes an integer", e);
  if (e.kind == Kind::Negate && e.operands.front().kind == Kind::Integer)
    compile_error("NegativeIntegerArgument", std::string(word) + " cannot be negative", e);
}

}  // namespace whom::cypher
