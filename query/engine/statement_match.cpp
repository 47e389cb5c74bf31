// Places of a statement are numbered: subject, object, then the qualifiers. The slots of a frame are given places one
// after the other, by trying for each of them every place that is still free; a variable takes the term that stands
// there, or must equal it.
#include "query/engine/statement_match.hpp"

#include <algorithm>
#include <bitset>

#include "graph/property/statement_graph.hpp"
#include "graph/roles.hpp"

namespace whom::engine {
namespace {

using graph::EntityIndex;
using graph::KnowledgeGraph;
using graph::StatementIndex;
using graph::Term;
using property::Kind;
using property::Value;

/// Places beyond the last are not looked at.
constexpr std::size_t subject_place = 0, object_place = 1, first_qualifier = 2, most_places = 64;

const Term* term_at(const graph::Statement& statement, std::size_t place) {
  if (place == subject_place) return statement.subject ? &*statement.subject : nullptr;
  if (place == object_place) return statement.object ? &*statement.object : nullptr;
  return &statement.qualifiers[place - first_qualifier].value;
}

bool is_time(const Term& term) {
  const auto* literal = std::get_if<graph::Literal>(&term);
  return literal != nullptr && literal->type == graph::LiteralType::Time;
}

bool is_place(const Term& term, const KnowledgeGraph& knowledge) {
  const auto* entity = std::get_if<EntityIndex>(&term);
  if (entity == nullptr) return false;
  const graph::EntityType type = knowledge.entity(*entity).type;
  return type == graph::EntityType::Place || type == graph::EntityType::GeopoliticalEntity ||
         type == graph::EntityType::Facility;
}

/// What stands under this role, or after this last word of the relation, tells where.
bool tells_where(std::string_view role, const Term& term, const KnowledgeGraph& knowledge) {
  if (is_time(term)) return false;
  return graph::is_place_role(role) || (graph::is_direction_role(role) && is_place(term, knowledge));
}

std::string_view last_word(std::string_view relation) { return relation.substr(relation.rfind(' ') + 1); }

/// A variable does not take the time in "in 2021"; a name ("on Friday") may.
bool stands(const StatementPlace& wanted, const graph::Statement& statement, std::size_t place, bool variable,
            const KnowledgeGraph& knowledge) {
  using PlaceKind = StatementPlace::Kind;
  if (wanted.kind == PlaceKind::Subject) return place == subject_place;
  if (wanted.kind == PlaceKind::Object) return place == object_place;
  if (wanted.kind == PlaceKind::Place && place == object_place)
    return tells_where(last_word(statement.relation), *statement.object, knowledge);
  if (place < first_qualifier) return false;
  const graph::Qualifier& qualifier = statement.qualifiers[place - first_qualifier];
  const bool time = is_time(qualifier.value);
  if (wanted.kind == PlaceKind::Time) return time && qualifier.role != "for";  // how long, not when
  if (wanted.kind == PlaceKind::Place) return tells_where(qualifier.role, qualifier.value, knowledge);
  return qualifier.role == wanted.role && !(variable && time);
}

/// The statements that a frame has to look at for a row.
class Candidates {
 public:
  Candidates(const KnowledgeGraph& knowledge, const StatementFrame& frame, const Batch& rows, std::size_t row)
      : knowledge_(knowledge),
        relation_(frame.relation),
        all_(relation_.empty() ? std::span<const StatementIndex>() : knowledge.with_relation(relation_)) {
    std::size_t fewest = relation_.empty() ? knowledge.statements().size() : all_.size();
    for (const StatementSlot& slot : frame.slots) {
      const std::vector<EntityIndex> entities = known_entities(slot, rows, row);
      const std::size_t count = participations(entities);
      if (entities.empty() || count >= fewest) continue;
      fewest = count;
      entities_ = entities;
    }
  }

