// What is read from elements, maps and lists: properties, labels, parts. Words of the query are looked up in the graph
// once, or again for as long as the graph does not know them and learns others.
#include <algorithm>
#include <atomic>

#include "graph/property/statement_graph.hpp"
#include "query/engine/expressions.hpp"
#include "query/engine/live.hpp"
#include "query/engine/temporal_functions.hpp"

namespace whom::engine {
namespace {

using property::Graph;
using property::Key;
using property::Kind;
using property::Label;
using property::List;
using property::Node;
using property::Relationship;
using property::Type;
using property::Value;

// --- Words ---

std::optional<Key> find(const Graph& graph, std::string_view text, Key) { return graph.find_key(text); }
std::optional<Label> find(const Graph& graph, std::string_view text, Label) { return graph.find_label(text); }
std::optional<Type> find(const Graph& graph, std::string_view text, Type) { return graph.find_type(text); }
std::size_t count(const Graph& graph, Key) { return graph.key_count(); }
std::size_t count(const Graph& graph, Label) { return graph.label_count(); }
std::size_t count(const Graph& graph, Type) { return graph.type_count(); }

template <typename WordNumber>
class Word {
 public:
  explicit Word(std::string text) : text_(std::move(text)) {}
  Word(Word&& other) noexcept : text_(std::move(other.text_)) {}
  const std::string& text() const { return text_; }

  std::optional<WordNumber> find_in(const Graph& graph) const {
    if (const auto number = number_.load(std::memory_order_relaxed); number != unknown) return WordNumber{number};
    const std::size_t words = count(graph, WordNumber{});
    if (words == searched_.load(std::memory_order_relaxed)) return std::nullopt;
    const auto found = find(graph, text_, WordNumber{});
    if (found)
      number_.store(found->index, std::memory_order_relaxed);
    else
      searched_.store(words, std::memory_order_relaxed);
    return found;
  }

 private:
  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

  std::string text_;
  mutable std::atomic<std::uint32_t> number_ = unknown;
  mutable std::atomic<std::size_t> searched_ = 0;  ///< words that the graph had when it was last not found
};

// --- Properties ---

template <typename Element>
Value read_property(const Graph& graph, Element element, std::optional<Key> key) {
  require_live(graph, element);
  return key ? graph.property(element, *key) : Value();
}

/// `key_of` says the number of the key where it is needed.
template <typename KeyOf>
Value read_property(const Context& context, const Value& owner, std::string_view key, const KeyOf& key_of) {
  const Graph& graph = context.graph;
  switch (owner.kind()) {
    case Kind::Null:
      return {};
    case Kind::Node:
      return read_property(graph, owner.node(), key_of());
    case Kind::Relationship:
      return read_property(graph, owner.relationship(), key_of());
    case Kind::Statement:
      return property::property_of(graph, *context.texts.knowledge, {owner.statement().index}, key);
    case Kind::Map:
      return owner.at(key);
    default:
      if (owner.is_temporal()) return temporal_component(owner, key);
      fail_kind("." + std::string(key), owner);
  }
}

class Property : public Composite {
 public:
  Property(Expressions owner, std::string key) : Composite(std::move(owner)), key_(std::move(key)) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override { return read(row.context, operand(0).evaluate(row)); }

 private:
  Value read(const Context& context, const Value& owner) const {
    return read_property(context, owner, key_.text(), [&] { return key_.find_in(context.graph); });
  }

  void evaluate_rows(const Context& context, const Batch& batch, Value* values) const override {
    operand(0).evaluate(context, batch, values);
    for (std::size_t i = 0; i < batch.size; ++i) values[i] = read(context, values[i]);
  }

  Word<Key> key_;
};

const property::Column* column(const Graph& graph, Node, Key key) { return graph.node_column(key); }
const property::Column* column(const Graph& graph, Relationship, Key key) { return graph.relationship_column(key); }

/// Passes over those that stand for null.
void gather(const property::Column& column, std::span<const std::uint32_t> elements, Value* values) {
  if (std::ranges::find(elements, no_element) == elements.end()) return column.gather(elements, values);
  std::vector<std::uint32_t> present;
  std::ranges::copy_if(elements, std::back_inserter(present), [](auto element) { return element != no_element; });
  std::vector<Value> gathered(present.size());
  column.gather(present, gathered.data());
  auto next = gathered.begin();
  for (std::size_t i = 0; i < elements.size(); ++i)
    values[i] = elements[i] == no_element ? Value() : std::move(*next++);
}

/// The property of a variable that is known to hold nodes, or relationships: read from the graph's array at once.
template <typename Element>
class ColumnProperty : public Expression {
 public:
  ColumnProperty(std::size_t slot, std::string key) : slot_(slot), key_(std::move(key)) {}

  Value evaluate(const Row& row) const override {
    const std::uint32_t element = row.batch.columns[slot_].elements[row.index];
    return read(row.context.graph, element, key_.find_in(row.context.graph));
  }

  void evaluate(const Context& context, const Batch& batch, Value* values) const override {
    const Graph& graph = context.graph;
    const auto elements = std::span(batch.columns[slot_].elements).first(batch.size);
    const auto key = key_.find_in(graph);
    const property::Column* whole = key && !graph.has_deleted() ? column(graph, Element{}, *key) : nullptr;
    if (whole) return gather(*whole, elements, values);
    for (std::size_t i = 0; i < batch.size; ++i) values[i] = read(graph, elements[i], key);
  }

 private:
  static Value read(const Graph& graph, std::uint32_t element, std::optional<Key> key) {
    return element == no_element ? Value() : read_property(graph, Element{element}, key);
  }

