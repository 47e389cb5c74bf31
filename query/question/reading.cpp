#include "query/question/reading.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "query/question/text.hpp"

namespace whom::query {
namespace {

using Kind = Location::Kind;
using Connective = ast::Connective::Kind;

Location location_of(const std::string& place) {
  if (place == "subject") return {Kind::Subject, {}};
  if (place == "object") return {Kind::Object, {}};
  return {Kind::Role, place};
}

Location renamed(const Location& asked, const graph::Widening& widening) {
  if (asked.kind == Kind::Subject) return location_of(widening.subject);
  if (asked.kind == Kind::Object) return location_of(widening.object);
  if (asked.kind != Kind::Role) return asked;
  for (const auto& [from, to] : widening.roles)
    if (from == asked.role) return location_of(to);
  return asked;
}

Alternative renamed(Alternative alternative, const graph::Widening& widening) {
  alternative.relation = widening.relation;
  for (Slot& slot : alternative.slots)
    for (Location& location : slot.locations) location = renamed(location, widening);
  return alternative;
}

bool takes(const std::vector<Location>& locations, const Location& location) {
  return std::find(locations.begin(), locations.end(), location) != locations.end();
}

std::string word_of(const Token& token) { return '\'' + token.lower + '\''; }

/// Sorted, those of the relation asked for first, each once.
void tidy(std::vector<Alternative>& alternatives) {
  std::sort(alternatives.begin(), alternatives.end(), [](const Alternative& a, const Alternative& b) {
    return std::tuple(!a.asked.empty(), a) < std::tuple(!b.asked.empty(), b);
  });
  std::vector<Alternative> distinct;
  for (Alternative& alternative : alternatives) {
    const auto same = std::find_if(distinct.begin(), distinct.end(), [&](const Alternative& other) {
      return other.relation == alternative.relation && other.slots == alternative.slots;
    });
    if (same == distinct.end()) {
      distinct.push_back(std::move(alternative));
    } else {
      same->options |= alternative.options;
    }
  }
  alternatives = std::move(distinct);
}

}  // namespace

/// The lists of one kind, by where they begin, with their greatest number of members; and their members counted
/// through.
class Readings::Axes {
 public:
  void widen(std::size_t list, std::size_t members) {
    std::size_t& most = members_[list];
    most = std::max(most, members);
  }

  std::size_t size() const {
    std::size_t product = 1;
    for (const auto& [list, members] : members_) product = std::min(product * members, too_many);
    return product;
  }

  /// Whether this member of the list, of which a reading knows so many, is the one of this index.
  bool chosen(std::size_t index, std::size_t list, std::size_t member, std::size_t members) const {
    for (const auto& [other, count] : members_) {
      if (other == list) return member == std::min(index % count, members - 1);
      index /= count;
    }
    return true;
  }

  static constexpr std::size_t too_many = 65;

