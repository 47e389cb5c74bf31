// Graphs out of GraphML, as written by Gephi, yEd, NetworkX, igraph, Neo4j and whom.
//
// The id of a node becomes its property `id`; data become properties of the types that their keys declare (boolean,
// int, long, float, double, string), those without data take the default of the key. Labels of a node stand in its
// attribute or data `labels` (":A:B"), the type of a relationship in its attribute or data `label`; without one it is
// EDGE. An undirected edge leads from its source to its target. Nodes of nested graphs are nodes like others.
#ifndef WHOM_GRAPH_PROPERTY_IMPORT_GRAPHML_HPP
#define WHOM_GRAPH_PROPERTY_IMPORT_GRAPHML_HPP

#include <filesystem>

#include "graph/property/graph.hpp"

namespace whom::property {

/// Throws std::runtime_error, "file:line:column: what is wrong".
Graph import_graphml(const std::filesystem::path&);

}  // namespace whom::property

#endif
