// An expansion appends whole stretches of neighbour lists to the output and filters them there, so that the conditions
// on relationships and nodes run over arrays. Rows of the output refer to one batch of the input, which stays until all
// its rows are done.
#include "query/engine/expand.hpp"

#include <algorithm>

#include "query/engine/compact.hpp"
#include "query/engine/node_set.hpp"

namespace whom::engine {
namespace {

std::vector<Slot> read_by(const Hop& hop, std::initializer_list<Slot> nodes) {
  std::vector<Slot> slots(nodes);
  slots.insert(slots.end(), hop.different.begin(), hop.different.end());
  return slots;
}

/// What was reached: for each, the row of the input it extends.
struct Reached {
  std::vector<std::uint32_t> rows, relationships, nodes;

  void clear() {
    rows.clear();
    relationships.clear();
    nodes.clear();
  }
  std::size_t size() const { return rows.size(); }

  void append(std::uint32_t row, const property::Adjacent& adjacent, std::size_t begin, std::size_t end) {
    rows.insert(rows.end(), end - begin, row);
    const auto copy = [&](std::span<const std::uint32_t> from, std::vector<std::uint32_t>& to) {
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
                from.begin() + static_cast<std::ptrdiff_t>(end));
    };
    copy(adjacent.relationships, relationships);
    copy(adjacent.nodes, nodes);
  }

  void append_without_loops(std::uint32_t row, std::uint32_t from, const property::Adjacent& adjacent,
                            std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (adjacent.nodes[i] == from) continue;
      rows.push_back(row);
      relationships.push_back(adjacent.relationships[i]);
      nodes.push_back(adjacent.nodes[i]);
    }
  }

  void keep(std::span<const std::uint32_t> kept) {
    for (std::vector<std::uint32_t>* column : {&rows, &relationships, &nodes}) compact(*column, kept);
  }
};

/// The conditions on what is reached.
class Conditions {
 public:
  Conditions(const Hop& hop, const ElementFilter& on_relationship, const ElementFilter& on_node, Execution& execution)
      : different_(hop.different),
        on_relationship_(on_relationship, execution, Vector::Form::Relationships),
        on_node_(on_node, execution, Vector::Form::Nodes) {}

  bool empty() const { return different_.empty() && on_relationship_.empty() && on_node_.empty(); }

  void apply(const Batch& input, Reached& reached) {
    if (empty()) return;
    keep_.assign(reached.size(), 1);
    for (std::size_t i = 0; i < reached.size() && !different_.empty(); ++i)
      keep_[i] = is_different(reached.relationships[i], input, reached.rows[i], different_) ? 1 : 0;
    on_relationship_.apply(reached.relationships, keep_.data());
    on_node_.apply(reached.nodes, keep_.data());
    select(keep_, kept_);
    if (kept_.size() < reached.size()) reached.keep(kept_);
  }

 private:
  const std::vector<Slot>& different_;
  BoundFilter on_relationship_, on_node_;
  std::vector<std::uint8_t> keep_;
  std::vector<std::uint32_t> kept_;
};

class ExpandCursor : public Cursor {
 public:
  ExpandCursor(const Expand& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        adjacency_(execution.graph, step.hop.direction, step.hop.types),
        conditions_(step.hop, step.on_relationship, step.on_node, execution) {}

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size && !next_batch()) return false;
    reached_.clear();
    while (reached_.size() < batch_rows && (segment_ < segments_.size() || next_row())) take();
    conditions_.apply(reader_.batch(), reached_);
    carry(reader_.batch(), reached_.rows, step_.live, out);
    out.columns[step_.hop.relationship].elements = reached_.relationships;
    out.columns[step_.hop.to].elements = reached_.nodes;
    return true;
  }

 private:
  bool next_batch() {
    execution_.check();
    if (!reader_.advance()) return false;
    row_ = static_cast<std::size_t>(-1);
    segments_.clear();
    segment_ = 0;
    return true;
  }

  /// False at the end of the batch, which is when row_ is its size.
  bool next_row() {
    const std::vector<std::uint32_t>& nodes = reader_.batch().columns[step_.hop.from].elements;
    segment_ = at_ = 0;
    segments_.clear();
    while (++row_ < nodes.size()) {
      if (nodes[row_] == no_element) continue;
      adjacency_.at(nodes[row_], segments_);
      if (!segments_.empty()) return true;
    }
    return false;
  }

  void take() {
    const Segment& segment = segments_[segment_];
    const std::size_t end = std::min(segment.adjacent.size(), at_ + batch_rows);
    const auto row = static_cast<std::uint32_t>(row_);
    if (segment.without_loops)
      reached_.append_without_loops(row, reader_.batch().columns[step_.hop.from].elements[row_], segment.adjacent, at_,
                                    end);
    else
      reached_.append(row, segment.adjacent, at_, end);
    at_ = end;
    if (at_ == segment.adjacent.size()) ++segment_, at_ = 0;
  }

  const Expand& step_;
  Execution& execution_;
  Reader reader_;
  Adjacency adjacency_;
  Conditions conditions_;
  Reached reached_;
  std::vector<Segment> segments_;
  std::size_t row_ = 0, segment_ = 0, at_ = 0;
};

