// From every possible first step (of many, the most selective ones) the cheapest next one is taken until all is bound,
// and the order whose intermediate rows are fewest wins. Rows are estimated from counts of labels and types, the
// average degree, and fixed shares for conditions; what an index finds is taken for few. An end of a link that is
// matched only to be counted is a leaf: however many there are, they make one row.
#include "query/engine/match_order.hpp"

#include <algorithm>
#include <cmath>

#include "query/cypher/parse.hpp"
#include "query/engine/match_access.hpp"

namespace whom::engine {
namespace {

using ast::RelationshipPattern;
using Shape = ElementCondition::Shape;

class Estimates {
 public:
  Estimates(const Planning& planning, const MatchPattern& pattern, const std::vector<std::string>* counted)
      : planning_(planning), pattern_(pattern) {
    for (const NodeVariable& node : pattern.nodes) node_shares_.push_back(share_of(node.name));
    for (const Link& link : pattern.links) link_shares_.push_back(share_of(link.name));
    leaves_.assign(pattern.links.size(), {});
    for (std::size_t i = 0; counted != nullptr && i < pattern.links.size(); ++i)
      leaves_[i] = leaves_of(pattern.links[i], *counted);
  }

  double node_count() const { return std::max<double>(1, static_cast<double>(planning_.graph.node_count())); }
  double relationship_count() const { return static_cast<double>(planning_.graph.relationship_count()); }

  double type_count(const Link& link) const {
    const std::vector<std::string>& types = link.pattern->types;
    if (types.empty()) return relationship_count();
    double sum = 0;
    for (const std::string& name : types)
      if (const auto type = planning_.graph.find_type(name)) sum += static_cast<double>(planning_.graph.count(*type));
    return sum;
  }

  double scanned_nodes(std::size_t index, const SlotSet& known) const {
    const auto seek = seek_of(pattern_, pattern_.nodes[index], known);
    if (!seek) return std::max(node_count() * node_shares_[index], 0.01);
    switch (pattern_.conditions[*seek].element->shape) {
      case Shape::Prefix:
        return 1 + node_count() / 1000;
      case Shape::Id:
        return 1;
      default:
        return 1 + node_count() / 10000;
    }
  }

  double scanned_links(std::size_t index, const SlotSet& known) const {
    const Link& link = pattern_.links[index];
    const double ends = node_shares_[link.from] * node_shares_[link.to] * link_shares_[index];
    if (index_of(pattern_, link, known)) return 1 + relationship_count() / 1000 * ends;
    return std::max(ways(link) * type_count(link) * ends, 0.01);
  }

  /// One search for all ends is cheaper than a search for each.
  double selected(const SelectedPath& path, const SlotSet& known) const {
    double rows = 1;
    for (const std::size_t end : {path.from, path.to})
      if (!known.contains(pattern_.nodes[end].slot)) rows *= std::max(0.5 * node_count() * node_shares_[end], 0.01);
    return rows;
  }

  double expanded(std::size_t index, bool reversed) const {
    const Link& link = pattern_.links[index];
    const Leaves& leaves = leaves_[index];
    const double rows = fan_out(index) * node_shares_[reversed ? link.from : link.to];
    return (reversed ? leaves.left : leaves.right) ? std::min(rows, 1.0) : rows;
  }

  double intersected(std::size_t node, const std::vector<std::size_t>& hops) const {
    double least = fan_out(hops.front());
    for (const std::size_t hop : hops) least = std::min(least, fan_out(hop));
    return 0.3 * least * node_shares_[node];
  }

  /// Each further participant that is known leaves but a part of the statements that are looked at.
  double matched_statements(const StatementVariable& statement, const SlotSet& known) const {
    constexpr double left = 0.2;
    double count = 0;
    for (std::size_t i = 0; i < pattern_.participants.size(); ++i)
      if (known.contains(pattern_.participants[i].slot) && statement.has(i)) ++count;
    return std::max(0.01, seen_statements(statement, known) * std::pow(left, std::max(0.0, count - 1)));
  }

 private:
  /// Whether nothing but their number matters beyond the other end.
  struct Leaves {
    bool left = false, right = false;
  };

  static double ways(const Link& link) {
    return link.pattern->direction == RelationshipPattern::Direction::Either ? 2 : 1;
  }

  /// Of all elements, those that meet the conditions on a variable by itself.
  double share_of(const std::string& name) const {
    double share = 1;
    for (const Condition& condition : pattern_.conditions)
      if (condition.element && condition.element->variable == name) share *= share_of(condition);
    return share;
  }

  double share_of(const Condition& condition) const {
    if (!condition.operand_needs.empty()) return 1;
    switch (condition.element->shape) {
      case Shape::Label:
        return static_cast<double>(count_of_label(planning_.graph, condition.element->key)) / node_count();
      case Shape::Compare:
        return condition.element->comparison == property::Comparison::Equal ? 0.1 : 0.3;
      case Shape::Prefix:
      case Shape::Holds:
        return 0.05;
      case Shape::Id:
        return 1 / node_count();
    }
    return 1;
  }

