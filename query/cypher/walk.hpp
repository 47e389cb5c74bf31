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

/// Calls back with all maps and parameters that nodes and relationships of a path hold.
void visit_properties(const ast::PathPattern&, const std::function<void(const ast::Expression&)>&);

}  // namespace whom::cypher

#endif
