// Graphs out of RDF: N-Triples (.nt), N-Quads (.nq), Turtle (.ttl) and TriG (.trig).
//
// Resources become nodes; an IRI is kept as the property `iri`. What rdf:type says becomes a label, by the local name
// of the class. A literal becomes a property of its subject under the local name of the predicate: an integer, float,
// boolean, date, time or duration where XML Schema's datatype says so, else a string; several of one name, a list.
// Every other triple becomes a relationship whose type is the local name of the predicate; `graph` is the named graph
// of a quad. A triple that occurs twice counts once.
#ifndef WHOM_GRAPH_PROPERTY_IMPORT_RDF_HPP
#define WHOM_GRAPH_PROPERTY_IMPORT_RDF_HPP

#include <filesystem>
#include <span>

#include "graph/property/graph.hpp"

namespace whom::property {

/// One graph of all files. Throws std::runtime_error, "file:line:column: what is wrong".
Graph import_rdf(std::span<const std::filesystem::path> files);

}  // namespace whom::property

#endif
