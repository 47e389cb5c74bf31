// A graph as drawing programs see it: nodes and edges only. Internal to graph.
#ifndef WHOM_GRAPH_DRAWING_HPP
#define WHOM_GRAPH_DRAWING_HPP

#include <string>
#include <vector>

#include "graph/export.hpp"

namespace whom::graph {

struct DrawnNode {
  enum class Kind : std::uint8_t { Entity, Literal, Nothing } kind = Kind::Entity;
  std::string id;       ///< an entity's id, "literal.N", or "nothing.STATEMENT" where a subject or object is missing
  std::string label;    ///< empty for Nothing
  std::string type;     ///< name of the EntityType or LiteralType; empty for Nothing
  std::string aliases;  ///< parted by " | "
};

/// One statement, from its subject to its object.
struct DrawnEdge {
  StatementIndex statement;
  std::string source, target;  ///< ids of nodes
  std::string qualifiers;      ///< "about=Haiti; on=2023-09-21"
};

struct Drawing {
  std::vector<DrawnNode> nodes;  ///< entities by id, literals in order, then what is missing
  std::vector<DrawnEdge> edges;  ///< in the order of statements
};

Drawing draw(const KnowledgeGraph&, const ExportOptions&);

/// "about=Haiti; on=2023-09-21": names of entities, normalised values of literals.
std::string qualifier_text(const KnowledgeGraph&, const Statement&);

}  // namespace whom::graph

#endif
