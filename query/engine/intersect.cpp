// The lists of one hop are sorted by node. Where many are needed they are laid out by one pass over the relationships
// of the type, else looked up as they come. The shortest list of a row is walked and the others are probed by binary
// search. For counting, rows are gathered and put in the order of their longest list, which is then marked in a bitmap
// once for all rows that share it: a probe that misses, as most do, costs a bit in the first cache.
//
// Counting multiplies the numbers of parallel relationships. That counts choices in which one relationship stands for
// two only where the node reached is an end of one of the relationships that must differ, or where two hops start from
// the same node: those few are enumerated.
#include "query/engine/intersect.hpp"

#include <algorithm>
#include <numeric>

#include "query/engine/compact.hpp"

namespace whom::engine {
namespace {

/// A stretch of equal neighbours.
struct Run {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// The lists of a hop, by node.
class Lists {
 public:
  /// `many`: lists of a good part of the nodes will be asked for.
  Lists(const property::Graph& graph, const Hop& hop, bool many)
      : graph_(graph), outgoing_(hop.direction == Direction::Right), type_(graph.find_type(hop.types.front())) {
    if (many && type_ && !graph.sources().empty()) lay_out();
  }

  bool same_as(const Hop& hop) const {
    return outgoing_ == (hop.direction == Direction::Right) && type_ == graph_.find_type(hop.types.front());
  }

  property::Adjacent at(std::uint32_t node) const {
    if (!starts_.empty()) {
      const std::size_t begin = starts_[node], size = starts_[node + 1] - begin;
      return {std::span(nodes_).subspan(begin, size), std::span(relationships_).subspan(begin, size)};
    }
    if (!type_) return {};
    return outgoing_ ? graph_.outgoing({node}, *type_) : graph_.incoming({node}, *type_);
  }

  std::size_t size_at(std::uint32_t node) const {
    return starts_.empty() ? at(node).size() : starts_[node + 1] - starts_[node];
  }

  /// Where `wanted` stands in a list.
  static Run find(const property::Adjacent& list, std::uint32_t wanted) {
    const auto first = std::lower_bound(list.nodes.begin(), list.nodes.end(), wanted);
    if (first == list.nodes.end() || *first != wanted) return {};
    const auto begin = static_cast<std::uint32_t>(first - list.nodes.begin());
    return {begin, end_of_run(list, begin)};
  }

  static std::uint32_t end_of_run(const property::Adjacent& list, std::uint32_t begin) {
    std::uint32_t end = begin + 1;
    while (end < list.size() && list.nodes[end] == list.nodes[begin]) ++end;
    return end;
  }

 private:
  /// Sorts the relationships of the type by the node they are listed at.
  void lay_out() {
    const auto here = outgoing_ ? graph_.sources() : graph_.targets();
    const auto there = outgoing_ ? graph_.targets() : graph_.sources();
    const property::Range range = graph_.base_range(*type_);
    starts_.assign(graph_.node_bound() + 1, 0);
    for (std::uint32_t i = range.first; i < range.last; ++i) ++starts_[here[i] + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    nodes_.resize(range.last - range.first);
    relationships_.resize(nodes_.size());
    std::vector<std::uint32_t> next = starts_;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      const std::uint32_t place = next[here[i]]++;
      nodes_[place] = there[i];
      relationships_[place] = i;
    }
  }

  const property::Graph& graph_;
  bool outgoing_;
  std::optional<property::Type> type_;
  std::vector<std::uint32_t> starts_, nodes_, relationships_;  ///< where they are laid out; starts by node
};

/// The nodes of one list, for fast probes.
class MarkedList {
 public:
  explicit MarkedList(std::size_t bound) : bits_(bound / 64 + 1), runs_(bound) {}

  void mark(const property::Adjacent& list) {
    for (const std::uint32_t node : marked_) bits_[node / 64] = 0;
    marked_ = list.nodes;
    for (std::uint32_t begin = 0, end = 0; begin < list.size(); begin = end) {
      const std::uint32_t node = list.nodes[begin];
      end = Lists::end_of_run(list, begin);
      bits_[node / 64] |= std::uint64_t{1} << node % 64;
      runs_[node] = {begin, end};
    }
  }

