// Patterns of MATCH find what their variables are bound to or bind them; patterns of CREATE and MERGE make what is not
// bound yet.
#include <set>
#include <string>

#include "query/cypher/checker.hpp"
#include "query/cypher/walk.hpp"

namespace whom::cypher {
namespace {

using ast::Expression;
using enum Type::Kind;
using Direction = ast::RelationshipPattern::Direction;
using Selector = ast::PathPattern::Selector;

[[noreturn]] void already_bound(const std::string& name, const ast::Position& place) {
  compile_error("VariableAlreadyBound", "the variable '" + name + "' is bound already", place);
}

[[noreturn]] void conflict(const std::string& name, const Type& type, std::string_view wanted,
                           const ast::Position& place) {
  compile_error(
      "VariableTypeConflict",
      "the variable '" + name + "' is " + std::string(describe(type.kind)) + " and cannot be " + std::string(wanted),
      place);
}

bool may_be_node(const Type& type) { return may_be(type, Kinds(Node)); }

bool may_be_relationships(const Type& type, bool many) {
  if (!many) return may_be(type, Kinds(Relationship));
  return may_be(type, Kinds(List)) && may_be(element_of(type), Kinds(Relationship));
}

Type type_of(const ast::RelationshipPattern& relationship) {
  return relationship.variable_length ? Type::list_of({Relationship}) : Type{Relationship};
}

std::set<std::string> variables_of(const ast::StatementPattern::Frame& frame) {
  std::set<std::string> names;
  for (const ast::StatementPattern::Slot& slot : frame.slots)
    if (slot.kind == ast::StatementPattern::Slot::Kind::Variable) names.insert(slot.text);
  return names;
}

}  // namespace

void Checker::pattern(const ast::Pattern& pattern, Scope& scope, Use use) {
  std::set<std::string> relationships;
  for (const ast::PathPattern& path : pattern.paths)
    if (use == Use::Match)
      match_path(path, scope, relationships);
    else
      create_path(path, scope, use);
  if (use != Use::Match && !pattern.statements.empty())
    compile_error("UnexpectedSyntax", "statements are matched, not made; a relationship makes one",
                  pattern.statements.front());
  std::set<std::string> statements;
  for (const ast::StatementPattern& statement : pattern.statements) statements.insert(statement.variable);
  for (const ast::StatementPattern& statement : pattern.statements) match_statement(statement, scope, statements);
  if (use != Use::Match) return;
  for (const ast::PathPattern& path : pattern.paths) properties(path, scope, use);
}

// --- MATCH ---

void Checker::match_path(const ast::PathPattern& path, Scope& scope, std::set<std::string>& relationships) {
  selector(path, true);
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0) match_relationship(path.relationships[i - 1], scope, relationships);
    match_node(path.nodes[i], scope);
  }
  name_path(path, scope);
}

void Checker::match_node(const ast::NodePattern& node, Scope& scope) {
  if (node.variable.empty()) return;
  const Type* bound = scope.find(node.variable);
  if (bound && !may_be_node(*bound)) conflict(node.variable, *bound, "a node", node);
  scope.bind(node.variable, {Node});
}

/// A relationship comes but once in a match, so that its variable may not stand twice in a pattern.
void Checker::match_relationship(const ast::RelationshipPattern& relationship, Scope& scope,
                                 std::set<std::string>& relationships) {
  const std::string& name = relationship.variable;
  if (name.empty()) return;
  if (!relationships.insert(name).second)
    compile_error("RelationshipUniquenessViolation", "the relationship '" + name + "' cannot come twice in a pattern",
                  relationship);
  const Type* bound = scope.find(name);
  if (bound && !may_be_relationships(*bound, relationship.variable_length))
    conflict(name, *bound, relationship.variable_length ? "a list of relationships" : "a relationship", relationship);
  scope.bind(name, type_of(relationship));
}

