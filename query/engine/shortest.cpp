// One shortest path is searched breadth first from both ends, the smaller frontier next; a path is found when a step
// from one side reaches a node of the other. All shortest paths are walked back over a breadth-first search from the
// end, whose depths say which neighbours lie nearer. What these cannot do (closed trails, lengths from two on, k
// trails) is found by growing all trails from the start, length by length, in a queue.
#include "query/engine/shortest.hpp"

#include <deque>

#include "query/engine/marks.hpp"
#include "query/engine/path.hpp"

namespace whom::engine {
namespace {

using Trail = std::vector<std::uint32_t>;  ///< relationships

/// Searches between two nodes for one run.
class PathSearch {
 public:
  PathSearch(const ShortestPaths& step, Execution& execution)
      : step_(step),
        execution_(execution),
        ahead_(step.walk, step.hop.direction, execution),
        back_(step.walk, reversed(step.hop.direction), execution) {}

  void find(const Batch& batch, std::size_t row, std::vector<Trail>& trails) {
    trails.clear();
    const std::uint32_t from = batch.columns[step_.hop.from].elements[row];
    const std::uint32_t to = batch.columns[step_.hop.to].elements[row];
    if (from == no_element || to == no_element) return;
    ahead_.start(batch, row);
    back_.start(batch, row);
    batch_ = &batch;
    row_ = row;
    const bool plain = from != to && step_.walk.least <= 1;
    if (plain && step_.selection.of == Selection::Of::One)
      one(from, to, trails);
    else if (plain && step_.selection.of == Selection::Of::All)
      all(from, to, trails);
    else
      by_length(from, to, trails);
  }

 private:
  /// One side of a search: through which relationship, from which node, each node was reached.
  struct Side {
    explicit Side(std::size_t bound) : relationship(bound), before(bound) {}
    Marks relationship, before;
    std::vector<std::uint32_t> layer;
    std::uint64_t depth = 0;

    bool contains(std::uint32_t node) const { return before.contains(node); }
    void begin(std::uint32_t node) {
      before.insert(node, node);
      layer.assign(1, node);
    }
  };

  void one(std::uint32_t from, std::uint32_t to, std::vector<Trail>& trails) {
    const std::size_t bound = execution_.graph.node_bound();
    Side source(bound), target(bound);
    source.begin(from);
    target.begin(to);
    while (!source.layer.empty() && !target.layer.empty() && source.depth + target.depth < step_.walk.most) {
      execution_.check();
      const bool forward = weight(source) <= weight(target);
      const auto met = forward ? advance(source, target, ahead_) : advance(target, source, back_);
      if (!met) continue;
      Trail trail = way_to(source, *met, from);
      std::reverse(trail.begin(), trail.end());
      const Trail rest = way_to(target, *met, to);
      trail.insert(trail.end(), rest.begin(), rest.end());
      trails.push_back(std::move(trail));
      return;
    }
  }

  std::uint64_t weight(const Side& side) const {
    const property::Graph& graph = execution_.graph;
    std::uint64_t sum = 0;
    for (const std::uint32_t node : side.layer) sum += graph.outgoing({node}).size() + graph.incoming({node}).size();
    return sum;
  }

  /// The node where the other side is met.
  std::optional<std::uint32_t> advance(Side& side, const Side& other, Neighbours& neighbours) const {
    std::vector<std::uint32_t> next;
    std::optional<std::uint32_t> met;
    for (const std::uint32_t node : side.layer) {
      neighbours.for_each(node, [&](std::uint32_t relationship, std::uint32_t neighbour) {
        if (met || !may_take(relationship) || !side.before.insert(neighbour, node)) return;
        side.relationship.insert(neighbour, relationship);
        if (other.contains(neighbour)) met = neighbour;
        next.push_back(neighbour);
      });
      if (met) break;
    }
    side.layer.swap(next);
    ++side.depth;
    return met;
  }

  /// From a node back to where the side began.
  static Trail way_to(const Side& side, std::uint32_t node, std::uint32_t begin) {
    Trail trail;
    for (; node != begin; node = side.before[node]) trail.push_back(side.relationship[node]);
    return trail;
  }

  void all(std::uint32_t from, std::uint32_t to, std::vector<Trail>& trails) {
    Marks distance(execution_.graph.node_bound());
    std::vector<std::uint32_t> layer{to}, next;
    distance.insert(to, 0);
    for (std::uint32_t depth = 1; !layer.empty() && !distance.contains(from) && depth <= step_.walk.most; ++depth) {
      execution_.check();
      for (const std::uint32_t node : layer)
        back_.for_each(node, [&](std::uint32_t relationship, std::uint32_t neighbour) {
          if (may_take(relationship) && distance.insert(neighbour, depth)) next.push_back(neighbour);
        });
      layer.swap(next);
      next.clear();
    }
    if (!distance.contains(from)) return;
    Trail trail;
    walk_down(from, distance[from], distance, trail, trails);
  }