  /// Of a node that it contains.
  Run run(std::uint32_t node) const { return runs_[node]; }

  /// Places of those nodes that it contains; `places` is not made smaller.
  std::size_t probe(std::span<const std::uint32_t> nodes, std::vector<std::uint32_t>& places) const {
    if (places.size() < nodes.size()) places.resize(nodes.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      places[count] = static_cast<std::uint32_t>(i);
      count += bits_[nodes[i] / 64] >> nodes[i] % 64 & 1;
    }
    return count;
  }

 private:
  std::span<const std::uint32_t> marked_;
  std::vector<std::uint64_t> bits_;
  std::vector<Run> runs_;
};

/// Finds the common nodes of a row.
class Meeting {
 public:
  Meeting(const Intersect& step, Execution& execution)
      : step_(step), graph_(execution.graph), from_(step.hops.size()), at_(step.hops.size()), runs_(step.hops.size()) {
    for (const Hop& hop : step.hops) add_lists(hop);
    for (const Hop& hop : step.hops)
      for (const Slot slot : hop.different)
        if (!contains(different_, slot)) different_.push_back(slot);
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// The hop with the longest list of those that are not walked; none where no node can be reached.
  std::size_t longest(const Batch& batch, std::size_t row) {
    sizes_.clear();
    for (std::size_t hop = 0; hop < lists_.size(); ++hop) {
      const std::uint32_t node = batch.columns[step_.hops[hop].from].elements[row];
      sizes_.push_back(node == no_element ? 0 : lists_[hop]->size_at(node));
      if (sizes_.back() == 0) return none;
    }
    const std::size_t walked = shortest(sizes_);
    std::size_t found = walked == 0 ? 1 : 0;
    for (std::size_t hop = 0; hop < sizes_.size(); ++hop)
      if (hop != walked && sizes_[hop] > sizes_[found]) found = hop;
    return found;
  }

  /// Marks the list of a hop for the rows to come, until the next one; they share it.
  void mark(const Batch& batch, std::size_t row, std::size_t hop) {
    marked_ = hop;
    if (!marks_) marks_.emplace(graph_.node_bound());
    marks_->mark(lists_[hop]->at(batch.columns[step_.hops[hop].from].elements[row]));
  }

  /// Calls visit(node), with the run of each hop in place, for every node that all hops of the row reach.
  template <typename Visit>
  void for_each(const Batch& batch, std::size_t row, Visit visit) {
    if (!start(batch, row)) return;
    const property::Adjacent& list = at_[shortest_];
    if (marked_ == none) {
      for (std::uint32_t begin = 0; begin < list.size(); begin = runs_[shortest_].end) meet(list, begin, visit);
      return;
    }
    const std::size_t count = marks_->probe(list.nodes, places_);
    std::uint32_t done = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (places_[i] < done) continue;
      meet(list, places_[i], visit);
      done = runs_[shortest_].end;
    }
  }

  /// The number of choices of a node and the relationships to it.
  std::uint64_t count(const Batch& batch, std::size_t row) {
    std::uint64_t sum = 0;
    enumerated_ = false;
    for_each(batch, row, [&](std::uint32_t node) { sum += count(batch, row, node); });
    return sum;
  }

  /// Whether a row has the count of the one before it, the last that was counted: rows of parallel relationships do.
  bool repeats(const Batch& batch, std::size_t before, std::size_t row) const {
    return !enumerated_ && std::all_of(step_.hops.begin(), step_.hops.end(), [&](const Hop& hop) {
      const std::vector<std::uint32_t>& nodes = batch.columns[hop.from].elements;
      return nodes[before] == nodes[row];
    }) && std::all_of(different_.begin(), different_.end(), [&](Slot slot) {
      return have_same_ends(batch.columns[slot], before, row);
    });
  }

  /// The number of choices of relationships in the runs.
  std::uint64_t count(const Batch& batch, std::size_t row, std::uint32_t node) {
    if (!ends_noted_) note_ends(batch, row);
    if (same_start_ || std::find(ends_.begin(), ends_.end(), node) != ends_.end()) {
      enumerated_ = true;
      std::uint64_t sum = 0;
      enumerate(batch, row, [&sum](const std::vector<std::uint32_t>&) { ++sum; });
      return sum;
    }
    std::uint64_t product = 1;
    for (const Run& run : runs_) product *= run.size();
    return product;
  }

