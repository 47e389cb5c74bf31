// A pattern is taken apart into nodes, links between them (relationship patterns) and conditions: those of WHERE, and
// the labels and properties written in the pattern. An order of steps is then chosen on numbers alone: from every
// possible first step the cheapest next one is taken until all is bound, and the order whose intermediate rows are
// fewest wins. Last the steps are made: a condition goes into the step that reaches its element where a column can test
// it, into an index where one serves it, else into a filter as soon as all it speaks of is bound.
#include "query/engine/match.hpp"

#include <algorithm>
#include <cmath>

#include "query/cypher/parse.hpp"
#include "query/engine/conditions.hpp"
#include "query/engine/expand.hpp"
#include "query/engine/intersect.hpp"
#include "query/engine/path.hpp"
#include "query/engine/rows.hpp"
#include "query/engine/scan.hpp"
#include "query/engine/shortest.hpp"
#include "query/engine/statement_match.hpp"
#include "query/engine/variable_length.hpp"

namespace whom::engine {
namespace {

using ast::PathPattern;
using ast::RelationshipPattern;
using Shape = ElementCondition::Shape;

struct Condition {
  ast::Expression expression;
  std::optional<ElementCondition> element;  ///< points into the expression
  std::vector<Slot> needs;                  ///< what it speaks of
  std::vector<Slot> operand_needs;          ///< what the operand of `element` speaks of
  bool used = false;
};

struct NodeVariable {
  std::string name;
  Slot slot = 0;
  bool bound = false;
  double share = 1;  ///< of the nodes that meet its own conditions
};

struct Link {
  const RelationshipPattern* pattern = nullptr;
  const PathPattern* path = nullptr;
  std::string name;
  Slot slot = 0;
  std::size_t from = 0, to = 0;  ///< nodes, left and right
  bool bound = false;
  double share = 1;
  bool left_is_leaf = false, right_is_leaf = false;  ///< nothing but their number matters beyond the other end

  bool shortest() const { return path->selector != PathPattern::Selector::None; }
  bool variable_length() const { return pattern->variable_length || shortest(); }
};

/// A variable of statement patterns; those that are nodes of paths as well are known when these are.
struct ParticipantVariable {
  std::string name;
  Slot slot = 0;
  std::optional<std::size_t> node;
  bool bound = false;
};

struct StatementVariable {
  const ast::StatementPattern* pattern = nullptr;
  std::string name;
  Slot slot = 0;
  struct Frame {
    StatementFrame frame;
    double seen = 0;                        ///< statements that are looked at when no participant is known
    std::vector<std::size_t> participants;  ///< variables among them
  };
  std::vector<Frame> frames;
};

/// A step by numbers of nodes and links.
struct Action {
  enum class Kind : std::uint8_t {
    Ends,
    Into,
    Shortest,
    Expand,
    Intersect,
    Scan,
    ScanLink,
    Statements
  } kind = Kind::Scan;
  std::size_t index = 0;  ///< of the node (Scan, Intersect), the link or the statement
  bool reversed = false;  ///< from right to left
  double rows = 0;        ///< for each row before
};

Selection selection_of(const PathPattern& path) {
  using Selector = PathPattern::Selector;
  switch (path.selector) {
    case Selector::AllShortest:
    case Selector::AllShortestGql:
      return {Selection::Of::All, 1};
    case Selector::AnyK:
    case Selector::ShortestK:
      return path.k == 1 ? Selection{Selection::Of::One, 1} : Selection{Selection::Of::K, path.k};
    case Selector::ShortestGroups:
      return {Selection::Of::Groups, path.k};
    default:
      return {Selection::Of::One, 1};
  }
}

bool overlap(const Link& a, const Link& b) {
  const auto& types = b.pattern->types;
  if (a.pattern->types.empty() || types.empty()) return true;
  return std::any_of(a.pattern->types.begin(), a.pattern->types.end(), [&](const std::string& type) {
    return std::find(types.begin(), types.end(), type) != types.end();
  });
}

class MatchPlanner {
 public:
  MatchPlanner(Planning& planning, OperatorPtr input, const ast::Pattern& pattern,
               const std::vector<const ast::Expression*>& conditions, Names& names,
               const std::vector<std::string>* counted)
      : planning_(planning),
        names_(names),
        plan_(std::move(input)),
        pattern_(pattern),
        where_(conditions),
        counted_(counted) {
    for (const auto& [name, slot] : names.all()) known_.push_back(slot);
    for (const PathPattern& path : pattern.paths) take_apart(path);
    for (const ast::StatementPattern& statement : pattern.statements) take_apart(statement);
    for (const auto& [path, first_link] : paths_) name_path(*path);
    for (const ast::Expression* condition : conditions) add_condition(*condition);
    prepare_conditions();
    estimate_shares();
    if (counted != nullptr)
      for (Link& link : links_) note_leaves(link);
  }

  OperatorPtr plan() {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].bound && !has_links(i)) keep_known(nodes_[i]);
    apply_conditions();
    for (const Action& action : best_order()) make(action);
    for (const auto& [path, first_link] : paths_) make_path(*path, first_link);
    apply_conditions();
    return std::move(plan_);
  }

