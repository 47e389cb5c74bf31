#include "query/engine/planning.hpp"

#include <algorithm>

#include "query/cypher/parse.hpp"
#include "query/cypher/walk.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/subquery.hpp"

namespace whom::engine {
namespace {

using Kind = ast::Expression::Kind;

void mentioned(const std::vector<ast::Expression>& expressions, std::vector<std::string>& names) {
  for (const ast::Expression& expression : expressions) engine::mentioned(expression, names);
}

void mentioned(const ast::PathPattern& path, std::vector<std::string>& names) {
  names.push_back(path.variable);
  for (const ast::NodePattern& node : path.nodes) {
    names.push_back(node.variable);
    mentioned(node.properties, names);
  }
  for (const ast::RelationshipPattern& relationship : path.relationships) {
    names.push_back(relationship.variable);
    mentioned(relationship.properties, names);
  }
}

void mentioned(const std::vector<ast::SetItem>& items, std::vector<std::string>& names) {
  for (const ast::SetItem& item : items) {
    engine::mentioned(item.target, names);
    mentioned(item.value, names);
  }
}

struct ClauseNames {
  std::vector<std::string>& names;

  void operator()(const ast::Match& match) const {
    engine::mentioned(match.pattern, names);
    mentioned(match.where, names);
  }
  void operator()(const ast::Unwind& unwind) const { engine::mentioned(unwind.list, names); }
  void operator()(const ast::Projection& projection) const {
    for (const ast::ProjectionItem& item : projection.items) engine::mentioned(item.expression, names);
    for (const ast::SortItem& item : projection.order) engine::mentioned(item.expression, names);
    for (const auto* part : {&projection.skip, &projection.limit, &projection.where}) mentioned(*part, names);
  }
  void operator()(const ast::Create& create) const { engine::mentioned(create.pattern, names); }
  void operator()(const ast::Set& set) const { mentioned(set.items, names); }
  void operator()(const ast::Merge& merge) const {
    mentioned(merge.path, names);
    mentioned(merge.on_create, names);
    mentioned(merge.on_match, names);
  }
  void operator()(const ast::Remove& remove) const { mentioned(remove.items, names); }
  void operator()(const ast::Delete& deletion) const { mentioned(deletion.targets, names); }
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
  if (expression.kind == Kind::Variable) names.push_back(expression.text);
  mentioned(expression.operands, names);
  for (const ast::Pattern& pattern : expression.pattern) mentioned(pattern, names);
  for (const ast::Query& query : expression.query)
    for (const ast::SingleQuery& part : query.parts)
      for (const ast::Clause& clause : part.clauses) std::visit(ClauseNames{names}, clause);
}

std::vector<std::string> variables_of(const ast::Pattern& pattern) {
  std::vector<std::string> names;
  for (const ast::PathPattern& path : pattern.paths) {
    names.push_back(path.variable);
    for (const ast::NodePattern& node : path.nodes) names.push_back(node.variable);
    for (const ast::RelationshipPattern& relationship : path.relationships) names.push_back(relationship.variable);
  }
  return names;
}

void mentioned(const ast::Pattern& pattern, std::vector<std::string>& names) {
  for (const ast::PathPattern& path : pattern.paths) mentioned(path, names);
  if (pattern.statements.empty()) return;
  const std::vector<std::string> all = cypher::names_in(pattern);
  names.insert(names.end(), all.begin(), all.end());
}

std::vector<Slot> slots_of(const std::vector<std::string>& mentioned, const Names& names) {
  std::vector<Slot> slots;
  for (const std::string& name : mentioned) {
    const auto slot = name.empty() ? std::nullopt : names.find(name);
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

}  // namespace whom::engine
