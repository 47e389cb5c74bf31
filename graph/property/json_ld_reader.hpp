// JSON-LD 1.1 as far as whom writes it: one inlined context of prefixes and terms, and flat nodes under @graph. What
// else there is in JSON-LD is refused by name: remote contexts, blank nodes, relative IRIs, nodes within nodes, other
// keywords.
#ifndef WHOM_GRAPH_PROPERTY_JSON_LD_READER_HPP
#define WHOM_GRAPH_PROPERTY_JSON_LD_READER_HPP

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/property/json_reader.hpp"

namespace whom::property {

struct JsonLdValue {
  enum class Kind { Resource, Literal, Sequence } kind;
  std::string iri;  ///< of the resource, or the literal's datatype; empty where JSON alone says what it is
  Json json;        ///< text, number, ... of a literal; array of a list
};

/// Its members with full IRIs. Values of one property stand in one array or alone.
struct JsonLdNode {
  struct Property {
    std::string iri;
    std::string coercion;  ///< what the context says of plain values: a datatype or "@id"
    Json key, value;
  };
  std::string iri;
  std::vector<std::string> types;
  std::vector<Property> properties;
  Json json;
};

/// All throw JsonProblem.
class JsonLdContext {
 public:
  JsonLdContext() = default;
  explicit JsonLdContext(Json);

  /// What a prefix stands for.
  std::optional<std::string> find(const std::string& prefix) const;

  /// The IRI of a node.
  std::string iri_of(Json node) const;
  JsonLdNode node(Json) const;

  /// One of a property's values, or, without coercion, an element of a list.
  JsonLdValue value(Json, std::string_view coercion = "") const;

 private:
  struct Term {
    std::string iri;
    std::string coercion;
  };
  void define(Json key, Json definition);
  std::string expanded(std::string_view name) const;
  std::string full_iri(Json name) const;
  Term term(Json name) const;
  JsonLdValue value_object(Json) const;

  std::unordered_map<std::string, Term> terms_;
};

}  // namespace whom::property

#endif
