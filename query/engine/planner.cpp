#include "query/engine/planner.hpp"

#include <algorithm>

#include "query/cypher/walk.hpp"
#include "query/engine/aggregate.hpp"
#include "query/engine/expand.hpp"
#include "query/engine/intersect.hpp"
#include "query/engine/match.hpp"
#include "query/engine/path.hpp"
#include "query/engine/projection.hpp"
#include "query/engine/rows.hpp"
#include "query/engine/scan.hpp"
#include "query/engine/variable_length.hpp"
#include "query/engine/write.hpp"

namespace whom::engine {
namespace {

/// Plans the clauses of a query, one after the other.
class ClausePlanner {
 public:
  ClausePlanner(Planning& planning, OperatorPtr input, Names names)
      : planning_(planning), plan_(std::move(input)), names_(std::move(names)) {}

  void operator()(const ast::Match& match) {
    std::vector<const ast::Expression*> conditions;
    for (const ast::Expression& condition : match.where) conditions.push_back(&condition);
    if (match.optional) return optional(match.pattern, conditions);
    const std::vector<std::string> variables = cypher::names_in(match.pattern);
    const auto counted = read_if_counted(variables);
    plan_ = plan_match(planning_, std::move(plan_), match.pattern, conditions, names_, counted ? &*counted : nullptr);
    for (const Slot slot : slots_of(variables, names_)) never_null_.push_back(slot);
  }

  void operator()(const ast::Unwind& unwind) {
    auto step = std::make_unique<Unwind>(std::move(plan_));
    step->list = planning_.compile(unwind.list, names_);
    step->slot = planning_.new_slot(Vector::Form::Values);
    step->name = unwind.variable;
    step->estimate = 10;
    names_.set(unwind.variable, step->slot);
    plan_ = std::move(step);
  }

  void operator()(const ast::Projection& projection) {
    const auto never_null = [this](std::string_view name) { return is_never_null(name); };
    plan_ = counts_variable(projection, never_null)
                ? plan_projection(planning_, std::move(plan_), count_rows_instead(projection, never_null), names_)
                : plan_projection(planning_, std::move(plan_), projection, names_);
    if (!projection.is_return) return;
    for (const auto& [name, slot] : names_.all()) {
      if (name.front() == ' ') continue;
      columns.push_back(name);
      returned.push_back(slot);
    }
  }

  void operator()(const ast::Create& create) {
    planning_.writes = true;
    auto step = std::make_unique<Create>(std::move(plan_));
    std::vector<Extend::Item> paths;
    for (const ast::PathPattern& path : create.pattern.paths) {
      const ast::PathPattern named = named_throughout(path);
      add_new(named, names_, step->elements);
      if (!path.variable.empty())
        paths.push_back({planning_.new_slot(Vector::Form::Values), made_path(named), path.variable});
    }
    plan_ = std::move(step);
    if (paths.empty()) return;
    auto extension = std::make_unique<Extend>(std::move(plan_));
    for (const Extend::Item& item : paths) names_.set(item.name, item.slot);
    extension->items = std::move(paths);
    plan_ = std::move(extension);
  }

  void operator()(const ast::Merge& merge) {
    planning_.writes = true;
    const ast::PathPattern named = named_throughout(merge.path);
    auto step = std::make_unique<Merge>(std::move(plan_));
    step->argument = planning_.new_argument();
    Names found = names_;
    ast::Pattern pattern;
    pattern.paths.push_back(named);
    step->plan = plan_match(planning_, std::make_unique<Argument>(step->argument, std::nullopt), pattern, {}, found);
    const Names before = names_;
    adopt(found, step->filled);
    add_new(named, before, step->elements);
    if (!merge.path.variable.empty()) step->path.emplace(*names_.find(merge.path.variable), made_path(named));
    step->on_create = assignments(merge.on_create);
    step->on_match = assignments(merge.on_match);
    plan_ = std::move(step);
  }

  void operator()(const ast::Set& set) { assign(assignments(set.items)); }

  void operator()(const ast::Remove& remove) {
    std::vector<Assignment> all = assignments(remove.items);
    for (Assignment& assignment : all)
      if (assignment.kind == Assignment::Kind::AddLabels) assignment.kind = Assignment::Kind::RemoveLabels;
    assign(std::move(all));
  }

