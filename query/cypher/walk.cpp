#include "query/cypher/walk.hpp"

namespace whom::cypher {
namespace {

using ast::Expression;
using Kind = Expression::Kind;

/// The names that the operand with this number sees.
std::vector<std::string> introduced(const Expression& e, std::size_t operand) {
  switch (e.kind) {
    case Kind::ListComprehension:
    case Kind::All:
    case Kind::Any:
    case Kind::None:
    case Kind::Single:
      if (operand > 0) return {e.text};
      return {};
    case Kind::Reduce:
      if (operand == 2) return e.names;
      return {};
    case Kind::PatternComprehension:
    case Kind::Exists:
    case Kind::CountSubquery:
      if (!e.pattern.empty()) return names_in(e.pattern.front());
      return {};
    default:
      return {};
  }
}

class Walker {
 public:
  explicit Walker(Visitor& visitor) : visitor_(visitor) {}

  void operator()(const ast::Match& match) {
    pattern(match.pattern);
    all(match.where);
  }
  void operator()(const ast::Unwind& unwind) { expression(unwind.list); }
  void operator()(const ast::Projection& projection) {
    for (const ast::ProjectionItem& item : projection.items) expression(item.expression);
    for (const ast::SortItem& item : projection.order) expression(item.expression);
    for (const auto* part : {&projection.skip, &projection.limit, &projection.where}) all(*part);
  }
  void operator()(const ast::Create& create) {
    for (const ast::PathPattern& path : create.pattern.paths) written(path);
  }
  void operator()(const ast::Set& set) { all(set.items); }
  void operator()(const ast::Merge& merge) {
    written(merge.path);
    all(merge.on_create);
    all(merge.on_match);
  }
  void operator()(const ast::Remove& remove) { all(remove.items); }
  void operator()(const ast::Delete& deletion) { all(deletion.targets); }

  void query(const ast::Query& query) {
    for (const ast::SingleQuery& part : query.parts)
      for (const ast::Clause& clause : part.clauses) std::visit(*this, clause);
  }

  void expression(const Expression& e) {
    visitor_.expression(e);
    for (const ast::Pattern& part : e.pattern) pattern(part);
    all(e.operands);
    for (const ast::Query& inner : e.query) query(inner);
  }

  void pattern(const ast::Pattern& pattern) {
    for (const ast::PathPattern& path : pattern.paths) {
      visitor_.matched(path);
      properties(path);
    }
    for (const ast::StatementPattern& statement : pattern.statements) visitor_.statement(statement);
  }

 private:
  void written(const ast::PathPattern& path) {
    visitor_.written(path);
    properties(path);
  }

  void properties(const ast::PathPattern& path) {
    visit_properties(path, [this](const Expression& map) { expression(map); });
  }

  void all(const std::vector<Expression>& expressions) {
    for (const Expression& e : expressions) expression(e);
  }

  void all(const std::vector<ast::SetItem>& items) {
    for (const ast::SetItem& item : items) {
      visitor_.assignment(item);
      // The property that is given a value is no expression, the owner is.
      item.kind == ast::SetItem::Kind::Property ? all(item.target.operands) : expression(item.target);
      all(item.value);
    }
  }

  Visitor& visitor_;
};

}  // namespace

void walk(const ast::Query& query, Visitor& visitor) { Walker(visitor).query(query); }
void walk(const ast::Expression& expression, Visitor& visitor) { Walker(visitor).expression(expression); }
void walk(const ast::Pattern& pattern, Visitor& visitor) { Walker(visitor).pattern(pattern); }

void visit_children(const Expression& e,
                    const std::function<void(const Expression&, const std::vector<std::string>&)>& visit) {
  for (std::size_t i = 0; i < e.operands.size(); ++i) visit(e.operands[i], introduced(e, i));
  if (e.pattern.empty()) return;
  const std::vector<std::string> names = introduced(e, 0);
  for (const ast::PathPattern& path : e.pattern.front().paths)
    visit_properties(path, [&](const Expression& properties) { visit(properties, names); });
}

std::vector<std::string> names_in(const ast::Pattern& pattern) {
  std::vector<std::string> all;
  const auto add = [&all](const std::vector<std::string>& names) { all.insert(all.end(), names.begin(), names.end()); };
  for (const ast::PathPattern& path : pattern.paths) add(names_in(path));
  for (const ast::StatementPattern& statement : pattern.statements) add(names_in(statement));
  return all;
}

std::vector<std::string> names_in(const ast::PathPattern& path) {
  std::vector<std::string> names{path.variable};
  for (const ast::NodePattern& node : path.nodes) names.push_back(node.variable);
  for (const ast::RelationshipPattern& relationship : path.relationships) names.push_back(relationship.variable);
  std::erase(names, "");
  return names;
}

std::vector<std::string> names_in(const ast::StatementPattern& statement) {
  std::vector<std::string> names{statement.variable};
  for (const ast::StatementPattern::Frame& frame : statement.frames)
    for (const ast::StatementPattern::Slot& slot : frame.slots)
      if (slot.kind == ast::StatementPattern::Slot::Kind::Variable) names.push_back(slot.text);
  std::erase(names, "");
  return names;
}

void visit_properties(const ast::PathPattern& path, const std::function<void(const Expression&)>& visit) {
  for (const ast::NodePattern& node : path.nodes)
    for (const Expression& properties : node.properties) visit(properties);
  for (const ast::RelationshipPattern& relationship : path.relationships)
    for (const Expression& properties : relationship.properties) visit(properties);
}

}  // namespace whom::cypher