  /// Calls visit(relationships) for every choice in which all differ as they must.
  template <typename Visit>
  void enumerate(const Batch& batch, std::size_t row, Visit visit) {
    chosen_.assign(runs_.size(), 0);
    choose(0, batch, row, visit);
  }

 private:
  void add_lists(const Hop& hop) {
    for (const std::shared_ptr<Lists>& known : lists_) {
      if (!known->same_as(hop)) continue;
      lists_.push_back(known);
      return;
    }
    const auto type = graph_.find_type(hop.types.front());
    const double relationships = type ? static_cast<double>(graph_.count(*type)) : 0;
    lists_.push_back(std::make_shared<Lists>(graph_, hop, 4 * step_.inputs.front()->estimate > relationships));
  }

  bool have_same_ends(const Vector& column, std::size_t a, std::size_t b) const {
    if (column.form == Vector::Form::Values) return false;
    const property::Relationship first{column.elements[a]}, second{column.elements[b]};
    return first == second ||
           (first.index != no_element && second.index != no_element && graph_.source(first) == graph_.source(second) &&
            graph_.target(first) == graph_.target(second));
  }

  static std::size_t shortest(const std::vector<std::size_t>& sizes) {
    return static_cast<std::size_t>(std::min_element(sizes.begin(), sizes.end()) - sizes.begin());
  }

  /// Finds the lists of a row; false where one of them is empty.
  bool start(const Batch& batch, std::size_t row) {
    sizes_.clear();
    ends_noted_ = false;
    for (std::size_t hop = 0; hop < at_.size(); ++hop) {
      from_[hop] = batch.columns[step_.hops[hop].from].elements[row];
      if (from_[hop] == no_element) return false;
      at_[hop] = lists_[hop]->at(from_[hop]);
      sizes_.push_back(at_[hop].size());
    }
    shortest_ = shortest(sizes_);
    return sizes_[shortest_] > 0;
  }

  /// Notes the nodes at which one relationship could be taken for two: the ends of those that must differ and, where
  /// there are loops, the nodes that the hops start from.
  void note_ends(const Batch& batch, std::size_t row) {
    ends_noted_ = true;
    same_start_ = false;
    for (std::size_t i = 0; i < from_.size(); ++i)
      for (std::size_t j = i + 1; j < from_.size(); ++j) same_start_ |= from_[i] == from_[j];
    ends_.clear();
    for (const Slot slot : different_) {
      if (batch.columns[slot].form == Vector::Form::Values) {
        same_start_ = true;
        continue;
      }
      const property::Relationship relationship{batch.columns[slot].elements[row]};
      if (relationship.index == no_element) continue;
      note_end(graph_.source(relationship).index);
      note_end(graph_.target(relationship).index);
    }
    if (graph_.has_loops()) ends_.insert(ends_.end(), from_.begin(), from_.end());
  }

  /// A hop reaches the node it starts from by a loop only.
  void note_end(std::uint32_t node) {
    if (graph_.has_loops() || std::find(from_.begin(), from_.end(), node) == from_.end()) ends_.push_back(node);
  }

  /// Visits the node at a place of the walked list if all other hops reach it.
  template <typename Visit>
  void meet(const property::Adjacent& list, std::uint32_t place, Visit& visit) {
    const std::uint32_t node = list.nodes[place];
    runs_[shortest_] = {place, Lists::end_of_run(list, place)};
    for (std::size_t hop = 0; hop < from_.size(); ++hop) {
      if (hop == shortest_) continue;
      runs_[hop] = hop == marked_ ? marks_->run(node) : Lists::find(at_[hop], node);
      if (runs_[hop].size() == 0) return;
    }
    visit(node);
  }

  template <typename Visit>
  void choose(std::size_t hop, const Batch& batch, std::size_t row, Visit& visit) {
    if (hop == runs_.size()) return visit(chosen_);
    for (std::uint32_t place = runs_[hop].begin; place < runs_[hop].end; ++place) {
      const std::uint32_t number = at_[hop].relationships[place];
      const auto before = chosen_.begin() + static_cast<std::ptrdiff_t>(hop);
      if (std::find(chosen_.begin(), before, number) != before) continue;
      if (!is_different(number, batch, row, step_.hops[hop].different)) continue;
      chosen_[hop] = number;
      choose(hop + 1, batch, row, visit);
    }
  }

