// What the steps that close cycles look at: the sorted lists of neighbours, and where they meet.
#ifndef WHOM_QUERY_ENGINE_MEETING_HPP
#define WHOM_QUERY_ENGINE_MEETING_HPP

#include <memory>
#include <optional>
#include <vector>

#include "query/engine/intersect.hpp"

namespace whom::engine {

/// A stretch of equal neighbours.
struct Run {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// The lists of a hop, by node. They are laid out by one pass over the relationships of the type where many are needed,
/// else looked up as they are asked for.
class Lists {
 public:
  /// `many`: lists of a good part of the nodes will be asked for.
  Lists(const property::Graph&, const Hop&, bool many);

  bool same_as(const Hop& hop) const {
    return outgoing_ == (hop.direction == Direction::Right) && type_ == graph_.find_type(hop.types.front());
  }
  property::Adjacent at(std::uint32_t node) const {
    if (starts_.empty()) return look_up(node);
    const std::size_t begin = starts_[node], size = starts_[node + 1] - begin;
    return {std::span(nodes_).subspan(begin, size), std::span(relationships_).subspan(begin, size)};
  }
  /// By place of the node; 0 for null.
  void sizes(std::span<const std::uint32_t> nodes, std::vector<std::uint32_t>& sizes) const;

  /// Where `wanted` stands in a list.
  static Run find(const property::Adjacent& list, std::uint32_t wanted);
  static std::uint32_t end_of_run(const property::Adjacent& list, std::uint32_t begin) {
    std::uint32_t end = begin + 1;
    while (end < list.size() && list.nodes[end] == list.nodes[begin]) ++end;
    return end;
  }

 private:
  void lay_out();
  property::Adjacent look_up(std::uint32_t node) const;

  const property::Graph& graph_;
  bool outgoing_;
  std::optional<property::Type> type_;
  std::vector<std::uint32_t> starts_, nodes_, relationships_;  ///< where they are laid out; starts by node
};

/// By hop; those that are the same share one.
using HopLists = std::vector<std::shared_ptr<const Lists>>;
HopLists lists_of(const Intersect&, const property::Graph&);

/// The state of counting instead of listing, for which see intersect_count.cpp.
CursorPtr open_intersect_count(const Intersect&, Execution&);

/// The nodes that all hops of a row reach, and the relationships that lead there.
class Meeting {
 public:
  Meeting(const Intersect&, const property::Graph&, HopLists);

  /// Calls visit(node), with the run of each hop in place, for every node that all hops of the row reach.
  template <typename Visit>
  void for_each(const Batch& batch, std::size_t row, Visit visit) {
    if (!start(batch, row)) return;
    const property::Adjacent& list = at_[shortest_];
    for (std::uint32_t begin = 0; begin < list.size(); begin = runs_[shortest_].end) {
      runs_[shortest_] = {begin, Lists::end_of_run(list, begin)};
      if (find_others(list.nodes[begin])) visit(list.nodes[begin]);
    }
  }

  /// Calls visit(relationships) for every choice in the runs in which all differ as they must.
  template <typename Visit>
  void enumerate(const Batch& batch, std::size_t row, Visit visit) {
    chosen_.assign(runs_.size(), 0);
    choose(0, batch, row, visit);
  }

  /// The number of choices of a node and the relationships to it.
  std::uint64_t count(const Batch&, std::size_t row);

  /// What there is to add to a count that multiplies the numbers of relationships, which takes no notice of those that
  /// must differ. Hops start from different nodes, and columns of what they must differ from are of relationships.
  std::int64_t correction(const Batch&, std::size_t row);

 private:
  bool start(const Batch&, std::size_t row);
  void note_ends(const Batch&, std::size_t row);
  bool find_others(std::uint32_t node);
  std::uint64_t count_choices(const Batch&, std::size_t row);

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
  HopLists lists_;
  std::vector<Slot> different_;
  std::vector<std::uint32_t> from_, ends_, chosen_;
  std::size_t shortest_ = 0;
  std::vector<property::Adjacent> at_;  ///< by hop: the list of the row
  std::vector<Run> runs_;               ///< by hop: where the node stands in it
};

}  // namespace whom::engine

#endif