  std::size_t slot_;
  Word<Key> key_;
};

// --- Parts of lists and maps ---

std::int64_t integer_index(const Value& index) {
  if (!index.is(Kind::Integer))
    fail("TypeError", "ListElementAccessByNonInteger",
         "the place in a list must be an INTEGER, not " + std::string(name(index.kind())));
  return index.integer();
}

Value element_at(const List& list, std::int64_t index) {
  const auto size = static_cast<std::int64_t>(list.size());
  if (index < -size || index >= size) return {};
  return list[static_cast<std::size_t>(index < 0 ? index + size : index)];
}

class Index : public Composite {
 public:
  using Composite::Composite;
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    const Value owner = operand(0).evaluate(row), index = operand(1).evaluate(row);
    if (owner.is_null() || index.is_null()) return {};
    if (owner.is(Kind::List)) return element_at(owner.list(), integer_index(index));
    if (!owner.is(Kind::Map) && !owner.is(Kind::Node) && !owner.is(Kind::Relationship) && !owner.is(Kind::Statement))
      fail_kind("[...]", owner);
    if (!index.is(Kind::String))
      fail("TypeError", "MapElementAccessByNonString",
           "a key must be a STRING, not " + std::string(name(index.kind())));
    return read_property(row.context, owner, index.string(),
                         [&] { return row.context.graph.find_key(index.string()); });
  }
};

/// A bound counted from either end, cut to what there is.
std::ptrdiff_t position(std::int64_t bound, std::size_t size) {
  const auto end = static_cast<std::int64_t>(size);
  return std::clamp<std::int64_t>(bound < 0 ? bound + end : bound, 0, end);
}

class Slice : public Composite {
 public:
  Slice(Expressions operands, bool with_from, bool with_to)
      : Composite(std::move(operands)), with_from_(with_from), with_to_(with_to) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    const Value list = operand(0).evaluate(row);
    const Value from = with_from_ ? operand(1).evaluate(row) : Value(std::int64_t{0});
    const Value to = with_to_ ? operand(size() - 1).evaluate(row) : Value(std::numeric_limits<std::int64_t>::max());
    if (list.is_null() || from.is_null() || to.is_null()) return {};
    if (!list.is(Kind::List)) fail_kind("[..]", list);
    const List& elements = list.list();
    const std::ptrdiff_t first = position(integer_index(from), elements.size());
    const std::ptrdiff_t last = std::max(first, position(integer_index(to), elements.size()));
    return Value(List(elements.begin() + first, elements.begin() + last));
  }

 private:
  bool with_from_, with_to_;
};

// --- Labels ---

/// Whether an element has all the labels; relationships have their type.
class HasLabels : public Composite {
 public:
  HasLabels(Expressions element, std::vector<std::string> names) : Composite(std::move(element)) {
    for (std::string& text : names) {
      types_.emplace_back(text);
      labels_.emplace_back(std::move(text));
    }
  }
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    const Value element = operand(0).evaluate(row);
    const Graph& graph = row.context.graph;
    if (element.is_null()) return {};
    if (element.is(Kind::Node)) return Value(has_labels(graph, element.node()));
    if (element.is(Kind::Relationship)) return Value(has_types(graph, element.relationship()));
    fail_kind("a test of labels", element);
  }

 private:
  bool has_labels(const Graph& graph, Node node) const {
    require_live(graph, node);
    return std::ranges::all_of(labels_, [&](const Word<Label>& word) {
      const auto label = word.find_in(graph);
      return label && graph.has_label(node, *label);
    });
  }

  bool has_types(const Graph& graph, Relationship relationship) const {
    return std::ranges::all_of(types_,
                               [&](const Word<Type>& word) { return word.find_in(graph) == graph.type(relationship); });
  }

  std::vector<Word<Label>> labels_;
  std::vector<Word<Type>> types_;
};

template <typename... Operands>
Expressions gather_operands(Operands... operands) {
  Expressions all;
  (all.push_back(std::move(operands)), ...);
  std::erase(all, nullptr);
  return all;
}

[[noreturn]] void fail_deleted(std::string_view what) {
  fail("EntityNotFound", "DeletedEntityAccess", "the " + std::string(what) + " was deleted by this query");
}

}  // namespace

void require_live(const Graph& graph, Node node) {
  if (graph.has_deleted() && !graph.exists(node)) fail_deleted("node");
}

void require_live(const Graph& graph, Relationship relationship) {
  if (graph.has_deleted() && !graph.exists(relationship)) fail_deleted("relationship");
}

ExpressionPtr make_property(ExpressionPtr owner, std::string key) {
  return fold(std::make_unique<Property>(gather_operands(std::move(owner)), std::move(key)));
}

ExpressionPtr make_column_property(const Place& element, std::string key) {
  if (element.form == Vector::Form::Nodes) return std::make_unique<ColumnProperty<Node>>(element.index, std::move(key));
  return std::make_unique<ColumnProperty<Relationship>>(element.index, std::move(key));
}

ExpressionPtr make_index(ExpressionPtr owner, ExpressionPtr index) {
  return fold(std::make_unique<Index>(gather_operands(std::move(owner), std::move(index))));
}

ExpressionPtr make_slice(ExpressionPtr list, ExpressionPtr from, ExpressionPtr to) {
  const bool with_from = from != nullptr, with_to = to != nullptr;
  return fold(
      std::make_unique<Slice>(gather_operands(std::move(list), std::move(from), std::move(to)), with_from, with_to));
}

ExpressionPtr make_has_labels(ExpressionPtr element, std::vector<std::string> labels) {
  return fold(std::make_unique<HasLabels>(gather_operands(std::move(element)), std::move(labels)));
}

}  // namespace whom::engine
