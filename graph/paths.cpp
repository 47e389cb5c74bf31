// Breadth first from both ends, always from the one whose frontier has fewer statements to look at, until the two
// meet. Then the distances to the goal are carried back from the meeting place over the part that was seen from the
// start only, and paths are listed by walking down these distances.
#include "graph/paths.hpp"

#include <algorithm>
#include <limits>

namespace whom::graph {
namespace {

using Distance = std::uint32_t;
constexpr Distance unknown = std::numeric_limits<Distance>::max();

struct Step {
  StatementIndex statement;
  EntityIndex next;
  auto operator<=>(const Step&) const = default;
};

class Search {
 public:
  Search(const KnowledgeGraph& graph, const std::function<bool(StatementIndex)>& filter, std::size_t limit)
      : graph_(graph), filter_(filter), limit_(limit) {}

  std::vector<EntityPath> run(std::span<const EntityIndex> from, std::span<const EntityIndex> to) {
    Side start = side(from), goal = side(to);
    if (!meet(start, goal)) return {};
    carry_back(start, goal);
    std::vector<EntityPath> paths;
    for (const EntityIndex entity : distinct(from)) {
      if (to_goal_[entity.value] != length_) continue;
      EntityPath path{{entity}, {}};
      list(path, paths);
    }
    return paths;
  }

 private:
  struct Side {
    std::vector<Distance> distance;
    std::vector<std::vector<EntityIndex>> levels;
    std::vector<bool> used;  ///< statements already looked at
  };

  static std::vector<EntityIndex> distinct(std::span<const EntityIndex> entities) {
    std::vector<EntityIndex> sorted(entities.begin(), entities.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
  }

  Side side(std::span<const EntityIndex> entities) const {
    Side made;
    made.distance.assign(graph_.entities().size(), unknown);
    made.used.assign(graph_.statements().size(), false);
    made.levels.push_back(distinct(entities));
    for (const EntityIndex entity : made.levels[0]) made.distance[entity.value] = 0;
    return made;
  }

  template <class Visit>
  void for_each_participant(StatementIndex statement, const Visit& visit) const {
    const Statement& s = graph_.statement(statement);
    const auto see = [&](const Term& term) {
      if (const auto* entity = std::get_if<EntityIndex>(&term)) visit(*entity);
    };
    if (s.subject) see(*s.subject);
    if (s.object) see(*s.object);
    for (const Qualifier& qualifier : s.qualifiers) see(qualifier.value);
  }

  bool accepts(StatementIndex statement) const { return !filter_ || filter_(statement); }

  std::size_t work(const Side& side) const {
    std::size_t sum = 0;
    for (const EntityIndex entity : side.levels.back()) sum += graph_.participations(entity).size();
    return sum;
  }

  /// Adds the next level. Every statement is looked at once: all its participants are then at most one step apart.
  void grow(Side& side) const {
    std::vector<EntityIndex> next;
    const auto distance = static_cast<Distance>(side.levels.size());
    for (const EntityIndex entity : side.levels.back()) {
      for (const Participation& participation : graph_.participations(entity)) {
        const StatementIndex statement = participation.statement;
        if (side.used[statement.value] || !accepts(statement)) continue;
        side.used[statement.value] = true;
        for_each_participant(statement, [&](EntityIndex other) {
          if (side.distance[other.value] != unknown) return;
          side.distance[other.value] = distance;
          next.push_back(other);
        });
      }
    }
    side.levels.push_back(std::move(next));
  }

  static bool touch(const Side& a, const Side& b) {
    return std::any_of(a.levels.back().begin(), a.levels.back().end(),
                       [&](EntityIndex entity) { return b.distance[entity.value] != unknown; });
  }

  /// False when no path exists. Frontiers grow by whole levels, so the first touch is a shortest one.
  bool meet(Side& start, Side& goal) {
    bool met = touch(start, goal);
    while (!met) {
      const bool forward = work(start) <= work(goal);
      Side& smaller = forward ? start : goal;
      grow(smaller);
      if (smaller.levels.back().empty()) return false;
      met = touch(smaller, forward ? goal : start);
    }
    length_ = static_cast<Distance>(start.levels.size() + goal.levels.size() - 2);
    return true;
  }

  /// Extends the goal's distances to those entities before the meeting place that lie on a shortest path.
  void carry_back(const Side& start, Side& goal) {
    to_goal_ = std::move(goal.distance);
    const auto reached = static_cast<Distance>(goal.levels.size() - 1);
    std::vector<EntityIndex> level;
    for (const EntityIndex entity : start.levels.back()) {
      if (to_goal_[entity.value] == reached) level.push_back(entity);
    }
    for (auto depth = static_cast<Distance>(start.levels.size() - 1); depth > 0; --depth) {
      level = carry_back(level, start, depth - 1);
    }
  }

  std::vector<EntityIndex> carry_back(const std::vector<EntityIndex>& level, const Side& start, Distance depth) {
    std::vector<EntityIndex> before;
    for (const EntityIndex entity : level) {
      for (const Participation& participation : graph_.participations(entity)) {
        if (!accepts(participation.statement)) continue;
        for_each_participant(participation.statement, [&](EntityIndex other) {
          if (start.distance[other.value] != depth || to_goal_[other.value] != unknown) return;
          to_goal_[other.value] = length_ - depth;
          before.push_back(other);
        });
      }
    }
    return before;
  }

  std::vector<Step> steps_from(EntityIndex entity) const {
    std::vector<Step> steps;
    const Distance wanted = to_goal_[entity.value] - 1;
    for (const Participation& participation : graph_.participations(entity)) {
      if (!accepts(participation.statement)) continue;
      for_each_participant(participation.statement, [&](EntityIndex other) {
        if (to_goal_[other.value] == wanted) steps.push_back({participation.statement, other});
      });
    }
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    return steps;
  }

  void list(EntityPath& path, std::vector<EntityPath>& paths) const {
    if (paths.size() >= limit_) return;
    const EntityIndex last = path.nodes.back();
    if (to_goal_[last.value] == 0) return paths.push_back(path);
    for (const Step& step : steps_from(last)) {
      path.nodes.push_back(step.next);
      path.steps.push_back(step.statement);
      list(path, paths);
      path.nodes.pop_back();
      path.steps.pop_back();
    }
  }

  const KnowledgeGraph& graph_;
  const std::function<bool(StatementIndex)>& filter_;
  std::size_t limit_;
  Distance length_ = 0;
  std::vector<Distance> to_goal_;
};

}  // namespace

std::vector<EntityPath> all_shortest_paths(const KnowledgeGraph& graph, std::span<const EntityIndex> from,
                                           std::span<const EntityIndex> to,
                                           const std::function<bool(StatementIndex)>& filter, std::size_t limit) {
  return Search(graph, filter, limit).run(from, to);
}

}  // namespace whom::graph
