// The lists of one hop are sorted by node. Where many are needed they are laid out by one pass over the relationships
// of the type, else looked up as they come. The shortest list of a row is walked; the others are probed: where they are
// long by a bit for each hashed node, which most probes miss, and then by a hash table, both made at the first probe;
// else by binary search.
//
// For counting, the numbers of parallel relationships are multiplied. That counts choices in which one relationship
// stands for two only where the node reached is an end of one of the relationships that must differ, or where two hops
// start from the same node: those few are enumerated.
#include "query/engine/intersect.hpp"

#include <algorithm>
#include <bit>

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
      : graph_(graph),
        outgoing_(hop.direction == Direction::Right),
        type_(graph.find_type(hop.types.front())),
        tables_of_(graph.node_bound()) {
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

  /// Where `wanted` stands in the list, which is that at the node.
  Run find(std::uint32_t node, const property::Adjacent& list, std::uint32_t wanted) {
    if (list.size() < hashed_from) return search(list, wanted);
    if (tables_of_[node] == 0) make_table(node, list);
    const Table& table = tables_[tables_of_[node] - 1];
    const std::uint32_t hashed = hash(wanted);
    const std::uint32_t bit = hashed & table.bit_mask;
    if ((bits_[table.bits_begin + bit / 64] >> bit % 64 & 1) == 0) return {};
    for (std::uint32_t i = hashed & table.mask;; i = (i + 1) & table.mask) {
      const Entry& entry = entries_[table.begin + i];
      if (entry.begin == empty) return {};
      if (entry.node == wanted) return {entry.begin, end_of_run(list, entry.begin)};
    }
  }

  static std::uint32_t end_of_run(const property::Adjacent& list, std::uint32_t begin) {
    std::uint32_t end = begin + 1;
    while (end < list.size() && list.nodes[end] == list.nodes[begin]) ++end;
    return end;
  }

 private:
  static constexpr std::size_t hashed_from = 16;
  static constexpr std::uint32_t empty = static_cast<std::uint32_t>(-1);
  struct Table {
    std::size_t begin = 0, bits_begin = 0;
    std::uint32_t mask = 0, bit_mask = 0;
  };
  struct Entry {
    std::uint32_t node = 0, begin = empty;
  };

  static std::uint32_t hash(std::uint32_t node) { return (node * 0x9E3779B1U) >> 9; }

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

  static Run search(const property::Adjacent& list, std::uint32_t wanted) {
    const auto first = std::lower_bound(list.nodes.begin(), list.nodes.end(), wanted);
    if (first == list.nodes.end() || *first != wanted) return {};
    const auto begin = static_cast<std::uint32_t>(first - list.nodes.begin());
    return {begin, end_of_run(list, begin)};
  }

  void make_table(std::uint32_t node, const property::Adjacent& list) {
    const auto size = static_cast<std::uint32_t>(std::bit_ceil(list.size()));
    const Table table{entries_.size(), bits_.size(), 2 * size - 1, 8 * size - 1};
    entries_.resize(entries_.size() + 2 * size);
    bits_.resize(bits_.size() + 8 * size / 64 + 1);
    for (std::uint32_t begin = 0; begin < list.size(); begin = end_of_run(list, begin)) {
      const std::uint32_t hashed = hash(list.nodes[begin]);
      const std::uint32_t bit = hashed & table.bit_mask;
      bits_[table.bits_begin + bit / 64] |= std::uint64_t{1} << bit % 64;
      std::uint32_t i = hashed & table.mask;
      while (entries_[table.begin + i].begin != empty) i = (i + 1) & table.mask;
      entries_[table.begin + i] = {list.nodes[begin], begin};
    }
    tables_.push_back(table);
    tables_of_[node] = static_cast<std::uint32_t>(tables_.size());
  }

  const property::Graph& graph_;
  bool outgoing_;
  std::optional<property::Type> type_;
  std::vector<std::uint32_t> starts_, nodes_, relationships_;  ///< where they are laid out; starts by node
  std::vector<std::uint32_t> tables_of_;                       ///< by node: the number of its table, from 1
  std::vector<Table> tables_;
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> bits_;
};

