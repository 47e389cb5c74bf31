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

/// The statements that a frame has to look at: those of the relation, of its names, or of what a row knows of its
/// variables, whichever are fewest.
class Candidates {
 public:
  using Statements = std::span<const StatementIndex>;

  Candidates(const KnowledgeGraph& knowledge, const StatementFrame& frame)
      : knowledge_(knowledge),
        frame_(frame),
        relation_(frame.relation.empty() ? frame.relation_sought : frame.relation),
        fewest_(relation_.empty() ? knowledge.statements().size() : knowledge.with_relation(relation_).size()) {
    for (const StatementSlot& slot : frame.slots) {
      if (slot.name == nullptr || !slot.name->stems.empty()) continue;  // such a name may stand in any text
      std::vector<Participations> found;
      for (const EntityIndex entity : slot.name->entities) found.push_back(knowledge.participations(entity));
      take_if_fewer(std::move(found), of_names_, fewest_);
    }
  }

  /// Where no variable is known.
  std::size_t fewest() const { return fewest_; }

  /// Valid until the next call.
  Statements of(const property::Graph& graph, const Batch& rows, std::size_t row) {
    std::optional<std::vector<Participations>> found;
    std::size_t fewest = fewest_;
    for (const StatementSlot& slot : frame_.slots)
      if (slot.known) take_if_fewer(known(graph, rows.columns[*slot.variable].at(row)), found, fewest);
    if (found) return of_row_ = each_once(*found);
    if (!of_names_ && !relation_.empty()) return knowledge_.with_relation(relation_);
    if (!own_) own_ = of_names_ ? each_once(*of_names_) : all();
    return *own_;
  }

 private:
  using Participations = std::span<const graph::Participation>;

  static void take_if_fewer(std::vector<Participations> found, std::optional<std::vector<Participations>>& taken,
                            std::size_t& fewest) {
    std::size_t count = 0;
    for (const Participations& some : found) count += some.size();
    if (count >= fewest) return;
    fewest = count;
    taken = std::move(found);
  }

  std::vector<StatementIndex> all() const {
    std::vector<StatementIndex> statements(knowledge_.statements().size());
    for (std::uint32_t i = 0; i < statements.size(); ++i) statements[i] = {i};
    return statements;
  }

  /// Also a statement in which several take part.
  std::vector<StatementIndex> each_once(const std::vector<Participations>& all) const {
    std::vector<StatementIndex> statements;
    for (const Participations& some : all)
      for (const graph::Participation& part : some)
        if (relation_.empty() || knowledge_.statement(part.statement).relation == relation_)
          statements.push_back(part.statement);
    std::sort(statements.begin(), statements.end());
    statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
    return statements;
  }

  std::vector<Participations> known(const property::Graph& graph, const Value& value) const {
    if (!value.is(Kind::Node)) return of_literals(value);
    const auto term = property::term_of(graph, knowledge_, value.node());
    if (!term) return {};
    const auto* entity = std::get_if<EntityIndex>(&*term);
    return {entity != nullptr ? knowledge_.participations(*entity)
                              : knowledge_.participations(std::get<graph::Literal>(*term))};
  }

  /// Of whatever type the literal is.
  std::vector<Participations> of_literals(const Value& value) const {
    using enum graph::LiteralType;
    std::vector<Participations> found;
    if (!value.is(Kind::String) && !value.is(Kind::Date)) return found;
    const std::string text = value.is(Kind::Date) ? print(value.date()) : std::string(value.string());
    for (const graph::LiteralType type : {Time, Money, Quantity, Text})
      found.push_back(knowledge_.participations(graph::Literal{text, text, type}));
    return found;
  }

  const KnowledgeGraph& knowledge_;
  const StatementFrame& frame_;
  const std::string& relation_;  ///< empty: any
  std::size_t fewest_;
  std::optional<std::vector<Participations>> of_names_;
  std::optional<std::vector<StatementIndex>> own_;  ///< of the names, else of all; made when it is first asked for
  std::vector<StatementIndex> of_row_;
};

/// Parameters become the names that they are.
std::vector<StatementFrame> with_parameters(std::vector<StatementFrame> frames, const Context& context) {
  for (StatementFrame& frame : frames)
    for (StatementSlot& slot : frame.slots) {
      if (slot.parameter.empty()) continue;
      const Value& value = parameter(context, slot.parameter);
      if (!value.is(Kind::String))
        fail("TypeError", "InvalidArgumentType",
             "the parameter $" + slot.parameter + " stands for a name and has to be a string");
      slot.name = &context.texts.names->find(std::string(value.string()), slot.topic);
    }
  return frames;
}

