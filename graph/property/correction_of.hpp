// What was written to a statement graph, as a correction of the graph it was made from.
#ifndef WHOM_GRAPH_PROPERTY_CORRECTION_OF_HPP
#define WHOM_GRAPH_PROPERTY_CORRECTION_OF_HPP

#include <stdexcept>

#include "graph/correction.hpp"
#include "graph/knowledge_graph.hpp"
#include "graph/property/graph.hpp"

namespace whom::property {

/// A change that no correction can say; the message is one line.
class NoCorrection : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The graph was statement_graph() of the other before it was written to.
///   - A new relationship is a statement that is added: with polarity and modality (affirmed and actual unless said
///     otherwise) and qualifiers under their roles. One that is there already gets the curator's word as well.
///   - A deleted relationship is a statement that is withdrawn; one whose properties changed is withdrawn and added as
///     it is now.
///   - A new node is an entity (label: its type; name, names, named), or a literal at an end of a new statement.
///   - Of an entity the names, `named` and the type can change.
/// Under a role a string stands for the entity with a proper name that it is a name or the id of, if there is just one;
/// else for a time, if it is written as one and the role is one of time; else for itself.
/// Leaves id, time, curator and pattern empty. Throws NoCorrection.
graph::Correction correction_of(const Graph&, const graph::KnowledgeGraph&);

}  // namespace whom::property

#endif
