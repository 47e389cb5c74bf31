#include "tools/result_drawing.hpp"

#include <algorithm>
#include <ostream>

#include "graph/dot.hpp"
#include "tools/picture.hpp"

namespace whom::tools {
namespace {

Picture picture_of(const ResultGraph& shown, const Elements& elements) {
  Picture picture;
  for (const property::Node node : elements.nodes) picture.nodes.push_back(caption(shown, node));
  const auto place = [&](property::Node node) {
    const auto found = std::lower_bound(elements.nodes.begin(), elements.nodes.end(), node);
    return static_cast<std::size_t>(found - elements.nodes.begin());
  };
  for (const property::Relationship one : elements.relationships)
    picture.edges.push_back({place(shown.graph.source(one)), place(shown.graph.target(one)), caption(shown, one)});
  return picture;
}

}  // namespace

void draw_text(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options, std::ostream& out) {
  draw(picture_of(shown, elements_of(result, shown)), options.palette, out);
}

void write_dot(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options, std::ostream& out) {
  const Elements elements = elements_of(result, shown);
  if (write_statements(elements, shown, options, out)) return;
  const Picture picture = picture_of(shown, elements);
  out << "digraph whom {\n"
         "  graph [charset=\"UTF-8\", overlap=false];\n"
         "  node [fontname=\"sans-serif\", shape=box, style=rounded];\n"
         "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    out << "  " << elements.nodes[i].index << " [label=" << graph::quoted_for_dot(picture.nodes[i]) << "];\n";
  for (const Picture::Edge& edge : picture.edges)
    out << "  " << elements.nodes[edge.source].index << " -> " << elements.nodes[edge.target].index
        << " [label=" << graph::quoted_for_dot(edge.label) << "];\n";
  out << "}\n";
}

}  // namespace whom::tools
