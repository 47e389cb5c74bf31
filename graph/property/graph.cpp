#include "graph/property/graph.hpp"

#include <algorithm>
#include <stdexcept>

#include "graph/property/graph_parts.hpp"

namespace whom::property {
namespace {

template <typename Word>
std::optional<Word> as(std::optional<std::uint32_t> number) {
  return number ? std::optional(Word{*number}) : std::nullopt;
}

template <typename Lists>
auto& at_least(Lists& lists, std::size_t i) {
  if (lists.size() <= i) lists.resize(i + 1);
  return lists[i];
}

std::vector<std::pair<Key, Value>> keyed(Elements::Listed list) {
  std::vector<std::pair<Key, Value>> properties;
  properties.reserve(list.size());
  for (auto& [key, value] : list) properties.emplace_back(Key{key}, std::move(value));
  return properties;
}

/// Indexes serve what compares as a whole.
bool indexable(const Value& value) { return !value.is(Kind::List) && !value.is(Kind::Map) && !value.is(Kind::Path); }

std::size_t Changes::*counter(Undo::What what) {
  switch (what) {
    case Undo::What::CreateNode:
      return &Changes::created_nodes;
    case Undo::What::CreateRelationship:
      return &Changes::created_relationships;
    case Undo::What::RemoveNode:
      return &Changes::deleted_nodes;
    case Undo::What::RemoveRelationship:
      return &Changes::deleted_relationships;
    case Undo::What::SetNode:
    case Undo::What::SetRelationship:
      return &Changes::set_properties;
    case Undo::What::SetLabels:
      break;
  }
  return &Changes::set_labels;
}

Changes changes_of(const std::vector<Undo>& journal) {
  Changes changes;
  for (const Undo& undo : journal) ++(changes.*counter(undo.what));
  return changes;
}

}  // namespace

Graph::Graph() : Graph(GraphBuilder().finish()) {}
Graph::Graph(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;
Graph::~Graph() = default;

std::optional<Label> Graph::find_label(std::string_view name) const { return as<Label>(parts_->labels.find(name)); }
std::optional<Type> Graph::find_type(std::string_view name) const { return as<Type>(parts_->types.find(name)); }
std::optional<Key> Graph::find_key(std::string_view name) const { return as<Key>(parts_->keys.find(name)); }
std::string_view Graph::name(Label label) const { return parts_->labels.name(label.index); }
std::string_view Graph::name(Type type) const { return parts_->types.name(type.index); }
std::string_view Graph::name(Key key) const { return parts_->keys.name(key.index); }
std::size_t Graph::label_count() const { return parts_->labels.size(); }
std::size_t Graph::type_count() const { return parts_->types.size(); }
std::size_t Graph::key_count() const { return parts_->keys.size(); }

std::uint32_t Graph::node_bound() const { return parts_->nodes.bound(); }
std::uint32_t Graph::relationship_bound() const { return parts_->relationships.bound(); }
std::size_t Graph::node_count() const { return parts_->nodes.count(); }
std::size_t Graph::relationship_count() const { return parts_->relationships.count(); }
bool Graph::exists(Node node) const { return parts_->nodes.exists(node.index); }
bool Graph::exists(Relationship relationship) const { return parts_->relationships.exists(relationship.index); }
bool Graph::has_deleted() const { return parts_->nodes.has_removed() || parts_->relationships.has_removed(); }

bool Graph::has_loops() const { return parts_->has_loops; }

bool Graph::has_label(Node node, Label label) const {
  return parts_->label_sets.holds(parts_->label_codes[node.index], label);
}

void Graph::test(Label label, std::span<const std::uint32_t> nodes, std::uint8_t* keep) const {
  const LabelSets& sets = parts_->label_sets;
  const std::span<const std::uint32_t> codes = parts_->label_codes.view();
  if (sets.size() > nodes.size()) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
      keep[i] &= static_cast<std::uint8_t>(sets.holds(codes[nodes[i]], label));
    return;
  }
  std::vector<std::uint8_t> holds(sets.size());
  for (std::uint32_t code = 0; code < sets.size(); ++code) holds[code] = sets.holds(code, label) ? 1 : 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) keep[i] &= holds[codes[nodes[i]]];
}

std::vector<Label> Graph::labels(Node node) const { return parts_->label_sets[parts_->label_codes[node.index]]; }

std::size_t Graph::count(Label label) const {
  return label.index < parts_->labelled.size() ? parts_->labelled[label.index].size() : 0;
}

std::span<const std::uint32_t> Graph::with_label(Label label) const {
  if (label.index >= parts_->labelled.size()) return {};
  return parts_->labelled[label.index].view();
}

Node Graph::source(Relationship relationship) const { return {parts_->ends.source(relationship.index)}; }
Node Graph::target(Relationship relationship) const { return {parts_->ends.target(relationship.index)}; }
Type Graph::type(Relationship relationship) const { return {parts_->ends.type(relationship.index)}; }

