#include "query/cypher/check.hpp"

#include <algorithm>
#include <string>

#include "query/cypher/checker.hpp"

namespace whom::cypher {
namespace {

using ast::Expression;
using Kind = Expression::Kind;
using enum Type::Kind;

template <typename... Clauses>
bool is_any(const ast::Clause& clause) {
  return (std::holds_alternative<Clauses>(clause) || ...);
}

bool is_update(const ast::Clause& clause) {
  return is_any<ast::Create, ast::Set, ast::Merge, ast::Remove, ast::Delete>(clause);
}

bool is_return(const ast::Clause& clause) {
  const auto* projection = std::get_if<ast::Projection>(&clause);
  return projection && projection->is_return;
}

const ast::Position& place(const ast::Clause& clause) {
  return std::visit([](const auto& any) -> const ast::Position& { return any; }, clause);
}

[[noreturn]] void misplaced(const std::string& message, const ast::Position& position) {
  compile_error("InvalidClauseComposition", message, position);
}

}  // namespace

void check(const ast::Query& query, const Functions& functions) { Checker(functions).query(query); }

void Checker::query(const ast::Query& query, const Scope* outer) {
  if (std::adjacent_find(query.all.begin(), query.all.end(), std::not_equal_to<>()) != query.all.end())
    misplaced("UNION and UNION ALL cannot stand in one query", query);
  std::vector<std::string> names;
  for (const ast::SingleQuery& part : query.parts) {
    const std::vector<std::string> others = single_query(part, outer);
    if (&part == &query.parts.front())
      names = others;
    else if (names != others)
      compile_error("DifferentColumnsInUnion", "all parts of a UNION need the same columns", part);
  }
}

/// The columns that it returns.
std::vector<std::string> Checker::single_query(const ast::SingleQuery& query, const Scope* outer) {
  composition(query, outer != nullptr);
  Scope scope(outer);
  for (const ast::Clause& any : query.clauses) std::visit([&](const auto& one) { clause(one, scope); }, any);
  return is_return(query.clauses.back()) ? std::move(returned_) : std::vector<std::string>();
}

void Checker::composition(const ast::SingleQuery& query, bool subquery) {
  bool updated = false;
  for (const ast::Clause& clause : query.clauses) {
    if (is_update(clause) && subquery) misplaced("a subquery cannot write", place(clause));
    if (updated && is_any<ast::Match, ast::Unwind>(clause))
      misplaced("between writing and reading a WITH is needed", place(clause));
    if (is_return(clause) && &clause != &query.clauses.back()) misplaced("RETURN must come last", place(clause));
    updated = is_update(clause) || (updated && !is_any<ast::Projection>(clause));
  }
  const ast::Clause& last = query.clauses.back();
  if (!subquery && !is_update(last) && !is_return(last))
    misplaced("a query must end with RETURN or a clause that writes", place(last));
}

// --- Clauses ---

void Checker::clause(const ast::Match& match, Scope& scope) {
  pattern(match.pattern, scope, Use::Match);
  conditions(match.where, scope);
}

void Checker::clause(const ast::Unwind& unwind, Scope& scope) {
  const Type list = expression(unwind.list, scope);
  if (scope.find(unwind.variable))
    compile_error("VariableAlreadyBound", "the variable '" + unwind.variable + "' is bound already", unwind);
  scope.bind(unwind.variable, element_of(list));
}

void Checker::clause(const ast::Projection& clause, Scope& scope) {
  Columns after = projection(clause, scope);
  if (clause.is_return) returned_ = std::move(after.names);
  scope = std::move(after.scope);
}

void Checker::clause(const ast::Create& create, Scope& scope) { pattern(create.pattern, scope, Use::Create); }

void Checker::clause(const ast::Merge& merge, Scope& scope) {
  create_path(merge.path, scope, Use::Merge);
  set_items(merge.on_create, scope);
  set_items(merge.on_match, scope);
}

void Checker::clause(const ast::Set& set, Scope& scope) { set_items(set.items, scope); }

void Checker::clause(const ast::Remove& remove, Scope& scope) { set_items(remove.items, scope); }

void Checker::set_items(const std::vector<ast::SetItem>& items, const Scope& scope) {
  for (const ast::SetItem& item : items) {
    const bool property = item.target.kind == Kind::Property;
    const Expression& element = property ? item.target.operands.front() : item.target;
    const Type type = expression(element, scope);
    if (!may_be(type, Kinds(Node, Relationship)))
      wrong_type("only nodes and relationships have properties and labels that can be written", item);
    for (const Expression& value : item.value) expression(value, scope);
  }
}

void Checker::clause(const ast::Delete& clause, Scope& scope) {
  for (const Expression& target : clause.targets) {
    if (target.kind == Kind::HasLabels) compile_error("InvalidDelete", "labels are taken off with REMOVE", target);
    if (!may_be(expression(target, scope), Kinds(Node, Relationship, Path)))
      wrong_type("only nodes, relationships and paths can be deleted", target);
  }
}

}  // namespace whom::cypher