  template <typename Visit>
  void visit(const Visit& each) const {
    if (entities_.empty() && relation_.empty()) {
      for (std::uint32_t i = 0; i < knowledge_.statements().size(); ++i) each(StatementIndex{i});
      return;
    }
    if (entities_.empty()) {
      for (const StatementIndex statement : all_) each(statement);
      return;
    }
    for (const EntityIndex entity : entities_) {
      std::optional<StatementIndex> last;
      for (const graph::Participation& part : knowledge_.participations(entity)) {
        if (last == part.statement) continue;
        last = part.statement;
        if (relation_.empty() || knowledge_.statement(part.statement).relation == relation_) each(part.statement);
      }
    }
  }

 private:
  /// Empty where entities do not lead to all statements, as those of a name that may be in a literal.
  std::vector<EntityIndex> known_entities(const StatementSlot& slot, const Batch& rows, std::size_t row) const {
    if (!slot.variable) return slot.name->stems.empty() ? slot.name->entities : std::vector<EntityIndex>();
    if (!slot.known) return {};
    const Value value = rows.columns[*slot.variable].at(row);
    if (!value.is(Kind::Node) || value.node().index >= knowledge_.entities().size()) return {};
    return {EntityIndex{value.node().index}};
  }

  std::size_t participations(const std::vector<EntityIndex>& entities) const {
    std::size_t count = 0;
    for (const EntityIndex entity : entities) count += knowledge_.participations(entity).size();
    return count;
  }

  const KnowledgeGraph& knowledge_;
  const std::string& relation_;
  std::span<const StatementIndex> all_;
  std::vector<EntityIndex> entities_;
};

class StatementCursor : public Cursor {
 public:
  StatementCursor(const StatementMatch& step, Execution& execution)
      : step_(step),
        execution_(execution),
        knowledge_(*execution.context.texts.knowledge),
        reader_(*step.inputs.front(), execution) {
    for (const Slot slot : step.fills())
      if (slot != step.statement) variables_.push_back(slot);
    values_.resize(variables_.size());
  }

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size) {
      if (!reader_.advance()) return false;
      row_ = 0;
    }
    rows_.clear();
    for (; row_ < reader_.batch().size && rows_.size() < batch_rows; ++row_)
      for (const StatementFrame& frame : step_.frames) match(frame, out);
    carry(reader_.batch(), rows_, step_.live, out);
    return true;
  }

 private:
  void match(const StatementFrame& frame, Batch& out) {
    constexpr std::size_t often = 256;
    std::size_t seen = 0;
    Candidates(knowledge_, frame, reader_.batch(), row_).visit([&](StatementIndex index) {
      if (seen++ % often == 0) execution_.check();
      const graph::Statement& statement = knowledge_.statement(index);
      if (step_.polarity && statement.polarity != *step_.polarity) return;
      if (step_.modality && statement.modality != *step_.modality) return;
      place(frame, 0, statement, index, out);
    });
  }

  void place(const StatementFrame& frame, std::size_t slot, const graph::Statement& statement, StatementIndex index,
             Batch& out) {
    if (slot == frame.slots.size()) return keep(index, out);
    const std::size_t places = std::min(most_places, first_qualifier + statement.qualifiers.size());
    for (std::size_t at = 0; at < places; ++at) {
      const Term* term = term_at(statement, at);
      if (taken_[at] || term == nullptr || !may_take(frame.slots[slot], statement, at)) continue;
      taken_.set(at);
      if (!frame.slots[slot].variable) {
        if (matches(*execution_.context.texts.names, *frame.slots[slot].name, *term))
          place(frame, slot + 1, statement, index, out);
      } else if (const std::optional<bool> bound = bind(frame.slots[slot], *term)) {
        place(frame, slot + 1, statement, index, out);
        if (*bound) value_of(frame.slots[slot]) = {};
      }
      taken_.reset(at);
    }
  }

  bool may_take(const StatementSlot& slot, const graph::Statement& statement, std::size_t at) const {
    return std::any_of(slot.places.begin(), slot.places.end(), [&](const StatementPlace& place) {
      return stands(place, statement, at, slot.variable.has_value(), knowledge_);
    });
  }

