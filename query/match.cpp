#include "query/match.hpp"

#include <algorithm>
#include <bitset>
#include <optional>
#include <utility>

#include "query/text.hpp"
#include "query/times.hpp"
#include "query/words.hpp"

namespace whom::query {
namespace {

using graph::Term;

bool is_time(const Term& term) {
  const auto* literal = std::get_if<graph::Literal>(&term);
  return literal != nullptr && literal->type == graph::LiteralType::Time;
}

/// The places of a statement, numbered: subject, object, then the qualifiers; those beyond the last are not looked at.
constexpr std::size_t subject_place = 0, object_place = 1, first_qualifier = 2, most_places = 64;

const Term* term_at(const graph::Statement& statement, std::size_t place) {
  if (place == subject_place) return statement.subject ? &*statement.subject : nullptr;
  if (place == object_place) return statement.object ? &*statement.object : nullptr;
  return &statement.qualifiers[place - first_qualifier].value;
}

bool is_place(const Term& term, const graph::KnowledgeGraph& graph) {
  const auto* entity = std::get_if<graph::EntityIndex>(&term);
  if (entity == nullptr) return false;
  const graph::EntityType type = graph.entity(*entity).type;
  return type == graph::EntityType::Place || type == graph::EntityType::GeopoliticalEntity ||
         type == graph::EntityType::Facility;
}

/// What stands under this role, or after this last word of the relation, tells where.
bool tells_where(std::string_view role, const Term& term, const graph::KnowledgeGraph& graph) {
  if (is_time(term)) return false;
  return words::place_role(role) || (words::direction_role(role) && is_place(term, graph));
}

std::string_view last_word(std::string_view relation) { return relation.substr(relation.rfind(' ') + 1); }

/// A variable does not take the time in "in 2021"; a name ("on Friday") may.
bool located(const Location& location, const graph::Statement& statement, std::size_t place, bool variable,
             const graph::KnowledgeGraph& graph) {
  if (location.kind == Location::Kind::Subject) return place == subject_place;
  if (location.kind == Location::Kind::Object) return place == object_place;
  if (location.kind == Location::Kind::Place && place == object_place)
    return tells_where(last_word(statement.relation), *statement.object, graph);
  if (place < first_qualifier) return false;
  const graph::Qualifier& qualifier = statement.qualifiers[place - first_qualifier];
  const bool time = is_time(qualifier.value);
  if (location.kind == Location::Kind::Time) return time && qualifier.role != "for";  // how long, not when
  if (location.kind == Location::Kind::Place) return tells_where(qualifier.role, qualifier.value, graph);
  return qualifier.role == location.role && !(variable && time);
}

bool compare(const ast::ConfidenceFilter& filter, double confidence) {
  switch (filter.comparison) {
    case ast::ConfidenceFilter::Comparison::Less:
      return confidence < filter.value;
    case ast::ConfidenceFilter::Comparison::LessEqual:
      return confidence <= filter.value;
    case ast::ConfidenceFilter::Comparison::Equal:
      return confidence == filter.value;
    case ast::ConfidenceFilter::Comparison::GreaterEqual:
      return confidence >= filter.value;
    case ast::ConfidenceFilter::Comparison::Greater:
      return confidence > filter.value;
  }
  return false;
}

bool in_time(const ast::TimeFilter& filter, const graph::Statement& statement) {
  return std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(), [&](const graph::Qualifier& qualifier) {
    return is_time(qualifier.value) && holds(filter, std::get<graph::Literal>(qualifier.value).value);
  });
}

/// Gives the slots, one after the other, every place they may take.
class Assignment {
 public:
  Assignment(const Matcher& matcher, const graph::KnowledgeGraph& graph, const Pattern& pattern,
             const Alternative& alternative, const graph::Statement& statement, Values& values,
             const std::function<bool()>& found)
      : matcher_(matcher),
        graph_(graph),
        pattern_(pattern),
        alternative_(alternative),
        statement_(statement),
        values_(values),
        found_(found),
        places_(std::min(most_places, first_qualifier + statement.qualifiers.size())) {}

  bool from(std::size_t slot) {
    if (slot == alternative_.slots.size()) return found_();
    for (std::size_t place = 0; place < places_; ++place) {
      if (taken_[place] || !may_take(alternative_.slots[slot], place)) continue;
      taken_.set(place);
      const bool go_on = fill(slot, *term_at(statement_, place));
      taken_.reset(place);
      if (!go_on) return false;
    }
    return true;
  }