  const Intersect& step_;
  const property::Graph& graph_;
  std::vector<std::shared_ptr<Lists>> lists_;  ///< by hop; shared by those that are the same
  std::vector<Slot> different_;
  std::vector<std::uint32_t> from_, ends_, chosen_, places_;
  std::vector<std::size_t> sizes_;
  std::size_t shortest_ = 0, marked_ = none;
  std::optional<MarkedList> marks_;
  bool ends_noted_ = false, same_start_ = false;
  bool enumerated_ = false;             ///< some choices of the row that was counted last
  std::vector<property::Adjacent> at_;  ///< by hop: the list of the row
  std::vector<Run> runs_;               ///< by hop: where the node stands in it
};

class IntersectCursor : public Cursor {
 public:
  IntersectCursor(const Intersect& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        meeting_(step, execution),
        on_node_(step.on_node, execution, Vector::Form::Nodes),
        relationships_(step.hops.size()) {
    for (const ElementFilter& filter : step.on_relationship)
      on_relationship_.emplace_back(filter, execution, Vector::Form::Relationships);
  }

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size) {
      execution_.check();
      row_ = 0;
      if (!reader_.advance()) return false;
    }
    rows_.clear();
    nodes_.clear();
    for (std::vector<std::uint32_t>& column : relationships_) column.clear();
    for (; row_ < reader_.batch().size && rows_.size() < batch_rows; ++row_) join(static_cast<std::uint32_t>(row_));
    filter();
    carry(reader_.batch(), rows_, step_.live, out);
    out.columns[step_.node].elements = nodes_;
    for (std::size_t hop = 0; hop < step_.hops.size(); ++hop)
      out.columns[step_.hops[hop].relationship].elements = relationships_[hop];
    return true;
  }

 private:
  void join(std::uint32_t row) {
    meeting_.for_each(reader_.batch(), row, [&](std::uint32_t node) {
      meeting_.enumerate(reader_.batch(), row, [&](const std::vector<std::uint32_t>& chosen) {
        rows_.push_back(row);
        nodes_.push_back(node);
        for (std::size_t hop = 0; hop < chosen.size(); ++hop) relationships_[hop].push_back(chosen[hop]);
      });
    });
  }

  void filter() {
    if (!step_.has_conditions()) return;
    keep_.assign(rows_.size(), 1);
    on_node_.apply(nodes_, keep_.data());
    for (std::size_t hop = 0; hop < relationships_.size(); ++hop)
      on_relationship_[hop].apply(relationships_[hop], keep_.data());
    select(keep_, kept_);
    compact(rows_, kept_);
    compact(nodes_, kept_);
    for (std::vector<std::uint32_t>& column : relationships_) compact(column, kept_);
  }

  const Intersect& step_;
  Execution& execution_;
  Reader reader_;
  Meeting meeting_;
  BoundFilter on_node_;
  std::vector<BoundFilter> on_relationship_;
  std::size_t row_ = 0;
  std::vector<std::uint32_t> rows_, nodes_, kept_;
  std::vector<std::vector<std::uint32_t>> relationships_;  ///< by hop
  std::vector<std::uint8_t> keep_;
};

class IntersectCountCursor : public Cursor {
 public:
  IntersectCountCursor(const Intersect& step, Execution& execution)
      : step_(step),
        execution_(execution),
        cursor_(execution.open(*step.inputs.front())),
        meeting_(step, execution),
        rows_(execution.make_batch()),
        slots_(step.live) {
    for (const Slot slot : step.reads())
      if (!contains(slots_, slot)) slots_.push_back(slot);
  }

  bool next(Batch& out) override {
    while (handed_ == kept_.size()) {
      if (!gather(out)) return false;
      count();
    }
    clear(out);
    const std::size_t last = std::min(kept_.size(), handed_ + batch_rows);
    carry(rows_, std::span(kept_).subspan(handed_, last - handed_), step_.live, out);
    handed_ = last;
    return true;
  }

