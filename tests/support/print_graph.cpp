#include "tests/support/print_graph.hpp"

namespace whom::test {

using property::Node;
using property::Relationship;
using property::Value;

std::string printed(const property::Graph& graph) {
  std::string all;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) all += print(graph, Value(Node{i})) + "\n";
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i) {
    const Relationship r{i};
    all +=
        std::to_string(graph.source(r).index) + print(graph, Value(r)) + std::to_string(graph.target(r).index) + "\n";
  }
  return all;
}

}  // namespace whom::test
