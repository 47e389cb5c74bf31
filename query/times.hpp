// Times of statements compared with dates of questions.
#ifndef WHOM_QUERY_TIMES_HPP
#define WHOM_QUERY_TIMES_HPP

#include <optional>
#include <string>
#include <string_view>

#include "query/ast.hpp"

namespace whom::query {

/// First and last day, both included, as year * 10000 + month * 100 + day; open ends are 0 and 99999999.
struct Days {
  unsigned first = 0, last = 0;
};

/// The days a value in ISO 8601 or EDTF may fall on: "2022", "2022-05", "2022-05-09T10:00", "2022-05/2022-07",
/// "2022-2X", "202X"; a trailing "?", "~" or "%" does not count. Nothing when the year is unknown ("XXXX-06").
std::optional<Days> days(std::string_view value);
Days days(const ast::Date&);

/// True when every day the value may mean is before, after, ... the date ("since": not before it).
bool holds(const ast::TimeFilter&, std::string_view value);

/// Why the calendar has no such date ("June has 30 days, not 31"); empty when it has. 29 February without a year
/// exists.
std::string impossible(const ast::Date&);

}  // namespace whom::query

#endif
