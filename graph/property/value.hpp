// The values of properties and of expressions: openCypher's types in sixteen bytes.
#ifndef WHOM_GRAPH_PROPERTY_VALUE_HPP
#define WHOM_GRAPH_PROPERTY_VALUE_HPP

#include <atomic>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/property/temporal.hpp"

namespace whom::property {

/// Numbers of nodes and relationships in their graph.
struct Node {
  std::uint32_t index = 0;
  auto operator<=>(const Node&) const = default;
};
struct Relationship {
  std::uint32_t index = 0;
  auto operator<=>(const Relationship&) const = default;
};

/// The number of a statement in the knowledge graph that its graph was made of (statement_graph.hpp).
struct Statement {
  std::uint32_t index = 0;
  auto operator<=>(const Statement&) const = default;
};

/// In the order of Cypher's orderability, first to last, but for the last one; Integer and Float compare as numbers.
enum class Kind : std::uint8_t {
  Map,
  Node,
  Relationship,
  List,
  Path,
  DateTime,
  LocalDateTime,
  Date,
  Time,
  LocalTime,
  Duration,
  String,
  Boolean,
  Integer,
  Float,
  Null,
  Statement,  ///< sorts after relationships; it stands here because files hold the numbers of the others
};
std::string_view name(Kind);

class Value;
using List = std::vector<Value>;
/// Sorted by key; keys are distinct.
using Map = std::vector<std::pair<std::string, Value>>;

/// nodes[i] and nodes[i + 1] are the ends of relationships[i], in either direction.
struct Path {
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;
  auto operator<=>(const Path&) const = default;
};

/// Immutable. Copies of large values share them. A borrowed string points into a graph, which must outlive it.
class Value {
 public:
  /// Lists and maps within each other. Making a deeper one throws std::length_error, so that whatever recurs over a
  /// value has enough of a stack.
  static constexpr std::uint32_t deepest_nesting = 1000;

  Value() = default;
  explicit Value(bool boolean) : kind_(Kind::Boolean) { bits_.integer = boolean ? 1 : 0; }
  explicit Value(std::int64_t integer) : kind_(Kind::Integer) { bits_.integer = integer; }
  explicit Value(double number) : kind_(Kind::Float) { bits_.number = number; }
  explicit Value(Node node) : kind_(Kind::Node) { bits_.integer = node.index; }
  explicit Value(Relationship relationship) : kind_(Kind::Relationship) { bits_.integer = relationship.index; }
  explicit Value(Statement statement) : kind_(Kind::Statement) { bits_.integer = statement.index; }
  explicit Value(Date date) : kind_(Kind::Date) { bits_.integer = date.days; }
  explicit Value(LocalTime time) : kind_(Kind::LocalTime) { bits_.integer = time.nanoseconds; }
  explicit Value(Time time) : kind_(Kind::Time), extra_(static_cast<std::uint32_t>(time.offset)) {
    bits_.integer = time.nanoseconds;
  }
  explicit Value(LocalDateTime time)
      : kind_(Kind::LocalDateTime), extra_(static_cast<std::uint32_t>(time.nanoseconds)) {
    bits_.integer = time.seconds;
  }
  explicit Value(DateTime);
  explicit Value(const Duration&);
  explicit Value(std::string_view text);  ///< a copy; std::length_error beyond 4 GiB
  explicit Value(const char* text) : Value(std::string_view(text)) {}
  explicit Value(List);
  explicit Value(Map);  ///< sorted here; of equal keys the last one stays
  explicit Value(Path);
  static Value borrowed(std::string_view text) {
    Value value;
    value.kind_ = Kind::String;
    value.extra_ = static_cast<std::uint32_t>(text.size());
    value.bits_.text = text.data();
    return value;
  }

