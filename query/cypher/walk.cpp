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

}  // namespace

void visit_children(const Expression& e,
                    const std::function<void(const Expression&, const std::vector<std::string>&)>& visit) {
  for (std::size_t i = 0; i < e.operands.size(); ++i) visit(e.operands[i], introduced(e, i));
  if (e.pattern.empty()) return;
  const std::vector<std::string> names = introduced(e, 0);
  for (const ast::PathPattern& path : e.pattern.front().paths)
    visit_properties(path, [&](const Expression& properties) { visit(properties, names); });
}

std::vector<std::string> names_in(const ast::Pattern& pattern) {
  std::vector<std::string> names;
  const auto add = [&](const auto& named) {
    if (!named.variable.empty()) names.push_back(named.variable);
  };
  for (const ast::PathPattern& path : pattern.paths) {
    add(path);
    for (const ast::NodePattern& node : path.nodes) add(node);
    for (const ast::RelationshipPattern& relationship : path.relationships) add(relationship);
  }
  for (const ast::StatementPattern& statement : pattern.statements) {
    add(statement);
    for (const ast::StatementPattern::Frame& frame : statement.frames)
      for (const ast::StatementPattern::Slot& slot : frame.slots)
        if (slot.kind == ast::StatementPattern::Slot::Kind::Variable) names.push_back(slot.text);
  }
  return names;
}

void visit_properties(const ast::PathPattern& path, const std::function<void(const Expression&)>& visit) {
  for (const ast::NodePattern& node : path.nodes)
    for (const Expression& properties : node.properties) visit(properties);
  for (const ast::RelationshipPattern& relationship : path.relationships)
    for (const Expression& properties : relationship.properties) visit(properties);
}

}  // namespace whom::cypher
