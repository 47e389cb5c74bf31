// The days that dates of questions stand for.
#ifndef WHOM_QUERY_QUESTION_TIMES_HPP
#define WHOM_QUERY_QUESTION_TIMES_HPP

#include <string>

#include "graph/property/temporal.hpp"
#include "query/question/ast.hpp"

namespace whom::query {

/// First and last day, both included.
struct Days {
  property::Date first, last;
};

/// Of a date with its year that the calendar has.
Days days(const ast::Date&);

/// Why the calendar has no such date ("June has 30 days, not 31"); empty when it has. 29 February without a year
/// exists.
std::string impossible(const ast::Date&);

}  // namespace whom::query

#endif
