// The pattern is taken apart, an order is chosen for its parts, and here the operators are made in that order. A
// condition goes into the operator that reaches its element where a column can test it, into an index where one serves
// it, else into a filter as soon as all it speaks of is known.
#include "query/engine/match.hpp"

#include <algorithm>

#include "query/cypher/parse.hpp"
#include "query/engine/expand.hpp"
#include "query/engine/intersect.hpp"
#include "query/engine/match_access.hpp"
#include "query/engine/match_order.hpp"
#include "query/engine/path.hpp"
#include "query/engine/select_paths.hpp"
#include "query/engine/variable_length.hpp"

namespace whom::engine {
namespace {

using ast::PathPattern;
using ast::RelationshipPattern;
using Shape = ElementCondition::Shape;

bool overlap(const RelationshipPattern& a, const RelationshipPattern& b) {
  if (a.types.empty() || b.types.empty()) return true;
  return std::any_of(a.types.begin(), a.types.end(), [&](const std::string& type) {
    return std::find(b.types.begin(), b.types.end(), type) != b.types.end();
  });
}

std::string shown(const std::string& name) { return name.front() == ' ' ? "" : name; }

void add_property(const std::string& key, Compiled value, Walk& walk) {
  if (value.constant() && !value.expression->depends_on_row())
    walk.each.tests.push_back({key, property::Comparison::Equal, std::move(value)});
  else
    walk.equal_to.emplace_back(key, std::move(value));
}

OperatorPtr plan_inside(Planning&, OperatorPtr input, const ast::Pattern&,
                        const std::vector<const ast::Expression*>& conditions, Names&, const Inside&);

/// A relationship that rows hold, or a list of them.
struct Matched {
  Slot slot = 0;
  const RelationshipPattern* pattern = nullptr;
};

class MatchPlanner {
 public:
  MatchPlanner(Planning& planning, OperatorPtr input, MatchPattern pattern, const Names& names)
      : planning_(planning), names_(names), plan_(std::move(input)), pattern_(std::move(pattern)) {}

  OperatorPtr plan(const std::vector<std::string>* counted) {
    for (Extend::Item& item : pattern_.recast) extend(std::move(item));
    for (std::size_t i = 0; i < pattern_.nodes.size(); ++i)
      if (knows(pattern_.nodes[i].slot) && !pattern_.has_links(i)) keep_known(pattern_.nodes[i]);
    apply_conditions();
    for (const Action& action : best_order(planning_, pattern_, counted)) make(action);
    for (const PathVariable& path : pattern_.paths) make_path(path);
    apply_conditions();
    return std::move(plan_);
  }

 private:
  bool knows(Slot slot) const { return pattern_.known.contains(slot); }

  Compiled compile(const ast::Expression& expression) { return planning_.compile(expression, names_); }

  void extend(Extend::Item item) {
    auto step = std::make_unique<Extend>(std::move(plan_));
    step->items.push_back(std::move(item));
    plan_ = std::move(step);
  }

  /// A node that is null matches nothing.
  void keep_known(const NodeVariable& node) {
    auto step = std::make_unique<KeepDifferent>(std::move(plan_));
    step->element = node.slot;
    step->text = node.name + " from null";
    plan_ = std::move(step);
  }

  void make(const Action& action) {
    switch (action.kind) {
      case Action::Kind::Scan:
        scan(pattern_.nodes[action.index]);
        break;
      case Action::Kind::ScanLink:
        scan(pattern_.links[action.index]);
        break;
      case Action::Kind::Ends:
        ends(pattern_.links[action.index]);
        break;
      case Action::Kind::Into:
        into(pattern_.links[action.index]);
        break;
      case Action::Kind::Shortest:
        shortest(pattern_.links[action.index]);
        break;
      case Action::Kind::Expand:
        expand(pattern_.links[action.index], action.reversed);
        break;
      case Action::Kind::Intersect:
        intersect(action.index);
        break;
      case Action::Kind::Statements:
        match(pattern_.statements[action.index]);
        break;
      case Action::Kind::Select:
        select(pattern_.selected[action.index]);
        break;
    }
    rows_ *= std::max(action.rows, 1e-3);
    plan_->estimate = rows_;
    apply_conditions();
  }

  // --- Nodes and relationships ---

