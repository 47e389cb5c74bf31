// An expansion appends whole stretches of neighbour lists to the output and filters them there, so that the conditions
// on relationships and nodes run over arrays. Rows of the output refer to one batch of the input, which stays until all
// its rows are done.
#include "query/engine/expand.hpp"

#include <algorithm>

#include "query/engine/compact.hpp"
#include "query/engine/marks.hpp"
#include "query/engine/node_set.hpp"

namespace whom::engine {
namespace {

std::vector<Slot> read_by(const Hop& hop, std::initializer_list<Slot> nodes) {
  std::vector<Slot> slots(nodes);
  slots.insert(slots.end(), hop.different.begin(), hop.different.end());
  return slots;
}

/// Calls visit(number) for every relationship of the row in these columns; lists of them hold several.
template <typename Visit>
void for_each_other(const Batch& batch, std::size_t row, const std::vector<Slot>& others, const Visit& visit) {
  for (const Slot slot : others) {
    const Vector& column = batch.columns[slot];
    if (column.form != Vector::Form::Values) {
      visit(column.elements[row]);
    } else if (column.values[row].is(property::Kind::List)) {
      for (const property::Value& other : column.values[row].list()) visit(other.relationship().index);
    }
  }
}

/// Clears keep[i] where elements[i] is in one of the columns, at row row_of(i).
template <typename RowOf>
void drop_same(std::span<const std::uint32_t> elements, const Batch& batch, const std::vector<Slot>& others,
               std::uint8_t* keep, const RowOf& row_of) {
  for (const Slot slot : others) {
    const Vector& column = batch.columns[slot];
    if (column.form == Vector::Form::Values) {
      const std::vector<Slot> lists{slot};
      for (std::size_t i = 0; i < elements.size(); ++i)
        keep[i] &= static_cast<std::uint8_t>(is_different(elements[i], batch, row_of(i), lists));
    } else {
      for (std::size_t i = 0; i < elements.size(); ++i)
        keep[i] &= static_cast<std::uint8_t>(elements[i] != column.elements[row_of(i)]);
    }
  }
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
    drop_same(reached.relationships, input, different_, keep_.data(), [&](std::size_t i) { return reached.rows[i]; });
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

/// Each node once for a group of rows with the same values in the columns that are read later. Such rows mostly follow
/// each other; where they do not, a node comes again, which does no harm. Rows of a group that start from the same node
/// differ in the relationships that they must not take: two visits of which each leaves out another one see everything.
class DistinctEndsCursor : public Cursor {
 public:
  DistinctEndsCursor(const Expand& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        adjacency_(execution.graph, step.hop.direction, step.hop.types),
        on_relationship_(step.on_relationship, execution, Vector::Form::Relationships),
        on_node_(step.on_node, execution, Vector::Form::Nodes),
        seen_(execution.graph.node_bound()),
        left_out_(execution.graph.node_bound()) {}

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size && !next_batch()) return false;
    rows_.clear();
    std::vector<std::uint32_t>& nodes = out.columns[step_.hop.to].elements;
    for (; row_ < reader_.batch().size && rows_.size() < batch_rows; ++row_) {
      const auto row = static_cast<std::uint32_t>(row_);
      if (!like_row_before(row)) forget();
      const std::size_t known = seen_.size();
      visit(row);
      const auto found = seen_.members().subspan(known);
      nodes.insert(nodes.end(), found.begin(), found.end());
      rows_.resize(nodes.size(), row);
    }
    filter(nodes);
    carry(reader_.batch(), rows_, step_.live, out);
    return true;
  }

 private:
  static constexpr std::uint32_t nothing = no_element;

  bool next_batch() {
    execution_.check();
    row_ = 0;
    const std::size_t size = reader_.batch().size;
    if (size > 0) last_ = key_of(size - 1);
    return reader_.advance();
  }

  void forget() {
    seen_.clear();
    left_out_.clear();
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

  void visit(std::uint32_t row) {
    const std::uint32_t from = reader_.batch().columns[step_.hop.from].elements[row];
    if (from == no_element) return;
    adjacency_.at(from, segments_);
    find_forbidden(row);
    if (left_out_.contains(from)) return visit_again(from);
    for (const Segment& segment : segments_) take_allowed(segment);
    if (forbidden_.size() < 2) left_out_.set(from, forbidden_.empty() ? nothing : forbidden_.front());
  }

  /// A node from which all but one relationship was taken.
  void visit_again(std::uint32_t from) {
    const std::uint32_t missing = left_out_[from];
    if (missing == nothing || is_forbidden(missing)) return;
    const std::uint32_t source = execution_.graph.source({missing}).index;
    const std::uint32_t other = source == from ? execution_.graph.target({missing}).index : source;
    take({{&other, 1}, {&missing, 1}});
    left_out_.set(from, nothing);
  }

  bool is_forbidden(std::uint32_t relationship) const {
    return std::find(forbidden_.begin(), forbidden_.end(), relationship) != forbidden_.end();
  }

  /// Those in the lists that the row must not take.
  void find_forbidden(std::uint32_t row) {
    forbidden_.clear();
    for_each_other(reader_.batch(), row, step_.hop.different, [&](std::uint32_t relationship) {
      const bool listed = std::any_of(segments_.begin(), segments_.end(), [&](const Segment& segment) {
        return segment.place_of(relationship) < segment.adjacent.size();
      });
      if (listed && !is_forbidden(relationship)) forbidden_.push_back(relationship);
    });
  }

  /// Loops may be seen in two lists here: that makes no other ends.
  void take_allowed(const Segment& segment) {
    places_.assign(1, segment.adjacent.size());
    for (const std::uint32_t relationship : forbidden_) places_.push_back(segment.place_of(relationship));
    std::sort(places_.begin(), places_.end());
    std::size_t begin = 0;
    for (const std::size_t end : places_) {
      if (begin < end) take(part(segment.adjacent, begin, end));
      begin = end + 1;
    }
  }

  static property::Adjacent part(const property::Adjacent& all, std::size_t begin, std::size_t end) {
    return {all.nodes.subspan(begin, end - begin), all.relationships.subspan(begin, end - begin)};
  }

  void take(const property::Adjacent& adjacent) {
    if (on_relationship_.empty()) return seen_.insert(adjacent.nodes);
    keep_.assign(adjacent.size(), 1);
    on_relationship_.apply(adjacent.relationships, keep_.data());
    select(keep_, kept_);
    for (const std::uint32_t place : kept_) seen_.insert(adjacent.nodes[place]);
  }

  void filter(std::vector<std::uint32_t>& nodes) {
    if (on_node_.empty()) return;
    keep_.assign(nodes.size(), 1);
    on_node_.apply(nodes, keep_.data());
    select(keep_, kept_);
    compact(nodes, kept_);
    compact(rows_, kept_);
  }

  const Expand& step_;
  Execution& execution_;
  Reader reader_;
  Adjacency adjacency_;
  BoundFilter on_relationship_, on_node_;
  NodeSet seen_;
  Marks left_out_;  ///< by node that was visited: the one relationship that was not taken, or nothing
  std::vector<Segment> segments_;
  std::optional<std::vector<property::Value>> last_;  ///< key of the last row of the batch before
  std::size_t row_ = 0;
  std::vector<std::uint32_t> rows_, forbidden_, kept_;
  std::vector<std::size_t> places_;
  std::vector<std::uint8_t> keep_;
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
    if (!by_degree_ && step.hop.different.empty()) known_.emplace(execution.graph.node_bound());
  }

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    execution_.check();
    count(out);
    if (out.multiplicities.empty())
      out.multiplicities.swap(counts_);
    else
      for (std::size_t row = 0; row < out.size; ++row) out.multiplicities[row] *= counts_[row];
    select_wanted(out.multiplicities);
    if (kept_.size() < out.size) keep(out, kept_, step_.live);
    return true;
  }

