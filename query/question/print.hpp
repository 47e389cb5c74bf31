// Tree to text: what parse() reads back to an equal tree.
#ifndef WHOM_QUERY_QUESTION_PRINT_HPP
#define WHOM_QUERY_QUESTION_PRINT_HPP

#include <string>

#include "query/question/ast.hpp"

namespace whom::query {

std::string print(const ast::Question&);

/// "2024", "2024-05" or "2024-05-09"; without a year "May" or "9 May".
std::string print(const ast::Date&);

/// "before 2024-05", "between 2022 and 2024".
std::string print(const ast::TimeFilter&);

}  // namespace whom::query

#endif
