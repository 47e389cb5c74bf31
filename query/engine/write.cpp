#include "query/engine/write.hpp"

#include <numeric>

#include "query/engine/live.hpp"

namespace whom::engine {
namespace {

using property::Graph;
using property::Kind;
using property::Value;

// --- Messages ---

/// The first element of the graph that the value is or holds, in words: its number tells nobody anything.
std::string_view element_in(const Value& value) {
  std::string_view found;
  switch (value.kind()) {
    case Kind::Node:
      return "a node";
    case Kind::Relationship:
      return "a relationship";
    case Kind::Statement:
      return "a statement";
    case Kind::Path:
      return "a path";
    case Kind::List:
      for (auto member = value.list().begin(); found.empty() && member != value.list().end(); ++member)
        found = element_in(*member);
      return found;
    case Kind::Map:
      for (auto entry = value.map().begin(); found.empty() && entry != value.map().end(); ++entry)
        found = element_in(entry->second);
      return found;
    default:
      return found;
  }
}

std::string described(const Value& value) {
  const std::string element(element_in(value));
  if (element.empty()) return print(value);
  return value.is(Kind::List)  ? "a list with " + element + " in it"
         : value.is(Kind::Map) ? "a map with " + element + " in it"
                               : element;
}

// --- Properties ---

bool is_plain(const Value& value) {
  switch (value.kind()) {
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Statement:
    case Kind::List:
    case Kind::Path:
      return false;
    default:
      return true;
  }
}

/// Qualifiers of statements are lists with nodes, in graphs that were read from texts.
bool is_storable(const Value& value, bool from_texts) {
  if (!value.is(Kind::List)) return is_plain(value);
  return std::all_of(value.list().begin(), value.list().end(), [from_texts](const Value& member) {
    return is_plain(member) || (from_texts && member.is(Kind::Node));
  });
}

/// With strings of its own: what is read from the graph may be gone once it is written to.
Value owned(const Value& value) {
  if (value.is(Kind::String)) return Value(value.string());
  if (!value.is(Kind::List)) return value;
  property::List list;
  for (const Value& member : value.list()) list.push_back(owned(member));
  return Value(std::move(list));
}

template <typename Element>
void set_property(Execution& execution, Element element, std::string_view key, const Value& value) {
  const bool from_texts = execution.context.texts.knowledge != nullptr;
  if (!is_storable(value, from_texts))
    fail("TypeError", "InvalidPropertyType",
         "a property cannot be " + described(value) + ": only plain values and lists of them" +
             (from_texts ? " and of nodes" : "") + " are stored" +
             (element_in(value) == "a node" ? "; name_of() gives the name of a node" : ""));
  Graph& graph = execution.graph;
  if (value.is_null() && !graph.find_key(key)) return;
  graph.set(element, graph.add_key(key), owned(value));
}

template <typename Element>
void set_all(Execution& execution, Element element, const Value& map) {
  for (const auto& [key, value] : map.map()) set_property(execution, element, key, value);
}

template <typename Element>
void clear_properties(Graph& graph, Element element) {
  for (const auto& [key, value] : graph.properties(element)) graph.set(element, key, Value());
}

/// The properties of a node or relationship, or a map, as a map.
Value as_map(const Graph& graph, const Value& value) {
  property::Map map;
  const auto copy = [&](const auto& properties) {
    for (const auto& [key, held] : properties) map.emplace_back(std::string(graph.name(key)), owned(held));
  };
  if (value.is(Kind::Node))
    copy(graph.properties(value.node()));
  else if (value.is(Kind::Relationship))
    copy(graph.properties(value.relationship()));
  else if (value.is(Kind::Map))
    return value;
  else
    fail("TypeError", "InvalidArgumentType",
         "properties are set from a map, a node or a relationship, not " + described(value));
  return Value(std::move(map));
}

// --- Assignments ---

class Assigner {
 public:
  Assigner(const std::vector<Assignment>& assignments, Execution& execution)
      : assignments_(assignments), execution_(execution), graph_(execution.graph) {}

  void apply(const Batch& batch, std::size_t row) {
    for (const Assignment& assignment : assignments_) {
      const Value target = assignment.target.value(execution_, batch, row);
      if (target.is_null()) continue;
      const Value value = assignment.value ? assignment.value->value(execution_, batch, row) : Value();
      if (target.is(Kind::Node))
        apply(assignment, target.node(), value);
      else if (target.is(Kind::Relationship))
        apply(assignment, target.relationship(), value);
      else
        fail("TypeError", "InvalidArgumentType",
             "only nodes and relationships have properties, not " + described(target));
    }
  }