  void scan(const NodeVariable& node) {
    NodeSource source;
    if (const auto seek = seek_of(pattern_, node, pattern_.known)) {
      Condition& condition = pattern_.conditions[*seek];
      source.by = source_by(*condition.element);
      condition.used = source.by != NodeSource::By::Holds;  // IN has more to say than its index
      source.name = condition.element->key;
      source.value = compile(*condition.element->operand);
    } else if (const auto label = rarest_label(pattern_, node, planning_.graph)) {
      Condition& condition = pattern_.conditions[*label];
      condition.used = true;
      source.by = NodeSource::By::Label;
      source.name = condition.element->key;
    }
    ElementFilter filter = filter_of(node);
    plan_ =
        std::make_unique<NodeScan>(std::move(plan_), node.slot, shown(node.name), std::move(source), std::move(filter));
    pattern_.known.insert(node.slot);
  }

  void scan(const Link& link) {
    RelationshipSource source{link.pattern->types, {}, {}, false};
    if (const auto index = index_of(pattern_, link, pattern_.known)) {
      Condition& condition = pattern_.conditions[*index];
      source.equal = condition.element->shape == Shape::Compare;
      condition.used = source.equal;
      source.key = std::string(condition.element->key);
      source.value = compile(*condition.element->operand);
    }
    const bool left = link.pattern->direction == RelationshipPattern::Direction::Left;
    const NodeVariable& from = pattern_.nodes[left ? link.to : link.from];
    const NodeVariable& to = pattern_.nodes[left ? link.from : link.to];
    const RelationshipScan::Ends slots{link.slot, from.slot, to.slot,
                                       link.pattern->direction == RelationshipPattern::Direction::Either};
    ElementFilter on_link = filter_of(link), on_from = filter_of(from), on_to = filter_of(to);
    plan_ = std::make_unique<RelationshipScan>(std::move(plan_), slots, text_of(link), std::move(source),
                                               std::move(on_link), std::move(on_from), std::move(on_to));
    filter_different(link);
    finish(link);
  }

  /// A scan does not look at the other relationships of the row; one that starts a pattern seldom has any.
  void filter_different(const Link& link) {
    const std::vector<Slot> others = different({link.pattern});
    if (others.empty()) return;
    auto step = std::make_unique<KeepDifferent>(std::move(plan_));
    step->element = link.slot;
    step->others = others;
    plan_ = std::move(step);
  }

  void ends(const Link& link) {
    plan_ = std::make_unique<EndsOf>(std::move(plan_), hop(link, false), knows(pattern_.nodes[link.from].slot),
                                     knows(pattern_.nodes[link.to].slot));
    finish(link);
  }

  void into(const Link& link) {
    Hop along = hop(link, false);
    ElementFilter filter = filter_of(link);
    plan_ = std::make_unique<ExpandInto>(std::move(plan_), std::move(along), std::move(filter));
    finish(link);
  }

  void shortest(const Link& link) {
    plan_ = std::make_unique<ShortestPaths>(std::move(plan_), hop(link, false), walk(link, false), *link.selection);
    finish(link);
  }

  void expand(const Link& link, bool reverse) {
    Hop along = hop(link, reverse);
    if (link.variable_length()) {
      const bool known = knows(along.to);
      plan_ = std::make_unique<VariableExpand>(std::move(plan_), std::move(along), walk(link, reverse), known);
    } else {
      ElementFilter on_link = filter_of(link), on_node = filter_of(pattern_.nodes[reverse ? link.from : link.to]);
      plan_ = std::make_unique<Expand>(std::move(plan_), std::move(along), std::move(on_link), std::move(on_node));
    }
    finish(link);
  }

  void intersect(std::size_t node) {
    const std::vector<std::size_t> hops = hops_to(pattern_, node, pattern_.known);
    auto step = std::make_unique<Intersect>(std::move(plan_));
    step->node = pattern_.nodes[node].slot;
    for (const std::size_t index : hops) {
      const Link& link = pattern_.links[index];
      step->hops.push_back(hop(link, link.from == node));
      step->on_relationship.push_back(filter_of(link));
    }
    step->on_node = filter_of(pattern_.nodes[node]);
    plan_ = std::move(step);
    for (const std::size_t index : hops) finish(pattern_.links[index]);
  }

  /// Takes over the conditions on an element that need nothing else.
  ElementFilter filter_of(const NodeVariable& node) {
    ElementFilter filter;
    for (Condition& condition : pattern_.conditions) {
      if (!condition.is_open_on(node.name)) continue;
      if (condition.element->shape == Shape::Label) {
        filter.labels.emplace_back(condition.element->key);
        condition.used = true;
      } else {
        take_over(condition, filter);
      }
    }
    return filter;
  }

