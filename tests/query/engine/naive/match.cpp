// Paths of the pattern are laid one after the other. Of each, all walks through the graph that its arrows, types,
// labels and variables allow are listed, trails of a variable length depth first; then those stay whose properties fit
// and that the selector takes. A selector over several relationship patterns takes from what the path by itself allows
// between its ends; only then is the path joined to what was laid before.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "tests/query/engine/naive/evaluator.hpp"

namespace whom::test {
namespace {

namespace ast = cypher::ast;
using property::Graph;
using property::Node;
using property::Relationship;
using property::Value;
using Direction = ast::RelationshipPattern::Direction;
using Selector = ast::PathPattern::Selector;

/// Values of the columns so far, and the relationships that the clause has used up.
struct State {
  ValueRow values;
  std::vector<bool> bound;
  std::set<Relationship> used;
};

/// One way to lay a path, or its beginning.
struct Walk {
  State state;
  property::Path path;
  std::vector<Node> nodes;                          ///< of the pattern's nodes
  std::vector<std::vector<Relationship>> segments;  ///< of the pattern's relationships
};

void add_new(std::vector<std::string>& columns, const std::string& name) {
  if (!name.empty() && std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
}

class Matcher {
 public:
  Matcher(const engine::Context& context, std::vector<std::string> columns)
      : context_(context), graph_(context.graph), columns_(std::move(columns)) {}

  std::vector<Walk> walks(const ast::PathPattern& path, const State& start) const {
    std::vector<Walk> open = starts(path.nodes[0], start);
    for (std::size_t i = 0; i < path.relationships.size(); ++i) {
      std::vector<Walk> longer;
      for (const Walk& walk : open) {
        if (path.relationships[i].variable_length) {
          trail(walk, path.relationships[i], path.nodes[i + 1], {}, longer);
        } else {
          step(walk, path.relationships[i], path.nodes[i + 1], longer);
        }
        check_size(longer.size());
      }
      open = std::move(longer);
    }
    for (Walk& walk : open) set(walk.state, path.variable, Value(walk.path));
    return with_properties(path, std::move(open));
  }

  /// Forgets what lies between the ends of the path.
  State without_inner(const ast::PathPattern& path, State state) const {
    for (const std::string& name : inner_names(path)) state.bound[column_of(columns_, name)] = false;
    state.used.clear();
    return state;
  }

  /// The state after a path that was laid without it, if they go together.
  std::optional<State> joined(const ast::PathPattern& path, State state, const State& laid) const {
    for (const Relationship one : laid.used)
      if (!state.used.insert(one).second) return std::nullopt;
    for (const std::string& name : inner_names(path))
      if (!set(state, name, laid.values[column_of(columns_, name)])) return std::nullopt;
    state.values = laid.values;
    state.bound = laid.bound;
    return state;
  }

 private:
  static std::set<std::string> inner_names(const ast::PathPattern& path) {
    std::set<std::string> names{""};
    for (const ast::NodePattern& node : path.nodes) names.insert(node.variable);
    for (const ast::RelationshipPattern& relationship : path.relationships) names.insert(relationship.variable);
    for (const std::string& name : {std::string(), path.nodes.front().variable, path.nodes.back().variable})
      names.erase(name);
    return names;
  }

  /// False where the variable has another value already.
  bool set(State& state, const std::string& variable, const Value& value) const {
    if (variable.empty()) return true;
    const std::size_t column = column_of(columns_, variable);
    if (state.bound[column]) return property::equal(state.values[column], value) == true;
    state.values[column] = value;
    state.bound[column] = true;
    return true;
  }

  bool set_node(Walk& walk, const ast::NodePattern& pattern, Node node) const {
    for (const std::string& name : pattern.labels) {
      const auto label = graph_.find_label(name);
      if (!label || !graph_.has_label(node, *label)) return false;
    }
    walk.nodes.push_back(node);
    return set(walk.state, pattern.variable, Value(node));
  }

  std::vector<Walk> starts(const ast::NodePattern& pattern, const State& state) const {
    std::vector<Walk> result;
    for (Node node; node.index < graph_.node_bound(); ++node.index) {
      Walk walk{state, {{node}, {}}, {}, {}};
      if (graph_.exists(node) && set_node(walk, pattern, node)) result.push_back(std::move(walk));
    }
    return result;
  }

  bool has_type(Relationship relationship, const ast::RelationshipPattern& pattern) const {
    const std::string name(graph_.name(graph_.type(relationship)));
    return pattern.types.empty() || std::find(pattern.types.begin(), pattern.types.end(), name) != pattern.types.end();
  }

  /// Where the relationship leads from the node, if the pattern may be walked along it.
  std::optional<Node> other_end(Relationship relationship, Node from, Direction direction) const {
    const Node source = graph_.source(relationship), target = graph_.target(relationship);
    if (direction != Direction::Left && source == from) return target;
    if (direction != Direction::Right && target == from) return source;
    return std::nullopt;
  }

  /// The walk with one more relationship, in all ways.
  std::vector<Walk> longer_by_one(const Walk& walk, const ast::RelationshipPattern& pattern) const {
    check_size(++steps_ / 10);  // trails may be many of which none ends where it should
    std::vector<Walk> result;
    for (Relationship next; next.index < graph_.relationship_bound(); ++next.index) {
      if (!graph_.exists(next) || !has_type(next, pattern) || walk.state.used.contains(next)) continue;
      const auto end = other_end(next, walk.path.nodes.back(), pattern.direction);
      if (!end) continue;
      result.push_back(walk);
      result.back().state.used.insert(next);
      result.back().path.nodes.push_back(*end);
      result.back().path.relationships.push_back(next);
    }
    return result;
  }

  /// Ends a segment: its variable and the node after it.
  void finish(Walk walk, const ast::RelationshipPattern& pattern, const ast::NodePattern& end,
              const std::vector<Relationship>& segment, std::vector<Walk>& result) const {
    property::List list;
    for (const Relationship relationship : segment) list.emplace_back(relationship);
    const Value value = pattern.variable_length ? Value(list) : list[0];
    walk.segments.push_back(segment);
    if (set(walk.state, pattern.variable, value) && set_node(walk, end, walk.path.nodes.back()))
      result.push_back(std::move(walk));
  }

  void step(const Walk& walk, const ast::RelationshipPattern& pattern, const ast::NodePattern& end,
            std::vector<Walk>& result) const {
    for (const Walk& longer : longer_by_one(walk, pattern))
      finish(longer, pattern, end, {longer.path.relationships.back()}, result);
  }

  void trail(const Walk& walk, const ast::RelationshipPattern& pattern, const ast::NodePattern& end,
             const std::vector<Relationship>& segment, std::vector<Walk>& result) const {
    check_size(result.size());
    if (segment.size() >= pattern.least.value_or(1)) finish(walk, pattern, end, segment, result);
    if (segment.size() >= pattern.most.value_or(std::numeric_limits<std::uint64_t>::max())) return;
    for (const Walk& longer : longer_by_one(walk, pattern)) {
      std::vector<Relationship> more = segment;
      more.push_back(longer.path.relationships.back());
      trail(longer, pattern, end, more, result);
    }
  }

  template <typename Element>
  bool has_properties(Element element, const Value& wanted) const {
    if (wanted.is_null()) return false;
    for (const auto& [name, value] : wanted.map()) {
      const auto key = graph_.find_key(name);
      if (!key || property::equal(graph_.property(element, *key), value) != true) return false;
    }
    return true;
  }

  std::vector<Walk> with_properties(const ast::PathPattern& path, std::vector<Walk> walks) const {
    for (std::size_t i = 0; i < path.nodes.size(); ++i)
      keep_those_with(path.nodes[i].properties, walks,
                      [i](const Walk& walk) { return std::vector<Node>{walk.nodes[i]}; });
    for (std::size_t i = 0; i < path.relationships.size(); ++i)
      keep_those_with(path.relationships[i].properties, walks, [i](const Walk& walk) { return walk.segments[i]; });
    return walks;
  }

  template <typename Elements>
  void keep_those_with(const std::vector<ast::Expression>& properties, std::vector<Walk>& walks,
                       const Elements& elements) const {
    if (properties.empty()) return;
    RowExpression wanted(context_, properties[0], columns_);
    std::erase_if(walks, [&](const Walk& walk) {
      const Value map = wanted(walk.state.values);
      const auto all = elements(walk);
      return !std::all_of(all.begin(), all.end(), [&](auto element) { return has_properties(element, map); });
    });
  }

  const engine::Context& context_;
  const Graph& graph_;
  std::vector<std::string> columns_;
  mutable std::size_t steps_ = 0;
};

/// Of the walks between two nodes, in the order of their lengths, how many the selector takes.
std::size_t taken(const ast::PathPattern& path, const std::vector<Walk>& walks) {
  const bool by_length = path.selector == Selector::AllShortest || path.selector == Selector::AllShortestGql ||
                         path.selector == Selector::ShortestGroups;
  const std::uint64_t k = path.selector == Selector::Shortest ? 1 : path.k;
  if (!by_length) return static_cast<std::size_t>(std::min<std::uint64_t>(k, walks.size()));
  const std::uint64_t groups = path.selector == Selector::ShortestGroups ? path.k : 1;
  std::set<std::size_t> lengths;
  std::size_t count = 0;
  for (; count < walks.size(); ++count) {
    lengths.insert(walks[count].path.relationships.size());
    if (lengths.size() > groups) break;
  }
  return count;
}

std::vector<Walk> selected(const ast::PathPattern& path, std::vector<Walk> walks) {
  std::map<std::pair<Node, Node>, std::vector<Walk>> by_ends;
  for (Walk& walk : walks) by_ends[{walk.nodes.front(), walk.nodes.back()}].push_back(std::move(walk));
  std::vector<Walk> result;
  for (auto& [ends, between] : by_ends) {
    std::stable_sort(between.begin(), between.end(), [](const Walk& a, const Walk& b) {
      return a.path.relationships.size() < b.path.relationships.size();
    });
    between.resize(taken(path, between));
    std::move(between.begin(), between.end(), std::back_inserter(result));
  }
  return result;
}

std::vector<State> laid(const Matcher& matcher, const ast::PathPattern& path, const State& state) {
  const bool by_itself = path.selector != Selector::None && path.relationships.size() != 1;
  std::vector<Walk> walks = matcher.walks(path, by_itself ? matcher.without_inner(path, state) : state);
  if (path.selector != Selector::None) walks = selected(path, std::move(walks));
  std::vector<State> states;
  for (Walk& walk : walks) {
    auto next = by_itself ? matcher.joined(path, state, walk.state) : std::move(walk.state);
    if (next) states.push_back(std::move(*next));
  }
  return states;
}

}  // namespace

std::vector<std::string> columns_with(std::vector<std::string> columns, const ast::Pattern& pattern) {
  for (const ast::PathPattern& path : pattern.paths) {
    add_new(columns, path.variable);
    for (const auto& node : path.nodes) add_new(columns, node.variable);
    for (const auto& relationship : path.relationships) add_new(columns, relationship.variable);
  }
  return columns;
}

Table match(const engine::Context& context, const ast::Pattern& pattern, const std::vector<ast::Expression>& where,
            const std::vector<std::string>& columns, const ValueRow& row) {
  Table table{columns_with(columns, pattern), {}};
  State start{row, std::vector<bool>(row.size(), true), {}};
  start.values.resize(table.columns.size());
  start.bound.resize(table.columns.size());
  const Matcher matcher(context, table.columns);
  std::vector<State> states{start};
  for (const ast::PathPattern& path : pattern.paths) {
    std::vector<State> next;
    for (const State& state : states)
      for (State& further : laid(matcher, path, state)) next.push_back(std::move(further));
    check_size(next.size());
    states = std::move(next);
  }
  for (State& state : states) table.rows.push_back(std::move(state.values));
  if (where.empty()) return table;
  RowExpression condition(context, where[0], table.columns);
  std::erase_if(table.rows, [&](const ValueRow& one) { return !engine::is_true(condition(one)); });
  return table;
}

}  // namespace whom::test