  Leaves leaves_of(const Link& link, const std::vector<std::string>& counted) const {
    if (link.bound || link.variable_length() || is_read(link.name, link.slot, counted)) return {};
    return {is_leaf(link.from, counted), is_leaf(link.to, counted)};
  }

  bool is_leaf(std::size_t index, const std::vector<std::string>& counted) const {
    const NodeVariable& node = pattern_.nodes[index];
    const auto links = std::count_if(pattern_.links.begin(), pattern_.links.end(),
                                     [&](const Link& link) { return link.from == index || link.to == index; });
    return links == 1 && !pattern_.known.contains(node.slot) && !is_read(node.name, node.slot, counted);
  }

  /// By what follows the pattern, or by a condition that is not on it alone.
  bool is_read(const std::string& name, Slot slot, const std::vector<std::string>& counted) const {
    if (std::find(counted.begin(), counted.end(), name) != counted.end()) return true;
    for (const PathVariable& path : pattern_.paths)
      if (!path.pattern->variable.empty()) return true;
    for (const ParticipantVariable& participant : pattern_.participants)
      if (participant.slot == slot) return true;
    for (const SelectedPath& path : pattern_.selected)
      if (path.has_inner(name) || pattern_.nodes[path.from].slot == slot || pattern_.nodes[path.to].slot == slot)
        return true;
    return std::any_of(pattern_.conditions.begin(), pattern_.conditions.end(), [&](const Condition& condition) {
      const bool own = condition.element && condition.element->variable == name && condition.operand_needs.empty();
      return contains(condition.needs, slot) && !own;
    });
  }

  double fan_out(std::size_t index) const {
    const Link& link = pattern_.links[index];
    const double degree = ways(link) * type_count(link) / node_count();
    if (!link.variable_length()) return degree * link_shares_[index];
    const double most = static_cast<double>(std::min<std::uint64_t>(link.pattern->most.value_or(4), 4));
    return std::max(1.0, std::pow(degree, most));
  }

  double seen_statements(const StatementVariable& statement, const SlotSet& known) const {
    double sum = 0;
    for (const StatementVariable::Frame& frame : statement.frames) {
      const bool some_known = std::any_of(frame.participants.begin(), frame.participants.end(),
                                          [&](std::size_t i) { return known.contains(pattern_.participants[i].slot); });
      sum += some_known ? std::min(frame.seen, average_degree()) : frame.seen;
    }
    return sum;
  }

  /// Statements that an entity takes part in.
  double average_degree() const {
    const graph::KnowledgeGraph& knowledge = *planning_.texts.knowledge;
    return 2 * static_cast<double>(knowledge.statements().size()) /
           std::max(1.0, static_cast<double>(knowledge.entities().size()));
  }

  const Planning& planning_;
  const MatchPattern& pattern_;
  std::vector<double> node_shares_, link_shares_;
  std::vector<Leaves> leaves_;  ///< by link
};

/// Some steps of a match, and what is left to do after them.
struct Progress {
  SlotSet known;
  std::vector<bool> linked;    ///< links that have been matched: one that was bound is known before it is
  std::vector<bool> selected;  ///< paths, likewise
  double rows = 1, cost = 0;
  std::vector<Action> order;
};

class Search {
 public:
  Search(const Planning& planning, const MatchPattern& pattern, const std::vector<std::string>* counted)
      : pattern_(pattern), estimates_(planning, pattern, counted) {}

  std::vector<Action> best() const {
    const Progress start{pattern_.known,
                         std::vector<bool>(pattern_.links.size()),
                         std::vector<bool>(pattern_.selected.size()),
                         1,
                         0,
                         {}};
    std::optional<Progress> best;
    for (const Action& first : firsts(start)) {
      Progress progress = start;
      take(first, progress);
      while (const auto next = cheapest(progress)) take(*next, progress);
      if (!best || progress.cost < best->cost) best = std::move(progress);
    }
    for (std::size_t i = 0; i < pattern_.selected.size(); ++i)
      if (!best || !best->selected[i]) refuse(*pattern_.paths[pattern_.selected[i].path].pattern);
    return best ? best->order : std::vector<Action>();
  }

 private:
  [[noreturn]] static void refuse(const ast::PathPattern& path) {
    throw cypher::Error(cypher::Error::Phase::Compile, "SyntaxError", "UnexpectedSyntax",
                        "properties within a path that is selected speak of what is known only after it", path);
  }

  std::vector<Action> firsts(const Progress& start) const {
    constexpr std::size_t most = 16;  // the work grows with the cube of their number
    std::vector<Action> actions = candidates(start);
    if (actions.size() <= most) return actions;
    std::stable_sort(actions.begin(), actions.end(), [](const Action& a, const Action& b) { return a.rows < b.rows; });
    actions.resize(most);
    return actions;
  }

  std::optional<Action> cheapest(const Progress& progress) const {
    std::optional<Action> best;
    for (const Action& action : candidates(progress))
      if (!best || action.rows < best->rows) best = action;
    return best;
  }