  void operator()(const ast::Delete& deletion) {
    planning_.writes = true;
    auto step = std::make_unique<Delete>(std::move(plan_));
    for (const ast::Expression& target : deletion.targets) step->targets.push_back(planning_.compile(target, names_));
    step->detach = deletion.detach;
    plan_ = std::move(step);
  }

  OperatorPtr take() { return std::move(plan_); }

  const ast::Clause* following = nullptr;  ///< the clause after the one that is planned
  std::vector<std::string> columns;
  std::vector<Slot> returned;

 private:
  bool is_never_null(std::string_view name) const {
    const auto slot = names_.find(name);
    return slot && contains(never_null_, *slot);
  }

  /// What the next clause reads, if it aggregates; `matched` are the variables of the clause before it.
  std::optional<std::vector<std::string>> read_if_counted(const std::vector<std::string>& matched) const {
    const auto* projection = following == nullptr ? nullptr : std::get_if<ast::Projection>(following);
    if (projection == nullptr || projection->star) return {};
    const auto never_null = [&](std::string_view name) {
      return is_never_null(name) || std::find(matched.begin(), matched.end(), name) != matched.end();
    };
    if (counts_variable(*projection, never_null)) return read_by(count_rows_instead(*projection, never_null));
    return read_by(*projection);
  }

  static std::optional<std::vector<std::string>> read_by(const ast::Projection& projection) {
    const bool aggregates = std::any_of(projection.items.begin(), projection.items.end(),
                                        [](const ast::ProjectionItem& item) { return has_aggregate(item.expression); });
    if (!aggregates && !projection.distinct) return {};
    std::vector<std::string> names;
    for (const ast::ProjectionItem& item : projection.items) mentioned(item.expression, names);
    for (const ast::SortItem& item : projection.order) mentioned(item.expression, names);
    return names;
  }

  void optional(const ast::Pattern& pattern, const std::vector<const ast::Expression*>& conditions) {
    auto step = std::make_unique<Optional>(std::move(plan_));
    step->argument = planning_.new_argument();
    step->ordinal = planning_.new_slot(Vector::Form::Ordinals);
    Names found = names_;
    step->plan =
        plan_match(planning_, std::make_unique<Argument>(step->argument, step->ordinal), pattern, conditions, found);
    step->estimate = std::max(1.0, step->plan->estimate);
    adopt(found, step->filled);
    plan_ = std::move(step);
  }

  /// Takes over the names that an inner plan has found. Those that were known keep their slots.
  void adopt(const Names& found, std::vector<Slot>& filled) {
    for (const auto& [name, slot] : found.all()) {
      if (names_.find(name)) continue;
      names_.set(name, slot);
      filled.push_back(slot);
    }
  }

  /// The pattern with hidden names for what has none.
  ast::PathPattern named_throughout(ast::PathPattern path) {
    for (ast::NodePattern& node : path.nodes)
      if (node.variable.empty()) node.variable = planning_.new_name();
    for (ast::RelationshipPattern& relationship : path.relationships)
      if (relationship.variable.empty()) relationship.variable = planning_.new_name();
    return path;
  }

  /// What of the pattern is not in `known` is to be made; it is in scope afterwards.
  void add_new(const ast::PathPattern& path, const Names& known, std::vector<NewElement>& elements) {
    for (const ast::NodePattern& node : path.nodes) {
      if (known.find(node.variable) || is_planned(node.variable, elements)) continue;
      NewElement element;
      element.slot = slot_of(node.variable, Vector::Form::Nodes);
      element.labels = node.labels;
      add_properties(node.properties, element);
      elements.push_back(std::move(element));
    }
    for (std::size_t i = 0; i < path.relationships.size(); ++i) {
      const ast::RelationshipPattern& relationship = path.relationships[i];
      const bool left = relationship.direction == ast::RelationshipPattern::Direction::Left;
      NewElement element;
      element.is_node = false;
      element.slot = slot_of(relationship.variable, Vector::Form::Relationships);
      element.type = relationship.types.front();
      element.source = *names_.find(path.nodes[left ? i + 1 : i].variable);
      element.target = *names_.find(path.nodes[left ? i : i + 1].variable);
      add_properties(relationship.properties, element);
      elements.push_back(std::move(element));
    }
  }