std::size_t Graph::count(Type type) const {
  const Range base = base_range(type);
  const std::size_t written = type.index < parts_->written.size() ? parts_->written[type.index].size() : 0;
  const std::size_t removed = type.index < parts_->removed.size() ? parts_->removed[type.index] : 0;
  return base.last - base.first - removed + written;
}

Range Graph::base_range(Type type) const { return parts_->ends.range(type.index); }

std::span<const std::uint32_t> Graph::written(Type type) const {
  if (type.index >= parts_->written.size()) return {};
  return parts_->written[type.index].view();
}

Adjacent Graph::outgoing(Node node) const { return parts_->outgoing.of(node.index); }
Adjacent Graph::incoming(Node node) const { return parts_->incoming.of(node.index); }

Adjacent Graph::outgoing(Node node, Type type) const {
  return parts_->outgoing.of(node.index, type.index, parts_->ends);
}

Adjacent Graph::incoming(Node node, Type type) const {
  return parts_->incoming.of(node.index, type.index, parts_->ends);
}

std::span<const std::uint32_t> Graph::sources() const {
  return parts_->is_base() ? parts_->ends.sources().view() : std::span<const std::uint32_t>();
}

std::span<const std::uint32_t> Graph::targets() const {
  return parts_->is_base() ? parts_->ends.targets().view() : std::span<const std::uint32_t>();
}

std::span<const std::uint32_t> Graph::outgoing_offsets() const {
  return parts_->is_base() ? parts_->outgoing.offsets().view() : std::span<const std::uint32_t>();
}

std::span<const std::uint32_t> Graph::incoming_offsets() const {
  return parts_->is_base() ? parts_->incoming.offsets().view() : std::span<const std::uint32_t>();
}

Value Graph::property(Node node, Key key) const { return parts_->nodes.get(node.index, key.index); }

Value Graph::property(Relationship relationship, Key key) const {
  return parts_->relationships.get(relationship.index, key.index);
}

Value Graph::base_property(Relationship relationship, Key key) const {
  return parts_->relationships.get_base(relationship.index, key.index);
}

std::vector<std::pair<Key, Value>> Graph::properties(Node node) const { return keyed(parts_->nodes.list(node.index)); }

std::vector<std::pair<Key, Value>> Graph::properties(Relationship relationship) const {
  return keyed(parts_->relationships.list(relationship.index));
}

Graph::Overlay Graph::node_overlay() const { return {parts_->nodes.changed(), parts_->nodes.base()}; }
Graph::Overlay Graph::relationship_overlay() const {
  return {parts_->relationships.changed(), parts_->relationships.base()};
}

const Column* Graph::node_column(Key key) const { return parts_->nodes.column(key.index); }
const Column* Graph::relationship_column(Key key) const { return parts_->relationships.column(key.index); }

std::optional<std::vector<std::uint32_t>> Graph::nodes_with(Key key, const Value& value) const {
  if (!indexable(value)) return std::nullopt;
  return parts_->nodes.with(key.index, value);
}

std::optional<std::vector<std::uint32_t>> Graph::nodes_holding(Key key, const Value& value) const {
  return parts_->nodes.with_member(key.index, value);
}

std::optional<std::vector<std::uint32_t>> Graph::nodes_with_prefix(Key key, std::string_view prefix) const {
  return parts_->nodes.with_prefix(key.index, prefix);
}

std::optional<std::vector<std::uint32_t>> Graph::relationships_with(Key key, const Value& value) const {
  if (!indexable(value)) return std::nullopt;
  return parts_->relationships.with_member(key.index, value);
}

Label Graph::add_label(std::string_view name) {
  const Label label{parts_->labels.add(name)};
  at_least(parts_->labelled, label.index);
  return label;
}

Type Graph::add_type(std::string_view name) {
  const Type type{parts_->types.add(name)};
  at_least(parts_->written, type.index);
  at_least(parts_->removed, type.index);
  return type;
}

Key Graph::add_key(std::string_view name) { return {parts_->keys.add(name)}; }

Node Graph::create_node(std::span<const Label> labels) {
  const Node node{parts_->nodes.create()};
  parts_->outgoing.create_node();
  parts_->incoming.create_node();
  parts_->label_codes.push_back(0);
  parts_->set_labels(node.index, parts_->label_sets.add({labels.begin(), labels.end()}));
  parts_->note({Undo::What::CreateNode, node.index});
  return node;
}

Relationship Graph::create_relationship(Node source, Type type, Node target) {
  const Relationship made{parts_->relationships.create()};
  parts_->ends.create({source.index, target.index, type.index});
  parts_->link(made.index);
  parts_->has_loops = parts_->has_loops || source == target;
  parts_->note({Undo::What::CreateRelationship, made.index});
  return made;
}

void Graph::set(Node node, Key key, Value value) {
  Value before = parts_->nodes.set(node.index, key.index, std::move(value));
  parts_->note({Undo::What::SetNode, node.index, key.index, std::move(before)});
}

