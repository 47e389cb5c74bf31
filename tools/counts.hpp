// How many there are of what, for people and programs.
#ifndef WHOM_TOOLS_COUNTS_HPP
#define WHOM_TOOLS_COUNTS_HPP

#include <cstddef>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "graph/property/graph.hpp"

namespace whom::tools {

struct Counts {
  using Count = std::pair<std::string, std::size_t>;
  std::vector<Count> totals;
  std::vector<std::pair<std::string, std::vector<Count>>> groups;  ///< by heading
  std::vector<std::pair<std::string, std::vector<std::string>>> lists;
};

/// Nodes and relationships, by label and type with the most frequent first; the keys of properties.
Counts count(const property::Graph&);

void print(const Counts&, std::ostream&);
void print_json(const Counts&, std::ostream&);

}  // namespace whom::tools

#endif
