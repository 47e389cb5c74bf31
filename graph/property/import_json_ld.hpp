// Graphs out of JSON-LD as whom writes it, in both of its forms. The context says which one it is.
//
// A property graph (export_json_ld.hpp) becomes what it was, up to the numbers of its nodes and relationships. A node
// that is not called by a number under the base keeps its IRI as the property `iri`.
//
// What was read from text (graph/json_ld.hpp) becomes what statement_graph.hpp makes of it, as far as the file says it:
//   - entities, labelled with their type: id, name, names;
//   - literals that are subject or object of a statement: value; labelled Time where their datatype is one of time,
//   else Text, whatever kind of text they were;
//   - a relationship for each statement that has subject and object, with all that it has there;
//   - each other statement as a node labelled Statement, which bears what its relationship would, and `relation`. From
//   it relationships SUBJECT or OBJECT lead to what it has of both, and one under each role to the entities there.
// Documents, evidence and what describes relations and roles are passed over. A plain triple that no statement is about
// is a relationship without properties.
//
// Other JSON-LD is refused: remote contexts and several of them, expanded form, blank nodes, relative
// IRIs, nodes within nodes, keywords such as @reverse, @language, @set, and properties that whom does not write. The
// context has to come before @graph.
#ifndef WHOM_GRAPH_PROPERTY_IMPORT_JSON_LD_HPP
#define WHOM_GRAPH_PROPERTY_IMPORT_JSON_LD_HPP

#include <filesystem>

#include "graph/property/graph.hpp"

namespace whom::property {

/// Throws std::runtime_error, "file:line:column: what is wrong".
Graph import_json_ld(const std::filesystem::path&);

}  // namespace whom::property

#endif