void Graph::set(Relationship relationship, Key key, Value value) {
  Value before = parts_->relationships.set(relationship.index, key.index, std::move(value));
  parts_->note({Undo::What::SetRelationship, relationship.index, key.index, std::move(before)});
}

void Graph::set_label(Node node, Label label, bool has) {
  const std::uint32_t before = parts_->label_codes[node.index];
  std::vector<Label> labels = parts_->label_sets[before];
  std::erase(labels, label);
  if (has) labels.push_back(label);
  parts_->set_labels(node.index, parts_->label_sets.add(std::move(labels)));
  parts_->note({Undo::What::SetLabels, node.index, before});
}

void Graph::remove(Node node) {
  const std::uint32_t labels = parts_->label_codes[node.index];
  parts_->set_labels(node.index, 0);
  parts_->nodes.remove(node.index);
  parts_->note({Undo::What::RemoveNode, node.index, labels});
}

void Graph::remove(Relationship relationship) {
  parts_->unlink(relationship.index);
  parts_->relationships.remove(relationship.index);
  parts_->note({Undo::What::RemoveRelationship, relationship.index});
}

void Graph::begin() {
  if (parts_->in_transaction) throw std::logic_error("the graph is being written to already");
  parts_->in_transaction = true;
}

void Graph::commit() {
  parts_->in_transaction = false;
  parts_->changes = changes_of(parts_->journal);
  parts_->journal.clear();
}

Changes Graph::changes() const { return parts_->changes; }

void Graph::rollback() {
  parts_->in_transaction = false;
  auto& journal = parts_->journal;
  for (; !journal.empty(); journal.pop_back()) parts_->undo(journal.back());
}

void Graph::Parts::list_labels() {
  std::vector<std::vector<std::uint32_t>> lists(labels.size());
  for (std::uint32_t node = 0; node < label_codes.size(); ++node) {
    for (const Label label : label_sets[label_codes[node]]) lists[label.index].push_back(node);
  }
  labelled.clear();
  for (auto& list : lists) labelled.emplace_back(Array(std::move(list)));
}

void Graph::Parts::make_room() {
  written.resize(types.size());
  removed.resize(types.size());
}

void Graph::Parts::undo(Undo& undo) {
  const std::uint32_t element = undo.element;
  switch (undo.what) {
    case Undo::What::CreateNode:
      set_labels(element, 0);
      label_codes.pop_back();
      outgoing.forget_last_node();
      incoming.forget_last_node();
      nodes.forget_last();
      break;
    case Undo::What::CreateRelationship:
      unlink(element);
      ends.forget_last();
      relationships.forget_last();
      break;
    case Undo::What::RemoveNode:
      nodes.restore(element);
      set_labels(element, undo.word);
      break;
    case Undo::What::RemoveRelationship:
      relationships.restore(element);
      link(element);
      break;
    case Undo::What::SetNode:
      nodes.undo_set(element, undo.word, std::move(undo.before));
      break;
    case Undo::What::SetRelationship:
      relationships.undo_set(element, undo.word, std::move(undo.before));
      break;
    case Undo::What::SetLabels:
      set_labels(element, undo.word);
      break;
  }
}

void Graph::Parts::link(std::uint32_t relationship) {
  const std::uint32_t source = ends.source(relationship), target = ends.target(relationship);
  outgoing.insert(source, target, relationship, ends);
  incoming.insert(target, source, relationship, ends);
  const std::uint32_t type = ends.type(relationship);
  if (relationship >= ends.base()) {
    written[type].add(relationship);
  } else {
    --removed[type];
  }
}

void Graph::Parts::unlink(std::uint32_t relationship) {
  const std::uint32_t source = ends.source(relationship), target = ends.target(relationship);
  outgoing.erase(source, target, relationship, ends);
  incoming.erase(target, source, relationship, ends);
  const std::uint32_t type = ends.type(relationship);
  if (relationship >= ends.base()) {
    written[type].take(relationship);
  } else {
    ++removed[type];
  }
}

void Graph::Parts::set_labels(std::uint32_t node, std::uint32_t code) {
  const std::uint32_t before = label_codes[node];
  if (before == code) return;
  const auto difference = [this](std::uint32_t a, std::uint32_t b) {
    std::vector<Label> labels_of_one;
    std::set_difference(label_sets[a].begin(), label_sets[a].end(), label_sets[b].begin(), label_sets[b].end(),
                        std::back_inserter(labels_of_one));
    return labels_of_one;
  };
  for (const Label label : difference(before, code)) labelled[label.index].take(node);
  for (const Label label : difference(code, before)) labelled[label.index].add(node);
  label_codes.set(node, code);
}

std::size_t Graph::bytes() const {
  std::size_t sum = parts_->nodes.bytes() + parts_->relationships.bytes() + parts_->label_codes.bytes() +
                    parts_->ends.bytes() + parts_->outgoing.bytes() + parts_->incoming.bytes();
  for (const Members& members : parts_->labelled) sum += members.bytes();
  for (const Members& members : parts_->written) sum += members.bytes();
  return sum;
}

}  // namespace whom::property
