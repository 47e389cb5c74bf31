#include "tests/query/engine/naive/smaller.hpp"

#include <utility>
#include <variant>

#include "query/cypher/parse.hpp"

namespace whom::test {
namespace {

namespace ast = cypher::ast;

/// Changes parts of one tree in place, prints the whole, and puts them back.
class Shrinker {
 public:
  explicit Shrinker(const std::string& query) : tree_(cypher::parse(query)) {}

  std::vector<std::string> run() {
    query(tree_);
    return std::move(found_);
  }

 private:
  template <typename T>
  void try_with(T& part, T other) {
    if (part == other) return;
    std::swap(part, other);
    found_.push_back(cypher::print(tree_));
    std::swap(part, other);
  }

  template <typename T>
  void without_each(std::vector<T>& parts, std::size_t least) {
    for (std::size_t i = 0; i < parts.size() && parts.size() > least; ++i) {
      std::vector<T> rest = parts;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      try_with(parts, std::move(rest));
    }
  }

  void query(ast::Query& query) {
    for (const ast::SingleQuery& part : std::vector(query.parts))
      if (query.parts.size() > 1) try_with(query, ast::Query{{}, {part}, {}});
    for (ast::SingleQuery& part : query.parts) {
      without_each(part.clauses, 1);
      for (ast::Clause& one : part.clauses) std::visit([&](auto& clause) { visit(clause); }, one);
    }
  }

  void visit(ast::Match& match) {
    try_with(match.optional, false);
    without_each(match.pattern.paths, 1);
    for (ast::PathPattern& one : match.pattern.paths) path(one);
    condition(match.where);
  }

  void visit(ast::Unwind& unwind) { expression(unwind.list); }

  void visit(ast::Projection& projection) {
    try_with(projection.distinct, false);
    without_each(projection.items, 1);
    without_each(projection.order, 0);
    without_each(projection.skip, 0);
    without_each(projection.limit, 0);
    condition(projection.where);
    for (ast::ProjectionItem& item : projection.items) expression(item.expression);
  }

  template <typename Writing>
  void visit(Writing&) {}

  void path(ast::PathPattern& path) {
    try_with(path.variable, {});
    if (!path.relationships.empty()) {
      ast::PathPattern shorter = path;
      shorter.relationships.pop_back();
      shorter.nodes.pop_back();
      try_with(path, shorter);
      shorter = path;
      shorter.relationships.erase(shorter.relationships.begin());
      shorter.nodes.erase(shorter.nodes.begin());
      try_with(path, shorter);
    }
    for (ast::NodePattern& node : path.nodes) {
      try_with(node.variable, {});
      without_each(node.labels, 0);
      without_each(node.properties, 0);
    }
    for (ast::RelationshipPattern& relationship : path.relationships) {
      try_with(relationship.variable, {});
      try_with(relationship.variable_length, false);
      without_each(relationship.types, 0);
      without_each(relationship.properties, 0);
    }
  }

  void condition(std::vector<ast::Expression>& where) {
    without_each(where, 0);
    for (ast::Expression& one : where) expression(one);
  }

  void expression(ast::Expression& expression) {
    for (const ast::Expression& operand : std::vector(expression.operands)) try_with(expression, operand);
    for (ast::Expression& operand : expression.operands) this->expression(operand);
    for (ast::Pattern& pattern : expression.pattern)
      for (ast::PathPattern& one : pattern.paths) path(one);
  }

  ast::Query tree_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> smaller_queries(const std::string& query) { return Shrinker(query).run(); }

}  // namespace whom::test