 private:
  bool may_take(const Slot& slot, std::size_t place) const {
    if (term_at(statement_, place) == nullptr) return false;
    const bool variable = slot.participant.kind == Participant::Kind::Variable;
    return std::any_of(slot.locations.begin(), slot.locations.end(), [&](const Location& location) {
      return located(location, statement_, place, variable, graph_);
    });
  }

  /// False only when the search is to stop.
  bool fill(std::size_t slot, const Term& term) {
    const Participant& participant = alternative_.slots[slot].participant;
    if (participant.kind == Participant::Kind::Name)
      return !matcher_.matches(pattern_.names[participant.index], term) || from(slot + 1);
    const Term*& value = values_[participant.index];
    if (value != nullptr) return *value != term || from(slot + 1);
    value = &term;
    const bool go_on = from(slot + 1);
    value = nullptr;
    return go_on;
  }

  const Matcher& matcher_;
  const graph::KnowledgeGraph& graph_;
  const Pattern& pattern_;
  const Alternative& alternative_;
  const graph::Statement& statement_;
  Values& values_;
  const std::function<bool()>& found_;
  std::size_t places_;
  std::bitset<most_places> taken_;
};

}  // namespace

const Term& Reports::of(const graph::Evidence& evidence) {
  const auto [at, added] = terms_.try_emplace({evidence.document, evidence.relation});
  if (added) at->second = graph::Literal{std::to_string(terms_.size()), {}, graph::LiteralType::Text};
  return at->second;
}

Matcher::Matcher(const graph::KnowledgeGraph& graph, const Lexicon& lexicon, const Pattern& pattern)
    : graph_(graph), lexicon_(lexicon), pattern_(pattern) {}

bool Matcher::admits(const StatementPattern& pattern, graph::StatementIndex index) const {
  const graph::Statement& statement = graph_.statement(index);
  if (statement.polarity != pattern.polarity || statement.modality != pattern.modality) return false;
  const bool timely = std::all_of(pattern.times.begin(), pattern.times.end(),
                                  [&](const ast::TimeFilter& filter) { return in_time(filter, statement); });
  if (!timely || pattern_.evidence.empty()) return timely;
  const auto evidence = graph_.evidence(index);
  return std::any_of(evidence.begin(), evidence.end(), [this](const graph::Evidence& e) { return evidence_fits(e); });
}

bool Matcher::evidence_fits(const graph::Evidence& evidence) const {
  const EvidenceFilter& filter = pattern_.evidence;
  if (filter.asserted && !evidence.sources.empty()) return false;
  const bool said = std::all_of(filter.sources.begin(), filter.sources.end(), [&](std::size_t name) {
    return std::any_of(evidence.sources.begin(), evidence.sources.end(),
                       [&](graph::EntityIndex speaker) { return matches(pattern_.names[name], speaker); });
  });
  const bool published = std::all_of(filter.documents.begin(), filter.documents.end(), [&](const auto& documents) {
    return std::binary_search(documents.begin(), documents.end(), evidence.document);
  });
  return said && published && std::all_of(filter.confidence.begin(), filter.confidence.end(), [&](const auto& bound) {
           return compare(bound, evidence.confidence);
         });
}

bool Matcher::assign(const Alternative& alternative, graph::StatementIndex index, Values& values,
                     const std::function<bool()>& found) const {
  const graph::Statement& statement = graph_.statement(index);
  if (alternative.irreflexive && statement.subject && statement.subject == statement.object) return true;
  return Assignment(*this, graph_, pattern_, alternative, statement, values, found).from(0);
}

bool Matcher::assign(const StatementPattern& pattern, const Alternative& alternative, graph::StatementIndex index,
                     Values& values, Reports& reports, const std::function<bool()>& found) const {
  if (!pattern.report) return assign(alternative, index, values, found);
  return assign(alternative, index, values, [&] {
    const Term*& value = values[*pattern.report];
    for (const graph::Evidence& evidence : graph_.evidence(index)) {
      if (!evidence_fits(evidence)) continue;
      const Term& report = reports.of(evidence);
      if (value != nullptr && *value != report) continue;
      const Term* before = std::exchange(value, &report);
      const bool go_on = found();
      value = before;
      if (!go_on) return false;
    }
    return true;
  });
}

bool Matcher::matches(const NameMatch& name, const Term& term) const {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term))
    return std::binary_search(name.entities.begin(), name.entities.end(), *entity);
  return includes(stems(std::get<graph::Literal>(term).text, lexicon_), name.stems);
}

}  // namespace whom::query
