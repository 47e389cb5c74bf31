#include "tools/picture.hpp"

#include <ostream>

#include "tools/excerpt.hpp"

namespace whom::tools {

void draw(const Picture& picture, const Palette& palette, std::ostream& out) {
  std::vector<std::vector<const Picture::Edge*>> leaving(picture.nodes.size());
  std::vector<bool> touched(picture.nodes.size());
  for (const Picture::Edge& edge : picture.edges) {
    leaving[edge.source].push_back(&edge);
    touched[edge.source] = touched[edge.target] = true;
  }
  for (std::size_t node = 0; node < picture.nodes.size(); ++node) {
    if (leaving[node].empty()) continue;
    out << palette.subject << one_line(picture.nodes[node]) << palette.off << '\n';
    for (const Picture::Edge* edge : leaving[node])
      out << (edge == leaving[node].back() ? "└─ " : "├─ ") << palette.relation << one_line(edge->label) << palette.off
          << " → " << palette.object << one_line(picture.nodes[edge->target]) << palette.off << '\n';
  }
  for (std::size_t node = 0; node < picture.nodes.size(); ++node)
    if (!touched[node]) out << palette.subject << one_line(picture.nodes[node]) << palette.off << '\n';
}

}  // namespace whom::tools