 private:
  template <typename Element>
  void apply(const Assignment& assignment, Element element, const Value& value) {
    require_live(graph_, element);
    switch (assignment.kind) {
      case Assignment::Kind::Property:
        return set_property(execution_, element, assignment.key, value);
      case Assignment::Kind::Replace: {
        const Value map = as_map(graph_, value);
        clear_properties(graph_, element);
        return set_all(execution_, element, map);
      }
      case Assignment::Kind::Merge:
        return set_all(execution_, element, as_map(graph_, value));
      case Assignment::Kind::AddLabels:
        return set_labels(element, assignment.labels, true);
      case Assignment::Kind::RemoveLabels:
        return set_labels(element, assignment.labels, false);
    }
  }

  void set_labels(property::Node node, const std::vector<std::string>& labels, bool has) {
    for (const std::string& label : labels) graph_.set_label(node, graph_.add_label(label), has);
  }
  [[noreturn]] void set_labels(property::Relationship, const std::vector<std::string>&, bool) {
    fail("TypeError", "InvalidArgumentType", "a relationship has no labels that could be changed");
  }

  const std::vector<Assignment>& assignments_;
  Execution& execution_;
  Graph& graph_;
};

// --- Creation ---

class Maker {
 public:
  Maker(const std::vector<NewElement>& elements, Execution& execution)
      : elements_(elements), execution_(execution), graph_(execution.graph) {}

  /// Makes the elements of a row and writes their numbers into its columns.
  void make(Batch& batch, std::size_t row) {
    for (const NewElement& element : elements_) {
      const Value properties = element.properties ? element.properties->value(execution_, batch, row) : Value();
      std::vector<std::uint32_t>& column = batch.columns[element.slot].elements;
      column.resize(batch.size, no_element);
      column[row] =
          element.is_node ? make_node(element, properties) : make_relationship(element, properties, batch, row);
    }
  }

  /// Makes nothing where a property is null: no element could be told apart by it.
  void refuse_null(const Batch& batch, std::size_t row) const {
    for (const NewElement& element : elements_) {
      if (!element.properties) continue;
      const Value properties = element.properties->value(execution_, batch, row);
      for (const auto& [key, value] : properties.map())
        if (value.is_null())
          fail("SemanticError", "MergeReadOwnWrites", "MERGE cannot match on a property that is null: " + key);
    }
  }

 private:
  std::uint32_t make_node(const NewElement& element, const Value& properties) {
    std::vector<property::Label> labels;
    for (const std::string& label : element.labels) labels.push_back(graph_.add_label(label));
    const property::Node node = graph_.create_node(labels);
    if (!properties.is_null()) set_all(execution_, node, as_map(graph_, properties));
    return node.index;
  }

  std::uint32_t make_relationship(const NewElement& element, const Value& properties, const Batch& batch,
                                  std::size_t row) {
    const property::Relationship made = graph_.create_relationship(
        end(batch, element.source, row), graph_.add_type(element.type), end(batch, element.target, row));
    if (!properties.is_null()) set_all(execution_, made, as_map(graph_, properties));
    return made.index;
  }

  property::Node end(const Batch& batch, Slot slot, std::size_t row) const {
    const Value node = batch.columns[slot].at(row);
    if (!node.is(Kind::Node))
      fail("SemanticError", "InvalidArgumentValue",
           "a relationship needs a node at either end, not " + described(node));
    require_live(graph_, node.node());
    return node.node();
  }

  const std::vector<NewElement>& elements_;
  Execution& execution_;
  Graph& graph_;
};

// --- Cursors ---

/// Gathers the rows of its input, changes the graph, and hands the rows on. Does the first two when it is opened, for
/// the steps after it, which open their inputs first, look at the graph when they are.
class EagerCursor : public Cursor {
 public:
  EagerCursor(const Operator& step, Execution& execution)
      : execution_(execution),
        step_(step),
        cursor_(execution.open(*step.inputs.front())),
        rows_(execution.make_batch()) {}

  void run() {
    gather();
    write(rows_);
  }

