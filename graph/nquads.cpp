#include "graph/nquads.hpp"

#include <ostream>

#include "graph/ntriples.hpp"
#include "graph/rdf.hpp"

namespace whom::graph {
namespace {

std::string term(const RdfValue& value) {
  if (value.kind == RdfValue::Kind::Iri) return ntriples_iri(value.text);
  const std::string quoted = ntriples_string(value.text);
  return value.kind == RdfValue::Kind::String ? quoted : quoted + "^^" + ntriples_iri(value.datatype);
}

}  // namespace

void write_nquads(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  for_each_node(graph, options, [&](const RdfNode& node) {
    for (const auto& [predicate, value] : node.properties) {
      out << ntriples_iri(node.iri) << ' ' << ntriples_iri(predicate) << ' ' << term(value) << " .\n";
    }
  });
}

}  // namespace whom::graph
