// Ways to make a failing query smaller.
#ifndef WHOM_TESTS_QUERY_ENGINE_NAIVE_SMALLER_HPP
#define WHOM_TESTS_QUERY_ENGINE_NAIVE_SMALLER_HPP

#include <string>
#include <vector>

namespace whom::test {

/// Queries that lack one clause, path, hop, condition, item, ... of this one. Some are no longer well formed.
std::vector<std::string> smaller_queries(const std::string& query);

}  // namespace whom::test

#endif
