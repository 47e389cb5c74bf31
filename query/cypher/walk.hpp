// What lies within an expression.
#ifndef WHOM_QUERY_CYPHER_WALK_HPP
#define WHOM_QUERY_CYPHER_WALK_HPP

#include <functional>
#include <string>
#include <vector>

#include "query/cypher/ast.hpp"

namespace whom::cypher {

/// Calls back with the operands and the properties of patterns right within an expression, and with the names that the
/// expression introduces for each of them. Queries within it are not looked into.
void visit_children(const ast::Expression&,
                    const std::function<void(const ast::Expression&, const std::vector<std::string>& introduced)>&);

/// The names of nodes, relationships, paths, statements and their participants in a pattern.
std::vector<std::string> names_in(const ast::Pattern&);
std::vector<std::string> names_in(const ast::PathPattern&);
std::vector<std::string> names_in(const ast::StatementPattern&);

/// Told of what a query, or a part of it, holds: from the outside in, in the order of the text.
class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void matched(const ast::PathPattern&) {}
  virtual void written(const ast::PathPattern&) {}  ///< of CREATE and MERGE
  virtual void statement(const ast::StatementPattern&) {}
  virtual void assignment(const ast::SetItem&) {}  ///< of REMOVE too
  virtual void expression(const ast::Expression&) {}
};

/// Queries within expressions are walked through as well.
void walk(const ast::Query&, Visitor&);
void walk(const ast::Expression&, Visitor&);
void walk(const ast::Pattern&, Visitor&);

/// Calls back with all maps and parameters that nodes and relationships of a path hold.
void visit_properties(const ast::PathPattern&, const std::function<void(const ast::Expression&)>&);

}  // namespace whom::cypher

#endif