  void walk_down(std::uint32_t node, std::uint32_t left, const Marks& distance, Trail& trail,
                 std::vector<Trail>& trails) {
    if (left == 0) return trails.push_back(trail);
    std::vector<Neighbour> neighbours;
    ahead_.at(node, neighbours);
    for (const Neighbour& next : neighbours) {
      if (!distance.contains(next.node) || distance[next.node] != left - 1 || !may_take(next.relationship)) continue;
      trail.push_back(next.relationship);
      walk_down(next.node, left - 1, distance, trail, trails);
      trail.pop_back();
    }
  }

  void by_length(std::uint32_t from, std::uint32_t to, std::vector<Trail>& trails) {
    struct Grown {
      std::uint32_t node;
      Trail trail;
    };
    std::deque<Grown> queue{{from, {}}};
    std::uint64_t groups = 0;
    std::size_t last = static_cast<std::size_t>(-1);
    for (std::size_t steps = 0; !queue.empty(); queue.pop_front()) {
      if (++steps % batch_rows == 0) execution_.check();
      const Grown& grown = queue.front();
      if (grown.node == to && grown.trail.size() >= step_.walk.least) {
        if (grown.trail.size() != last) ++groups, last = grown.trail.size();
        if (!wanted(groups, trails.size())) return;
        trails.push_back(grown.trail);
      }
      if (grown.trail.size() >= step_.walk.most) continue;
      std::vector<Neighbour> neighbours;
      ahead_.at(grown.node, neighbours);
      for (const Neighbour& next : neighbours) {
        if (std::find(grown.trail.begin(), grown.trail.end(), next.relationship) != grown.trail.end()) continue;
        if (!may_take(next.relationship)) continue;
        Grown longer{next.node, grown.trail};
        longer.trail.push_back(next.relationship);
        queue.push_back(std::move(longer));
      }
    }
  }

  /// Whether one more trail, the first of its length or not, is to be taken.
  bool wanted(std::uint64_t groups, std::size_t taken) const {
    return step_.selection.by_length() ? groups <= step_.selection.k : taken < step_.selection.k;
  }

  /// Whether it is none of the other relationships of the row.
  bool may_take(std::uint32_t relationship) const {
    return step_.hop.different.empty() || is_different(relationship, *batch_, row_, step_.hop.different);
  }

  const ShortestPaths& step_;
  Execution& execution_;
  Neighbours ahead_, back_;
  const Batch* batch_ = nullptr;
  std::size_t row_ = 0;
};

class ShortestCursor : public Cursor {
 public:
  ShortestCursor(const ShortestPaths& step, Execution& execution)
      : step_(step), execution_(execution), reader_(*step.inputs.front(), execution), search_(step, execution) {}

  bool next(Batch& out) override {
    clear(out);
    execution_.check();
    if (!reader_.advance()) return false;
    rows_.clear();
    for (std::uint32_t row = 0; row < reader_.batch().size; ++row) {
      search_.find(reader_.batch(), row, trails_);
      rows_.insert(rows_.end(), trails_.size(), row);
      for (const Trail& trail : trails_) out.columns[step_.hop.relationship].values.push_back(list_of(trail));
    }
    carry(reader_.batch(), rows_, step_.live, out);
    return true;
  }

 private:
  const ShortestPaths& step_;
  Execution& execution_;
  Reader reader_;
  PathSearch search_;
  std::vector<Trail> trails_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace

ShortestPaths::ShortestPaths(OperatorPtr input, Hop along, Walk how, Selection which)
    : Operator(std::move(input)), hop(std::move(along)), walk(std::move(how)), selection(which) {}

CursorPtr ShortestPaths::open(Execution& execution) const { return std::make_unique<ShortestCursor>(*this, execution); }

std::string ShortestPaths::describe() const {
  constexpr const char* names[] = {"ShortestPath ", "AllShortestPaths ", "KShortestPaths ", "ShortestGroups "};
  return names[static_cast<std::size_t>(selection.of)] + hop.pattern + engine::describe(walk);
}

std::vector<Slot> ShortestPaths::reads() const {
  std::vector<Slot> slots = reads_of(walk);
  slots.insert(slots.end(), {hop.from, hop.to});
  slots.insert(slots.end(), hop.different.begin(), hop.different.end());
  return slots;
}

}  // namespace whom::engine