  /// Likewise; labels of relationships stay with the filters.
  ElementFilter filter_of(const Link& link) {
    ElementFilter filter;
    for (Condition& condition : pattern_.conditions)
      if (condition.is_open_on(link.name)) take_over(condition, filter);
    return filter;
  }

  /// If it compares with a constant.
  void take_over(Condition& condition, ElementFilter& filter) {
    if (condition.element->shape != Shape::Compare || !condition.operand_needs.empty()) return;
    Compiled constant = compile(*condition.element->operand);
    if (constant.expression->depends_on_row()) return;
    filter.tests.push_back({std::string(condition.element->key), condition.element->comparison, std::move(constant)});
    condition.used = true;
  }

  Hop hop(const Link& link, bool reverse) const {
    Hop result;
    result.from = pattern_.nodes[reverse ? link.to : link.from].slot;
    result.to = pattern_.nodes[reverse ? link.from : link.to].slot;
    result.relationship = link.slot;
    result.direction = reverse ? reversed(link.pattern->direction) : link.pattern->direction;
    result.types = link.pattern->types;
    result.different = different({link.pattern});
    result.pattern = text_of(link);
    result.reversed = reverse;
    return result;
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

  /// Relationships that have been matched and might be one of these.
  std::vector<Slot> different(const std::vector<const RelationshipPattern*>& patterns) const {
    std::vector<Slot> slots;
    for (const Matched& other : matched_)
      if (std::any_of(patterns.begin(), patterns.end(), [&](const auto* one) { return overlap(*one, *other.pattern); }))
        slots.push_back(other.slot);
    return slots;
  }

  void finish(const Link& link) {
    matched_.push_back({link.slot, link.pattern});
    for (const Slot slot : {link.slot, pattern_.nodes[link.from].slot, pattern_.nodes[link.to].slot})
      pattern_.known.insert(slot);
  }

  // --- Selected paths ---

  void select(const SelectedPath& path) {
    const PathPattern& written = *pattern_.paths[path.path].pattern;
    auto step = std::make_unique<SelectPaths>(std::move(plan_));
    step->argument = planning_.new_argument();
    step->ordinal = planning_.new_slot(Vector::Form::Ordinals);
    step->from = pattern_.nodes[path.from].slot;
    step->to = pattern_.nodes[path.to].slot;
    step->selection = selection_of(written);
    step->pattern = cypher::print(ast::Pattern{{}, {written}, {}});
    Names found = seen_by(path);
    step->plan = plan_inside(planning_, std::make_unique<Argument>(step->argument, step->ordinal), path.pattern,
                             conditions_on_ends(path), found, {reserved_for(path), step->selection});
    step->filled = filled_by(path, found);
    take_relationships(path.pattern.paths.front(), found, *step);
    plan_ = std::move(step);
    for (const SelectedPath::Inner& inner : path.inner) join(inner, found);
  }

  /// What is known, without what the path names itself.
  Names seen_by(const SelectedPath& path) const {
    Names seen;
    for (const auto& [name, slot] : names_.all())
      if (knows(slot) && !path.has_inner(name)) seen.set(name, slot);
    return seen;
  }

  /// Slots that the path may fill itself.
  Names reserved_for(const SelectedPath& path) const {
    Names reserved;
    for (const std::size_t end : {path.from, path.to}) reserved.set(pattern_.nodes[end].name, pattern_.nodes[end].slot);
    for (const SelectedPath::Inner& inner : path.inner)
      if (!knows(inner.slot) && planning_.forms[inner.slot] == inner.form) reserved.set(inner.name, inner.slot);
    return reserved;
  }

  /// Takes over the conditions that choose among pairs of ends, but not among the paths between two.
  std::vector<const ast::Expression*> conditions_on_ends(const SelectedPath& path) {
    SlotSet ends = pattern_.known;
    for (const std::size_t end : {path.from, path.to}) ends.insert(pattern_.nodes[end].slot);
    std::vector<const ast::Expression*> conditions;
    for (Condition& condition : pattern_.conditions) {
      const bool on_inner = std::any_of(path.inner.begin(), path.inner.end(), [&](const SelectedPath::Inner& inner) {
        return contains(condition.needs, inner.slot);
      });
      if (condition.used || on_inner || !ends.contains(condition.needs)) continue;
      condition.used = true;
      conditions.push_back(&condition.expression);
    }
    return conditions;
  }

  std::vector<Slot> filled_by(const SelectedPath& path, const Names& found) {
    std::vector<Slot> slots;
    const auto add = [&](Slot slot) {
      if (knows(slot)) return;
      slots.push_back(slot);
      pattern_.known.insert(slot);
    };
    for (const std::size_t end : {path.from, path.to}) add(pattern_.nodes[end].slot);
    for (const SelectedPath::Inner& inner : path.inner) add(*found.find(inner.name));
    return slots;
  }

  void take_relationships(const PathPattern& path, const Names& found, SelectPaths& step) {
    std::vector<const RelationshipPattern*> patterns;
    for (const RelationshipPattern& one : path.relationships) {
      patterns.push_back(&one);
      step.relationships.push_back(*found.find(one.variable));
    }
    step.different = different(patterns);
    for (std::size_t i = 0; i < patterns.size(); ++i) matched_.push_back({step.relationships[i], patterns[i]});
  }

  /// What was found within a path with what bears its name elsewhere.
  void join(const SelectedPath::Inner& inner, const Names& found) {
    const Slot slot = *found.find(inner.name);
    if (slot == inner.slot) return;
    if (!knows(inner.slot)) {
      extend({inner.slot, planning_.compile(variable(inner.name), found), inner.name});
      return pattern_.known.insert(inner.slot);
    }
    const std::string hidden = planning_.new_name();
    Names both;
    both.set(inner.name, inner.slot);
    both.set(hidden, slot);
    auto step = std::make_unique<Filter>(std::move(plan_));
    step->condition = planning_.compile(equal_variables(hidden, inner.name), both);
    plan_ = std::move(step);
  }

  // --- Statements ---

  void match(StatementVariable& statement) {
    auto step = std::make_unique<StatementMatch>(std::move(plan_));
    step->statement = statement.slot;
    step->pattern = text_of(*statement.pattern);
    for (StatementVariable::Frame& made : statement.frames) {
      for (StatementSlot& slot : made.frame.slots) slot.known = slot.variable && knows(*slot.variable);
      step->frames.push_back(std::move(made.frame));
    }
    take_status(statement.name, *step);
    for (const Slot slot : step->fills()) pattern_.known.insert(slot);
    plan_ = std::move(step);
  }

  /// Takes over the conditions on polarity and modality.
  void take_status(const std::string& name, StatementMatch& step) {
    for (Condition& condition : pattern_.conditions) {
      if (!condition.is_open_on(name) || condition.element->shape != Shape::Compare ||
          condition.element->comparison != property::Comparison::Equal ||
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

  // --- Paths and conditions ---

  void make_path(const PathVariable& path) {
    if (path.pattern->variable.empty()) return;
    const Slot slot = *names_.find(path.pattern->variable);
    extend({slot, path_of(pattern_.nodes[path.first_node].slot, path.relationships), path.pattern->variable});
    plan_->estimate = rows_;
    pattern_.known.insert(slot);
  }

  /// Filters by all conditions that can be decided now.
  void apply_conditions() {
    for (Condition& condition : pattern_.conditions) {
      if (condition.used || !pattern_.known.contains(condition.needs)) continue;
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

  /// With the first of its alternatives only: the query has them all.
  static std::string text_of(ast::StatementPattern pattern) {
    const std::size_t others = pattern.frames.size() - 1;
    pattern.frames.resize(1);
    const std::string text = cypher::print(ast::Pattern{{}, {}, {std::move(pattern)}});
    return others == 0 ? text : text + " | " + std::to_string(others) + " more";
  }

  std::string text_of(const Link& link) const {
    const RelationshipPattern& pattern = *link.pattern;
    std::string text = '(' + shown(pattern_.nodes[link.from].name) + ')';
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
    return text + shown(pattern_.nodes[link.to].name) + ')';
  }

  Planning& planning_;
  const Names& names_;
  OperatorPtr plan_;
  MatchPattern pattern_;  ///< what is known grows, conditions are used up
  std::vector<Matched> matched_;
  double rows_ = 1;
};

OperatorPtr plan_inside(Planning& planning, OperatorPtr input, const ast::Pattern& pattern,
                        const std::vector<const ast::Expression*>& conditions, Names& names, const Inside& inside) {
  MatchPattern parts = take_apart(planning, pattern, conditions, names, inside);
  return MatchPlanner(planning, std::move(input), std::move(parts), names).plan(nullptr);
}

}  // namespace

OperatorPtr plan_match(Planning& planning, OperatorPtr input, const ast::Pattern& pattern,
                       const std::vector<const ast::Expression*>& conditions, Names& names,
                       const std::vector<std::string>* counted) {
  MatchPattern parts = take_apart(planning, pattern, conditions, names);
  return MatchPlanner(planning, std::move(input), std::move(parts), names).plan(counted);
}

}  // namespace whom::engine