  void heed(const Cutoff& cutoff, std::optional<Slot> key) override {
    if (!key) cutoff_ = &cutoff;
  }

 private:
  void select_wanted(std::span<const std::uint64_t> counts) {
    Cutoff::Range wanted = cutoff_ == nullptr ? Cutoff::Range() : cutoff_->wanted();
    wanted.least = std::max<std::int64_t>(wanted.least, 1);
    select_if(
        counts, [wanted](std::uint64_t count) { return wanted.contains(static_cast<std::int64_t>(count)); }, kept_);
  }

  void count(const Batch& batch) {
    const std::vector<std::uint32_t>& nodes = batch.columns[step_.hop.from].elements;
    counts_.assign(batch.size, 0);
    if (by_degree_) return adjacency_.count(nodes, counts_.data());
    for (std::uint32_t row = 0; row < batch.size; ++row)
      if (nodes[row] != no_element && (!known_ || known_->insert(nodes[row]))) reach(batch, row);
    count_reached(batch);
    if (!known_) return;
    for (std::size_t row = 0; row < batch.size; ++row)
      if (nodes[row] != no_element) counts_[row] = (*known_)[nodes[row]];
  }

  void reach(const Batch& batch, std::uint32_t row) {
    const std::uint32_t node = batch.columns[step_.hop.from].elements[row];
    adjacency_.at(node, segments_);
    for (const Segment& segment : segments_) {
      const std::size_t size = segment.adjacent.size();
      if (conditions_.empty() && !segment.without_loops) {
        add(batch, row, size);
        continue;
      }
      for (std::size_t at = 0; at < size; at += batch_rows) {
        const std::size_t end = std::min(size, at + batch_rows);
        if (segment.without_loops)
          reached_.append_without_loops(row, node, segment.adjacent, at, end);
        else
          reached_.append(row, segment.adjacent, at, end);
        if (reached_.size() >= batch_rows) count_reached(batch);
      }
    }
  }

