// The context gives the fixed properties short terms, some with a type, so that their values are plain JSON; relations
// and roles are written as compact IRIs with their values in full. What a JSON-LD processor makes of it is the triples
// of the generator, no more and no fewer.
#include "graph/json_ld.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <stdexcept>

#include "graph/indented_json.hpp"
#include "graph/rdf.hpp"

namespace whom::graph {
namespace {

/// A property of the context: its term, its compact IRI, and the type of its plain values: "@id", a datatype, or none.
struct Property {
  const char* term;
  const char* iri;
  const char* type;
};

constexpr std::array<Property, 32> properties = {{
    {"identifier", "schema:identifier", nullptr},
    {"headline", "schema:headline", nullptr},
    {"datePublished", "schema:datePublished", "xsd:date"},
    {"url", "schema:url", "@id"},
    {"publisher", "schema:publisher", nullptr},
    {"creator", "schema:creator", nullptr},
    {"name", "schema:name", nullptr},
    {"alternateName", "schema:alternateName", nullptr},
    {"sameAs", "owl:sameAs", "@id"},
    {"label", "rdfs:label", nullptr},
    {"subject", "rdf:subject", "@id"},
    {"predicate", "rdf:predicate", "@id"},
    {"object", "rdf:object", "@id"},
    {"polarity", "whom:polarity", nullptr},
    {"modality", "whom:modality", nullptr},
    {"asserted", "whom:asserted", "xsd:boolean"},
    {"confidence", "whom:confidence", "xsd:decimal"},
    {"wasDerivedFrom", "prov:wasDerivedFrom", "@id"},
    {"hasEvidence", "whom:hasEvidence", "@id"},
    {"hasSource", "oa:hasSource", "@id"},
    {"hasSelector", "oa:hasSelector", "@id"},
    {"subjectSelector", "whom:subjectSelector", "@id"},
    {"relationSelector", "whom:relationSelector", "@id"},
    {"objectSelector", "whom:objectSelector", "@id"},
    {"qualifierSelector", "whom:qualifierSelector", "@id"},
    {"phrase", "whom:phrase", nullptr},
    {"rule", "whom:rule", nullptr},
    {"source", "whom:source", "@id"},
    {"sourceChain", "whom:sourceChain", nullptr},
    {"start", "oa:start", "xsd:nonNegativeInteger"},
    {"end", "oa:end", "xsd:nonNegativeInteger"},
    {"exact", "oa:exact", nullptr},
}};

class Writer : private IndentedJson {
 public:
  Writer(std::ostream& out, const ExportOptions& options) : IndentedJson(out), spaces_(namespaces(options)) {
    json_.StartObject();
    key("@context");
    context();
    key("@graph");
    json_.StartArray();
  }

  void finish() {
    json_.EndArray();
    json_.EndObject();
  }

  void write(const RdfNode& node) {
    json_.StartObject();
    pair("@id", compact(node.iri));
    for (auto at = node.properties.begin(); at != node.properties.end();) {
      const auto end = std::find_if(at, node.properties.end(), [&](const auto& p) { return p.first != at->first; });
      write(at->first, at, end);
      at = end;
    }
    json_.EndObject();
  }

 private:
  using Position = std::vector<std::pair<std::string, RdfValue>>::const_iterator;

  void context() {
    json_.StartObject();
    json_.Key("@version");
    json_.RawValue("1.1", 3, rapidjson::kNumberType);
    for (const auto& [prefix, space] : spaces_) pair(prefix, space);
    for (const Property& property : properties) define(property);
    json_.EndObject();
  }

  void define(const Property& property) {
    if (property.type == nullptr) return pair(property.term, property.iri);
    key(property.term);
    json_.StartObject();
    pair("@id", property.iri);
    pair("@type", property.type);
    json_.EndObject();
  }

  std::string compact(const std::string& iri) const {
    const std::string compacted = compact_iri(spaces_, iri);
    return compacted.empty() ? iri : compacted;
  }

  void write(const std::string& predicate, Position begin, Position end) {
    const std::string name = compact(predicate);
    const auto property =
        std::find_if(properties.begin(), properties.end(), [&](const auto& p) { return name == p.iri; });
    const bool is_type = name == "rdf:type";
    key(is_type ? "@type" : property != properties.end() ? property->term : name);
    const std::string coercion = is_type                                                     ? "@id"
                                 : property != properties.end() && property->type != nullptr ? property->type
                                                                                             : "";
    if (end - begin > 1) json_.StartArray();
    for (auto at = begin; at != end; ++at) write(at->second, coercion);
    if (end - begin > 1) json_.EndArray();
  }

  /// Plain when the context supplies the type, else in full.
  void write(const RdfValue& value, const std::string& coercion) {
    const std::string type = value.kind == RdfValue::Kind::Iri     ? "@id"
                             : value.kind == RdfValue::Kind::Typed ? compact(value.datatype)
                                                                   : "";
    const std::string text = value.kind == RdfValue::Kind::Iri ? compact(value.text) : value.text;
    if (type == coercion) return plain(text, type);
    json_.StartObject();
    pair(value.kind == RdfValue::Kind::Iri ? "@id" : "@value", text);
    if (value.kind == RdfValue::Kind::Typed) pair("@type", type);
    json_.EndObject();
  }

  void plain(const std::string& text, const std::string& type) {
    if (type == "xsd:boolean") {
      json_.Bool(text == "true");
    } else if (type == "xsd:nonNegativeInteger") {
      json_.RawValue(text.data(), text.size(), rapidjson::kNumberType);
    } else {
      string(text);
    }
  }

  Namespaces spaces_;
};

}  // namespace

void write_json_ld(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  Writer writer(out, options);
  for_each_node(graph, options, [&](const RdfNode& node) { writer.write(node); });
  writer.finish();
  out << '\n';
}

}  // namespace whom::graph
