// Well-formed reading queries at random, over graphs like those of random_graph.hpp. They lean to the shapes in which
// clever evaluation goes wrong: cycles, variables met again, distinct ends of variable lengths, counts, conditions that
// can move, optional matches, shortest paths.
#ifndef WHOM_TESTS_QUERY_ENGINE_NAIVE_RANDOM_QUERY_HPP
#define WHOM_TESTS_QUERY_ENGINE_NAIVE_RANDOM_QUERY_HPP

#include <string>

#include "query/engine/engine.hpp"
#include "tests/query/engine/naive/random.hpp"

namespace whom::test {

/// Its answer is determined up to the order of rows that ORDER BY leaves open, and the order of elements in lists of
/// columns whose names begin with "bag".
std::string random_query(Random&);

/// Parameters that queries may ask for.
const engine::Parameters& random_query_parameters();

}  // namespace whom::test

#endif