 private:
  // --- Taking apart ---

  void take_apart(const PathPattern& path) {
    if (path.selector != PathPattern::Selector::None && path.relationships.size() != 1)
      throw cypher::Error(cypher::Error::Phase::Compile, "SyntaxError", "UnexpectedSyntax",
                          "shortest paths are found along one relationship pattern, such as (a)-[*]-(b)", path);
    const std::size_t first_link = links_.size();
    std::size_t left = node(path.nodes.front());
    first_nodes_.push_back(left);
    for (std::size_t i = 0; i < path.relationships.size(); ++i) {
      const std::size_t right = node(path.nodes[i + 1]);
      link(path, path.relationships[i], left, right);
      left = right;
    }
    paths_.emplace_back(&path, first_link);
  }

  void take_apart(const ast::StatementPattern& pattern) {
    if (planning_.texts.knowledge == nullptr)
      throw cypher::Error(cypher::Error::Phase::Compile, "ArgumentError", "InvalidArgumentValue",
                          "statements are matched in graphs that were read from texts, and this one was not", pattern);
    StatementVariable made{&pattern,
                           pattern.variable.empty() ? planning_.new_name() : pattern.variable,
                           planning_.new_slot(Vector::Form::Values),
                           {}};
    names_.set(made.name, made.slot);
    const std::string sought = relation_sought(made.name);
    for (const ast::StatementPattern::Frame& frame : pattern.frames) made.frames.push_back(frame_of(frame, sought));
    statements_.push_back(std::move(made));
  }

  /// By a condition such as m.relation = 'meet'; empty where there is none.
  std::string relation_sought(const std::string& statement) const {
    std::vector<const ast::Expression*> parts;
    for (const ast::Expression* condition : where_) split_conjunction(*condition, parts);
    for (const ast::Expression* part : parts) {
      const auto condition = recognise(*part);
      if (condition && condition->variable == statement && condition->shape == Shape::Compare &&
          condition->comparison == property::Comparison::Equal && condition->key == "relation" &&
          condition->operand->kind == ast::Expression::Kind::String)
        return condition->operand->text;
    }
    return {};
  }

  StatementVariable::Frame frame_of(const ast::StatementPattern::Frame& pattern, const std::string& relation_sought) {
    StatementVariable::Frame made;
    made.frame.relation = pattern.relation;
    made.frame.relation_sought = relation_sought;
    for (const ast::StatementPattern::Slot& slot : pattern.slots) {
      StatementSlot& stands = made.frame.slots.emplace_back();
      for (const std::string& place : slot.places) stands.places.push_back(statement_place(place));
      if (slot.kind == ast::StatementPattern::Slot::Kind::Variable) {
        made.participants.push_back(participant(slot.text));
        stands.variable = participants_[made.participants.back()].slot;
      } else if (slot.parameter) {
        require_names(slot);
        stands.parameter = slot.text;
        stands.topic = slot.kind == ast::StatementPattern::Slot::Kind::Mention;
      } else {
        stands.name = &name_of(slot);
      }
    }
    made.seen = statements_seen(made.frame, *planning_.texts.knowledge);
    return made;
  }

  void require_names(const ast::StatementPattern::Slot& slot) const {
    if (planning_.texts.names == nullptr)
      throw cypher::Error(cypher::Error::Phase::Compile, "ArgumentError", "InvalidArgumentValue",
                          "names are not understood here", slot);
  }

  const NameMatch& name_of(const ast::StatementPattern::Slot& slot) const {
    require_names(slot);
    return planning_.texts.names->find(slot.text, slot.kind == ast::StatementPattern::Slot::Kind::Mention);
  }

