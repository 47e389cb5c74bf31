// One shortest path is searched breadth first from both ends, the smaller frontier next; a path is found when a step
// from one side reaches a node of the other. All shortest paths are walked back over a breadth-first search from the
// end, whose depths say which neighbours lie nearer. What these cannot do (closed trails, lengths from two on, k
// trails) is found by growing trails from the start, those first that may be shortest when they are whole: as long as
// they are and as far as the end still is (A*; Hart, Nilsson & Raphael 1968). Trails are kept as a tree.
#include "query/engine/shortest.hpp"

#include "query/engine/marks.hpp"
#include "query/engine/path.hpp"

namespace whom::engine {
namespace {

using Trail = std::vector<std::uint32_t>;  ///< relationships

/// Memory that is told of to the run while this lives, and gives it the occasion to end now and then.
class Held {
 public:
  explicit Held(Execution& execution) : execution_(execution) {}
  ~Held() { let_go(); }
  Held(const Held&) = delete;

  void add(std::size_t bytes) {
    constexpr std::size_t often = 1 << 16;
    pending_ += bytes;
    if (pending_ < often) return;
    execution_.check();
    told_ += static_cast<std::ptrdiff_t>(pending_);
    execution_.hold(static_cast<std::ptrdiff_t>(std::exchange(pending_, 0)));
  }
  void let_go() {
    pending_ = 0;
    execution_.hold(-std::exchange(told_, 0));
  }

 private:
  Execution& execution_;
  std::size_t pending_ = 0;
  std::ptrdiff_t told_ = 0;
};

/// Searches between two nodes for one run.
class PathSearch {
 public:
  PathSearch(const ShortestPaths& step, Execution& execution)
      : step_(step),
        execution_(execution),
        ahead_(step.walk, step.hop.direction, execution),
        back_(step.walk, reversed(step.hop.direction), execution),
        found_(execution) {}

  void find(const Batch& batch, std::size_t row, std::vector<Trail>& trails) {
    trails.clear();
    found_.let_go();
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

  /// Of the nodes from where the end is reached; no farther than `from`, where it is given.
  void measure(std::uint32_t to, Marks& distance, std::optional<std::uint32_t> from = {}) {
    std::vector<std::uint32_t> layer{to}, next;
    distance.insert(to, 0);
    const auto done = [&] { return layer.empty() || (from && distance.contains(*from)); };
    for (std::uint32_t depth = 1; !done() && depth <= step_.walk.most; ++depth) {
      execution_.check();
      for (const std::uint32_t node : layer)
        back_.for_each(node, [&](std::uint32_t relationship, std::uint32_t neighbour) {
          if (may_take(relationship) && distance.insert(neighbour, depth)) next.push_back(neighbour);
        });
      layer.swap(next);
      next.clear();
    }
  }

  void all(std::uint32_t from, std::uint32_t to, std::vector<Trail>& trails) {
    Marks distance(execution_.graph.node_bound());
    measure(to, distance, from);
    if (!distance.contains(from)) return;
    Trail trail;
    walk_down(from, distance[from], distance, trail, trails);
  }

  void walk_down(std::uint32_t node, std::uint32_t left, const Marks& distance, Trail& trail,
                 std::vector<Trail>& trails) {
    if (left == 0) return take(trail, trails);
    std::vector<Neighbour> neighbours;
    ahead_.at(node, neighbours);
    for (const Neighbour& next : neighbours) {
      if (!distance.contains(next.node) || distance[next.node] != left - 1 || !may_take(next.relationship)) continue;
      trail.push_back(next.relationship);
      walk_down(next.node, left - 1, distance, trail, trails);
      trail.pop_back();
    }
  }

  void take(Trail trail, std::vector<Trail>& trails) {
    found_.add(sizeof(Trail) + trail.size() * sizeof(property::Value));
    trails.push_back(std::move(trail));
  }

  /// A trail: another one, by its place, and one step more.
  struct Grown {
    std::uint32_t before, relationship, node, length;
  };

  void by_length(std::uint32_t from, std::uint32_t to, std::vector<Trail>& trails) {
    Marks distance(execution_.graph.node_bound());
    measure(to, distance);
    if (!distance.contains(from)) return;
    Held held(execution_);
    std::vector<Grown> grown{{0, no_element, from, 0}};
    std::vector<std::vector<std::uint32_t>> open(distance[from] + std::size_t{1});  // by the least length when whole
    open.back().push_back(0);
    std::uint64_t groups = 0;
    std::vector<Neighbour> neighbours;
    for (std::size_t length = 0; length < open.size(); ++length) {
      bool first = true;
      while (!open[length].empty()) {
        const std::uint32_t place = open[length].back();  // the longest, so that whole ones come soon
        open[length].pop_back();
        const Grown trail = grown[place];
        if (trail.node == to && trail.length >= step_.walk.least) {
          if (std::exchange(first, false)) ++groups;
          if (!wanted(groups, trails.size())) return;
          take(trail_of(grown, place), trails);
        }
        if (trail.length >= step_.walk.most) continue;
        neighbours.clear();
        ahead_.at(trail.node, neighbours);
        for (const Neighbour& next : neighbours) {
          if (!distance.contains(next.node) || is_on(grown, place, next.relationship) || !may_take(next.relationship))
            continue;
          const std::size_t whole = trail.length + std::size_t{1} + distance[next.node];
          if (whole > step_.walk.most) continue;
          if (open.size() <= whole) open.resize(whole + 1);
          open[whole].push_back(static_cast<std::uint32_t>(grown.size()));
          grown.push_back({place, next.relationship, next.node, trail.length + 1});
          held.add(sizeof(Grown) + sizeof(std::uint32_t));
        }
      }
    }
  }

  static bool is_on(const std::vector<Grown>& grown, std::uint32_t place, std::uint32_t relationship) {
    for (; grown[place].length > 0; place = grown[place].before)
      if (grown[place].relationship == relationship) return true;
    return false;
  }

  static Trail trail_of(const std::vector<Grown>& grown, std::uint32_t place) {
    Trail trail;
    for (; grown[place].length > 0; place = grown[place].before) trail.push_back(grown[place].relationship);
    std::reverse(trail.begin(), trail.end());
    return trail;
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
  Held found_;  ///< trails of the row
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
