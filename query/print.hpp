// Tree to text: what parse() reads back to an equal tree.
#ifndef WHOM_QUERY_PRINT_HPP
#define WHOM_QUERY_PRINT_HPP

#include <string>

#include "query/ast.hpp"

namespace whom::query {

std::string print(const ast::Question&);
std::string print(const ast::Date&);  ///< "2024", "2024-05" or "2024-05-09"

}  // namespace whom::query

#endif