  Value(const Value& other) : kind_(other.kind_), owned_(other.owned_), extra_(other.extra_), bits_(other.bits_) {
    if (owned_) retain();
  }
  Value(Value&& other) noexcept
      : kind_(other.kind_), owned_(std::exchange(other.owned_, false)), extra_(other.extra_), bits_(other.bits_) {
    other.kind_ = Kind::Null;
  }
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    if (owned_) {
      Value moved(std::move(other));
      swap(moved);
    } else {
      kind_ = std::exchange(other.kind_, Kind::Null);
      owned_ = std::exchange(other.owned_, false);
      extra_ = other.extra_;
      bits_ = other.bits_;
    }
    return *this;
  }
  ~Value() {
    if (owned_) release();
  }
  void swap(Value& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(owned_, other.owned_);
    std::swap(extra_, other.extra_);
    std::swap(bits_, other.bits_);
  }

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  bool is_null() const { return kind_ == Kind::Null; }
  bool is_number() const { return kind_ == Kind::Integer || kind_ == Kind::Float; }
  bool is_temporal() const { return kind_ >= Kind::DateTime && kind_ <= Kind::Duration; }

  // Each asks for its kind only.
  bool boolean() const { return bits_.integer != 0; }
  std::int64_t integer() const { return bits_.integer; }
  double number() const { return kind_ == Kind::Integer ? static_cast<double>(bits_.integer) : bits_.number; }
  Node node() const { return {static_cast<std::uint32_t>(bits_.integer)}; }
  Relationship relationship() const { return {static_cast<std::uint32_t>(bits_.integer)}; }
  Statement statement() const { return {static_cast<std::uint32_t>(bits_.integer)}; }
  std::string_view string() const { return {bits_.text, extra_}; }
  Date date() const { return {bits_.integer}; }
  LocalTime local_time() const { return {bits_.integer}; }
  Time time() const { return {bits_.integer, static_cast<std::int32_t>(extra_)}; }
  LocalDateTime local_date_time() const { return {bits_.integer, static_cast<std::int32_t>(extra_)}; }
  const DateTime& date_time() const;
  const Duration& duration() const;
  const List& list() const;
  const Map& map() const;
  const Path& path() const;

  /// Of a map; null when it has no such key.
  Value at(std::string_view key) const;

 private:
  /// Begins every shared value; what follows depends on the kind.
  struct Shared {
    std::atomic<std::uint32_t> owners{1};
  };
  template <typename T>
  struct Holder;
  struct Text;

  void retain() const;
  void release();
  std::uint32_t nesting() const { return kind_ == Kind::List || kind_ == Kind::Map ? extra_ : 0; }
  static std::uint32_t nesting_around(const List&);
  static std::uint32_t nesting_around(const Map&);

  Kind kind_ = Kind::Null;
  bool owned_ = false;  ///< bits_.shared (a string: the Shared before bits_.text) counts its owners
  /// Length of a string, offset of a time, nanoseconds of a local date and time, nesting of a list or map.
  std::uint32_t extra_ = 0;
  union Bits {
    std::int64_t integer = 0;
    double number;
    const char* text;
    Shared* shared;
  } bits_;
};
static_assert(sizeof(Value) == 16);

/// `a = b` of the language: nothing where null takes part at a place that decides. NaN equals nothing.
std::optional<bool> equal(const Value&, const Value&);

/// `a < b` and its kin: nothing where the two cannot be compared (null, different types, maps, nodes, ...).
/// NaN compares to numbers as unordered: every comparison with it is false.
std::optional<std::partial_ordering> compare(const Value&, const Value&);

/// Orderability: a total order over all values, for ORDER BY, min and max. Null comes last; NaN after all numbers.
std::strong_ordering order(const Value&, const Value&);

/// Equivalence, for DISTINCT, grouping and sets: like `equal`, but null is equivalent to null and NaN to NaN.
bool equivalent(const Value&, const Value&);
std::size_t hash(const Value&);  ///< equal for equivalent values; 1 and 1.0 are equivalent
struct Equivalent {
  bool operator()(const Value& a, const Value& b) const { return equivalent(a, b); }
};
struct Hash {
  std::size_t operator()(const Value& value) const { return hash(value); }
};

/// As a literal of the language: 'it\'s', 1.0, [1, null], {a: 1}; temporal values as quoted ISO 8601. Nodes,
/// relationships, statements and paths print as their numbers, (7), [3], |5|, <(7)-[3]-(8)>; graph.hpp prints all but
/// statements in full.
std::string print(const Value&);
/// A float as openCypher writes it: shortest digits that read back the same, with ".0" or an exponent; NaN, Inf, -Inf.
std::string print_float(double);
std::string quote(std::string_view);

}  // namespace whom::property

#endif
