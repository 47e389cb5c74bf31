// Which program this is.
#ifndef WHOM_GRAPH_PROGRAM_ID_HPP
#define WHOM_GRAPH_PROGRAM_ID_HPP

#include <string>

namespace whom::graph {

/// The version and, where the linker left one, the id of this very build: two programs of one version may have been
/// made from different sources.
std::string program_id();

}  // namespace whom::graph

#endif