/// Passes over nodes that were reached already from a row with the same values in the columns that are read later. Rows
/// with the same values mostly follow each other; where they do not, a node comes again, which does no harm.
class DistinctEndsCursor : public Cursor {
 public:
  DistinctEndsCursor(const Expand& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        adjacency_(execution.graph, step.hop.direction, step.hop.types),
        conditions_(step.hop, step.on_relationship, step.on_node, execution),
        unconditional_(step.on_relationship.empty() && step.on_node.empty()),
        seen_(execution.graph.node_bound()) {}

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size && !next_batch()) return false;
    reached_.clear();
    for (; row_ < reader_.batch().size && reached_.size() < batch_rows; ++row_) take(static_cast<std::uint32_t>(row_));
    carry(reader_.batch(), reached_.rows, step_.live, out);
    out.columns[step_.hop.to].elements = reached_.nodes;
    return true;
  }

 private:
  bool next_batch() {
    execution_.check();
    row_ = 0;
    const std::size_t size = reader_.batch().size;
    if (size > 0) last_ = key_of(size - 1);
    return reader_.advance();
  }

  std::vector<property::Value> key_of(std::size_t row) const {
    std::vector<property::Value> key;
    for (const Slot slot : step_.live) key.push_back(reader_.batch().columns[slot].at(row));
    return key;
  }

  bool like_row_before(std::uint32_t row) const {
    if (row == 0) {
      if (!last_) return false;
      const std::vector<property::Value> key = key_of(0);
      return std::equal(key.begin(), key.end(), last_->begin(), last_->end(), property::equivalent);
    }
    return std::all_of(step_.live.begin(), step_.live.end(), [&](Slot slot) {
      const Vector& column = reader_.batch().columns[slot];
      if (column.form == Vector::Form::Values) return equivalent(column.values[row], column.values[row - 1]);
      return column.elements[row] == column.elements[row - 1];
    });
  }

  void take(std::uint32_t row) {
    if (!like_row_before(row)) seen_.clear();
    const std::uint32_t from = reader_.batch().columns[step_.hop.from].elements[row];
    if (from == no_element) return;
    adjacency_.at(from, segments_);
    for (const Segment& segment : segments_) {
      if (unconditional_)
        take_unseen(row, from, segment);
      else
        take_fitting(row, from, segment);
    }
  }

  void take_unseen(std::uint32_t row, std::uint32_t from, const Segment& segment) {
    for (std::size_t i = 0; i < segment.adjacent.size(); ++i) {
      const std::uint32_t node = segment.adjacent.nodes[i];
      if (seen_.contains(node) || (segment.without_loops && node == from)) continue;
      const std::uint32_t relationship = segment.adjacent.relationships[i];
      if (!is_different(relationship, reader_.batch(), row, step_.hop.different)) continue;
      seen_.insert(node);
      reached_.append(row, segment.adjacent, i, i + 1);
    }
  }

  void take_fitting(std::uint32_t row, std::uint32_t from, const Segment& segment) {
    fitting_.clear();
    if (segment.without_loops)
      fitting_.append_without_loops(row, from, segment.adjacent, 0, segment.adjacent.size());
    else
      fitting_.append(row, segment.adjacent, 0, segment.adjacent.size());
    conditions_.apply(reader_.batch(), fitting_);
    for (std::size_t i = 0; i < fitting_.size(); ++i) {
      if (!seen_.insert(fitting_.nodes[i])) continue;
      reached_.rows.push_back(row);
      reached_.nodes.push_back(fitting_.nodes[i]);
    }
  }

  const Expand& step_;
  Execution& execution_;
  Reader reader_;
  Adjacency adjacency_;
  Conditions conditions_;
  bool unconditional_;
  NodeSet seen_;
  Reached reached_, fitting_;
  std::vector<Segment> segments_;
  std::optional<std::vector<property::Value>> last_;  ///< key of the last row of the batch before
  std::size_t row_ = 0;
};

