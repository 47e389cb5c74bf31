// A scan lists its elements once where the list does not depend on the row, and walks it in chunks for each row of the
// input. A chunk is filtered before it becomes rows.
#include "query/engine/scan.hpp"

#include <algorithm>
#include <numeric>

#include "query/engine/adjacency.hpp"
#include "query/engine/compact.hpp"

namespace whom::engine {
namespace {

using property::Graph;
using property::Value;

/// Numbers of elements: a range or a list.
struct Elements {
  std::uint32_t first = 0, last = 0;
  std::vector<std::uint32_t> listed;
  std::span<const std::uint32_t> viewed;
  bool range = false;

  std::size_t size() const { return range ? last - first : viewed.size(); }
  void copy(std::size_t begin, std::size_t end, std::vector<std::uint32_t>& to) const {
    to.resize(end - begin);
    if (range)
      std::iota(to.begin(), to.end(), first + static_cast<std::uint32_t>(begin));
    else
      std::copy(viewed.begin() + static_cast<std::ptrdiff_t>(begin), viewed.begin() + static_cast<std::ptrdiff_t>(end),
                to.begin());
  }
};

Elements range(std::uint32_t first, std::uint32_t last) { return {first, last, {}, {}, true}; }

Elements list(std::vector<std::uint32_t> elements) {
  Elements result;
  result.listed = std::move(elements);
  result.viewed = result.listed;
  return result;
}

/// What an index has for `value IN element.key`, and maybe more: what `find(value)` gives and, since a string stands
/// for the nodes that bear it as a name, what it gives for each of these.
template <typename Find>
std::optional<std::vector<std::uint32_t>> holding(const Graph& graph, const Value& value, const Find& find) {
  auto found = find(value);
  const auto names = graph.find_key("names");
  if (!found || !names || !value.is(property::Kind::String)) return found;
  const auto bearers = graph.nodes_holding(*names, value);
  if (!bearers) return std::nullopt;
  for (const std::uint32_t node : *bearers) {
    const auto more = find(Value(property::Node{node}));
    if (!more) return std::nullopt;
    found->insert(found->end(), more->begin(), more->end());
  }
  std::sort(found->begin(), found->end());
  found->erase(std::unique(found->begin(), found->end()), found->end());
  return found;
}

/// Walks the rows of an input and, for each, the chunks of its elements.
class ScanCursor : public Cursor {
 public:
  ScanCursor(const Operator& input, Execution& execution, bool per_row)
      : execution_(execution), reader_(input, execution), per_row_(per_row) {}

  bool next(Batch& out) override {
    clear(out);
    while (at_ >= elements_.size() || !begun_) {
      if (!next_row()) return false;
    }
    execution_.check();
    const std::size_t end = std::min(elements_.size(), at_ + batch_rows);
    elements_.copy(at_, end, chunk_);
    at_ = end;
    emit(out);
    return true;
  }

 protected:
  virtual Elements find(const Batch& batch, std::size_t row) = 0;
  /// Makes rows of chunk_.
  virtual void emit(Batch& out) = 0;

  /// The row of the input, as often as there are new rows.
  void carry_row(std::size_t times, std::span<const Slot> live, Batch& out) {
    rows_.assign(times, static_cast<std::uint32_t>(row_));
    carry(reader_.batch(), rows_, live, out);
  }

  Execution& execution_;
  std::vector<std::uint32_t> chunk_;

 private:
  bool next_row() {
    if (!begun_ || ++row_ == reader_.batch().size) {
      if (!reader_.advance()) return false;
      row_ = 0;
    }
    if (per_row_ || !begun_) elements_ = find(reader_.batch(), row_);
    begun_ = true;
    at_ = 0;
    return true;
  }

  Reader reader_;
  bool per_row_, begun_ = false;
  Elements elements_;
  std::size_t row_ = 0, at_ = 0;
  std::vector<std::uint32_t> rows_;
};

class NodeCursor : public ScanCursor {
 public:
  NodeCursor(const NodeScan& step, Execution& execution)
      : ScanCursor(*step.inputs.front(), execution, !step.source.value.constant()),
        step_(step),
        filter_(step.filter, execution, Vector::Form::Nodes) {}

 private:
  Elements find(const Batch& batch, std::size_t row) override {
    const Graph& graph = execution_.graph;
    switch (step_.source.by) {
      case NodeSource::By::All:
        return graph.has_deleted() ? list(existing()) : range(0, graph.node_bound());
      case NodeSource::By::Label: {
        Elements elements;
        if (const auto label = graph.find_label(step_.source.name)) elements.viewed = graph.with_label(*label);
        return elements;
      }
      default:
        return by_value(step_.source.value.value(execution_, batch, row));
    }
  }

  std::vector<std::uint32_t> existing() const {
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < execution_.graph.node_bound(); ++i)
      if (execution_.graph.exists(property::Node{i})) nodes.push_back(i);
    return nodes;
  }