/// Finds the common nodes of a row.
class Meeting {
 public:
  Meeting(const Intersect& step, Execution& execution)
      : step_(step), graph_(execution.graph), at_(step.hops.size()), runs_(step.hops.size()) {
    for (const Hop& hop : step.hops) add_lists(hop);
    for (const Hop& hop : step.hops)
      for (const Slot slot : hop.different)
        if (!contains(different_, slot)) different_.push_back(slot);
  }

  /// Calls visit(node), with the run of each hop in place, for every node that all hops of the row reach.
  template <typename Visit>
  void for_each(const Batch& batch, std::size_t row, Visit visit) {
    if (!start(batch, row)) return;
    const property::Adjacent& list = at_[shortest_];
    for (std::uint32_t begin = 0; begin < list.size(); begin = runs_[shortest_].end) {
      runs_[shortest_] = {begin, Lists::end_of_run(list, begin)};
      if (all_others_reach(list.nodes[begin])) visit(list.nodes[begin]);
    }
  }

  /// The number of choices of relationships in the runs.
  std::uint64_t count(const Batch& batch, std::size_t row, std::uint32_t node) {
    if (!ends_noted_) note_ends(batch, row);
    if (same_start_ || is_delicate(node)) {
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

  bool start(const Batch& batch, std::size_t row) {
    from_.clear();
    shortest_ = 0;
    ends_noted_ = false;
    for (std::size_t hop = 0; hop < at_.size(); ++hop) {
      from_.push_back(batch.columns[step_.hops[hop].from].elements[row]);
      if (from_.back() == no_element) return false;
      at_[hop] = lists_[hop]->at(from_[hop]);
      if (at_[hop].size() < at_[shortest_].size()) shortest_ = hop;
    }
    return at_[shortest_].size() > 0;
  }

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
      ends_.push_back(graph_.source(relationship).index);
      ends_.push_back(graph_.target(relationship).index);
    }
  }

  /// The node is an end of a relationship that must differ, or where a hop starts.
  bool is_delicate(std::uint32_t node) const {
    return std::find(ends_.begin(), ends_.end(), node) != ends_.end() ||
           std::find(from_.begin(), from_.end(), node) != from_.end();
  }

  bool all_others_reach(std::uint32_t node) {
    for (std::size_t hop = 0; hop < from_.size(); ++hop) {
      if (hop == shortest_) continue;
      runs_[hop] = lists_[hop]->find(from_[hop], at_[hop], node);
      if (runs_[hop].size() == 0) return false;
    }
    return true;
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
  std::vector<std::uint32_t> from_, ends_, chosen_;
  std::size_t shortest_ = 0;
  bool ends_noted_ = false, same_start_ = false;
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
    compact(rows_);
    compact(nodes_);
    for (std::vector<std::uint32_t>& column : relationships_) compact(column);
  }

  void compact(std::vector<std::uint32_t>& column) const {
    for (std::size_t i = 0; i < kept_.size(); ++i) column[i] = column[kept_[i]];
    column.resize(kept_.size());
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
      : step_(step), execution_(execution), cursor_(execution.open(*step.inputs.front())), meeting_(step, execution) {}

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    execution_.check();
    if (out.multiplicities.empty()) out.multiplicities.assign(out.size, 1);
    kept_.clear();
    for (std::uint32_t row = 0; row < out.size; ++row) {
      std::uint64_t count = 0;
      meeting_.for_each(out, row, [&](std::uint32_t node) { count += meeting_.count(out, row, node); });
      if (count == 0) continue;
      out.multiplicities[row] *= count;
      kept_.push_back(row);
    }
    if (kept_.size() < out.size) keep(out, kept_, step_.live);
    return true;
  }

 private:
  const Intersect& step_;
  Execution& execution_;
  CursorPtr cursor_;
  Meeting meeting_;
  std::vector<std::uint32_t> kept_;
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