  bool next(Batch& out) override {
    clear(out);
    const std::size_t last = std::min(rows_.size, handed_ + batch_rows);
    if (handed_ == last) return false;
    std::vector<std::uint32_t> range(last - handed_);
    std::iota(range.begin(), range.end(), static_cast<std::uint32_t>(handed_));
    std::vector<Slot> slots = step_.live;
    slots.insert(slots.end(), step_.wanted.begin(), step_.wanted.end());
    carry(rows_, range, slots, out);
    handed_ = last;
    return true;
  }

 protected:
  virtual void write(Batch& rows) = 0;
  /// What the step must keep of its input: what is read later, and what it reads.
  std::vector<Slot> needed() const {
    std::vector<Slot> slots = step_.live;
    for (const std::vector<Slot>& more : {step_.reads(), step_.handed})
      for (const Slot slot : more)
        if (!contains(slots, slot) && !contains(step_.fills(), slot)) slots.push_back(slot);
    return slots;
  }

  Execution& execution_;

 private:
  void gather() {
    const std::vector<Slot> slots = needed();
    Batch batch = execution_.make_batch();
    while (cursor_->next(batch)) {
      execution_.check();
      std::vector<std::uint32_t> all(batch.size);
      std::iota(all.begin(), all.end(), 0U);
      carry(batch, all, slots, rows_);
      execution_.hold(static_cast<std::ptrdiff_t>(all.size() * slots.size() * sizeof(Value)));
    }
  }

  const Operator& step_;
  CursorPtr cursor_;
  Batch rows_;
  std::size_t handed_ = 0;
};

template <typename Made, typename Step>
CursorPtr open_and_run(const Step& step, Execution& execution) {
  auto cursor = std::make_unique<Made>(step, execution);
  cursor->run();
  return cursor;
}

class CreateCursor : public EagerCursor {
 public:
  CreateCursor(const Create& step, Execution& execution)
      : EagerCursor(step, execution), maker_(step.elements, execution) {}

 private:
  void write(Batch& rows) override {
    for (std::size_t row = 0; row < rows.size; ++row) maker_.make(rows, row);
  }
  Maker maker_;
};

class AssignCursor : public EagerCursor {
 public:
  AssignCursor(const Assign& step, Execution& execution)
      : EagerCursor(step, execution), assigner_(step.assignments, execution) {}

 private:
  void write(Batch& rows) override {
    for (std::size_t row = 0; row < rows.size; ++row) assigner_.apply(rows, row);
  }
  Assigner assigner_;
};

class DeleteCursor : public EagerCursor {
 public:
  DeleteCursor(const Delete& step, Execution& execution) : EagerCursor(step, execution), step_(step) {}

 private:
  void write(Batch& rows) override {
    for (std::size_t row = 0; row < rows.size; ++row)
      for (const Compiled& target : step_.targets) take(target.value(execution_, rows, row));
    Graph& graph = execution_.graph;
    if (step_.detach)
      for (const std::uint32_t node : nodes_) take_relationships(node);
    for (const std::uint32_t number : relationships_) remove_once(graph, property::Relationship{number});
    for (const std::uint32_t number : nodes_) {
      if (graph.outgoing({number}).size() + graph.incoming({number}).size() > 0)
        fail("ConstraintVerificationFailed", "DeleteConnectedNode",
             "a node that still has relationships cannot be deleted; DETACH DELETE deletes them as well");
      remove_once(graph, property::Node{number});
    }
  }

  void take(const Value& value) {
    if (value.is(Kind::Node))
      nodes_.push_back(value.node().index);
    else if (value.is(Kind::Relationship))
      relationships_.push_back(value.relationship().index);
    else if (value.is(Kind::Path))
      take(value.path());
    else if (!value.is_null())
      fail("TypeError", "InvalidArgumentType",
           "only nodes, relationships and paths can be deleted, not " + described(value) +
               (value.is(Kind::Statement) ? "; its relationship can: s.relationship" : ""));
  }

  void take(const property::Path& path) {
    for (const property::Node node : path.nodes) nodes_.push_back(node.index);
    for (const property::Relationship relationship : path.relationships) relationships_.push_back(relationship.index);
  }

  void take_relationships(std::uint32_t node) {
    for (const property::Adjacent& adjacent : {execution_.graph.outgoing({node}), execution_.graph.incoming({node})})
      relationships_.insert(relationships_.end(), adjacent.relationships.begin(), adjacent.relationships.end());
  }

  template <typename Element>
  static void remove_once(Graph& graph, Element element) {
    if (graph.exists(element)) graph.remove(element);
  }

