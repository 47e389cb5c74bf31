// A small graph drawn with lines of text.
#ifndef WHOM_TOOLS_PICTURE_HPP
#define WHOM_TOOLS_PICTURE_HPP

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "tools/palette.hpp"

namespace whom::tools {

struct Picture {
  struct Edge {
    std::size_t source = 0, target = 0;  ///< of nodes
    std::string label;
  };
  std::vector<std::string> nodes;
  std::vector<Edge> edges;
};

/// Each node that an edge leaves with its edges below it, then the nodes without any edge.
void draw(const Picture&, const Palette&, std::ostream&);

}  // namespace whom::tools

#endif