  bool is_planned(const std::string& name, const std::vector<NewElement>& elements) const {
    const auto slot = names_.find(name);
    return slot && std::any_of(elements.begin(), elements.end(),
                               [&](const NewElement& element) { return element.slot == *slot; });
  }

  Slot slot_of(const std::string& name, Vector::Form form) {
    if (const auto known = names_.find(name)) return *known;
    const Slot slot = planning_.new_slot(form);
    names_.set(name, slot);
    return slot;
  }

  void add_properties(const std::vector<ast::Expression>& properties, NewElement& element) {
    for (const ast::Expression& map : properties) element.properties = planning_.compile(map, names_);
  }

  Compiled made_path(const ast::PathPattern& path) const {
    std::vector<Slot> relationships;
    for (const ast::RelationshipPattern& relationship : path.relationships)
      relationships.push_back(*names_.find(relationship.variable));
    return path_of(*names_.find(path.nodes.front().variable), relationships);
  }

  std::vector<Assignment> assignments(const std::vector<ast::SetItem>& items) {
    std::vector<Assignment> result;
    for (const ast::SetItem& item : items) {
      Assignment assignment;
      const bool property = item.kind == ast::SetItem::Kind::Property;
      assignment.kind = property                                   ? Assignment::Kind::Property
                        : item.kind == ast::SetItem::Kind::Replace ? Assignment::Kind::Replace
                        : item.kind == ast::SetItem::Kind::Merge   ? Assignment::Kind::Merge
                                                                   : Assignment::Kind::AddLabels;
      assignment.target = planning_.compile(property ? item.target.operands.front() : item.target, names_);
      if (property) assignment.key = item.target.text;
      if (!item.value.empty()) assignment.value = planning_.compile(item.value.front(), names_);
      assignment.labels = item.labels;
      result.push_back(std::move(assignment));
    }
    return result;
  }

  void assign(std::vector<Assignment> all) {
    planning_.writes = true;
    auto step = std::make_unique<Assign>(std::move(plan_));
    step->assignments = std::move(all);
    plan_ = std::move(step);
  }

