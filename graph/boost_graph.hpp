// The statements as a graph of Boost: for its algorithms, which run on it as they are. Internal to graph, because the
// headers of Boost.Graph are heavy.
#ifndef WHOM_GRAPH_BOOST_GRAPH_HPP
#define WHOM_GRAPH_BOOST_GRAPH_HPP

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>

#include "graph/knowledge_graph.hpp"

namespace whom::graph {

struct Vertex {
  Term value;
};

struct Edge {
  StatementIndex statement;
};

/// Grows; parallel edges live side by side.
using MutableGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Vertex, Edge>;

/// Fixed, and three times smaller.
using CompactGraph = boost::compressed_sparse_row_graph<boost::bidirectionalS, Vertex, Edge, boost::no_property,
                                                        std::uint32_t, std::uint32_t>;

/// Vertices: the entities, by index, then the distinct literals that are subject or object, in their order. Edges: one
/// per statement with subject and object, from the one to the other, in the order of statements. Both graphs agree on
/// the numbers of vertices.
MutableGraph mutable_graph(const KnowledgeGraph&);
CompactGraph compact_graph(const KnowledgeGraph&);

}  // namespace whom::graph

#endif