/// Multiplies by the number of relationships. Where it depends on nothing but the node, it is counted once a node.
class CountCursor : public Cursor {
 public:
  CountCursor(const Expand& step, Execution& execution)
      : step_(step),
        execution_(execution),
        cursor_(execution.open(*step.inputs.front())),
        adjacency_(execution.graph, step.hop.direction, step.hop.types),
        conditions_(step.hop, step.on_relationship, step.on_node, execution),
        by_degree_(adjacency_.countable() && conditions_.empty()) {
    if (!by_degree_ && step.hop.different.empty()) known_.assign(execution.graph.node_bound(), unknown);
  }

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    execution_.check();
    if (out.multiplicities.empty()) out.multiplicities.assign(out.size, 1);
    kept_.resize(out.size);
    std::size_t kept = 0;
    const std::vector<std::uint32_t>& nodes = out.columns[step_.hop.from].elements;
    for (std::uint32_t row = 0; row < out.size; ++row) {
      const std::uint64_t count = nodes[row] == no_element ? 0 : count_at(nodes[row], out, row);
      out.multiplicities[row] *= count;
      kept_[kept] = row;
      kept += count > 0 ? 1 : 0;
    }
    kept_.resize(kept);
    if (kept < out.size) keep(out, kept_, step_.live);
    return true;
  }

 private:
  static constexpr std::uint32_t unknown = static_cast<std::uint32_t>(-1);

  std::uint64_t count_at(std::uint32_t node, const Batch& batch, std::uint32_t row) {
    if (by_degree_) return adjacency_.count(node);
    if (known_.empty()) return counted(node, batch, row);
    if (known_[node] == unknown) known_[node] = static_cast<std::uint32_t>(counted(node, batch, row));
    return known_[node];
  }

  std::uint64_t counted(std::uint32_t node, const Batch& batch, std::uint32_t row) {
    adjacency_.at(node, segments_);
    std::uint64_t count = 0;
    for (const Segment& segment : segments_) {
      for (std::size_t at = 0; at < segment.adjacent.size(); at += batch_rows) {
        const std::size_t end = std::min(segment.adjacent.size(), at + batch_rows);
        reached_.clear();
        if (segment.without_loops)
          reached_.append_without_loops(row, node, segment.adjacent, at, end);
        else
          reached_.append(row, segment.adjacent, at, end);
        conditions_.apply(batch, reached_);
        count += reached_.size();
      }
    }
    return count;
  }

  const Expand& step_;
  Execution& execution_;
  CursorPtr cursor_;
  Adjacency adjacency_;
  Conditions conditions_;
  bool by_degree_;
  std::vector<std::uint32_t> known_, kept_;
  std::vector<Segment> segments_;
  Reached reached_;
};