  std::size_t participant(const std::string& name) {
    for (std::size_t i = 0; i < participants_.size(); ++i)
      if (participants_[i].name == name) return i;
    ParticipantVariable made{name, 0, {}, false};
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].name == name) made.node = i;
    const auto known = names_.find(name);
    made.bound = known && !made.node;
    made.slot = known ? *known : planning_.new_slot(Vector::Form::Values);
    names_.set(name, made.slot);
    participants_.push_back(std::move(made));
    return participants_.size() - 1;
  }

  std::size_t node(const ast::NodePattern& pattern) {
    const std::size_t index = node_index(pattern.variable);
    for (const std::string& label : pattern.labels) add_condition(has_label(nodes_[index].name, label));
    add_property_conditions(nodes_[index].name, pattern.properties);
    return index;
  }

  std::size_t node_index(const std::string& name) {
    for (std::size_t i = 0; i < nodes_.size() && !name.empty(); ++i)
      if (nodes_[i].name == name) return i;
    NodeVariable made{name.empty() ? planning_.new_name() : name, 0, false, 1};
    const auto known = names_.find(made.name);
    made.bound = known.has_value();
    made.slot = known ? as_form(made.name, *known, Vector::Form::Nodes) : planning_.new_slot(Vector::Form::Nodes);
    names_.set(made.name, made.slot);
    nodes_.push_back(std::move(made));
    return nodes_.size() - 1;
  }

  /// A variable of any value as a column of nodes or relationships.
  Slot as_form(const std::string& name, Slot slot, Vector::Form form) {
    if (planning_.forms[slot] == form) return slot;
    auto step = std::make_unique<Extend>(std::move(plan_));
    step->items.push_back({planning_.new_slot(form), planning_.compile(variable(name), names_), name});
    const Slot made = step->items.front().slot;
    known_.push_back(made);
    plan_ = std::move(step);
    return made;
  }

  void link(const PathPattern& path, const RelationshipPattern& pattern, std::size_t from, std::size_t to) {
    Link made{&pattern, &path, pattern.variable.empty() ? planning_.new_name() : pattern.variable, 0, from, to,
              false,    1};
    const auto known = names_.find(made.name);
    const auto form = made.variable_length() ? Vector::Form::Values : Vector::Form::Relationships;
    if (known && made.variable_length()) {
      const std::string hidden = planning_.new_name();
      add_condition(equal_variables(hidden, made.name));
      made.name = hidden;
      made.slot = planning_.new_slot(form);
    } else if (known) {
      made.bound = true;
      made.slot = as_form(made.name, *known, form);
    } else {
      made.slot = planning_.new_slot(form);
    }
    names_.set(made.name, made.slot);
    if (!made.variable_length()) add_property_conditions(made.name, pattern.properties);
    links_.push_back(std::move(made));
  }

  static ast::Expression equal_variables(const std::string& a, const std::string& b) {
    ast::Expression equality;
    equality.kind = ast::Expression::Kind::Equal;
    equality.operands = {variable(a), variable(b)};
    return equality;
  }

  void add_property_conditions(const std::string& name, const std::vector<ast::Expression>& properties) {
    for (const ast::Expression& map : properties)
      for (std::size_t i = 0; i < map.names.size(); ++i)
        add_condition(equals_property(name, map.names[i], map.operands[i]));
  }

  void name_path(const PathPattern& path) {
    if (!path.variable.empty()) names_.set(path.variable, planning_.new_slot(Vector::Form::Values));
  }

  void add_condition(ast::Expression expression) {
    if (expression.kind != ast::Expression::Kind::And)
      return void(conditions_.push_back({std::move(expression), {}, {}, {}, false}));
    std::vector<const ast::Expression*> parts;
    split_conjunction(expression, parts);
    for (const ast::Expression* part : parts) conditions_.push_back({*part, {}, {}, {}, false});
  }

  void prepare_conditions() {
    for (Condition& condition : conditions_) {
      std::vector<std::string> names;
      mentioned(condition.expression, names);
      condition.needs = slots_of(names, names_);
      condition.element = recognise(condition.expression);
      if (!condition.element || condition.element->operand == nullptr) continue;
      names.clear();
      mentioned(*condition.element->operand, names);
      condition.operand_needs = slots_of(names, names_);
    }
  }

  bool has_links(std::size_t node) const {
    return std::any_of(links_.begin(), links_.end(),
                       [node](const Link& link) { return link.from == node || link.to == node; });
  }

  /// A node that is null matches nothing.
  void keep_known(const NodeVariable& node) {
    auto step = std::make_unique<KeepDifferent>(std::move(plan_));
    step->element = node.slot;
    step->text = node.name + " from null";
    plan_ = std::move(step);
  }

  // --- Numbers ---

  double node_count() const { return std::max<double>(1, static_cast<double>(planning_.graph.node_count())); }
  double relationship_count() const { return static_cast<double>(planning_.graph.relationship_count()); }

  double label_count(std::string_view name) const {
    const auto label = planning_.graph.find_label(name);
    return label ? static_cast<double>(planning_.graph.count(*label)) : 0;
  }

  double type_count(const std::vector<std::string>& types) const {
    if (types.empty()) return relationship_count();
    double sum = 0;
    for (const std::string& name : types)
      if (const auto type = planning_.graph.find_type(name)) sum += static_cast<double>(planning_.graph.count(*type));
    return sum;
  }

  /// Of the elements that meet a condition by themselves.
  double share_of(const Condition& condition) const {
    if (!condition.element || !condition.operand_needs.empty()) return 1;
    switch (condition.element->shape) {
      case Shape::Label:
        return label_count(condition.element->key) / node_count();
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

  void estimate_shares() {
    const auto own = [this](const std::string& name) {
      double share = 1;
      for (const Condition& condition : conditions_)
        if (condition.element && condition.element->variable == name) share *= share_of(condition);
      return share;
    };
    for (NodeVariable& node : nodes_) node.share = own(node.name);
    for (Link& link : links_) link.share = own(link.name);
  }

  // --- Leaves: what is matched only to be counted ---

  void note_leaves(Link& link) const {
    if (link.bound || link.variable_length() || is_read(link.name)) return;
    link.left_is_leaf = is_leaf(link.from);
    link.right_is_leaf = is_leaf(link.to);
  }

  bool is_leaf(std::size_t node) const {
    const auto links = std::count_if(links_.begin(), links_.end(),
                                     [node](const Link& link) { return link.from == node || link.to == node; });
    return links == 1 && !nodes_[node].bound && !is_read(nodes_[node].name);
  }

  /// By what follows the pattern, or by a condition that is not on it alone.
  bool is_read(const std::string& name) const {
    if (std::find(counted_->begin(), counted_->end(), name) != counted_->end()) return true;
    for (const PathPattern& path : pattern_.paths)
      if (!path.variable.empty()) return true;
    for (const ParticipantVariable& participant : participants_)
      if (participant.name == name) return true;
    const Slot slot = *names_.find(name);
    return std::any_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
      const bool own = condition.element && condition.element->variable == name && condition.operand_needs.empty();
      return contains(condition.needs, slot) && !own;
    });
  }

  // --- Order ---

  struct Progress {
    std::vector<bool> node, link, statement, participant;
    double rows = 1, cost = 0;
    std::vector<Action> order;
  };

  std::vector<Action> best_order() {
    Progress start;
    for (const NodeVariable& node : nodes_) start.node.push_back(node.bound);
    start.link.assign(links_.size(), false);
    start.statement.assign(statements_.size(), false);
    for (const ParticipantVariable& participant : participants_) start.participant.push_back(participant.bound);
    constexpr std::size_t most_firsts = 16;
    std::vector<Action> firsts = candidates(start);
    if (firsts.size() > most_firsts) {  // the work grows with the cube of their number
      std::stable_sort(firsts.begin(), firsts.end(), [](const Action& a, const Action& b) { return a.rows < b.rows; });
      firsts.resize(most_firsts);
    }
    std::optional<Progress> best;
    for (const Action& first : firsts) {
      Progress progress = start;
      take(first, progress);
      while (const auto next = cheapest(progress)) take(*next, progress);
      if (!best || progress.cost < best->cost) best = std::move(progress);
    }
    return best ? best->order : std::vector<Action>();
  }

  std::optional<Action> cheapest(const Progress& progress) const {
    std::optional<Action> best;
    for (const Action& action : candidates(progress))
      if (!best || action.rows < best->rows) best = action;
    return best;
  }

  std::vector<Action> candidates(const Progress& progress) const {
    std::vector<Action> actions;
    for (std::size_t i = 0; i < links_.size(); ++i)
      if (!progress.link[i]) add_candidates(i, progress, actions);
    for (std::size_t i = 0; i < statements_.size(); ++i)
      if (!progress.statement[i])
        actions.push_back({Action::Kind::Statements, i, false, matched_statements(i, progress)});
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (progress.node[i]) continue;
      add_intersection(i, progress, actions);
      actions.push_back({Action::Kind::Scan, i, false, scanned_rows(i, progress)});
    }
    return actions;
  }

  /// Links that lead from known nodes to this one by sorted lists.
  template <typename IsKnown>
  std::vector<std::size_t> hops_to(std::size_t node, IsKnown is_known) const {
    std::vector<std::size_t> hops;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const Link& link = links_[i];
      const std::size_t other = link.to == node ? link.from : link.to;
      if ((link.to != node && link.from != node) || other == node || !is_known(other)) continue;
      if (link.bound || link.variable_length() || link.pattern->types.size() != 1 ||
          link.pattern->direction == RelationshipPattern::Direction::Either)
        continue;
      hops.push_back(i);
    }
    return hops;
  }

  void add_intersection(std::size_t node, const Progress& progress, std::vector<Action>& actions) const {
    const auto hops = hops_to(node, [&](std::size_t other) { return progress.node[other]; });
    if (hops.size() < 2) return;
    double least = fan_out(links_[hops.front()]);
    for (const std::size_t hop : hops) least = std::min(least, fan_out(links_[hop]));
    actions.push_back({Action::Kind::Intersect, node, false, 0.3 * least * nodes_[node].share});
  }

  void add_candidates(std::size_t index, const Progress& progress, std::vector<Action>& actions) const {
    const Link& link = links_[index];
    const bool left = progress.node[link.from], right = progress.node[link.to];
    if (link.bound) return actions.push_back({Action::Kind::Ends, index, false, 1});
    if (link.shortest()) {
      if (left && right) actions.push_back({Action::Kind::Shortest, index, false, 1});
      return;
    }
    if (left && right)
      return actions.push_back({link.variable_length() ? Action::Kind::Expand : Action::Kind::Into, index, false, 0.5});
    if (left) actions.push_back({Action::Kind::Expand, index, false, expanded(link, link.to, link.right_is_leaf)});
    if (right) actions.push_back({Action::Kind::Expand, index, true, expanded(link, link.from, link.left_is_leaf)});
    if (!left && !right && !link.variable_length() && link.from != link.to)
      actions.push_back({Action::Kind::ScanLink, index, false, scanned_links(index, progress)});
  }

  double expanded(const Link& link, std::size_t node, bool leaf) const {
    const double rows = fan_out(link) * nodes_[node].share;
    return leaf ? std::min(rows, 1.0) : rows;
  }

  double fan_out(const Link& link) const {
    const double both = link.pattern->direction == RelationshipPattern::Direction::Either ? 2 : 1;
    const double degree = both * type_count(link.pattern->types) / node_count();
    if (!link.variable_length()) return degree * link.share;
    const double most = static_cast<double>(std::min<std::uint64_t>(link.pattern->most.value_or(4), 4));
    return std::max(1.0, std::pow(degree, most));
  }

  double scanned_rows(std::size_t index, const Progress& progress) const {
    const NodeVariable& node = nodes_[index];
    const Condition* seek = seek_of(node.name, progress);
    if (seek == nullptr) return std::max(node_count() * node.share, 0.01);
    switch (seek->element->shape) {
      case Shape::Prefix:
        return 1 + node_count() / 1000;
      case Shape::Id:
        return 1;
      default:
        return 1 + node_count() / 10000;
    }
  }

  double scanned_links(std::size_t index, const Progress& progress) const {
    const Link& link = links_[index];
    const double ends = nodes_[link.from].share * nodes_[link.to].share * link.share;
    if (index_of(link, progress) != nullptr) return 1 + relationship_count() / 1000 * ends;
    const double both = link.pattern->direction == RelationshipPattern::Direction::Either ? 2 : 1;
    return std::max(both * type_count(link.pattern->types) * ends, 0.01);
  }

  bool is_known(const ParticipantVariable& participant, const Progress& progress) const {
    if (participant.node) return progress.node[*participant.node];
    return progress.participant[static_cast<std::size_t>(&participant - participants_.data())];
  }

  /// Statements that an entity takes part in.
  double average_degree() const {
    const graph::KnowledgeGraph& knowledge = *planning_.texts.knowledge;
    return 2 * static_cast<double>(knowledge.statements().size()) /
           std::max(1.0, static_cast<double>(knowledge.entities().size()));
  }

  double seen_statements(std::size_t index, const Progress& progress) const {
    double sum = 0;
    for (const StatementVariable::Frame& frame : statements_[index].frames) {
      const bool some_known =
          std::any_of(frame.participants.begin(), frame.participants.end(),
                      [&](std::size_t participant) { return is_known(participants_[participant], progress); });
      sum += some_known ? std::min(frame.seen, average_degree()) : frame.seen;
    }
    return sum;
  }

  /// Each further participant that is known leaves but a part of them.
  double matched_statements(std::size_t index, const Progress& progress) const {
    constexpr double left = 0.2;
    double known = 0;
    for (std::size_t i = 0; i < participants_.size(); ++i)
      if (is_known(participants_[i], progress) && takes_part(i, statements_[index])) ++known;
    return std::max(0.01, seen_statements(index, progress) * std::pow(left, std::max(0.0, known - 1)));
  }

  static bool takes_part(std::size_t participant, const StatementVariable& statement) {
    return std::any_of(statement.frames.begin(), statement.frames.end(), [&](const StatementVariable::Frame& frame) {
      return std::find(frame.participants.begin(), frame.participants.end(), participant) != frame.participants.end();
    });
  }

  void take(const Action& action, Progress& progress) const {
    progress.order.push_back(action);
    progress.rows *= std::max(action.rows, 1e-3);
    progress.cost += progress.rows + effort(action, progress);
    if (action.kind == Action::Kind::Statements) {
      progress.statement[action.index] = true;
      for (std::size_t i = 0; i < participants_.size(); ++i) {
        if (!takes_part(i, statements_[action.index])) continue;
        progress.participant[i] = true;
        if (participants_[i].node) progress.node[*participants_[i].node] = true;
      }
      return;
    }
    if (action.kind == Action::Kind::Intersect)
      for (const std::size_t hop : hops_to(action.index, [&](std::size_t other) { return progress.node[other]; }))
        progress.link[hop] = true;
    if (action.kind == Action::Kind::Scan || action.kind == Action::Kind::Intersect) {
      progress.node[action.index] = true;
      return;
    }
    progress.link[action.index] = true;
    progress.node[links_[action.index].from] = progress.node[links_[action.index].to] = true;
  }

  /// Elements that are looked at and dropped again.
  double effort(const Action& action, const Progress& progress) const {
    if (action.kind == Action::Kind::Scan && seek_of(nodes_[action.index].name, progress) == nullptr)
      return 0.1 * node_count();
    if (action.kind == Action::Kind::ScanLink && index_of(links_[action.index], progress) == nullptr)
      return 0.1 * type_count(links_[action.index].pattern->types);
    return 0;
  }

  /// Whether what these slots hold is known at this point.
  bool is_known(const std::vector<Slot>& slots, const Progress* progress) const {
    return std::all_of(slots.begin(), slots.end(), [&](Slot slot) {
      if (contains(known_, slot)) return true;
      for (std::size_t i = 0; progress != nullptr && i < nodes_.size(); ++i)
        if (nodes_[i].slot == slot) return static_cast<bool>(progress->node[i]);
      for (std::size_t i = 0; progress != nullptr && i < links_.size(); ++i)
        if (links_[i].slot == slot) return static_cast<bool>(progress->link[i]);
      for (std::size_t i = 0; progress != nullptr && i < statements_.size(); ++i)
        if (statements_[i].slot == slot) return static_cast<bool>(progress->statement[i]);
      for (std::size_t i = 0; progress != nullptr && i < participants_.size(); ++i)
        if (participants_[i].slot == slot) return static_cast<bool>(progress->participant[i]);
      return false;
    });
  }

  const Condition* seek_of(const std::string& name, const Progress& progress) const { return seek_of(name, &progress); }

  /// The condition by which the node is best found.
  const Condition* seek_of(const std::string& name, const Progress* progress) const {
    const Condition* best = nullptr;
    for (const Condition& condition : conditions_) {
      if (condition.used || !condition.element || condition.element->variable != name) continue;
      const NodeSource::By by = source_by(*condition.element);
      if (by == NodeSource::By::All || !is_known(condition.operand_needs, progress)) continue;
      if (best == nullptr || by > source_by(*best->element)) best = &condition;
    }
    return best;
  }

  /// How a condition finds nodes; All where it does not.
  static NodeSource::By source_by(const ElementCondition& condition) {
    switch (condition.shape) {
      case Shape::Compare:
        return condition.comparison == property::Comparison::Equal ? NodeSource::By::Property : NodeSource::By::All;
      case Shape::Holds:
        return NodeSource::By::Holds;
      case Shape::Prefix:
        return NodeSource::By::Prefix;
      case Shape::Id:
        return NodeSource::By::Id;
      case Shape::Label:
        break;
    }
    return NodeSource::By::All;
  }

  /// The condition by whose index the relationships are best found.
  const Condition* index_of(const Link& link, const Progress& progress) const { return index_of(link, &progress); }
  const Condition* index_of(const Link& link, const Progress* progress) const {
    for (const Condition& condition : conditions_) {
      if (condition.used || !condition.element || condition.element->variable != link.name) continue;
      const ElementCondition& element = *condition.element;
      const bool equality = element.shape == Shape::Compare && element.comparison == property::Comparison::Equal;
      if ((equality || element.shape == Shape::Holds) && is_known(condition.operand_needs, progress)) return &condition;
    }
    return nullptr;
  }

  // --- Steps ---

  void make(const Action& action) {
    switch (action.kind) {
      case Action::Kind::Scan:
        scan(nodes_[action.index]);
        break;
      case Action::Kind::ScanLink:
        scan(links_[action.index]);
        break;
      case Action::Kind::Ends:
        ends(links_[action.index]);
        break;
      case Action::Kind::Into:
        into(links_[action.index]);
        break;
      case Action::Kind::Shortest:
        shortest(links_[action.index]);
        break;
      case Action::Kind::Expand:
        expand(links_[action.index], action.reversed);
        break;
      case Action::Kind::Intersect:
        intersect(action.index);
        break;
      case Action::Kind::Statements:
        match(statements_[action.index]);
        break;
    }
    rows_ *= std::max(action.rows, 1e-3);
    plan_->estimate = rows_;
    apply_conditions();
  }

  Compiled compile(const ast::Expression& expression) { return planning_.compile(expression, names_); }

  void scan(const NodeVariable& node) {
    NodeSource source;
    if (const Condition* seek = seek_of(node.name, nullptr)) {
      source.by = source_by(*seek->element);
      if (source.by != NodeSource::By::Holds) use(*seek);  // IN has more to say than its index
      source.name = seek->element->key;
      source.value = compile(*seek->element->operand);
    } else if (const Condition* label = rarest_label(node.name)) {
      use(*label);
      source.by = NodeSource::By::Label;
      source.name = label->element->key;
    }
    ElementFilter filter = filter_of(node.name);
    plan_ =
        std::make_unique<NodeScan>(std::move(plan_), node.slot, shown(node.name), std::move(source), std::move(filter));
    known_.push_back(node.slot);
  }

  void use(const Condition& condition) {
    conditions_[static_cast<std::size_t>(&condition - conditions_.data())].used = true;
  }

  const Condition* rarest_label(const std::string& name) const {
    const Condition* best = nullptr;
    for (const Condition& condition : conditions_) {
      if (condition.used || !condition.element || condition.element->variable != name ||
          condition.element->shape != Shape::Label)
        continue;
      if (best == nullptr || label_count(condition.element->key) < label_count(best->element->key)) best = &condition;
    }
    return best;
  }

  /// Takes over the conditions on an element that need nothing else. Labels of relationships stay with the filters.
  ElementFilter filter_of(const std::string& name) {
    ElementFilter filter;
    const bool is_node =
        std::any_of(nodes_.begin(), nodes_.end(), [&](const NodeVariable& node) { return node.name == name; });
    for (Condition& condition : conditions_) {
      if (condition.used || !condition.element || condition.element->variable != name) continue;
      if (condition.element->shape == Shape::Label && is_node) {
        filter.labels.emplace_back(condition.element->key);
      } else if (condition.element->shape == Shape::Compare && condition.operand_needs.empty()) {
        Compiled constant = compile(*condition.element->operand);
        if (constant.expression->depends_on_row()) continue;
        filter.tests.push_back(
            {std::string(condition.element->key), condition.element->comparison, std::move(constant)});
      } else {
        continue;
      }
      condition.used = true;
    }
    return filter;
  }

  void scan(Link& link) {
    RelationshipSource source{link.pattern->types, {}, {}, false};
    if (const Condition* index = index_of(link, nullptr)) {
      source.equal = index->element->shape == Shape::Compare;
      if (source.equal) use(*index);
      source.key = std::string(index->element->key);
      source.value = compile(*index->element->operand);
    }
    const bool left = link.pattern->direction == RelationshipPattern::Direction::Left;
    const NodeVariable& from = nodes_[left ? link.to : link.from];
    const NodeVariable& to = nodes_[left ? link.from : link.to];
    const RelationshipScan::Ends slots{link.slot, from.slot, to.slot,
                                       link.pattern->direction == RelationshipPattern::Direction::Either};
    ElementFilter on_link = filter_of(link.name), on_from = filter_of(from.name), on_to = filter_of(to.name);
    plan_ = std::make_unique<RelationshipScan>(std::move(plan_), slots, text_of(link), std::move(source),
                                               std::move(on_link), std::move(on_from), std::move(on_to));
    filter_different(link);
    finish(link);
  }

  /// A scan does not look at the other relationships of the row; one that starts a pattern seldom has any.
  void filter_different(const Link& link) {
    const std::vector<Slot> others = different(link);
    if (others.empty()) return;
    auto step = std::make_unique<KeepDifferent>(std::move(plan_));
    step->element = link.slot;
    step->others = others;
    plan_ = std::move(step);
  }

  Hop hop(const Link& link, bool reverse) const {
    Hop result;
    result.from = nodes_[reverse ? link.to : link.from].slot;
    result.to = nodes_[reverse ? link.from : link.to].slot;
    result.relationship = link.slot;
    result.direction = reverse ? reversed(link.pattern->direction) : link.pattern->direction;
    result.types = link.pattern->types;
    result.different = different(link);
    result.pattern = text_of(link);
    result.reversed = reverse;
    return result;
  }

  std::vector<Slot> different(const Link& link) const {
    std::vector<Slot> slots;
    for (const Link& other : links_)
      if (&other != &link && (contains(done_, other.slot)) && overlap(link, other)) slots.push_back(other.slot);
    return slots;
  }

  void finish(const Link& link) {
    done_.push_back(link.slot);
    for (const Slot slot : {link.slot, nodes_[link.from].slot, nodes_[link.to].slot})
      if (!contains(known_, slot)) known_.push_back(slot);
  }

  void ends(const Link& link) {
    plan_ = std::make_unique<EndsOf>(std::move(plan_), hop(link, false), contains(known_, nodes_[link.from].slot),
                                     contains(known_, nodes_[link.to].slot));
    finish(link);
  }

  void into(const Link& link) {
    Hop along = hop(link, false);
    ElementFilter filter = filter_of(link.name);
    plan_ = std::make_unique<ExpandInto>(std::move(plan_), std::move(along), std::move(filter));
    finish(link);
  }

  void shortest(const Link& link) {
    plan_ = std::make_unique<ShortestPaths>(std::move(plan_), hop(link, false), walk(link, false),
                                            selection_of(*link.path));
    finish(link);
  }

  void expand(const Link& link, bool reverse) {
    Hop along = hop(link, reverse);
    if (link.variable_length()) {
      const bool known = contains(known_, along.to);
      plan_ = std::make_unique<VariableExpand>(std::move(plan_), std::move(along), walk(link, reverse), known);
    } else {
      ElementFilter on_link = filter_of(link.name), on_node = filter_of(nodes_[reverse ? link.from : link.to].name);
      plan_ = std::make_unique<Expand>(std::move(plan_), std::move(along), std::move(on_link), std::move(on_node));
    }
    finish(link);
  }

  void intersect(std::size_t node) {
    const auto hops = hops_to(node, [&](std::size_t other) { return contains(known_, nodes_[other].slot); });
    auto step = std::make_unique<Intersect>(std::move(plan_));
    step->node = nodes_[node].slot;
    for (const std::size_t index : hops) {
      step->hops.push_back(hop(links_[index], links_[index].from == node));
      step->on_relationship.push_back(filter_of(links_[index].name));
    }
    step->on_node = filter_of(nodes_[node].name);
    plan_ = std::move(step);
    for (const std::size_t index : hops) finish(links_[index]);
  }

  void match(StatementVariable& statement) {
    auto step = std::make_unique<StatementMatch>(std::move(plan_));
    step->statement = statement.slot;
    step->pattern = cypher::print(ast::Pattern{{}, {}, {*statement.pattern}});
    for (StatementVariable::Frame& made : statement.frames) {
      for (StatementSlot& slot : made.frame.slots) slot.known = slot.variable && contains(known_, *slot.variable);
      step->frames.push_back(std::move(made.frame));
    }
    take_status(statement.name, *step);
    for (const Slot slot : step->fills()) known_.push_back(slot);
    plan_ = std::move(step);
  }

  /// Takes over the conditions on polarity and modality.
  void take_status(const std::string& name, StatementMatch& step) {
    for (Condition& condition : conditions_) {
      if (condition.used || !condition.element || condition.element->variable != name ||
          condition.element->shape != Shape::Compare || condition.element->comparison != property::Comparison::Equal ||
          condition.element->operand->kind != ast::Expression::Kind::String)
        continue;
      const std::string& value = condition.element->operand->text;
      if (condition.element->key == "polarity" && !step.polarity && graph::polarity(value))
        step.polarity = graph::polarity(value);
      else if (condition.element->key == "modality" && !step.modality && graph::modality(value))
        step.modality = graph::modality(value);
      else
        continue;
      condition.used = true;
    }
  }

  Walk walk(const Link& link, bool reverse) {
    Walk result;
    result.direction = reverse ? reversed(link.pattern->direction) : link.pattern->direction;
    result.types = link.pattern->types;
    if (link.pattern->variable_length) {
      result.least = link.pattern->least.value_or(1);
      result.most = link.pattern->most.value_or(result.most);
    } else {
      result.most = 1;
    }
    for (const ast::Expression& map : link.pattern->properties)
      for (std::size_t i = 0; i < map.names.size(); ++i) add_property(map.names[i], compile(map.operands[i]), result);
    return result;
  }

  static void add_property(const std::string& key, Compiled value, Walk& walk) {
    if (value.constant() && !value.expression->depends_on_row())
      walk.each.tests.push_back({key, property::Comparison::Equal, std::move(value)});
    else
      walk.equal_to.emplace_back(key, std::move(value));
  }

  void make_path(const PathPattern& path, std::size_t first_link) {
    if (path.variable.empty()) return;
    std::vector<Slot> relationships;
    for (std::size_t i = 0; i < path.relationships.size(); ++i) relationships.push_back(links_[first_link + i].slot);
    const std::size_t number = static_cast<std::size_t>(&path - pattern_.paths.data());
    auto step = std::make_unique<Extend>(std::move(plan_));
    const Slot slot = *names_.find(path.variable);
    step->items.push_back({slot, path_of(nodes_[first_nodes_[number]].slot, relationships), path.variable});
    plan_ = std::move(step);
    plan_->estimate = rows_;
    known_.push_back(slot);
  }

  /// Filters by all conditions that can be decided now.
  void apply_conditions() {
    for (Condition& condition : conditions_) {
      if (condition.used || !is_known(condition.needs, nullptr)) continue;
      condition.used = true;
      if (!keep_different(condition.expression)) filter(condition.expression);
      plan_->estimate = rows_;
    }
  }

  void filter(const ast::Expression& condition) {
    auto step = std::make_unique<Filter>(std::move(plan_));
    step->condition = compile(condition);
    plan_ = std::move(step);
  }

  /// `a <> b` of two nodes or two relationships compares their numbers.
  bool keep_different(const ast::Expression& condition) {
    using Kind = ast::Expression::Kind;
    if (condition.kind != Kind::NotEqual || condition.operands[0].kind != Kind::Variable ||
        condition.operands[1].kind != Kind::Variable)
      return false;
    const auto left = names_.find(condition.operands[0].text), right = names_.find(condition.operands[1].text);
    if (!left || !right || planning_.forms[*left] != planning_.forms[*right] ||
        planning_.forms[*left] == Vector::Form::Values)
      return false;
    auto step = std::make_unique<KeepDifferent>(std::move(plan_));
    step->element = *left;
    step->others = {*right};
    step->not_null = true;
    step->text = planning_.text_of(condition);
    plan_ = std::move(step);
    return true;
  }

  static std::string shown(const std::string& name) { return name.front() == ' ' ? "" : name; }

  std::string text_of(const Link& link) const {
    const RelationshipPattern& pattern = *link.pattern;
    std::string text = '(' + shown(nodes_[link.from].name) + ')';
    text += pattern.direction == RelationshipPattern::Direction::Left ? "<-[" : "-[";
    text += shown(link.name);
    for (std::size_t i = 0; i < pattern.types.size(); ++i) text += (i == 0 ? ':' : '|') + pattern.types[i];
    if (pattern.variable_length) {
      text += '*';
      if (pattern.least) text += std::to_string(*pattern.least);
      if (pattern.least != pattern.most) text += "..";
      if (pattern.most && pattern.least != pattern.most) text += std::to_string(*pattern.most);
    }
    text += pattern.direction == RelationshipPattern::Direction::Right ? "]->(" : "]-(";
    return text + shown(nodes_[link.to].name) + ')';
  }

  Planning& planning_;
  Names& names_;
  OperatorPtr plan_;
  const ast::Pattern& pattern_;
  const std::vector<const ast::Expression*>& where_;
  const std::vector<std::string>* counted_;
  std::vector<NodeVariable> nodes_;
  std::vector<Link> links_;
  std::vector<StatementVariable> statements_;
  std::vector<ParticipantVariable> participants_;
  std::vector<std::pair<const PathPattern*, std::size_t>> paths_;  ///< and the number of its first link
  std::vector<std::size_t> first_nodes_;                           ///< by path
  std::vector<Condition> conditions_;
  std::vector<Slot> known_, done_;  ///< what rows hold so far; relationships of this pattern among it
  double rows_ = 1;
};

}  // namespace

OperatorPtr plan_match(Planning& planning, OperatorPtr input, const ast::Pattern& pattern,
                       const std::vector<const ast::Expression*>& conditions, Names& names,
                       const std::vector<std::string>* counted) {
  return MatchPlanner(planning, std::move(input), pattern, conditions, names, counted).plan();
}

}  // namespace whom::engine