  std::vector<Action> candidates(const Progress& progress) const {
    std::vector<Action> actions;
    for (std::size_t i = 0; i < pattern_.links.size(); ++i)
      if (!progress.linked[i]) add_along(i, progress, actions);
    for (std::size_t i = 0; i < pattern_.statements.size(); ++i)
      if (!progress.known.contains(pattern_.statements[i].slot))
        actions.push_back({Action::Kind::Statements, i, false,
                           estimates_.matched_statements(pattern_.statements[i], progress.known)});
    for (std::size_t i = 0; i < pattern_.selected.size(); ++i)
      if (!progress.selected[i] && progress.known.contains(pattern_.selected[i].needs))
        actions.push_back({Action::Kind::Select, i, false, estimates_.selected(pattern_.selected[i], progress.known)});
    for (std::size_t i = 0; i < pattern_.nodes.size(); ++i) {
      if (progress.known.contains(pattern_.nodes[i].slot)) continue;
      const auto hops = hops_to(pattern_, i, progress.known);
      if (hops.size() > 1) actions.push_back({Action::Kind::Intersect, i, false, estimates_.intersected(i, hops)});
      actions.push_back({Action::Kind::Scan, i, false, estimates_.scanned_nodes(i, progress.known)});
    }
    return actions;
  }

  static bool is_last(const Progress& progress) {
    return std::count(progress.linked.begin(), progress.linked.end(), false) == 1;
  }

  void add_along(std::size_t index, const Progress& progress, std::vector<Action>& actions) const {
    const SlotSet& known = progress.known;
    const Link& link = pattern_.links[index];
    const bool left = known.contains(pattern_.nodes[link.from].slot);
    const bool right = known.contains(pattern_.nodes[link.to].slot);
    if (link.bound) return actions.push_back({Action::Kind::Ends, index, false, 1});
    if (link.selection) {
      if (left && right && (!link.last || is_last(progress)))
        actions.push_back({Action::Kind::Shortest, index, false, 1});
      return;
    }
    if (left && right)
      return actions.push_back({link.variable_length() ? Action::Kind::Expand : Action::Kind::Into, index, false, 0.5});
    if (left) actions.push_back({Action::Kind::Expand, index, false, estimates_.expanded(index, false)});
    if (right) actions.push_back({Action::Kind::Expand, index, true, estimates_.expanded(index, true)});
    if (!left && !right && !link.variable_length() && link.from != link.to)
      actions.push_back({Action::Kind::ScanLink, index, false, estimates_.scanned_links(index, known)});
  }

  void take(const Action& action, Progress& progress) const {
    progress.order.push_back(action);
    progress.rows *= std::max(action.rows, 1e-3);
    progress.cost += progress.rows + effort(action, progress.known);
    switch (action.kind) {
      case Action::Kind::Statements:
        return take_statement(pattern_.statements[action.index], progress.known);
      case Action::Kind::Intersect:
        for (const std::size_t hop : hops_to(pattern_, action.index, progress.known)) take_link(hop, progress);
        break;
      case Action::Kind::Select:
        return take_path(action.index, progress);
      case Action::Kind::Scan:
        progress.known.insert(pattern_.nodes[action.index].slot);
        break;
      default:
        take_link(action.index, progress);
    }
  }

  void take_link(std::size_t index, Progress& progress) const {
    const Link& link = pattern_.links[index];
    progress.linked[index] = true;
    for (const Slot slot : {link.slot, pattern_.nodes[link.from].slot, pattern_.nodes[link.to].slot})
      progress.known.insert(slot);
  }

  void take_path(std::size_t index, Progress& progress) const {
    const SelectedPath& path = pattern_.selected[index];
    progress.selected[index] = true;
    for (const std::size_t end : {path.from, path.to}) progress.known.insert(pattern_.nodes[end].slot);
    for (const SelectedPath::Inner& inner : path.inner) progress.known.insert(inner.slot);
  }

  void take_statement(const StatementVariable& statement, SlotSet& known) const {
    known.insert(statement.slot);
    for (std::size_t i = 0; i < pattern_.participants.size(); ++i)
      if (statement.has(i)) known.insert(pattern_.participants[i].slot);
  }

  /// Elements that are looked at and dropped again.
  double effort(const Action& action, const SlotSet& known) const {
    if (action.kind == Action::Kind::Scan && !seek_of(pattern_, pattern_.nodes[action.index], known))
      return 0.1 * estimates_.node_count();
    if (action.kind == Action::Kind::ScanLink && !index_of(pattern_, pattern_.links[action.index], known))
      return 0.1 * estimates_.type_count(pattern_.links[action.index]);
    return 0;
  }

  const MatchPattern& pattern_;
  Estimates estimates_;
};

}  // namespace

std::vector<Action> best_order(const Planning& planning, const MatchPattern& pattern,
                               const std::vector<std::string>* counted) {
  return Search(planning, pattern, counted).best();
}

}  // namespace whom::engine