 private:
  std::map<std::size_t, std::size_t> members_;
};

bool Readings::Draft::speaks_of(const Axes& axes, std::size_t index, Connective kind) const {
  return std::all_of(choices.begin(), choices.end(), [&](const Choice& choice) {
    return choice.kind != kind || axes.chosen(index, choice.list, choice.member, choice.members);
  });
}

Phrase phrase_of(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  Phrase phrase;
  if (end - begin == 1 && tokens[begin].variable) {
    phrase.place = tokens[begin].place;
    phrase.variable = tokens[begin].variable;
    return phrase;
  }
  Part part = part_of(tokens, begin, end);
  phrase.text = std::move(part.text);
  phrase.place = part.place;
  phrase.tokens.assign(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens.begin() + static_cast<std::ptrdiff_t>(end));
  return phrase;
}

Readings::Readings(const Vocabulary& vocabulary, NameResolver& names, std::vector<NameMatch>& matches,
                   std::vector<std::size_t> variables)
    : vocabulary_(vocabulary), names_(names), matches_(matches), variables_(std::move(variables)) {}

std::size_t Readings::Failure::length() const {
  return unknown.empty() ? problems.front().end - problems.front().begin
                         : unknown.front().place.end - unknown.front().place.begin;
}

void Readings::add(const std::vector<std::string>& words, std::vector<PendingSlot> slots, const std::string& left_out) {
  const bool complete = std::all_of(variables_.begin(), variables_.end(), [&slots](std::size_t variable) {
    return std::any_of(slots.begin(), slots.end(),
                       [variable](const PendingSlot& slot) { return slot.phrase.variable == variable; });
  });
  if (!complete) return;
  const std::string relation = join(words);
  const auto& widenings = vocabulary_.table().widenings(relation);
  if (std::any_of(widenings.begin(), widenings.end(), [](const auto& w) { return w.object == "about"; }))
    for (PendingSlot& slot : slots) slot.topic |= slot.locations.front().kind == Kind::Object;
  Failure failure{words.size(), {}, {}};
  for (const PendingSlot& slot : slots) check(slot, failure);
  if (failure.count() > 0) {
    if (known(relation)) failures_.push_back(std::move(failure));
    return;
  }
  const std::string asked = left_out.empty() ? "" : join({words.begin(), words.end() - 1});
  place({relation, asked, left_out.empty(), {}, {}}, slots, 0);
}

void Readings::fail(const std::vector<std::string>& words, Diagnostic problem) {
  if (known(join(words))) failures_.push_back({words.size(), {}, {std::move(problem)}});
}

// --- Places ---

void Readings::place(const Clause& clause, const std::vector<PendingSlot>& slots, std::size_t next) {
  if (next == slots.size()) return keep(clause);
  const PendingSlot& slot = slots[next];
  const auto go_on = [&](const Participant& participant) {
    Clause longer = clause;
    longer.slots.push_back({participant, slot.locations});
    place(longer, slots, next + 1);
  };
  if (slot.phrase.variable) return go_on({Participant::Kind::Variable, *slot.phrase.variable});
  if (const auto name = resolve(slot.phrase.text, slot.topic)) go_on(*name);
  if (const auto list = list_of(slot)) place_list(clause, slots, next, *list);
}

void Readings::place_list(const Clause& clause, const std::vector<PendingSlot>& slots, std::size_t next,
                          const NameList& list) {
  if (list.kind == Connective::And && place_mutual(clause, slots, next, list)) return;
  const PendingSlot& slot = slots[next];
  for (std::size_t i = 0; i < list.parts.size(); ++i) {
    Clause longer = clause;
    longer.slots.push_back({*resolve(list.parts[i].text, slot.topic), slot.locations});
    longer.choices.push_back({slot.phrase.place.begin, list.kind, i, list.parts.size()});
    place(longer, slots, next + 1);
  }
}

/// "Did Ann and Ben meet", "what did Ann and Ben discuss": what they do to each other is one statement. True where that
/// is all that can be meant.
bool Readings::place_mutual(const Clause& clause, const std::vector<PendingSlot>& slots, std::size_t next,
                            const NameList& list) {
  const auto other = partner(clause, slots, next);
  if (!other) return false;
  const PendingSlot& slot = slots[next];
  for (std::size_t i = 0; i < list.parts.size(); ++i) {
    Clause longer = clause;
    longer.widen = true;
    if (other->kind == Kind::Object) longer.asked.clear();
    longer.slots.push_back({*resolve(list.parts.front().text, slot.topic), slot.locations});
    longer.slots.push_back({*resolve(list.parts[std::max<std::size_t>(i, 1)].text, slot.topic), {*other}});
    longer.choices.push_back({slot.phrase.place.begin, list.kind, i, list.parts.size()});
    place(longer, slots, next + 1);
  }
  return other->kind == Kind::Object;
}

/// Where he stands who does the same as the subject, unless that is asked for or named as well.
std::optional<Location> Readings::partner(const Clause& clause, const std::vector<PendingSlot>& slots,
                                          std::size_t next) const {
  const Location subject{Kind::Subject, {}}, object{Kind::Object, {}};
  if (slots[next].locations != std::vector{subject}) return {};
  const auto open = [&slots](const Location& place) {
    return std::none_of(slots.begin(), slots.end(),
                        [&place](const PendingSlot& slot) { return takes(slot.locations, place); });
  };
  const graph::RelationTable& table = vocabulary_.table();
  if (table.symmetric(clause.relation)) return open(object) ? std::optional(object) : std::nullopt;
  for (const graph::Widening& widening : table.widenings(clause.relation)) {
    const Location place = location_of(widening.subject);
    if (widening.relation == clause.relation && place != subject && open(place)) return place;
  }
  return {};
}

// --- Widening, symmetry ---

void Readings::keep(const Clause& clause) {
  const graph::RelationTable& table = vocabulary_.table();
  Alternative direct{clause.relation, clause.slots, clause.asked, table.symmetric(clause.relation)};
  // Names first: they rule a statement out sooner than variables do.
  std::stable_partition(direct.slots.begin(), direct.slots.end(),
                        [](const Slot& slot) { return slot.participant.kind == Participant::Kind::Name; });
  keep(direct, clause.choices);
  if (direct.irreflexive) keep(renamed(direct, {clause.relation, "object", "subject", {}}), clause.choices);
  if (!clause.widen) return;
  for (const graph::Widening& widening : table.widenings(clause.relation)) {
    Alternative wider = renamed(direct, widening);
    wider.irreflexive = table.symmetric(widening.relation);
    if (wider.relation != clause.relation) wider.asked = direct.asked.empty() ? clause.relation : direct.asked;
    keep(std::move(wider), clause.choices);
  }
}

void Readings::keep(Alternative alternative, const std::vector<Choice>& choices) {
  if (vocabulary_.in_graph(alternative.relation)) drafts_.push_back({std::move(alternative), choices});
}

// --- Names ---

bool Readings::known(const std::string& relation) const {
  const auto& widenings = vocabulary_.table().widenings(relation);
  return vocabulary_.in_graph(relation) || std::any_of(widenings.begin(), widenings.end(), [this](const auto& w) {
           return vocabulary_.in_graph(w.relation);
         });
}

std::optional<Participant> Readings::resolve(const std::string& text, bool topic) {
  const auto match = topic ? names_.topic(text) : names_.name(text);
  if (!match) return {};
  const auto same = [&match](const NameMatch& other) {
    return other.text == match->text && other.topic == match->topic;
  };
  const auto at = std::find_if(matches_.begin(), matches_.end(), same);
  const auto index = static_cast<std::size_t>(at - matches_.begin());
  if (at == matches_.end()) matches_.push_back(*match);
  return Participant{Participant::Kind::Name, index};
}

/// The list whose members are proper names, else the first whose members are known. A proper name is no list.
std::optional<NameList> Readings::list_of(const PendingSlot& slot) {
  if (names_.proper(slot.phrase.text)) return {};
  const std::vector<NameList> all = lists(slot.phrase.tokens);
  const auto first = [&all](const auto& test) -> std::optional<NameList> {
    const auto at = std::find_if(all.begin(), all.end(), [&test](const NameList& list) {
      return std::all_of(list.parts.begin(), list.parts.end(), test);
    });
    return at == all.end() ? std::nullopt : std::optional(*at);
  };
  if (auto list = first([&](const Part& part) { return names_.proper(part.text); })) return list;
  if (mixed(slot.phrase.tokens)) return {};
  return first([&](const Part& part) { return resolve(part.text, slot.topic).has_value(); });
}

void Readings::check(const PendingSlot& slot, Failure& failure) {
  if (slot.phrase.variable) return;
  if (auto problem = dangling(slot.phrase)) {
    failure.problems.push_back(*std::move(problem));
  } else if (!resolve(slot.phrase.text, slot.topic) && !list_of(slot)) {
    check_parts(slot, failure);
  }
}

std::optional<Diagnostic> Readings::dangling(const Phrase& phrase) const {
  const Token &first = phrase.tokens.front(), &last = phrase.tokens.back();
  if (first.connective && phrase.tokens.size() > 1 && begins_clause(phrase.tokens[1].text))
    return meaning(first.place, word_of(first) + " joins names here, not verbs; ask one question for each verb");
  if (first.connective) return meaning(first.place, "a name is missing before " + word_of(first));
  if (last.connective)
    return meaning(ast::Position{last.place.end, last.place.end}, "a name is missing after " + word_of(last));
  return {};
}

void Readings::check_parts(const PendingSlot& slot, Failure& failure) {
  const Phrase& phrase = slot.phrase;
  if (mixed(phrase.tokens))
    return failure.problems.push_back(
        meaning(phrase.place, "'and' and 'or' are mixed; ask one question for each name after 'or'"));
  const std::size_t before = failure.count();
  for (const Part& part : smallest_parts(phrase.tokens)) {
    if (resolve(part.text, slot.topic)) continue;
    const bool joined = part.place.begin > phrase.place.begin;
    if (joined && begins_clause(part.text)) {
      failure.problems.push_back(meaning(part.place, "only names are joined here; ask one question for each verb"));
    } else {
      failure.unknown.push_back(part);
    }
  }
  if (failure.count() == before) failure.unknown.push_back({phrase.text, phrase.place});
}

/// "thanked Ruto": begins, in lower case, with a verb of the graph.
bool Readings::begins_clause(const std::string& text) const {
  const std::string word = text.substr(0, text.find(' '));
  if (word[0] < 'a' || word[0] > 'z') return false;
  const auto relations = vocabulary_.starting_with(word);
  return std::any_of(relations.begin(), relations.end(),
                     [this](const auto& relation) { return vocabulary_.in_graph(join(relation)); });
}

// --- The outcome ---

ClauseReading Readings::finish() {
  if (drafts_.empty()) return {{}, 1, problems()};
  Axes members, options;
  std::size_t list = 0;
  for (const Draft& draft : drafts_) {
    for (const Choice& choice : draft.choices) {
      (choice.kind == Connective::And ? members : options).widen(choice.list, choice.members);
      list = choice.list;
    }
  }
  if (std::max(members.size(), options.size()) >= Axes::too_many)
    return {{}, 1, {meaning(ast::Position{list, list}, "more names are joined here than can be asked for at once")}};
  ClauseReading reading{std::vector<std::vector<Alternative>>(members.size()), options.size(), {}};
  for (const Draft& draft : drafts_) {
    Alternative alternative = draft.alternative;
    alternative.options = 0;
    for (std::size_t i = 0; i < options.size(); ++i)
      if (draft.speaks_of(options, i, Connective::Or)) alternative.options |= std::uint64_t{1} << i;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (draft.speaks_of(members, i, Connective::And)) reading.conjuncts[i].push_back(alternative);
  }
  for (std::vector<Alternative>& conjunct : reading.conjuncts) tidy(conjunct);
  return reading;
}

std::vector<Diagnostic> Readings::problems() const {
  if (failures_.empty()) return {};
  const auto rank = [](const Failure& failure) {
    return std::tuple(failure.count(), ~failure.relation_words, failure.length());
  };
  const auto best = std::min_element(failures_.begin(), failures_.end(),
                                     [&](const Failure& a, const Failure& b) { return rank(a) < rank(b); });
  std::vector<Diagnostic> found = best->problems;
  for (const Part& part : best->unknown)
    found.push_back({Diagnostic::Kind::Unknown, part.place.begin, part.place.end,
                     "this graph knows nothing named '" + part.text + "'", names_.suggestion(part.text)});
  return found;
}

}  // namespace whom::query