  void count_reached(const Batch& batch) {
    conditions_.apply(batch, reached_);
    for (const std::uint32_t row : reached_.rows) add(batch, row, 1);
    reached_.clear();
  }

  void add(const Batch& batch, std::uint32_t row, std::size_t count) {
    if (known_)
      known_->add(batch.columns[step_.hop.from].elements[row], static_cast<std::uint32_t>(count));
    else
      counts_[row] += count;
  }

  const Expand& step_;
  Execution& execution_;
  CursorPtr cursor_;
  Adjacency adjacency_;
  Conditions conditions_;
  bool by_degree_;
  const Cutoff* cutoff_ = nullptr;
  std::optional<Marks> known_;  ///< by node, where nothing else of the row matters
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint64_t> counts_;
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
    keep_.assign(out.size, 1);
    drop_null(elements);
    if (step_.not_null)
      for (const Slot slot : step_.others) drop_null(out.columns[slot].elements);
    drop_same(elements, out, step_.others, keep_.data(), [](std::size_t row) { return row; });
    select(keep_, kept_);
    if (kept_.size() < out.size) keep(out, kept_, step_.live);
    return true;
  }

 private:
  void drop_null(const std::vector<std::uint32_t>& elements) {
    for (std::size_t row = 0; row < elements.size(); ++row)
      keep_[row] &= static_cast<std::uint8_t>(elements[row] != no_element);
  }

  const KeepDifferent& step_;
  CursorPtr cursor_;
  std::vector<std::uint8_t> keep_;
  std::vector<std::uint32_t> kept_;
};

}  // namespace

bool is_different(std::uint32_t relationship, const Batch& batch, std::size_t row, const std::vector<Slot>& others) {
  bool different = true;
  for_each_other(batch, row, others, [&](std::uint32_t other) { different = different && other != relationship; });
  return different;
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
