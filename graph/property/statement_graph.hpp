// What was read from texts, as a property graph.
#ifndef WHOM_GRAPH_PROPERTY_STATEMENT_GRAPH_HPP
#define WHOM_GRAPH_PROPERTY_STATEMENT_GRAPH_HPP

#include <functional>
#include <optional>

#include "graph/knowledge_graph.hpp"
#include "graph/property/graph.hpp"

namespace whom::property {

/// Nodes are
///   - every entity, under its number in the knowledge graph, labelled with its type: id, name, names (a list: the
///   name, then its aliases), named;
///   - every literal that is subject or object of a statement, labelled with its type: value, text (as written).
/// Relationships are the statements that have both subject and object, typed by their relation: id, polarity, modality,
/// asserted, confidence (of the best evidence), reports and documents (how many), and under each role the list of its
/// qualifiers. Entities in these lists are nodes. A time that names one day is a date; all other literals are strings,
/// so a month ("2021-11") or a day of no certain year ("XXXX-06-01") stays as EDTF writes it.
/// The same for equal knowledge graphs.
Graph statement_graph(const graph::KnowledgeGraph&);

/// What stands for a literal among properties: a date where it is a day, else its value as a string.
Value value_of(const graph::Literal&);

/// What the relationship of a statement bears, or would bear if the statement had both subject and object. `value_of`
/// gives what stands for the qualifiers' values. Strings are borrowed from the knowledge graph.
Properties properties_of(const graph::KnowledgeGraph&, graph::StatementIndex,
                         const std::function<Value(const graph::Term&)>& value_of);

/// What a statement is: what its relationship bears, or would bear, and its subject, relation, object and relationship,
/// those of them that it has.
Map map_of(const Graph&, const graph::KnowledgeGraph&, graph::StatementIndex);
/// One of these; null where there is none.
Value property_of(const Graph&, const graph::KnowledgeGraph&, graph::StatementIndex, std::string_view key);
/// Whether the key is one that statements have beyond their relationships: subject, relation, object or relationship.
bool is_part_of_statements(std::string_view key);

// From one graph to the other; nothing where there is no counterpart, as in a graph that was written to since.
std::optional<Node> node_of(const Graph&, const graph::KnowledgeGraph&, const graph::Term&);
std::optional<Relationship> relationship_of(const Graph&, const graph::KnowledgeGraph&, graph::StatementIndex);
std::optional<graph::Term> term_of(const Graph&, const graph::KnowledgeGraph&, Node);

}  // namespace whom::property

#endif
