// Syntax trees as the parser makes them, at random.
#ifndef WHOM_TESTS_QUERY_CYPHER_RANDOM_TREE_HPP
#define WHOM_TESTS_QUERY_CYPHER_RANDOM_TREE_HPP

#include <random>
#include <string>
#include <vector>

#include "query/cypher/ast.hpp"

namespace whom::test {

class RandomTree {
 public:
  explicit RandomTree(std::uint64_t seed) : random_(seed) {}

  cypher::ast::Query query(int depth = 4);
  cypher::ast::Expression expression(int depth = 5);

 private:
  using Expression = cypher::ast::Expression;
  using Kind = Expression::Kind;

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  bool maybe() { return below(2) == 0; }
  bool seldom() { return below(6) == 0; }
  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

  std::string word();
  std::string name();
  std::vector<std::string> words(std::size_t least);

  Expression leaf();
  Expression variable();
  Expression operation(int depth);
  Expression comparisons(int depth);
  Expression access(int depth);
  Expression function(int depth);
  Expression map(int depth);
  Expression list(int depth);
  Expression case_expression(int depth);
  Expression comprehension(int depth);
  Expression reduction(int depth);
  Expression with_pattern(int depth);
  void add(Expression& e, int depth) { e.operands.push_back(expression(depth - 1)); }
  std::vector<Expression> seldom_one(int depth);

  std::vector<Expression> properties(int depth);
  cypher::ast::NodePattern node(int depth);
  cypher::ast::RelationshipPattern relationship(int depth);
  cypher::ast::PathPattern path(int depth, std::size_t least_relationships = 0);
  cypher::ast::PathPattern selected_path(int depth);
  cypher::ast::StatementPattern statement();
  cypher::ast::Pattern pattern(int depth);

  cypher::ast::SetItem set_item(int depth);
  cypher::ast::SetItem remove_item(int depth);
  std::vector<cypher::ast::SetItem> set_items(int depth, std::size_t least);
  cypher::ast::Projection projection(int depth);
  cypher::ast::Clause clause(int depth);

  std::mt19937_64 random_;
};

}  // namespace whom::test

#endif
