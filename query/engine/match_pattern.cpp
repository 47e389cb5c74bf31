// Paths come first, then statements, whose participants may be nodes of the paths, then names of the paths. What is
// named between the ends of selected paths follows, so that it is not taken for known elsewhere. The conditions are
// looked through last, when all names have slots. Of the inside of a selected path, the only part without an upper
// bound is a search for shortest trails once all other parts are known: its length decides which match is the shorter
// one. A variable that is known as a value of any kind is computed once more as a column of nodes or relationships; a
// list of relationships that is known is matched under a hidden name and compared.
#include "query/engine/match_pattern.hpp"

#include <algorithm>

#include "query/cypher/parse.hpp"
#include "query/cypher/walk.hpp"

namespace whom::engine {
namespace {

using ast::PathPattern;
using ast::RelationshipPattern;

class Dissection {
 public:
  Dissection(Planning& planning, Names& names, const Inside& inside)
      : planning_(planning), names_(names), inside_(inside) {
    for (const auto& [name, slot] : names.all()) made_.known.insert(slot);
  }

  MatchPattern of(const ast::Pattern& pattern, const std::vector<const ast::Expression*>& conditions) {
    for (const PathPattern& path : pattern.paths) take_apart(path);
    if (inside_.among) search_shortest(pattern.paths.front());
    for (const ast::StatementPattern& statement : pattern.statements) take_apart(statement, conditions);
    for (const PathPattern& path : pattern.paths) name_path(path);
    for (SelectedPath& path : made_.selected) name_inner(path);
    for (const ast::Expression* condition : conditions) add_condition(*condition);
    for (Condition& condition : made_.conditions) prepare(condition);
    for (SelectedPath& path : made_.selected) prepare(path);
    return std::move(made_);
  }

 private:
  void take_apart(const PathPattern& path) {
    if (path.selector != PathPattern::Selector::None && path.relationships.size() != 1) return select(path);
    std::size_t left = node(path.nodes.front());
    PathVariable made{&path, left, {}};
    for (std::size_t i = 0; i < path.relationships.size(); ++i) {
      const std::size_t right = node(path.nodes[i + 1]);
      made.relationships.push_back(link(path, path.relationships[i], left, right));
      left = right;
    }
    made_.paths.push_back(std::move(made));
  }

  void select(const PathPattern& path) {
    SelectedPath made{made_.paths.size(), node(path.nodes.front()), node(path.nodes.back()), {}, {}, {}};
    made_.paths.push_back({&path, made.from, {}});
    PathPattern inner = path;
    inner.selector = PathPattern::Selector::None;
    inner.variable.clear();
    inner.nodes.front() = only_name(made_.nodes[made.from].name);
    inner.nodes.back() = only_name(made_.nodes[made.to].name);
    for (ast::NodePattern& one : inner.nodes)
      if (one.variable.empty()) one.variable = planning_.new_name();
    for (RelationshipPattern& one : inner.relationships)
      if (one.variable.empty()) one.variable = planning_.new_name();
    made.pattern.paths.push_back(std::move(inner));
    made_.selected.push_back(std::move(made));
  }

  static ast::NodePattern only_name(const std::string& name) {
    ast::NodePattern node;
    node.variable = name;
    return node;
  }

  void take_apart(const ast::StatementPattern& pattern, const std::vector<const ast::Expression*>& conditions) {
    if (planning_.texts.knowledge == nullptr)
      throw cypher::Error(cypher::Error::Phase::Compile, "ArgumentError", "InvalidArgumentValue",
                          "statements are matched in graphs that were read from texts, and this one was not", pattern);
    StatementVariable made{&pattern,
                           pattern.variable.empty() ? planning_.new_name() : pattern.variable,
                           planning_.new_slot(Vector::Form::Values),
                           {}};
    names_.set(made.name, made.slot);
    const std::string sought = relation_sought(made.name, conditions);
    for (const ast::StatementPattern::Frame& frame : pattern.frames) made.frames.push_back(frame_of(frame, sought));
    made_.statements.push_back(std::move(made));
  }

