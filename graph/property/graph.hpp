// A labelled property graph: columns and compressed sparse rows, with what was written since laid over them.
//
// The base is immutable and may be mapped from a file. Its relationships are numbered by type, then source, then
// target, so that a type is a range of numbers and the relationships of a node, listed by number, are sorted by type.
// Nodes and relationships that are written to get lists and values of their own, which hide those of the base.
#ifndef WHOM_GRAPH_PROPERTY_GRAPH_HPP
#define WHOM_GRAPH_PROPERTY_GRAPH_HPP

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/property/column.hpp"
#include "graph/property/value.hpp"

namespace whom::property {

/// Words of the graph, numbered in the order in which they came.
struct Label {
  std::uint32_t index = 0;
  auto operator<=>(const Label&) const = default;
};
struct Type {
  std::uint32_t index = 0;
  auto operator<=>(const Type&) const = default;
};
struct Key {
  std::uint32_t index = 0;
  auto operator<=>(const Key&) const = default;
};

/// Neighbours and the relationships that lead to them; parallel. Within a type sorted by neighbour, then relationship.
/// `relationships` of an untouched node are ascending.
struct Adjacent {
  std::span<const std::uint32_t> nodes;
  std::span<const std::uint32_t> relationships;
  std::size_t size() const { return nodes.size(); }
};

/// Relationships first, first + 1, ..., last - 1.
struct Range {
  std::uint32_t first = 0, last = 0;
};

using Properties = std::vector<std::pair<std::string, Value>>;

/// How often a transaction did what.
struct Changes {
  std::size_t created_nodes = 0, deleted_nodes = 0;
  std::size_t created_relationships = 0, deleted_relationships = 0;
  std::size_t set_properties = 0;  ///< removing one is setting it too
  std::size_t set_labels = 0;      ///< other than those with which nodes were made
  bool operator==(const Changes&) const = default;
};

/// Safe for concurrent readers; writers are alone. All views stay valid until the next write.
class Graph {
 public:
  Graph();  ///< empty
  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;
  ~Graph();

  // Words. A word that nothing bears any more may still have a number.
  std::optional<Label> find_label(std::string_view) const;
  std::optional<Type> find_type(std::string_view) const;
  std::optional<Key> find_key(std::string_view) const;
  std::string_view name(Label) const;
  std::string_view name(Type) const;
  std::string_view name(Key) const;
  std::size_t label_count() const;
  std::size_t type_count() const;
  std::size_t key_count() const;

  // Elements. Numbers run from 0 to the bound; those of deleted elements stay unused.
  std::uint32_t node_bound() const;
  std::uint32_t relationship_bound() const;
  std::size_t node_count() const;
  std::size_t relationship_count() const;
  bool exists(Node) const;
  bool exists(Relationship) const;
  bool has_deleted() const;  ///< some number below a bound is unused
  bool has_loops() const;    ///< some relationship may lead from a node to itself

  // Nodes.
  bool has_label(Node, Label) const;
  /// Clears keep[i] where nodes[i] does not have the label.
  void test(Label, std::span<const std::uint32_t> nodes, std::uint8_t* keep) const;
  std::vector<Label> labels(Node) const;  ///< in the order of their numbers
  std::size_t count(Label) const;
  std::span<const std::uint32_t> with_label(Label) const;  ///< ascending

  // Relationships; source, target and type stay known after deletion.
  Node source(Relationship) const;
  Node target(Relationship) const;
  Type type(Relationship) const;
  std::size_t count(Type) const;
  Range base_range(Type) const;                        ///< those of the base, deleted ones among them
  std::span<const std::uint32_t> written(Type) const;  ///< live ones that came after the base
  Adjacent outgoing(Node) const;
  Adjacent incoming(Node) const;
  Adjacent outgoing(Node, Type) const;
  Adjacent incoming(Node, Type) const;

