// Terms as N-Triples, N-Quads and Turtle write them in full. Internal to graph.
#ifndef WHOM_GRAPH_NTRIPLES_HPP
#define WHOM_GRAPH_NTRIPLES_HPP

#include <string>
#include <string_view>

namespace whom::graph {

/// "text" in double quotes, escaped.
std::string ntriples_string(std::string_view text);

/// <iri>.
std::string ntriples_iri(std::string_view iri);

}  // namespace whom::graph

#endif