  /// By a condition such as m.relation = 'meet'; empty where there is none.
  static std::string relation_sought(const std::string& statement,
                                     const std::vector<const ast::Expression*>& conditions) {
    std::vector<const ast::Expression*> parts;
    for (const ast::Expression* condition : conditions) split_conjunction(*condition, parts);
    for (const ast::Expression* part : parts) {
      const auto condition = recognise(*part);
      if (condition && condition->variable == statement && condition->shape == ElementCondition::Shape::Compare &&
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
        stands.variable = made_.participants[made.participants.back()].slot;
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
    for (std::size_t i = 0; i < made_.participants.size(); ++i)
      if (made_.participants[i].name == name) return i;
    const auto slot = names_.find(name);
    made_.participants.push_back({name, slot ? *slot : planning_.new_slot(Vector::Form::Values)});
    names_.set(name, made_.participants.back().slot);
    return made_.participants.size() - 1;
  }

  std::size_t node(const ast::NodePattern& pattern) {
    const std::size_t index = node_index(pattern.variable);
    const std::string& name = made_.nodes[index].name;
    for (const std::string& label : pattern.labels) add_condition(has_label(name, label));
    add_property_conditions(name, pattern.properties);
    return index;
  }

  std::size_t node_index(const std::string& name) {
    for (std::size_t i = 0; i < made_.nodes.size() && !name.empty(); ++i)
      if (made_.nodes[i].name == name) return i;
    NodeVariable made{name.empty() ? planning_.new_name() : name, 0};
    const auto known = names_.find(made.name);
    made.slot = known ? as_form(made.name, *known, Vector::Form::Nodes) : new_slot(made.name, Vector::Form::Nodes);
    names_.set(made.name, made.slot);
    made_.nodes.push_back(std::move(made));
    return made_.nodes.size() - 1;
  }

  Slot as_form(const std::string& name, Slot slot, Vector::Form form) {
    if (planning_.forms[slot] == form) return slot;
    const Slot made = planning_.new_slot(form);
    made_.recast.push_back({made, planning_.compile(variable(name), names_), name});
    made_.known.insert(made);
    return made;
  }

  Slot link(const PathPattern& path, const RelationshipPattern& pattern, std::size_t from, std::size_t to) {
    const std::string name = pattern.variable.empty() ? planning_.new_name() : pattern.variable;
    Link made{&pattern, &path, name, 0, from, to};
    if (path.selector != PathPattern::Selector::None) made.selection = selection_of(path);
    const auto known = names_.find(made.name);
    const auto form = made.variable_length() ? Vector::Form::Values : Vector::Form::Relationships;
    if (known && made.variable_length()) {
      made.name = planning_.new_name();
      add_condition(equal_variables(made.name, name));
      made.slot = planning_.new_slot(form);
    } else if (known) {
      made.bound = true;
      made.slot = as_form(made.name, *known, form);
    } else {
      made.slot = new_slot(made.name, form);
    }
    names_.set(made.name, made.slot);
    if (!made.variable_length()) add_property_conditions(made.name, pattern.properties);
    made_.links.push_back(std::move(made));
    return made_.links.back().slot;
  }

  Slot new_slot(const std::string& name, Vector::Form form) {
    const auto reserved = inside_.reserved.find(name);
    return reserved ? *reserved : planning_.new_slot(form);
  }

  /// Where a single part varies, and nothing else speaks of it.
  void search_shortest(const PathPattern& path) {
    const auto varies = [](const Link& link) { return link.variable_length(); };
    const auto link = std::find_if(made_.links.begin(), made_.links.end(), varies);
    if (link == made_.links.end() || link->pattern->most) return;
    if (std::any_of(std::next(link), made_.links.end(), varies)) return;
    std::vector<std::string> mentions;
    mentioned(ast::Pattern{{}, {path}, {}}, mentions);
    if (std::count(mentions.begin(), mentions.end(), link->name) > 1) return;
    link->selection = inside_.among;
    link->last = true;
  }

  void name_path(const PathPattern& path) {
    if (!path.variable.empty()) names_.set(path.variable, planning_.new_slot(Vector::Form::Values));
  }

  void name_inner(SelectedPath& path) {
    const PathPattern& pattern = path.pattern.paths.front();
    for (const ast::NodePattern& one : pattern.nodes)
      if (one.variable != pattern.nodes.front().variable && one.variable != pattern.nodes.back().variable)
        add_inner(one.variable, Vector::Form::Nodes, path);
    for (const RelationshipPattern& one : pattern.relationships) {
      add_inner(one.variable, one.variable_length ? Vector::Form::Values : Vector::Form::Relationships, path);
      made_.paths[path.path].relationships.push_back(path.inner.back().slot);
    }
  }

  void add_inner(const std::string& name, Vector::Form form, SelectedPath& path) {
    if (path.has_inner(name)) return;
    const auto known = names_.find(name);
    path.inner.push_back({name, known ? *known : planning_.new_slot(form), form});
    names_.set(name, path.inner.back().slot);
  }

  // --- Conditions ---

  void add_property_conditions(const std::string& name, const std::vector<ast::Expression>& properties) {
    for (const ast::Expression& map : properties)
      for (std::size_t i = 0; i < map.names.size(); ++i)
        add_condition(equals_property(name, map.names[i], map.operands[i]));
  }

  void add_condition(const ast::Expression& expression) {
    std::vector<const ast::Expression*> parts;
    split_conjunction(expression, parts);
    for (const ast::Expression* part : parts) made_.conditions.push_back({*part, {}, {}, {}, false});
  }

  void prepare(Condition& condition) const {
    condition.needs = needs_of(condition.expression);
    condition.element = recognise(condition.expression);
    if (condition.element && condition.element->operand != nullptr)
      condition.operand_needs = needs_of(*condition.element->operand);
  }

  void prepare(SelectedPath& path) const {
    std::vector<std::string> names;
    mentioned(path.pattern, names);
    path.needs = slots_of(names, names_);
    const std::vector<Slot> own = slots_of(cypher::names_in(path.pattern), names_);
    std::erase_if(path.needs, [&](Slot slot) { return contains(own, slot); });
  }

  std::vector<Slot> needs_of(const ast::Expression& expression) const {
    std::vector<std::string> names;
    mentioned(expression, names);
    return slots_of(names, names_);
  }

  Planning& planning_;
  Names& names_;
  const Inside& inside_;
  MatchPattern made_;
};

}  // namespace

bool SlotSet::contains(const std::vector<Slot>& slots) const {
  return std::all_of(slots.begin(), slots.end(), [this](Slot slot) { return contains(slot); });
}

void SlotSet::insert(Slot slot) {
  if (members_.size() <= slot) members_.resize(slot + 1);
  members_[slot] = true;
}

bool StatementVariable::has(std::size_t participant) const {
  return std::any_of(frames.begin(), frames.end(), [&](const Frame& frame) {
    return std::find(frame.participants.begin(), frame.participants.end(), participant) != frame.participants.end();
  });
}

bool SelectedPath::has_inner(std::string_view name) const {
  return std::any_of(inner.begin(), inner.end(), [name](const Inner& one) { return one.name == name; });
}

bool MatchPattern::has_links(std::size_t node) const {
  const auto ends_at = [node](const auto& link) { return link.from == node || link.to == node; };
  return std::any_of(links.begin(), links.end(), ends_at) || std::any_of(selected.begin(), selected.end(), ends_at);
}

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

MatchPattern take_apart(Planning& planning, const ast::Pattern& pattern,
                        const std::vector<const ast::Expression*>& conditions, Names& names, const Inside& inside) {
  return Dissection(planning, names, inside).of(pattern, conditions);
}

}  // namespace whom::engine
