// Rows are gathered and each is told which of its lists to walk and which other one, the longest, to probe. Rows that
// follow each other and start from the same nodes share that. Those of one probed list are then counted together, with
// the list marked in a bitmap: a probe that misses, as most do, costs a bit in the first cache.
//
// Counting multiplies the numbers of parallel relationships. That counts choices in which one relationship stands for
// two only where the node reached is an end of one of the relationships that must differ, or where two hops start from
// the same node: the few rows that have such nodes are corrected by enumerating the choices there.
#include <algorithm>
#include <array>
#include <numeric>

#include "query/engine/meeting.hpp"
#include "query/engine/node_set.hpp"

namespace whom::engine {
namespace {

/// The nodes of one list with how often each is in it, for fast probes.
class MarkedList {
 public:
  explicit MarkedList(std::size_t bound) : bits_(bound), counts_(bound) {}

  void mark(std::span<const std::uint32_t> nodes) {
    for (const std::uint32_t node : marked_) {
      bits_.erase_around(node);
      counts_[node] = 0;
    }
    marked_ = nodes;
    for (const std::uint32_t node : nodes) {
      bits_.insert(node);
      ++counts_[node];
    }
  }

  std::uint32_t count(std::uint32_t node) const { return counts_[node]; }

  /// Those nodes that it contains, as often as they come. Valid until the next call.
  std::span<const std::uint32_t> probe(std::span<const std::uint32_t> nodes) {
    if (found_.size() < nodes.size()) found_.resize(nodes.size());
    std::size_t count = 0;
    for (const std::uint32_t node : nodes) {
      found_[count] = node;
      count += bits_.contains(node) ? 1 : 0;
    }
    return {found_.data(), count};
  }

 private:
  std::span<const std::uint32_t> marked_;
  Bits bits_;
  std::vector<std::uint32_t> counts_, found_;
};

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// Sorts by the first numbers, which are below a bound; what is equal stays in its order.
void sort_by_first(std::vector<Pair>& pairs, std::uint32_t bound) {
  constexpr unsigned width = 11;
  constexpr std::uint32_t digits = 1U << width;
  std::vector<Pair> sorted(pairs.size());
  for (unsigned shift = 0; shift < 32 && bound >> shift != 0; shift += width) {
    std::array<std::uint32_t, digits + 1> starts{};
    for (const Pair& pair : pairs) ++starts[(pair.first >> shift) % digits + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const Pair& pair : pairs) sorted[starts[(pair.first >> shift) % digits]++] = pair;
    pairs.swap(sorted);
  }
}

class IntersectCountCursor : public Cursor {
 public:
  IntersectCountCursor(const Intersect& step, Execution& execution)
      : step_(step),
        execution_(execution),
        cursor_(execution.open(*step.inputs.front())),
        lists_(lists_of(step, execution.graph)),
        ends_(execution.graph),
        meeting_(step, execution.graph, lists_),
        marked_(execution.graph.node_bound()),
        rows_(execution.make_batch()),
        from_(step.hops.size()),
        last_from_(step.hops.size()),
        sizes_(step.hops.size()),
        walks_by_marked_(step.hops.size()) {}

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
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  /// What can be said of a row before its nodes are looked for.
  enum class Kind : std::uint8_t { Plain, ToCorrect, ToEnumerate };

  /// A list that is walked while another one is marked.
  struct Walk {
    std::span<const std::uint32_t> nodes;
    std::size_t hop;
  };

  // --- Gathering ---

  bool gather(Batch& batch) {
    clear(rows_);
    walks_.clear();
    starts_.clear();
    walk_of_row_.clear();
    corrections_.clear();
    for (std::vector<Pair>& walks : walks_by_marked_) walks.clear();
    while (rows_.size < gathered_rows && !done_) {
      execution_.check();
      if (done_ = !cursor_->next(batch); !done_) take(batch);
    }
    return rows_.size > 0;
  }

  /// Rows with an empty list are dropped.
  void take(const Batch& batch) {
    keep_.assign(batch.size, 1);
    for (std::size_t hop = 0; hop < lists_.size(); ++hop) {
      from_[hop] = batch.columns[step_.hops[hop].from].elements;
      lists_[hop]->sizes(from_[hop], sizes_[hop]);
      for (std::size_t row = 0; row < batch.size; ++row) keep_[row] &= static_cast<std::uint8_t>(sizes_[hop][row] > 0);
    }
    select(keep_, kept_);
    tell_kinds(batch);
    for (const std::uint32_t row : kept_) add(batch, row);
    carry(batch, kept_, step_.live, rows_);
  }

  void tell_kinds(const Batch& batch) {
    kinds_.assign(batch.size, execution_.graph.has_loops() ? Kind::ToCorrect : Kind::Plain);
    for (const Hop& hop : step_.hops)
      for (const Slot slot : hop.different) tell_kinds(batch.columns[slot]);
    for (const std::uint32_t row : kept_)
      for (std::size_t hop = 1; hop < from_.size(); ++hop)
        if (starts_before(hop, from_[hop][row], row)) kinds_[row] = Kind::ToEnumerate;
  }

  /// Without loops, no hop reaches the node it starts from.
  void tell_kinds(const Vector& others) {
    if (others.form == Vector::Form::Values) return kinds_.assign(kinds_.size(), Kind::ToEnumerate);
    for (const std::uint32_t row : kept_) {
      const std::uint32_t other = others.elements[row];
      if (other == no_element) continue;
      const bool plain = starts_before(from_.size(), ends_.source(other), row) &&
                         starts_before(from_.size(), ends_.target(other), row);
      if (!plain) kinds_[row] = std::max(kinds_[row], Kind::ToCorrect);
    }
  }

