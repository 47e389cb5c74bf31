// The graph as RDF: one generator of triples, so that all RDF formats carry the same ones. Internal to graph.
//
// Namespaces under the base: entity/ relation/ role/ statement/ evidence/ selector/ document/ vocabulary/. Names in
// them are percent-encoded, a space is '_'. There are no blank nodes. docs/formats.md lists the properties.
#ifndef WHOM_GRAPH_RDF_HPP
#define WHOM_GRAPH_RDF_HPP

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/export.hpp"

namespace whom::graph {

struct RdfValue {
  enum class Kind : std::uint8_t { Iri, String, Typed } kind = Kind::Iri;
  std::string text;
  std::string datatype;  ///< IRI, when Typed
  auto operator<=>(const RdfValue&) const = default;
};

/// All triples of one subject. Values of one property stand together, and the types come first.
struct RdfNode {
  std::string iri;
  std::vector<std::pair<std::string, RdfValue>> properties;  ///< predicate IRI, value
};

bool is_absolute_iri(std::string_view);

/// With the '/' that it may lack. Throws std::invalid_argument when it is no absolute IRI.
std::string base_of(const ExportOptions&);

/// Prefix and namespace, in the order in which they are declared.
using Namespaces = std::vector<std::pair<std::string, std::string>>;
Namespaces namespaces(const ExportOptions&);

/// "prefix:name" when a namespace fits and the name consists of ASCII letters, digits, '_' and '-'; else nothing.
std::string compact_iri(const Namespaces&, std::string_view iri);

/// Visits the nodes in a fixed order: documents, entities, relations, roles, then each statement with its evidence and
/// their selectors. Throws std::invalid_argument when the base is no absolute IRI.
void for_each_node(const KnowledgeGraph&, const ExportOptions&, const std::function<void(const RdfNode&)>&);

namespace vocabulary {
inline constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view rdfs = "http://www.w3.org/2000/01/rdf-schema#";
inline constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";
inline constexpr std::string_view schema = "https://schema.org/";
inline constexpr std::string_view prov = "http://www.w3.org/ns/prov#";
inline constexpr std::string_view oa = "http://www.w3.org/ns/oa#";
inline constexpr std::string_view edtf = "http://id.loc.gov/datatypes/edtf/";
}  // namespace vocabulary

}  // namespace whom::graph

#endif