  // Arrays of the base for loops that cannot afford a call an element; empty where anything is laid over the base.
  std::span<const std::uint32_t> sources() const;  ///< by relationship
  std::span<const std::uint32_t> targets() const;
  std::span<const std::uint32_t> outgoing_offsets() const;  ///< by node, with one more at the end
  std::span<const std::uint32_t> incoming_offsets() const;

  // Properties.
  Value property(Node, Key) const;  ///< null where there is none
  Value property(Relationship, Key) const;
  Value base_property(Relationship, Key) const;  ///< before it was written to; null where it came after the base
  std::vector<std::pair<Key, Value>> properties(Node) const;  ///< in the order of the numbers of keys
  std::vector<std::pair<Key, Value>> properties(Relationship) const;

  // What was laid over the base, labels aside.
  struct Overlay {
    std::vector<std::uint32_t> changed;  ///< elements of the base that were written to or deleted, ascending
    std::uint32_t first_new = 0;         ///< elements from here on came after the base
  };
  Overlay node_overlay() const;
  Overlay relationship_overlay() const;

  /// The whole property as an array; null when no node of the base has it or when anything was laid over it.
  const Column* node_column(Key) const;
  const Column* relationship_column(Key) const;

  // Indexes: made at the first use; ascending results. Nothing when the property is not worth an index.
  std::optional<std::vector<std::uint32_t>> nodes_with(Key, const Value&) const;  ///< property = value
  std::optional<std::vector<std::uint32_t>> nodes_with_prefix(Key, std::string_view) const;
  std::optional<std::vector<std::uint32_t>> nodes_holding(Key, const Value&) const;  ///< is it, or a list that holds it
  /// Relationships of any type whose property is the value or a list that holds it.
  std::optional<std::vector<std::uint32_t>> relationships_with(Key, const Value&) const;

  // Writing. Between begin and commit the graph can go back; begin does not nest.
  void begin();
  void commit();
  void rollback();
  Changes changes() const;  ///< of the last transaction that was committed
  Label add_label(std::string_view);
  Type add_type(std::string_view);
  Key add_key(std::string_view);
  Node create_node(std::span<const Label>);
  Relationship create_relationship(Node source, Type, Node target);
  void set(Node, Key, Value);  ///< null removes the property
  void set(Relationship, Key, Value);
  void set_label(Node, Label, bool has);
  void remove(Node);  ///< its relationships must be gone
  void remove(Relationship);

  std::size_t bytes() const;  ///< resident memory of arrays, columns and what is laid over them; indexes included

 private:
  friend class GraphBuilder;
  friend class GraphImage;
  struct Parts;
  explicit Graph(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

/// In openCypher's notation: (:Person {name: 'Ann'}), [:MET {on: 1}], <(:A)-[:R]->(:B)>; lists and maps of them.
std::string print(const Graph&, const Value&);

/// Builds a base from rows in any order.
class GraphBuilder {
 public:
  GraphBuilder();
  ~GraphBuilder();
  Label label(std::string_view);
  Type type(std::string_view);
  Key key(std::string_view);
  Node node(std::span<const Label>);                           ///< numbered in the order of the calls
  std::uint32_t relationship(Node source, Type, Node target);  ///< returns the number of the call
  void set(Node, Key, const Value&);
  void set_relationship(std::uint32_t call, Key, const Value&);
  ColumnBuilder& node_column(Key);          ///< for many values at once, by node
  ColumnBuilder& relationship_column(Key);  ///< by call; both valid until the next key
  Graph finish();                           ///< leaves the builder empty

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The base of a graph as a file that is opened by mapping it into memory.
class GraphImage {
 public:
  /// Writes beside the path and renames. Throws std::runtime_error naming the file.
  static void write(const Graph&, const std::filesystem::path&);
  /// Throws std::runtime_error naming the file when it is no image, is cut short or damaged, or of another version.
  static Graph open(const std::filesystem::path&);

  // As part of another file. The graph must not have been written to, and stay until the file is written.
  static void append(const Graph&, ImageWriter&);
  static Graph read(ImageReader&);
};

}  // namespace whom::property

#endif
