// Reading queries answered the plainest way, for tests that compare the clever way with it.
//
// One clause at a time on a whole table; a MATCH tries every node and every relationship at every place of its pattern.
// Operators, functions and aggregates are those of the engine; everything that has to do with rows and patterns is not.
#ifndef WHOM_TESTS_QUERY_ENGINE_NAIVE_NAIVE_HPP
#define WHOM_TESTS_QUERY_ENGINE_NAIVE_NAIVE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "graph/property/graph.hpp"
#include "query/engine/engine.hpp"

namespace whom::test {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<property::Value>> rows;
};

/// Throws cypher::Error, though not for what check() would find nor for wrong numbers in SKIP and LIMIT, and
/// std::length_error when a table grows too large.
Table naive_answer(std::string_view query, const property::Graph&, const engine::Parameters& = {});

}  // namespace whom::test

#endif
