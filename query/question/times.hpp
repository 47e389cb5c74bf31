// The days that dates of questions stand for.
#ifndef WHOM_QUERY_QUESTION_TIMES_HPP
#define WHOM_QUERY_QUESTION_TIMES_HPP

#include <compare>
#include <string>

#include "query/question/ast.hpp"

namespace whom::query {

struct Day {
  unsigned year = 0, month = 0, day = 0;
  auto operator<=>(const Day&) const = default;
};

/// First and last day, both included.
struct Days {
  Day first, last;
};

/// Of a date with its year that the calendar has.
Days days(const ast::Date&);

/// "2024-05-09"
std::string iso(const Day&);

/// Why the calendar has no such date ("June has 30 days, not 31"); empty when it has. 29 February without a year
/// exists.
std::string impossible(const ast::Date&);

}  // namespace whom::query

#endif