  Elements by_value(const Value& value) const {
    const Graph& graph = execution_.graph;
    if (value.is_null()) return list({});
    if (step_.source.by == NodeSource::By::Id) return by_id(value);
    const auto key = graph.find_key(step_.source.name);
    if (!key) return list({});
    if (step_.source.by == NodeSource::By::Property) {
      if (auto found = graph.nodes_with(*key, value)) return list(std::move(*found));
    } else if (step_.source.by == NodeSource::By::Holds) {
      const auto find = [&](const Value& member) { return graph.nodes_holding(*key, member); };
      auto found = holding(graph, value, find);
      return list(found ? std::move(*found) : existing());
    } else if (value.is(property::Kind::String)) {
      if (auto found = graph.nodes_with_prefix(*key, value.string())) return list(std::move(*found));
    }
    return without_index(*key, value);
  }

  Elements by_id(const Value& value) const {
    if (!value.is(property::Kind::Integer) || value.integer() < 0 || value.integer() >= execution_.graph.node_bound())
      return list({});
    const auto number = static_cast<std::uint32_t>(value.integer());
    return execution_.graph.exists(property::Node{number}) ? list({number}) : list({});
  }

  Elements without_index(property::Key key, const Value& value) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t node : existing()) {
      const Value held = execution_.graph.property(property::Node{node}, key);
      const bool fits = step_.source.by == NodeSource::By::Property
                            ? equal(held, value).value_or(false)
                            : held.is(property::Kind::String) && value.is(property::Kind::String) &&
                                  held.string().starts_with(value.string());
      if (fits) found.push_back(node);
    }
    return list(std::move(found));
  }

  void emit(Batch& out) override {
    if (!filter_.empty()) {
      keep_.assign(chunk_.size(), 1);
      filter_.apply(chunk_, keep_.data());
      select(keep_, kept_);
      compact(chunk_, kept_);
    }
    carry_row(chunk_.size(), step_.live, out);
    out.columns[step_.node].elements.swap(chunk_);
  }

  const NodeScan& step_;
  BoundFilter filter_;
  std::vector<std::uint8_t> keep_;
  std::vector<std::uint32_t> kept_;
};

class RelationshipCursor : public ScanCursor {
 public:
  RelationshipCursor(const RelationshipScan& step, Execution& execution)
      : ScanCursor(*step.inputs.front(), execution, !step.source.value.constant()),
        step_(step),
        ends_(execution.graph),
        on_relationship_(step.on_relationship, execution, Vector::Form::Relationships),
        on_source_(step.on_source, execution, Vector::Form::Nodes),
        on_target_(step.on_target, execution, Vector::Form::Nodes) {}

 private:
  Elements find(const Batch& batch, std::size_t row) override {
    if (step_.source.key) return by_value(step_.source.value.value(execution_, batch, row));
    const Graph& graph = execution_.graph;
    if (step_.source.types.empty() && !graph.has_deleted()) return range(0, graph.relationship_bound());
    if (is_plain_type()) {
      const property::Range numbers = graph.base_range(*graph.find_type(step_.source.types.front()));
      return range(numbers.first, numbers.last);
    }
    return list(of_types(all()));
  }

  Elements by_value(const Value& value) {
    const Graph& graph = execution_.graph;
    const auto key = graph.find_key(*step_.source.key);
    if (!key || value.is_null()) return list({});
    const auto find = [&](const Value& member) { return graph.relationships_with(*key, member); };
    auto found = step_.source.equal ? find(value) : holding(graph, value, find);
    std::vector<std::uint32_t> relationships = found ? of_types(std::move(*found)) : of_types(all());
    if (step_.source.equal) keep_equal(*key, value, relationships);
    return list(std::move(relationships));
  }

  /// An index also finds lists that hold the value.
  void keep_equal(property::Key key, const Value& value, std::vector<std::uint32_t>& relationships) {
    keep_.assign(relationships.size(), 1);
    if (const property::Column* column = execution_.graph.relationship_column(key))
      column->test(property::Comparison::Equal, value, relationships, keep_.data());
    else
      for (std::size_t i = 0; i < relationships.size(); ++i)
        keep_[i] =
            equal(execution_.graph.property(property::Relationship{relationships[i]}, key), value).value_or(false);
    select(keep_, kept_);
    compact(relationships, kept_);
  }

  std::vector<std::uint32_t> all() const {
    std::vector<std::uint32_t> relationships(execution_.graph.relationship_bound());
    std::iota(relationships.begin(), relationships.end(), 0U);
    return relationships;
  }

  std::vector<std::uint32_t> of_types(std::vector<std::uint32_t> relationships) const {
    const Graph& graph = execution_.graph;
    if (is_plain_type()) return in_range(graph.base_range(*graph.find_type(step_.source.types.front())), relationships);
    std::vector<std::uint8_t> wanted(graph.type_count(), step_.source.types.empty());
    for (const std::string& name : step_.source.types)
      if (const auto type = graph.find_type(name)) wanted[type->index] = 1;
    std::erase_if(relationships, [&](std::uint32_t number) {
      const property::Relationship relationship{number};
      return wanted[graph.type(relationship).index] == 0 || !graph.exists(relationship);
    });
    return relationships;
  }

