// Plan and graph to rows, pulled one by one.
#ifndef WHOM_QUERY_RUN_HPP
#define WHOM_QUERY_RUN_HPP

#include <memory>

#include "query/query.hpp"
#include "query/search.hpp"

namespace whom::query {

class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual bool next(Row&) = 0;
};

/// The rows of the pattern, distinct on its columns, in the order in which they are found.
std::unique_ptr<RowSource> run(const Search&);

/// With this member alone of the main clause: "who met A" of "who met A and B".
Pattern alone(const Pattern&, std::size_t member);

}  // namespace whom::query

#endif
