// The two forms in which whom writes graphs as JSON-LD: what becomes of each node under @graph. Internal to
// import_json_ld.cpp.
#ifndef WHOM_GRAPH_PROPERTY_JSON_LD_FORM_HPP
#define WHOM_GRAPH_PROPERTY_JSON_LD_FORM_HPP

#include <compare>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/property/json_ld_reader.hpp"
#include "graph/property/named_nodes.hpp"

namespace whom::property {

/// Part of an IRI.
struct JsonLdName {
  std::string_view space;  ///< the prefix of its namespace; empty for one that is not known
  std::string_view local;
};

/// All throw JsonProblem.
class JsonLdForm {
 public:
  /// The form that has the prefixes of the context; null where there is none. The context must stay where it is.
  static std::unique_ptr<JsonLdForm> of(const JsonLdContext&);

  virtual ~JsonLdForm() = default;
  virtual void add(Json node) = 0;

  /// Leaves it empty.
  Graph finish();

 protected:
  JsonLdForm(const JsonLdContext&, std::initializer_list<const char*> prefixes);

  /// Views of the IRI.
  JsonLdName name_of(std::string_view iri) const;
  bool has_type(const JsonLdNode&, std::string_view space, std::string_view local) const;

  /// Each node and each statement has one place in the file.
  void describe(const JsonLdNode&, Node);
  void describe_statement(const JsonLdNode&);

  /// The only value.
  JsonLdValue value_of(const JsonLdNode::Property&) const;
  static Value literal(const JsonLdValue&);

  /// As long as no statement is about it, a triple is a relationship.
  void add_triple(Node source, std::string_view type, Node target);
  std::uint32_t add_relationship(Node source, std::string_view type, Node target);

  void label(Node node, std::string_view name) { nodes_.add_label(node, builder_.label(name)); }
  bool has(Node, std::string_view key);
  void set(Node node, std::string_view key, const Value& value) { builder_.set(node, builder_.key(key), value); }
  void set(std::uint32_t call, std::string_view key, const Value& value) {
    builder_.set_relationship(call, builder_.key(key), value);
  }

  const JsonLdContext& context_;
  NamedNodes nodes_;

 private:
  struct Triple {
    Type type;
    Node source, target;
    auto operator<=>(const Triple&) const = default;
  };

  std::unordered_map<std::string, std::string> spaces_;  ///< prefixes by namespace
  GraphBuilder builder_;
  std::vector<bool> described_;  ///< by node
  Words statements_;
  std::vector<Triple> triples_, reified_;
};

/// Nodes and relationships.
std::unique_ptr<JsonLdForm> make_element_form(const JsonLdContext&);
/// Entities and statements.
std::unique_ptr<JsonLdForm> make_statement_form(const JsonLdContext&);

}  // namespace whom::property

#endif