class IntoCursor : public Cursor {
 public:
  IntoCursor(const ExpandInto& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        forward_(execution.graph, step.hop.direction, step.hop.types),
        backward_(execution.graph, reversed(step.hop.direction), step.hop.types),
        conditions_(step.hop, step.on_relationship, no_conditions, execution) {}

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size && !next_batch()) return false;
    reached_.clear();
    while (row_ < reader_.batch().size && reached_.size() < batch_rows) join(static_cast<std::uint32_t>(row_++));
    conditions_.apply(reader_.batch(), reached_);
    carry(reader_.batch(), reached_.rows, step_.live, out);
    out.columns[step_.hop.relationship].elements = reached_.relationships;
    return true;
  }

 private:
  bool next_batch() {
    execution_.check();
    row_ = 0;
    return reader_.advance();
  }

  /// From the end with fewer relationships.
  void join(std::uint32_t row) {
    const std::uint32_t from = reader_.batch().columns[step_.hop.from].elements[row];
    const std::uint32_t to = reader_.batch().columns[step_.hop.to].elements[row];
    if (from == no_element || to == no_element) return;
    forward_.at(from, ahead_);
    backward_.at(to, back_);
    const bool turned = size(back_) < size(ahead_);
    for (const Segment& segment : turned ? back_ : ahead_) find(row, segment, turned ? to : from, turned ? from : to);
  }

  static std::size_t size(const std::vector<Segment>& segments) {
    std::size_t sum = 0;
    for (const Segment& segment : segments) sum += segment.adjacent.size();
    return sum;
  }

  void find(std::uint32_t row, const Segment& segment, std::uint32_t here, std::uint32_t wanted) {
    if (segment.without_loops && here == wanted) return;
    const auto nodes = segment.adjacent.nodes;
    if (segment.sorted) {
      const auto [first, last] = std::equal_range(nodes.begin(), nodes.end(), wanted);
      reached_.append(row, segment.adjacent, static_cast<std::size_t>(first - nodes.begin()),
                      static_cast<std::size_t>(last - nodes.begin()));
      return;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (nodes[i] == wanted) reached_.append(row, segment.adjacent, i, i + 1);
  }

  inline static const ElementFilter no_conditions;

  const ExpandInto& step_;
  Execution& execution_;
  Reader reader_;
  Adjacency forward_, backward_;
  Conditions conditions_;
  Reached reached_;
  std::vector<Segment> ahead_, back_;
  std::size_t row_ = 0;
};

class EndsCursor : public Cursor {
 public:
  EndsCursor(const EndsOf& step, Execution& execution)
      : step_(step), execution_(execution), reader_(*step.inputs.front(), execution) {
    for (const std::string& name : step.hop.types)
      if (const auto type = execution.graph.find_type(name)) types_.push_back(*type);
  }

  bool next(Batch& out) override {
    clear(out);
    if (!reader_.advance()) return false;
    rows_.clear();
    from_.clear();
    to_.clear();
    for (std::uint32_t row = 0; row < reader_.batch().size; ++row) take(row);
    carry(reader_.batch(), rows_, step_.live, out);
    if (!step_.from_known) out.columns[step_.hop.from].elements = from_;
    if (!step_.to_known && step_.hop.to != step_.hop.from) out.columns[step_.hop.to].elements = to_;
    return true;
  }

 private:
  void take(std::uint32_t row) {
    const property::Graph& graph = execution_.graph;
    const property::Relationship relationship{reader_.batch().columns[step_.hop.relationship].elements[row]};
    if (relationship.index == no_element || !is_wanted(relationship) ||
        !is_different(relationship.index, reader_.batch(), row, step_.hop.different))
      return;
    const std::uint32_t source = graph.source(relationship).index, target = graph.target(relationship).index;
    if (step_.hop.direction != Direction::Left) add(row, source, target);
    if (step_.hop.direction == Direction::Left || (step_.hop.direction == Direction::Either && source != target))
      add(row, target, source);
  }

  bool is_wanted(property::Relationship relationship) const {
    return step_.hop.types.empty() ||
           std::find(types_.begin(), types_.end(), execution_.graph.type(relationship)) != types_.end();
  }

  void add(std::uint32_t row, std::uint32_t from, std::uint32_t to) {
    const Batch& batch = reader_.batch();
    if (step_.from_known && batch.columns[step_.hop.from].elements[row] != from) return;
    if (step_.to_known && batch.columns[step_.hop.to].elements[row] != to) return;
    if (step_.hop.from == step_.hop.to && from != to) return;
    rows_.push_back(row);
    from_.push_back(from);
    to_.push_back(to);
  }

  const EndsOf& step_;
  Execution& execution_;
  Reader reader_;
  std::vector<property::Type> types_;
  std::vector<std::uint32_t> rows_, from_, to_;
};

