// Small graphs at random, and the ways in which a graph can have come about.
#ifndef WHOM_TESTS_QUERY_ENGINE_NAIVE_RANDOM_GRAPH_HPP
#define WHOM_TESTS_QUERY_ENGINE_NAIVE_RANDOM_GRAPH_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "graph/property/graph.hpp"
#include "tests/query/engine/naive/random.hpp"

namespace whom::test {

/// What a graph is to hold.
struct Sketch {
  struct Node {
    std::vector<std::string> labels;
    property::Properties properties;
  };
  struct Relationship {
    std::uint32_t source = 0, target = 0;
    std::string type;
    property::Properties properties;
  };
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;
};

/// At most eight nodes, rarely up to forty, with labels A, B, C and properties id (distinct), v, s, t (a list), m (of
/// any kind); relationships of types R, S, T with w and on, many of them parallel or loops.
Sketch random_sketch(Random&);

enum class Origin {
  Written,  ///< into an empty graph
  Built,    ///< a base
  Mixed,    ///< a base that is partly wrong, set right by writes
};
constexpr Origin origins[] = {Origin::Written, Origin::Built, Origin::Mixed};

property::Graph make(const Sketch&, Origin);

/// As a CREATE clause.
std::string print(const Sketch&);

}  // namespace whom::test

#endif