  /// One type, all of whose relationships are in a range.
  bool is_plain_type() const {
    const Graph& graph = execution_.graph;
    if (step_.source.types.size() != 1 || graph.has_deleted()) return false;
    const auto type = graph.find_type(step_.source.types.front());
    return type && graph.written(*type).empty();
  }

  static std::vector<std::uint32_t> in_range(property::Range range, const std::vector<std::uint32_t>& ascending) {
    return {std::lower_bound(ascending.begin(), ascending.end(), range.first),
            std::lower_bound(ascending.begin(), ascending.end(), range.last)};
  }

  void emit(Batch& out) override {
    if (!on_relationship_.empty()) {
      keep_.assign(chunk_.size(), 1);
      on_relationship_.apply(chunk_, keep_.data());
      select(keep_, kept_);
      compact(chunk_, kept_);
    }
    take_ends();
    append(chunk_, sources_, targets_, out);
    if (step_.ends.either) append_reverse(out);
  }

  void take_ends() {
    sources_.resize(chunk_.size());
    targets_.resize(chunk_.size());
    for (std::size_t i = 0; i < chunk_.size(); ++i) sources_[i] = ends_.source(chunk_[i]);
    for (std::size_t i = 0; i < chunk_.size(); ++i) targets_[i] = ends_.target(chunk_[i]);
  }

  /// A loop is the same both ways round.
  void append_reverse(Batch& out) {
    keep_.resize(chunk_.size());
    for (std::size_t i = 0; i < chunk_.size(); ++i) keep_[i] = sources_[i] != targets_[i] ? 1 : 0;
    select(keep_, kept_);
    for (std::vector<std::uint32_t>* column : {&chunk_, &sources_, &targets_}) compact(*column, kept_);
    append(chunk_, targets_, sources_, out);
  }

  void append(const std::vector<std::uint32_t>& relationships, const std::vector<std::uint32_t>& from,
              const std::vector<std::uint32_t>& to, Batch& out) {
    const bool all = on_source_.empty() && on_target_.empty();
    if (!all) {
      keep_.assign(relationships.size(), 1);
      on_source_.apply(from, keep_.data());
      on_target_.apply(to, keep_.data());
      select(keep_, kept_);
    }
    carry_row(all ? relationships.size() : kept_.size(), step_.live, out);
    const auto fill = [&](Slot slot, const std::vector<std::uint32_t>& values) {
      std::vector<std::uint32_t>& column = out.columns[slot].elements;
      if (all) return void(column.insert(column.end(), values.begin(), values.end()));
      for (const std::uint32_t i : kept_) column.push_back(values[i]);
    };
    fill(step_.ends.relationship, relationships);
    fill(step_.ends.source, from);
    fill(step_.ends.target, to);
  }

  const RelationshipScan& step_;
  Ends ends_;
  BoundFilter on_relationship_, on_source_, on_target_;
  std::vector<std::uint8_t> keep_;
  std::vector<std::uint32_t> kept_, sources_, targets_;
};

}  // namespace

NodeScan::NodeScan(OperatorPtr input, Slot slot, std::string name, NodeSource nodes, ElementFilter conditions)
    : Operator(std::move(input)),
      node(slot),
      variable(std::move(name)),
      source(std::move(nodes)),
      filter(std::move(conditions)) {}

CursorPtr NodeScan::open(Execution& execution) const { return std::make_unique<NodeCursor>(*this, execution); }

std::string NodeScan::describe() const {
  const auto how = [this]() -> std::string {
    switch (source.by) {
      case NodeSource::By::All:
        return "AllNodes " + variable;
      case NodeSource::By::Label:
        return "NodesWithLabel " + variable + ':' + source.name;
      case NodeSource::By::Property:
        return "NodeIndex " + variable + '.' + source.name + " = " + source.value.text;
      case NodeSource::By::Holds:
        return "NodeIndex " + source.value.text + " IN " + variable + '.' + source.name;
      case NodeSource::By::Prefix:
        return "NodeIndex " + variable + '.' + source.name + " STARTS WITH " + source.value.text;
      case NodeSource::By::Id:
        return "NodeById id(" + variable + ") = " + source.value.text;
    }
    return {};
  };
  return how() + engine::describe(filter, variable);
}

RelationshipScan::RelationshipScan(OperatorPtr input, Ends slots, std::string text, RelationshipSource relationships,
                                   ElementFilter on, ElementFilter from, ElementFilter to)
    : Operator(std::move(input)),
      ends(slots),
      pattern(std::move(text)),
      source(std::move(relationships)),
      on_relationship(std::move(on)),
      on_source(std::move(from)),
      on_target(std::move(to)) {}

CursorPtr RelationshipScan::open(Execution& execution) const {
  return std::make_unique<RelationshipCursor>(*this, execution);
}

std::string RelationshipScan::describe() const {
  const std::string how =
      source.key ? "RelationshipIndex " + *source.key + " = " + source.value.text + " in " : "Relationships ";
  return how + pattern + engine::describe(on_relationship, "r") + engine::describe(on_source, "source") +
         engine::describe(on_target, "target");
}

}  // namespace whom::engine
