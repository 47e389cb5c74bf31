// A property graph as JSON-LD 1.1, which import_json_ld.hpp reads back as it was.
#ifndef WHOM_GRAPH_PROPERTY_EXPORT_JSON_LD_HPP
#define WHOM_GRAPH_PROPERTY_EXPORT_JSON_LD_HPP

#include <iosfwd>
#include <span>
#include <string>

#include "graph/property/graph.hpp"

namespace whom::property {

/// Words become IRIs under the base: label/, type/, property/; so do numbers: node/, relationship/. A node that has an
/// IRI of its own, as property `iri`, is called by it. A relationship is a triple; one that has properties, or others
/// of its type between its nodes, is also an rdf:Statement for itself, so that a triple without statements is one
/// relationship and a triple with statements as many as there are of them. No blank nodes; the same bytes for the same
/// graph.
///
/// Both spans ascend, and `nodes` holds the ends of the relationships. Throws std::invalid_argument when the base is no
/// absolute IRI.
void export_json_ld(std::ostream&, const Graph&, std::span<const Node> nodes, std::span<const Relationship>,
                    const std::string& base);

}  // namespace whom::property

#endif
