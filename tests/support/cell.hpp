// Expected values in openCypher's notation, brought to one form with actual ones.
#ifndef WHOM_TESTS_SUPPORT_CELL_HPP
#define WHOM_TESTS_SUPPORT_CELL_HPP

#include <string>
#include <string_view>
#include <vector>

#include "graph/property/graph.hpp"
#include "graph/property/value.hpp"

namespace whom::test {

/// (:A {p: 1}), [:R], <(:A)-[:R]->(:B)>, [1, 'a'], {k: null}: a value that says of nodes and relationships only what
/// can be seen of them.
struct Cell {
  enum class Kind { Atom, List, Map, Node, Relationship, Path } kind = Kind::Atom;
  property::Value atom;
  /// Keys of a map, labels of a node, the type of a relationship; of a path: ">" or "<" for each relationship.
  std::vector<std::string> names;
  /// Elements; values of the keys; of nodes and relationships: the map of properties; of a path: node, relationship,
  /// ...
  std::vector<Cell> parts;
};

enum class ListOrder { Counts, Ignored };

/// Throws std::runtime_error.
Cell read_cell(std::string_view text);

Cell cell_of(const property::Graph&, const property::Value&);

/// Equal for equal values; keys and labels are sorted.
std::string text(const Cell&, ListOrder = ListOrder::Counts);

/// Of a cell without nodes, relationships and paths.
property::Value value_of(const Cell&);

}  // namespace whom::test

#endif
