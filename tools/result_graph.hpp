// The nodes and relationships of a result, and what they are called.
#ifndef WHOM_TOOLS_RESULT_GRAPH_HPP
#define WHOM_TOOLS_RESULT_GRAPH_HPP

#include <optional>
#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/property/graph.hpp"
#include "query/engine/engine.hpp"

namespace whom::tools {

/// The graph that was asked.
struct ResultGraph {
  const property::Graph& graph;
  const graph::KnowledgeGraph* knowledge = nullptr;  ///< that it was made from; null: an imported graph
  /// What the pattern itself wrote to: the knowledge graph does not know it so.
  property::Graph::Overlay written = graph.relationship_overlay();
};

/// What people call the node: its property name, title, label, text, value, iri or id, else its labels; never empty.
std::string caption(const ResultGraph&, property::Node);

/// Its type, and the status of its statement where it is not affirmed and actual: "meet [denied]".
std::string caption(const ResultGraph&, property::Relationship);

/// The statement that the relationship stands for, in a graph that was read from text and as it was read.
std::optional<graph::StatementIndex> statement_of(const ResultGraph&, property::Relationship);

/// Sorted, without duplicates.
struct Elements {
  std::vector<property::Node> nodes;
  std::vector<property::Relationship> relationships;
  std::vector<graph::StatementIndex> statements;  ///< those that stand for themselves
};

/// Those within the value: in lists, maps and paths.
Elements elements_of(const property::Value&);

/// Those of all rows, the relationships of statements, and the ends of all relationships.
Elements elements_of(const engine::Result&, const ResultGraph&);

/// The statements, and those that relationships stand for.
std::vector<graph::StatementIndex> statements_of(const ResultGraph&, const Elements&);

}  // namespace whom::tools

#endif