  /// Whether one of the first hops of a row starts from a node.
  bool starts_before(std::size_t last, std::uint32_t node, std::uint32_t row) const {
    for (std::size_t hop = 0; hop < last; ++hop)
      if (from_[hop][row] == node) return true;
    return false;
  }

  void add(const Batch& batch, std::uint32_t row) {
    const auto number = static_cast<std::uint32_t>(walk_of_row_.size());
    if (kinds_[row] == Kind::ToEnumerate) {
      corrections_.emplace_back(number, meeting_.count(batch, row));
      walk_of_row_.push_back(none);
      return;
    }
    if (kinds_[row] == Kind::ToCorrect)
      if (const std::int64_t correction = meeting_.correction(batch, row))
        corrections_.emplace_back(number, static_cast<std::uint64_t>(correction));
    if (walks_.empty() || !starts_as_last(row)) add_walk(row);
    walk_of_row_.push_back(static_cast<std::uint32_t>(walks_.size() - 1));
  }

  bool starts_as_last(std::uint32_t row) const {
    for (std::size_t hop = 0; hop < from_.size(); ++hop)
      if (from_[hop][row] != last_from_[hop]) return false;
    return true;
  }

  void add_walk(std::uint32_t row) {
    std::size_t walked = 0;
    for (std::size_t hop = 0; hop < from_.size(); ++hop) {
      last_from_[hop] = from_[hop][row];
      if (sizes_[hop][row] < sizes_[walked][row]) walked = hop;
    }
    std::size_t marked = walked == 0 ? 1 : 0;
    for (std::size_t hop = 0; hop < from_.size(); ++hop)
      if (hop != walked && sizes_[hop][row] > sizes_[marked][row]) marked = hop;
    walks_by_marked_[marked].emplace_back(last_from_[marked], static_cast<std::uint32_t>(walks_.size()));
    walks_.push_back({lists_[walked]->at(last_from_[walked]).nodes, walked});
    if (from_.size() > 2) starts_.insert(starts_.end(), last_from_.begin(), last_from_.end());
  }

  // --- Counting ---

  void count() {
    counts_.resize(walks_.size());
    for (std::size_t hop = 0; hop < lists_.size(); ++hop) count_marking(hop, walks_by_marked_[hop]);
    rows_.multiplicities.resize(rows_.size, 1);
    kept_.resize(rows_.size);
    std::size_t kept = 0, corrected = 0;
    for (std::uint32_t row = 0; row < rows_.size; ++row) {
      std::uint64_t count = walk_of_row_[row] == none ? 0 : counts_[walk_of_row_[row]];
      if (corrected < corrections_.size() && corrections_[corrected].first == row)
        count += corrections_[corrected++].second;
      rows_.multiplicities[row] *= count;
      kept_[kept] = row;
      kept += count > 0 ? 1 : 0;
    }
    kept_.resize(kept);
    handed_ = 0;
  }

  /// All walks while a list of the hop is marked.
  void count_marking(std::size_t hop, std::vector<Pair>& walks) {
    constexpr std::size_t ahead = 8;
    sort_by_first(walks, execution_.graph.node_bound());
    for (std::size_t i = 0; i < walks.size(); ++i) {
      if (i % batch_rows == 0) execution_.check();
      if (i + 2 * ahead < walks.size()) __builtin_prefetch(&walks_[walks[i + 2 * ahead].second]);
      if (i + ahead < walks.size()) __builtin_prefetch(walks_[walks[i + ahead].second].nodes.data());
      const auto [node, walk] = walks[i];
      if (i == 0 || walks[i - 1].first != node) marked_.mark(lists_[hop]->at(node).nodes);
      counts_[walk] = count(walk, hop);
    }
  }

  std::uint64_t count(std::uint32_t walk, std::size_t marked) {
    std::uint64_t sum = 0;
    for (const std::uint32_t node : marked_.probe(walks_[walk].nodes))
      sum += marked_.count(node) * in_others(node, walk, marked);
    return sum;
  }

  /// In how many ways the hops reach a node that are neither walked nor marked.
  std::uint64_t in_others(std::uint32_t node, std::uint32_t walk, std::size_t marked) const {
    std::uint64_t product = 1;
    for (std::size_t hop = 0; hop < starts_.size() && hop < lists_.size(); ++hop)
      if (hop != marked && hop != walks_[walk].hop)
        product *= Lists::find(lists_[hop]->at(starts_[walk * lists_.size() + hop]), node).size();
    return product;
  }

  const Intersect& step_;
  Execution& execution_;
  CursorPtr cursor_;
  HopLists lists_;
  Ends ends_;
  Meeting meeting_;
  MarkedList marked_;
  Batch rows_;  ///< that were gathered

  // By hop, of one batch.
  std::vector<std::span<const std::uint32_t>> from_;
  std::vector<std::uint32_t> last_from_;  ///< of the last walk
  std::vector<std::vector<std::uint32_t>> sizes_;
  std::vector<Kind> kinds_;  ///< by row
  std::vector<std::uint8_t> keep_;

  std::vector<Walk> walks_;
  std::vector<std::uint32_t> starts_;               ///< by walk, then by hop; empty where there are but two
  std::vector<std::vector<Pair>> walks_by_marked_;  ///< by hop that is marked: from where, and the walk
  std::vector<std::uint32_t> walk_of_row_;          ///< or none
  std::vector<std::uint64_t> counts_;               ///< by walk
  std::vector<std::pair<std::uint32_t, std::uint64_t>> corrections_;  ///< of rows, ascending
  std::vector<std::uint32_t> kept_;
  std::size_t handed_ = 0;
  bool done_ = false;
};

}  // namespace

CursorPtr open_intersect_count(const Intersect& step, Execution& execution) {
  return std::make_unique<IntersectCountCursor>(step, execution);
}

}  // namespace whom::engine