class DifferentCursor : public Cursor {
 public:
  DifferentCursor(const KeepDifferent& step, Execution& execution)
      : step_(step), cursor_(execution.open(*step.inputs.front())) {}

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    const std::vector<std::uint32_t>& elements = out.columns[step_.element].elements;
    kept_.clear();
    for (std::uint32_t row = 0; row < out.size; ++row)
      if (elements[row] != no_element && is_different(elements[row], out, row, step_.others) &&
          (!step_.not_null || all_others_known(out, row)))
        kept_.push_back(row);
    if (kept_.size() < out.size) keep(out, kept_, step_.live);
    return true;
  }

 private:
  bool all_others_known(const Batch& batch, std::uint32_t row) const {
    return std::all_of(step_.others.begin(), step_.others.end(),
                       [&](Slot slot) { return batch.columns[slot].elements[row] != no_element; });
  }

  const KeepDifferent& step_;
  CursorPtr cursor_;
  std::vector<std::uint32_t> kept_;
};

}  // namespace

bool is_different(std::uint32_t relationship, const Batch& batch, std::size_t row, const std::vector<Slot>& others) {
  for (const Slot slot : others) {
    const Vector& column = batch.columns[slot];
    if (column.form != Vector::Form::Values) {
      if (column.elements[row] == relationship) return false;
      continue;
    }
    if (!column.values[row].is(property::Kind::List)) continue;
    for (const property::Value& other : column.values[row].list())
      if (other.relationship().index == relationship) return false;
  }
  return true;
}

Expand::Expand(OperatorPtr input, Hop along, ElementFilter relationships, ElementFilter nodes)
    : Operator(std::move(input)),
      hop(std::move(along)),
      on_relationship(std::move(relationships)),
      on_node(std::move(nodes)) {}

CursorPtr Expand::open(Execution& execution) const {
  if (count_only) return std::make_unique<CountCursor>(*this, execution);
  if (distinct_ends) return std::make_unique<DistinctEndsCursor>(*this, execution);
  return std::make_unique<ExpandCursor>(*this, execution);
}

std::string Expand::describe() const {
  return (count_only      ? "ExpandCount "
          : distinct_ends ? "ExpandDistinct "
                          : "Expand ") +
         hop.pattern + engine::describe(on_relationship, "r") + engine::describe(on_node, "node");
}

std::vector<Slot> Expand::reads() const { return read_by(hop, {hop.from}); }

ExpandInto::ExpandInto(OperatorPtr input, Hop along, ElementFilter relationships)
    : Operator(std::move(input)), hop(std::move(along)), on_relationship(std::move(relationships)) {}

CursorPtr ExpandInto::open(Execution& execution) const { return std::make_unique<IntoCursor>(*this, execution); }

std::string ExpandInto::describe() const {
  return "ExpandInto " + hop.pattern + engine::describe(on_relationship, "r");
}

std::vector<Slot> ExpandInto::reads() const { return read_by(hop, {hop.from, hop.to}); }

EndsOf::EndsOf(OperatorPtr input, Hop along, bool from, bool to)
    : Operator(std::move(input)), hop(std::move(along)), from_known(from), to_known(to) {}

CursorPtr EndsOf::open(Execution& execution) const { return std::make_unique<EndsCursor>(*this, execution); }

std::string EndsOf::describe() const { return "EndsOf " + hop.pattern; }

std::vector<Slot> EndsOf::reads() const {
  std::vector<Slot> slots = read_by(hop, {hop.relationship});
  if (from_known) slots.push_back(hop.from);
  if (to_known) slots.push_back(hop.to);
  return slots;
}

std::vector<Slot> EndsOf::fills() const {
  std::vector<Slot> slots;
  if (!from_known) slots.push_back(hop.from);
  if (!to_known) slots.push_back(hop.to);
  return slots;
}

CursorPtr KeepDifferent::open(Execution& execution) const {
  return std::make_unique<DifferentCursor>(*this, execution);
}

std::vector<Slot> KeepDifferent::reads() const {
  std::vector<Slot> slots = others;
  slots.push_back(element);
  return slots;
}

}  // namespace whom::engine
