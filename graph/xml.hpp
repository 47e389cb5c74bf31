// Text inside XML. Internal to graph.
#ifndef WHOM_GRAPH_XML_HPP
#define WHOM_GRAPH_XML_HPP

#include <string>
#include <string_view>

namespace whom::graph {

/// Fit for content and double-quoted attributes of XML 1.0; characters that XML does not allow become U+FFFD.
std::string xml(std::string_view text);

}  // namespace whom::graph

#endif