/// Participants are nodes or values: which, is not known before the pattern is matched.
void Checker::match_statement(const ast::StatementPattern& statement, Scope& scope,
                              const std::set<std::string>& statements) {
  if (!statement.variable.empty()) {
    if (scope.find(statement.variable)) already_bound(statement.variable, statement);
    scope.bind(statement.variable, {});
  }
  const std::set<std::string> participants = variables_of(statement.frames.front());
  for (const ast::StatementPattern::Frame& frame : statement.frames)
    if (variables_of(frame) != participants)
      compile_error("DifferentVariablesInAlternatives", "all alternatives of a statement must have the same variables",
                    frame);
  for (const std::string& name : participants) {
    const Type* bound = scope.find(name);
    if (statements.contains(name))
      compile_error("VariableTypeConflict", "the variable '" + name + "' is a statement and cannot take part in one",
                    statement);
    if (bound && !may_be(*bound, Kinds(Node, String)))
      conflict(name, *bound, "a participant of a statement", statement);
    if (!bound) scope.bind(name, {});
  }
}

void Checker::name_path(const ast::PathPattern& path, Scope& scope) {
  if (path.variable.empty()) return;
  if (scope.find(path.variable)) already_bound(path.variable, path);
  scope.bind(path.variable, {Path});
}

void Checker::selector(const ast::PathPattern& path, bool selectors_allowed) {
  if (path.selector == Selector::None) return;
  if (!selectors_allowed)
    compile_error("UnexpectedSyntax", "only patterns that are matched can ask for shortest paths", path);
  const bool function = path.selector == Selector::Shortest || path.selector == Selector::AllShortest;
  if (function && path.relationships.size() != 1)
    compile_error("UnexpectedSyntax", "shortestPath and allShortestPaths take a pattern of one relationship", path);
  if (path.k == 0) compile_error("NegativeIntegerArgument", "at least one path must be asked for", path);
}

/// Names of properties are known to the planner in MATCH and MERGE only where they are written out.
void Checker::properties(const ast::PathPattern& path, const Scope& scope, Use use) {
  visit_properties(path, [&](const Expression& properties) {
    if (properties.kind == Expression::Kind::Parameter && use != Use::Create)
      compile_error("InvalidParameterUse", "a parameter cannot stand for all properties of a pattern to be matched",
                    properties);
    expression(properties, scope);
  });
}

// --- CREATE and MERGE ---

void Checker::create_path(const ast::PathPattern& path, Scope& scope, Use use) {
  selector(path, false);
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0) create_relationship(path.relationships[i - 1], scope, use);
    create_node(path.nodes[i], scope, path.relationships.empty());
  }
  name_path(path, scope);
  properties(path, scope, use);
}

/// What is bound may stand as it is at the ends of new relationships.
void Checker::create_node(const ast::NodePattern& node, Scope& scope, bool alone) {
  if (node.variable.empty()) return;
  if (const Type* bound = scope.find(node.variable)) {
    if (!may_be_node(*bound)) conflict(node.variable, *bound, "a node", node);
    if (alone || !node.labels.empty() || !node.properties.empty()) already_bound(node.variable, node);
  }
  scope.bind(node.variable, {Node});
}

void Checker::create_relationship(const ast::RelationshipPattern& relationship, Scope& scope, Use use) {
  if (scope.find(relationship.variable)) already_bound(relationship.variable, relationship);
  if (relationship.variable_length)
    compile_error("CreatingVarLength", "a relationship of variable length cannot be made", relationship);
  if (relationship.types.size() != 1)
    compile_error("NoSingleRelationshipType", "a new relationship needs exactly one type", relationship);
  if (use == Use::Create && relationship.direction == Direction::Either)
    compile_error("RequiresDirectedRelationship", "a new relationship needs a direction", relationship);
  if (!relationship.variable.empty()) scope.bind(relationship.variable, {Relationship});
}

}  // namespace whom::cypher