class StatementCursor : public Cursor {
 public:
  StatementCursor(const StatementMatch& step, Execution& execution)
      : step_(step),
        execution_(execution),
        knowledge_(*execution.context.texts.knowledge),
        reader_(*step.inputs.front(), execution),
        frames_(with_parameters(step.frames, execution.context)) {
    for (const Slot slot : step.fills())
      if (slot != step.statement) variables_.push_back(slot);
    values_.resize(variables_.size());
    for (const StatementFrame& frame : frames_) candidates_.emplace_back(knowledge_, frame);
  }

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size) {
      if (!reader_.advance()) return false;
      row_ = 0;
      look_up();
    }
    rows_.clear();
    while (row_ < reader_.batch().size && rows_.size() < batch_rows) {
      if (at_ < statements_.size())
        match(statements_[at_++], out);
      else
        go_on();
    }
    carry(reader_.batch(), rows_, step_.live, out);
    return true;
  }

 private:
  /// To the next frame, or to the first one for the next row.
  void go_on() {
    if (++frame_ == frames_.size()) {
      frame_ = 0;
      ++row_;
    }
    if (row_ < reader_.batch().size) look_up();
  }

  void look_up() {
    at_ = 0;
    statements_ = candidates_[frame_].of(execution_.graph, reader_.batch(), row_);
  }

  void match(StatementIndex index, Batch& out) {
    check_now_and_then();
    const graph::Statement& statement = knowledge_.statement(index);
    const StatementFrame& frame = frames_[frame_];
    if (step_.polarity && statement.polarity != *step_.polarity) return;
    if (step_.modality && statement.modality != *step_.modality) return;
    place(frame, 0, statement, index, out);
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
      } else if (const std::optional<bool> bound = bind(frame.slots[slot], *term, at < first_qualifier)) {
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
  std::optional<bool> bind(const StatementSlot& slot, const Term& term, bool is_end) {
    const Value value = value_of(term, is_end, reader_.batch().columns[*slot.variable].form);
    if (value.is_null()) return {};
    if (!slot.known && value_of(slot).is_null()) {
      value_of(slot) = value;
      return true;
    }
    const Value held = slot.known ? reader_.batch().columns[*slot.variable].at(row_) : value_of(slot);
    return equivalent(plain(held), plain(value)) ? std::optional(false) : std::nullopt;
  }

  /// What is compared: the value of a literal, whether its node stands for it or not.
  Value plain(const Value& value) const {
    if (!value.is(Kind::Node) || value.node().index < knowledge_.entities().size()) return value;
    const auto term = property::term_of(execution_.graph, knowledge_, value.node());
    const auto* literal = term ? std::get_if<graph::Literal>(&*term) : nullptr;
    return literal == nullptr ? value : property::value_of(*literal);
  }

  /// Of a variable that is filled.
  Value& value_of(const StatementSlot& slot) {
    const auto at = std::find(variables_.begin(), variables_.end(), *slot.variable);
    return values_[static_cast<std::size_t>(at - variables_.begin())];
  }

  /// Literals that are subject or object, and all in a column of nodes, are the nodes that stand for them.
  Value value_of(const Term& term, bool is_end, Vector::Form form) const {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) return Value(property::Node{entity->value});
    if (form == Vector::Form::Values && !is_end) return property::value_of(std::get<graph::Literal>(term));
    const auto node = property::node_of(execution_.graph, knowledge_, term);
    return node ? Value(*node) : Value();
  }

  void keep(StatementIndex index, Batch& out) {
    check_now_and_then();
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

  void check_now_and_then() {
    constexpr std::size_t often = 256;
    if (seen_++ % often == 0) execution_.check();
  }

  const StatementMatch& step_;
  Execution& execution_;
  const KnowledgeGraph& knowledge_;
  Reader reader_;
  const std::vector<StatementFrame> frames_;
  std::vector<Candidates> candidates_;        ///< by frame
  Candidates::Statements statements_;         ///< of the frame and the row
  std::size_t row_ = 0, frame_ = 0, at_ = 0;  ///< where the search is
  std::vector<Slot> variables_;               ///< those that are filled
  std::vector<Value> values_;                 ///< parallel to them; null while open
  std::bitset<most_places> taken_;
  std::vector<std::uint32_t> rows_;
  std::size_t seen_ = 0;
};

}  // namespace

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
  return static_cast<double>(Candidates(knowledge, frame).fewest());
}

}  // namespace whom::engine
