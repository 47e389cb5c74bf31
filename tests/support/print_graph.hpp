// A whole property graph as text.
#ifndef WHOM_TESTS_SUPPORT_PRINT_GRAPH_HPP
#define WHOM_TESTS_SUPPORT_PRINT_GRAPH_HPP

#include <string>

#include "graph/property/graph.hpp"

namespace whom::test {

/// A line for each node, then one for each relationship between the numbers of its ends: "0[:MET {on: 1}]1".
std::string printed(const property::Graph&);

}  // namespace whom::test

#endif