  Planning& planning_;
  OperatorPtr plan_;
  Names names_;
  std::vector<Slot> never_null_;  ///< filled by a MATCH that is not optional
};

OperatorPtr plan_part(Planning& planning, OperatorPtr input, const ast::SingleQuery& query, const Names& names,
                      std::vector<Slot>& returned, std::vector<std::string>& columns) {
  ClausePlanner planner(planning, std::move(input), names);
  for (std::size_t i = 0; i < query.clauses.size(); ++i) {
    planner.following = i + 1 < query.clauses.size() ? &query.clauses[i + 1] : nullptr;
    std::visit(planner, query.clauses[i]);
  }
  returned = planner.returned;
  columns = planner.columns;
  return planner.take();
}

/// Steps that pass on multiplicities as they are and look at no more than what is read.
bool passes_on(const Operator& step) {
  return dynamic_cast<const Filter*>(&step) != nullptr || dynamic_cast<const Extend*>(&step) != nullptr ||
         dynamic_cast<const Expand*>(&step) != nullptr || dynamic_cast<const ExpandInto*>(&step) != nullptr ||
         dynamic_cast<const VariableExpand*>(&step) != nullptr || dynamic_cast<const Intersect*>(&step) != nullptr ||
         dynamic_cast<const NodeScan*>(&step) != nullptr || dynamic_cast<const RelationshipScan*>(&step) != nullptr ||
         dynamic_cast<const KeepDifferent*>(&step) != nullptr;
}

/// Whether every row of a plan has another node in this column: it scans nodes once, and no step after it makes several
/// rows of one.
bool is_unique(const Operator& step, Slot slot) {
  if (const auto* scan = dynamic_cast<const NodeScan*>(&step))
    return scan->node == slot && dynamic_cast<const Unit*>(step.inputs.front().get()) != nullptr;
  const auto* expand = dynamic_cast<const Expand*>(&step);
  const auto* join = dynamic_cast<const Intersect*>(&step);
  const bool single = dynamic_cast<const Filter*>(&step) != nullptr || (expand != nullptr && expand->count_only) ||
                      (join != nullptr && join->count_only);
  return single && is_unique(*step.inputs.front(), slot);
}

/// The column of nodes, another one in every row, by which rows are grouped to be counted.
std::optional<Slot> unique_node(const Aggregation& step) {
  if (step.keys.size() != 1) return {};
  const Aggregation::Key& key = step.keys.front();
  const auto node = key.property ? std::optional(key.property->element) : key.variable;
  const bool counts = std::all_of(step.items.begin(), step.items.end(), [](const Aggregation::Item& item) {
    return item.function == "count" && !item.argument;
  });
  return node && counts && is_unique(*step.inputs.front(), *node) ? node : std::nullopt;
}

void count_instead_of_listing(Operator& step, bool ignores_duplicates) {
  if (!passes_on(step)) return;
  if (auto* expand = dynamic_cast<Expand*>(&step)) {
    expand->count_only = expand->wanted.empty();
    expand->distinct_ends = ignores_duplicates && !contains(expand->wanted, expand->hop.relationship);
  }
  if (auto* join = dynamic_cast<Intersect*>(&step)) join->count_only = join->wanted.empty() && !join->has_conditions();
  if (auto* expand = dynamic_cast<VariableExpand*>(&step))
    expand->distinct_ends = ignores_duplicates && !contains(expand->wanted, expand->hop.relationship) &&
                            expand->hop.different.empty() && expand->walk.least <= 1;
  for (const OperatorPtr& input : step.inputs) count_instead_of_listing(*input, ignores_duplicates);
}

using Note = std::function<std::string(const Operator&)>;

void print(const Operator& step, std::size_t depth, const Note& note, std::string& text) {
  text += std::string(2 * depth, ' ') + step.describe();
  text += "  ~" + std::to_string(static_cast<std::uint64_t>(step.estimate + 0.5));
  text += (note ? note(step) : "") + '\n';
  for (const Operator* plan : step.inner()) print(*plan, depth + 2, note, text);
  for (const OperatorPtr& input : step.inputs) print(*input, depth + 1, note, text);
}

}  // namespace

OperatorPtr plan_query(Planning& planning, const Start& start, const ast::Query& query, const Names& names,
                       std::vector<Slot>& returned, std::vector<std::string>& columns) {
  if (query.parts.size() == 1) return plan_part(planning, start(), query.parts.front(), names, returned, columns);
  auto step = std::make_unique<Union>(nullptr);
  for (const ast::SingleQuery& part : query.parts) {
    std::vector<Slot> slots, ordered;
    std::vector<std::string> part_columns;
    step->inputs.push_back(plan_part(planning, start(), part, names, slots, part_columns));
    if (columns.empty()) columns = part_columns;
    for (const std::string& column : columns) {
      const auto place = std::find(part_columns.begin(), part_columns.end(), column) - part_columns.begin();
      ordered.push_back(slots[static_cast<std::size_t>(place)]);
    }
    step->from.push_back(std::move(ordered));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) step->to.push_back(planning.new_slot(Vector::Form::Values));
  returned = step->to;
  if (std::all_of(query.all.begin(), query.all.end(), [](bool all) { return all; })) return step;
  auto distinct = std::make_unique<Distinct>(std::move(step));
  distinct->slots = returned;
  return distinct;
}

Plan make_plan(const ast::Query& query, std::string_view text, const property::Graph& graph, Texts texts) {
  Planning planning(graph, text, texts);
  Plan plan;
  plan.root = plan_query(
      planning, [] { return std::make_unique<Unit>(); }, query, Names(), plan.slots, plan.columns);
  plan.forms = std::move(planning.forms);
  plan.arguments = planning.arguments;
  plan.writes = planning.writes;
  mark_live(*plan.root, plan.slots);
  simplify(*plan.root);
  return plan;
}

void simplify(Operator& step) {
  if (auto* aggregation = dynamic_cast<Aggregation*>(&step)) {
    count_instead_of_listing(*step.inputs.front(), aggregation->ignores_duplicates());
    aggregation->unique_node = unique_node(*aggregation);
  }
  if (dynamic_cast<const Distinct*>(&step) != nullptr) count_instead_of_listing(*step.inputs.front(), true);
  for (Operator* plan : step.inner()) simplify(*plan);
  for (const OperatorPtr& input : step.inputs) simplify(*input);
}

std::string explain(const Operator& root, const Note& note) {
  std::string text;
  print(root, 0, note, text);
  return text;
}

}  // namespace whom::engine