  const Delete& step_;
  std::vector<std::uint32_t> nodes_, relationships_;
};

class MergeCursor : public EagerCursor {
 public:
  MergeCursor(const Merge& step, Execution& execution)
      : EagerCursor(step, execution),
        step_(step),
        maker_(step.elements, execution),
        on_create_(step.on_create, execution),
        on_match_(step.on_match, execution),
        merged_(execution.make_batch()),
        kept_(step.reads_of_inner()) {
    for (const Slot slot : step.live)
      if (!contains(kept_, slot)) kept_.push_back(slot);
  }

 private:
  /// Row by row, since a row must see what the one before it made.
  void write(Batch& rows) override {
    Batch one = execution_.make_batch(), found = execution_.make_batch();
    const std::vector<Slot> slots = needed();
    for (std::uint32_t row = 0; row < rows.size; ++row) {
      clear(one);
      carry(rows, std::span(&row, 1), slots, one);
      maker_.refuse_null(one, 0);
      if (!match(one, found)) make(one);
    }
    rows = std::move(merged_);
  }

  bool match(const Batch& one, Batch& found) {
    execution_.check();
    execution_.arguments[step_.argument] = &one;
    const CursorPtr plan = execution_.open(*step_.plan);
    const std::size_t before = merged_.size;
    while (plan->next(found)) append(found);
    for (std::size_t row = before; row < merged_.size; ++row) on_match_.apply(merged_, row);
    return merged_.size > before;
  }

  void make(Batch& one) {
    maker_.make(one, 0);
    if (step_.path) one.columns[step_.path->first].values = {step_.path->second.value(execution_, one, 0)};
    append(one);
    on_create_.apply(merged_, merged_.size - 1);
  }

  void append(const Batch& batch) {
    std::vector<std::uint32_t> all(batch.size);
    std::iota(all.begin(), all.end(), 0U);
    carry(batch, all, kept_, merged_);
  }

  const Merge& step_;
  Maker maker_;
  Assigner on_create_, on_match_;
  Batch merged_;
  std::vector<Slot> kept_;  ///< of rows that were matched or made
};

void add(std::vector<Slot>& slots, const std::vector<Slot>& more) {
  for (const Slot slot : more)
    if (!contains(slots, slot)) slots.push_back(slot);
}

std::vector<Slot> read_by(const std::vector<NewElement>& elements) {
  std::vector<Slot> slots;
  for (const NewElement& element : elements) {
    if (element.properties) add(slots, element.properties->reads);
    if (!element.is_node) add(slots, {element.source, element.target});
  }
  return slots;
}

std::vector<Slot> read_by(const std::vector<Assignment>& assignments) {
  std::vector<Slot> slots;
  for (const Assignment& assignment : assignments) {
    add(slots, assignment.target.reads);
    if (assignment.value) add(slots, assignment.value->reads);
  }
  return slots;
}

std::vector<Slot> without(std::vector<Slot> slots, const std::vector<Slot>& less) {
  std::erase_if(slots, [&](Slot slot) { return contains(less, slot); });
  return slots;
}

}  // namespace

CursorPtr Create::open(Execution& execution) const { return open_and_run<CreateCursor>(*this, execution); }
CursorPtr Assign::open(Execution& execution) const { return open_and_run<AssignCursor>(*this, execution); }
CursorPtr Delete::open(Execution& execution) const { return open_and_run<DeleteCursor>(*this, execution); }
CursorPtr Merge::open(Execution& execution) const { return open_and_run<MergeCursor>(*this, execution); }

std::vector<Slot> Create::fills() const {
  std::vector<Slot> slots;
  for (const NewElement& element : elements) slots.push_back(element.slot);
  return slots;
}

std::vector<Slot> Create::reads() const { return without(read_by(elements), fills()); }

std::vector<Slot> Assign::reads() const { return read_by(assignments); }

std::vector<Slot> Delete::reads() const {
  std::vector<Slot> slots;
  for (const Compiled& target : targets) add(slots, target.reads);
  return slots;
}

std::vector<Slot> Merge::reads_of_inner() const {
  std::vector<Slot> slots = filled;
  add(slots, read_by(on_match));
  add(slots, read_by(on_create));
  return slots;
}

std::vector<Slot> Merge::reads() const {
  std::vector<Slot> slots = read_by(elements);
  add(slots, read_by(on_match));
  add(slots, read_by(on_create));
  return without(std::move(slots), filled);
}

}  // namespace whom::engine