 private:
  static constexpr std::size_t gathered_rows = std::size_t{1} << 18;

  bool gather(Batch& batch) {
    clear(rows_);
    while (rows_.size < gathered_rows && !done_) {
      execution_.check();
      if (done_ = !cursor_->next(batch); done_) break;
      std::vector<std::uint32_t> all(batch.size);
      std::iota(all.begin(), all.end(), 0U);
      carry(batch, all, slots_, rows_);
    }
    return rows_.size > 0;
  }

  void count() {
    rows_.multiplicities.resize(rows_.size, 1);
    counts_.assign(rows_.size, 0);
    order();
    std::uint64_t marked = static_cast<std::uint64_t>(-1);
    for (std::size_t i = 0; i < ordered_.size(); ++i) {
      if (i % batch_rows == 0) execution_.check();
      const std::uint32_t row = ordered_[i];
      if (std::exchange(marked, keys_[row]) != keys_[row]) meeting_.mark(rows_, row, hop_of(keys_[row]));
      counts_[row] = i > 0 && meeting_.repeats(rows_, ordered_[i - 1], row) ? counts_[ordered_[i - 1]]
                                                                            : meeting_.count(rows_, row);
    }
    kept_.clear();
    handed_ = 0;
    for (std::uint32_t row = 0; row < rows_.size; ++row) {
      if (counts_[row] > 0) kept_.push_back(row);
      rows_.multiplicities[row] *= counts_[row];
    }
  }

  std::size_t hop_of(std::uint32_t key) const { return key / execution_.graph.node_bound(); }

  /// Rows by the hop and the node of their longest list.
  void order() {
    const std::uint32_t bound = execution_.graph.node_bound();
    keys_.assign(rows_.size, 0);
    std::vector<std::uint32_t> starts(step_.hops.size() * bound + 1);
    std::size_t dropped = 0;
    for (std::size_t row = 0; row < rows_.size; ++row) {
      const std::size_t hop = meeting_.longest(rows_, row);
      keys_[row] = hop == Meeting::none
                       ? static_cast<std::uint32_t>(-1)
                       : static_cast<std::uint32_t>(hop) * bound + rows_.columns[step_.hops[hop].from].elements[row];
      if (hop == Meeting::none)
        ++dropped;
      else
        ++starts[keys_[row] + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    ordered_.resize(rows_.size - dropped);
    for (std::uint32_t row = 0; row < rows_.size; ++row)
      if (keys_[row] != static_cast<std::uint32_t>(-1)) ordered_[starts[keys_[row]]++] = row;
  }

  const Intersect& step_;
  Execution& execution_;
  CursorPtr cursor_;
  Meeting meeting_;
  Batch rows_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> keys_, ordered_, kept_;
  std::vector<std::uint64_t> counts_;
  std::size_t handed_ = 0;
  bool done_ = false;
};

}  // namespace

bool Intersect::has_conditions() const {
  return !on_node.empty() || std::any_of(on_relationship.begin(), on_relationship.end(),
                                         [](const ElementFilter& filter) { return !filter.empty(); });
}

CursorPtr Intersect::open(Execution& execution) const {
  if (count_only) return std::make_unique<IntersectCountCursor>(*this, execution);
  return std::make_unique<IntersectCursor>(*this, execution);
}

std::string Intersect::describe() const {
  std::string text = count_only ? "IntersectCount" : "Intersect";
  for (std::size_t i = 0; i < hops.size(); ++i)
    text += (i == 0 ? " " : ", ") + hops[i].pattern + engine::describe(on_relationship[i], "r");
  return text + engine::describe(on_node, "node");
}

std::vector<Slot> Intersect::reads() const {
  std::vector<Slot> slots;
  for (const Hop& hop : hops) {
    slots.push_back(hop.from);
    slots.insert(slots.end(), hop.different.begin(), hop.different.end());
  }
  std::erase_if(slots, [this](Slot slot) { return contains(fills(), slot); });
  return slots;
}

std::vector<Slot> Intersect::fills() const {
  std::vector<Slot> slots{node};
  for (const Hop& hop : hops) slots.push_back(hop.relationship);
  return slots;
}

}  // namespace whom::engine
