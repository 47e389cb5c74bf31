#include "graph/turtle.hpp"

#include <ostream>

#include "graph/ntriples.hpp"
#include "graph/rdf.hpp"

namespace whom::graph {
namespace {

class Writer {
 public:
  Writer(std::ostream& out, const ExportOptions& options) : out_(out), spaces_(namespaces(options)) {
    for (const auto& [prefix, space] : spaces_) out_ << "@prefix " << prefix << ": " << ntriples_iri(space) << " .\n";
  }

  void write(const RdfNode& node) {
    out_ << '\n' << iri(node.iri);
    const std::string* last = nullptr;
    for (const auto& [predicate, value] : node.properties) {
      if (last != nullptr && *last == predicate) {
        out_ << ", ";
      } else {
        out_ << (last == nullptr ? " " : " ;\n  ") << this->predicate(predicate) << ' ';
      }
      out_ << term(value);
      last = &predicate;
    }
    out_ << " .\n";
  }

 private:
  std::string iri(const std::string& full) const {
    const std::string compact = compact_iri(spaces_, full);
    return compact.empty() ? ntriples_iri(full) : compact;
  }

  std::string predicate(const std::string& full) const {
    const std::string compact = iri(full);
    return compact == "rdf:type" ? "a" : compact;
  }

  std::string term(const RdfValue& value) const {
    if (value.kind == RdfValue::Kind::Iri) return iri(value.text);
    const std::string quoted = ntriples_string(value.text);
    return value.kind == RdfValue::Kind::String ? quoted : quoted + "^^" + iri(value.datatype);
  }

  std::ostream& out_;
  Namespaces spaces_;
};

}  // namespace

void write_turtle(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  Writer writer(out, options);
  for_each_node(graph, options, [&](const RdfNode& node) { writer.write(node); });
}

}  // namespace whom::graph
