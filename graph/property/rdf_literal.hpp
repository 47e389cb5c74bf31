// Literals of RDF.
#ifndef WHOM_GRAPH_PROPERTY_RDF_LITERAL_HPP
#define WHOM_GRAPH_PROPERTY_RDF_LITERAL_HPP

#include <string_view>

#include "graph/property/value.hpp"

namespace whom::property {

/// An integer, float, boolean, date, time or duration where the datatype, an IRI, is such a one of XML Schema; times as
/// openCypher prints them are understood too. All others, and what does not follow its datatype, are strings.
Value rdf_literal(std::string_view text, std::string_view datatype);

}  // namespace whom::property

#endif