  /// Nothing where the variable is not this term; true where it was given the term.
  std::optional<bool> bind(const StatementSlot& slot, const Term& term) {
    const Value value = value_of(term, reader_.batch().columns[*slot.variable].form);
    if (value.is_null()) return {};
    if (slot.known) {
      if (equivalent(reader_.batch().columns[*slot.variable].at(row_), value)) return false;
      return {};
    }
    Value& held = value_of(slot);
    if (!held.is_null()) return equivalent(held, value) ? std::optional(false) : std::nullopt;
    held = value;
    return true;
  }

  Value& value_of(const StatementSlot& slot) {
    const auto at = std::find(variables_.begin(), variables_.end(), *slot.variable);
    return values_[static_cast<std::size_t>(at - variables_.begin())];
  }

  /// In a column of nodes literals are the nodes that stand for them.
  Value value_of(const Term& term, Vector::Form form) const {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) return Value(property::Node{entity->value});
    if (form == Vector::Form::Values) return property::value_of(std::get<graph::Literal>(term));
    const auto node = property::node_of(execution_.graph, knowledge_, term);
    return node ? Value(*node) : Value();
  }

  void keep(StatementIndex index, Batch& out) {
    rows_.push_back(static_cast<std::uint32_t>(row_));
    out.columns[step_.statement].values.emplace_back(property::Statement{index.value});
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      Vector& column = out.columns[variables_[i]];
      if (column.form == Vector::Form::Values)
        column.values.push_back(values_[i]);
      else
        column.elements.push_back(values_[i].is_null() ? no_element : values_[i].node().index);
    }
  }

  const StatementMatch& step_;
  Execution& execution_;
  const KnowledgeGraph& knowledge_;
  Reader reader_;
  std::vector<Slot> variables_;  ///< those that are filled
  std::vector<Value> values_;    ///< parallel to them; null while open
  std::bitset<most_places> taken_;
  std::vector<std::uint32_t> rows_;
  std::size_t row_ = 0;
};

}  // namespace

StatementPlace statement_place(const std::string& name) {
  using PlaceKind = StatementPlace::Kind;
  if (name == "subject") return {PlaceKind::Subject, {}};
  if (name == "object") return {PlaceKind::Object, {}};
  if (name == "time") return {PlaceKind::Time, {}};
  if (name == "place") return {PlaceKind::Place, {}};
  return {PlaceKind::Role, name};
}

bool matches(const NameSource& names, const NameMatch& name, const Term& term) {
  if (const auto* entity = std::get_if<EntityIndex>(&term))
    return std::binary_search(name.entities.begin(), name.entities.end(), *entity);
  return !name.stems.empty() && names.has_words(std::get<graph::Literal>(term).text, name);
}

CursorPtr StatementMatch::open(Execution& execution) const {
  return std::make_unique<StatementCursor>(*this, execution);
}

std::string StatementMatch::describe() const { return "Statements " + pattern; }

std::vector<Slot> StatementMatch::reads() const {
  std::vector<Slot> slots;
  for (const StatementFrame& frame : frames)
    for (const StatementSlot& slot : frame.slots)
      if (slot.variable && slot.known) slots.push_back(*slot.variable);
  return slots;
}

std::vector<Slot> StatementMatch::fills() const {
  std::vector<Slot> slots{statement};
  for (const StatementFrame& frame : frames)
    for (const StatementSlot& slot : frame.slots)
      if (slot.variable && !slot.known && !contains(slots, *slot.variable)) slots.push_back(*slot.variable);
  return slots;
}

double statements_seen(const StatementFrame& frame, const KnowledgeGraph& knowledge) {
  std::size_t fewest =
      frame.relation.empty() ? knowledge.statements().size() : knowledge.with_relation(frame.relation).size();
  for (const StatementSlot& slot : frame.slots) {
    if (slot.variable || !slot.name->stems.empty()) continue;
    std::size_t sum = 0;
    for (const EntityIndex entity : slot.name->entities) sum += knowledge.participations(entity).size();
    fewest = std::min(fewest, sum);
  }
  return static_cast<double>(fewest);
}

}  // namespace whom::engine
