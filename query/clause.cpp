// Every way to read the clause is tried and all that resolve are kept, for what they say has to be found in statements
// anyway: each word that may be the verb, each relation that begins with it and whose other words follow, each way to
// cut the rest at prepositions into participants. A reading fails when one of its names is unknown; the readings that
// failed least tell what is wrong when none is left.
#include "query/clause.hpp"

#include <algorithm>

#include "query/role.hpp"
#include "query/text.hpp"
#include "query/words.hpp"

namespace whom::query {
namespace {

using Kind = Location::Kind;

constexpr std::size_t most_cuts = 5, longest_name = 24;  // prepositions that may part or join; words

/// A participant as written: a variable or words.
struct Phrase {
  std::optional<std::size_t> variable;
  std::string text;
  ast::Position place;
};

struct PendingSlot {
  Phrase phrase;
  std::vector<Location> locations;
  bool topic = false;
};

/// A participant after a preposition; without phrase when the preposition is stranded.
struct Prepositional {
  std::string preposition;
  ast::Position place;
  std::optional<Phrase> phrase;
};

/// What follows the relation.
struct Tail {
  std::vector<Phrase> bare;
  std::vector<Prepositional> prepositional;
  std::vector<Phrase> adverbial;  ///< "when" and "where"
};

struct Failure {
  std::size_t unknown = 0, relation_words = 0;
  std::vector<Diagnostic> problems;
};

using Tokens = std::vector<Token>;

bool is_word(const Token& token) { return !token.variable && !token.quoted; }

Location role(std::string name) { return {Kind::Role, std::move(name)}; }

/// Roles that answer for a preposition of the question.
std::vector<Location> locations_of(const std::string& preposition) {
  static const std::vector<std::vector<std::string>> groups{{"in", "at", "within", "inside"}, {"toward", "towards"}};
  if (words::topic_preposition(preposition) && preposition != "about") return {role("about"), role(preposition)};
  std::vector<Location> found{role(preposition)};
  for (const auto& group : groups)
    if (std::find(group.begin(), group.end(), preposition) != group.end())
      for (const std::string& other : group)
        if (other != preposition) found.push_back(role(other));
  return found;
}

Phrase phrase_of(const Tokens& tokens, std::size_t begin, std::size_t end) {
  Phrase phrase;
  phrase.place = {tokens[begin].place.begin, tokens[end - 1].place.end};
  if (end - begin == 1 && tokens[begin].variable) {
    phrase.variable = tokens[begin].variable;
    return phrase;
  }
  for (std::size_t i = begin; i < end; ++i) phrase.text += (i == begin ? "" : " ") + tokens[i].text;
  return phrase;
}

bool has_variable(const Tokens& tokens, std::size_t begin, std::size_t end) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                     tokens.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) { return token.variable.has_value(); });
}

/// Reads one clause; short-lived.
class Reader {
 public:
  Reader(const ClauseText& text, const Vocabulary& vocabulary, const Roles& roles, NameResolver& names,
         std::vector<NameMatch>& matches)
      : text_(text), vocabulary_(vocabulary), roles_(roles), names_(names), matches_(matches) {}

  ClauseReading read() {
    read_as(text_.tokens, text_.be);
    if (alternatives_.empty() && text_.auxiliary && text_.subject_gap) {
      Tokens tokens{*text_.auxiliary};
      tokens.insert(tokens.end(), text_.tokens.begin(), text_.tokens.end());
      const auto failures = failures_;
      read_with_subject({}, tokens, 0, false);
      if (alternatives_.empty()) failures_ = failures;
    }
    finish();
    return alternatives_.empty() ? ClauseReading{{}, problems()} : ClauseReading{std::move(alternatives_), {}};
  }

 private:
  /// Subject and verb: the gap before the first word, or words before some later one.
  void read_as(const Tokens& tokens, bool be) {
    if (text_.subject_gap && !tokens.empty()) read_with_subject({}, tokens, 0, be);
    if (!text_.inverted) return;
    for (std::size_t verb = 1; verb < tokens.size(); ++verb) {
      const bool inner =
          is_word(tokens[verb - 1]) &&
          (tokens[verb - 1].lower == "be" || tokens[verb - 1].lower == "been" || tokens[verb - 1].lower == "being");
      const std::size_t end = inner ? verb - 1 : verb;
      if (end == 0 || end > longest_name || (has_variable(tokens, 0, end) && end > 1)) continue;
      read_with_subject(phrase_of(tokens, 0, end), tokens, verb, be || inner);
    }
  }

  /// `subject` is nothing when the gap is.
  void read_with_subject(std::optional<Phrase> subject, const Tokens& tokens, std::size_t verb, bool be) {
    if (!is_word(tokens[verb])) return;
    if (be) read_role(subject, tokens, verb);
    const bool passive = be && !tokens[verb].lower.ends_with("ing");
    for (const std::vector<std::string>& relation : vocabulary_.starting_with(tokens[verb].lower))
      read_relation(subject, tokens, verb, relation, passive);
  }

  // --- The relation and what follows it ---

  /// Where the words of the relation after the first end, or nothing; determiners between them are passed over.
  std::optional<std::size_t> consume(const std::vector<std::string>& relation, std::size_t count, const Tokens& tokens,
                                     std::size_t at) const {
    for (std::size_t i = 1; i < count; ++i) {
      while (at < tokens.size() && is_word(tokens[at]) && tokens[at].lower != relation[i] &&
             words::determiner(tokens[at].lower))
        ++at;
      if (at >= tokens.size() || !is_word(tokens[at])) return {};
      if (tokens[at].lower != relation[i] && vocabulary_.lexicon().noun(tokens[at].lower) != relation[i]) return {};
      ++at;
    }
    return at;
  }

  void read_relation(const std::optional<Phrase>& subject, const Tokens& tokens, std::size_t verb,
                     const std::vector<std::string>& relation, bool passive) {
    const std::size_t count = relation.size();
    const std::string& last = relation.back();
    if (const auto end = consume(relation, count, tokens, verb + 1))
      read_tails(subject, Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(*end), tokens.end()), relation, passive,
                 {});
    if (count < 2) return;
    if (count == 2 && words::particle(last) && tokens.size() > verb + 2 && is_word(tokens.back()) &&
        tokens.back().lower == last)
      read_tails(subject, Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(verb + 1), tokens.end() - 1), relation,
                 passive, {});
    if (passive || !words::optional_preposition(last)) return;
    const auto end = consume(relation, count - 1, tokens, verb + 1);
    if (end && (*end == tokens.size() || !is_word(tokens[*end]) || tokens[*end].lower != last))
      read_tails(subject, Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(*end), tokens.end()), relation, passive,
                 last);
  }

  /// `left_out`: the preposition of the relation that the question does not name, so that its object is not asked for.
  void read_tails(const std::optional<Phrase>& subject, Tokens tokens, const std::vector<std::string>& relation,
                  bool passive, const std::string& left_out) {
    Tail tail;
    for (std::size_t i = tokens.size(); i-- > 0;) {
      const bool adverbial = tokens[i].variable && (tokens[i].lower == "when" || tokens[i].lower == "where");
      if (!adverbial) continue;
      tail.adverbial.push_back(phrase_of(tokens, i, i + 1));
      tail.adverbial.back().text = tokens[i].lower;
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
    }
    std::vector<std::size_t> must, may;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!is_word(tokens[i]) || !words::preposition(tokens[i].lower)) continue;
      const bool within_name = i > 0 && !tokens[i - 1].variable && i + 1 < tokens.size() && !tokens[i + 1].variable;
      (within_name && may.size() < most_cuts ? may : must).push_back(i);
    }
    for (std::size_t chosen = 0; chosen < (std::size_t{1} << may.size()); ++chosen) {
      std::vector<std::size_t> cuts = must;
      for (std::size_t i = 0; i < may.size(); ++i)
        if (chosen >> i & 1) cuts.push_back(may[i]);
      std::sort(cuts.begin(), cuts.end());
      Tail cut = tail;
      if (cut_tail(tokens, cuts, cut)) place(subject, cut, relation, passive, left_out);
    }
  }

  /// Cuts at these prepositions; false when a part is neither words nor a variable.
  static bool cut_tail(const Tokens& tokens, const std::vector<std::size_t>& cuts, Tail& tail) {
    const std::size_t first = cuts.empty() ? tokens.size() : cuts.front();
    for (std::size_t begin = 0; begin < first;) {
      std::size_t end = begin + 1;
      while (!tokens[begin].variable && end < first && !tokens[end].variable) ++end;
      if (end - begin > longest_name) return false;
      tail.bare.push_back(phrase_of(tokens, begin, end));
      begin = end;
    }
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      const std::size_t begin = cuts[i] + 1, end = i + 1 < cuts.size() ? cuts[i + 1] : tokens.size();
      if (end > begin + longest_name || (end > begin + 1 && has_variable(tokens, begin, end))) return false;
      tail.prepositional.push_back({tokens[cuts[i]].lower, tokens[cuts[i]].place, {}});
      if (end > begin) tail.prepositional.back().phrase = phrase_of(tokens, begin, end);
    }
    return tail.bare.size() <= 2;
  }

  /// Gives every participant its places; the gap takes what is left.
  void place(const std::optional<Phrase>& subject, Tail tail, const std::vector<std::string>& relation, bool passive,
             const std::string& left_out) {
    std::vector<PendingSlot> slots;
    const Phrase gap{text_.gap.variable, {}, {}};
    const bool thing = text_.gap.kind == Gap::Kind::Thing;
    bool open = thing && subject.has_value();  // the gap still waits for its place
    if (subject) {
      slots.push_back({*subject, {{passive ? Kind::Object : Kind::Subject, {}}}});
    } else if (thing) {
      slots.push_back({gap, {{passive ? Kind::Object : Kind::Subject, {}}}});
    }
    for (Prepositional& part : tail.prepositional) {
      if (!part.phrase) {
        if (!open || (text_.gap.person && words::time_preposition(part.preposition)))
          return fail_without_phrase(part, relation);
        part.phrase = gap;
        open = false;
      }
      const bool agent = passive && part.preposition == "by";
      std::vector<Location> locations =
          agent ? std::vector<Location>{{Kind::Subject, {}}, role("by")} : locations_of(part.preposition);
      slots.push_back({*part.phrase, std::move(locations), words::topic_preposition(part.preposition)});
    }
    if (open && !passive) tail.bare.push_back(gap);
    if (open && passive) return;
    if (!left_out.empty() && !tail.bare.empty()) return;
    if (!place_bare(tail.bare, passive, relation, slots)) return;
    for (const Phrase& phrase : tail.adverbial)
      slots.push_back({phrase, {{phrase.text == "when" ? Kind::Time : Kind::Place, {}}}});
    if (text_.gap.kind == Gap::Kind::Time) slots.push_back({gap, {{Kind::Time, {}}}});
    if (text_.gap.kind == Gap::Kind::Place) slots.push_back({gap, {{Kind::Place, {}}}});
    attempt(relation, std::move(slots), left_out);
  }

  /// "who met Ruto before": the preposition has nothing to stand before, and is not what is asked for.
  void fail_without_phrase(const Prepositional& part, const std::vector<std::string>& relation) {
    if (!known(join(relation))) return;
    std::string missing = "a name is missing";
    if (words::place_role(part.preposition)) missing = "a place, date or name is missing";
    if (words::time_preposition(part.preposition)) missing = "a date or name is missing";
    if (part.preposition == "between") missing = "two names or dates are missing";
    Diagnostic problem{Diagnostic::Kind::Meaning, part.place.end, part.place.end, missing, {}};
    problem.message += " after '" + part.preposition + '\'';
    failures_.push_back({1, relation.size(), {std::move(problem)}});
  }

  /// Of two participants without preposition the first is the receiver: "gave whom what".
  static bool place_bare(const std::vector<Phrase>& bare, bool passive, const std::vector<std::string>& relation,
                         std::vector<PendingSlot>& slots) {
    if (bare.empty()) return true;
    if (passive) {
      if (bare.size() > 1 || words::preposition(relation.back())) return false;
      slots.front().locations = {role("to"), role("for")};
    }
    if (bare.size() == 2) slots.push_back({bare[0], {role("to"), role("for")}});
    slots.push_back({bare.back(), {{Kind::Object, {}}}});
    return true;
  }

  // --- Roles ---

  /// "president of Kenya", "president of what".
  void read_role(const std::optional<Phrase>& subject, const Tokens& tokens, std::size_t begin) {
    if (has_variable(tokens, begin, tokens.size() - 1)) return;
    std::vector<std::string> phrase;
    for (std::size_t i = begin; i < tokens.size(); ++i) phrase.push_back(tokens[i].variable ? "" : tokens[i].text);
    for (const RoleReading& reading : roles_.read(phrase, text_.past)) {
      std::vector<PendingSlot> slots;
      slots.push_back({subject ? *subject : Phrase{text_.gap.variable, {}, {}}, {{Kind::Subject, {}}}});
      if (reading.holder_of < phrase.size())
        slots.push_back({phrase_of(tokens, begin + reading.holder_of, tokens.size()), reading.locations});
      else if (tokens.back().variable)
        continue;
      attempt(split(reading.relation), std::move(slots), {});
    }
  }

  // --- Names, widening, symmetry ---

  void attempt(const std::vector<std::string>& relation_words, std::vector<PendingSlot> slots,
               const std::string& left_out) {
    const std::string relation = join(relation_words);
    const auto& widenings = vocabulary_.table().widenings(relation);
    if (std::any_of(widenings.begin(), widenings.end(), [](const auto& w) { return w.object == "about"; }))
      for (PendingSlot& slot : slots) slot.topic |= slot.locations.front().kind == Kind::Object;
    Alternative direct{relation, {}, {}, vocabulary_.table().symmetric(relation)};
    Failure failure{0, relation_words.size(), {}};
    for (const PendingSlot& slot : slots) {
      if (const auto participant = resolve(slot, failure)) direct.slots.push_back({*participant, slot.locations});
    }
    // Names first: they rule a statement out sooner than variables do.
    std::stable_partition(direct.slots.begin(), direct.slots.end(),
                          [](const Slot& slot) { return slot.participant.kind == Participant::Kind::Name; });
    failure.unknown = failure.problems.size();
    if (failure.unknown > 0) {
      if (known(relation)) failures_.push_back(std::move(failure));
      return;
    }
    if (!left_out.empty()) direct.asked = join({relation_words.begin(), relation_words.end() - 1});
    add(direct);
    if (direct.irreflexive) add(renamed(direct, {relation, "object", "subject", {}}));
    if (!left_out.empty()) return;
    for (const graph::Widening& widening : widenings) {
      Alternative wider = renamed(direct, widening);
      if (wider.relation != relation) wider.asked = direct.asked.empty() ? relation : direct.asked;
      add(std::move(wider));
    }
  }

  bool known(const std::string& relation) const {
    const auto& widenings = vocabulary_.table().widenings(relation);
    return vocabulary_.in_graph(relation) || std::any_of(widenings.begin(), widenings.end(), [this](const auto& w) {
             return vocabulary_.in_graph(w.relation);
           });
  }

  std::optional<Participant> resolve(const PendingSlot& slot, Failure& failure) {
    if (slot.phrase.variable) return Participant{Participant::Kind::Variable, *slot.phrase.variable};
    const auto match = slot.topic ? names_.topic(slot.phrase.text) : names_.name(slot.phrase.text);
    if (!match) {
      failure.problems.push_back({Diagnostic::Kind::Unknown,
                                  slot.phrase.place.begin,
                                  slot.phrase.place.end,
                                  "this graph knows nothing named '" + slot.phrase.text + "'",
                                  {}});
      return {};
    }
    return Participant{Participant::Kind::Name, index_of(*match)};
  }

  std::size_t index_of(const NameMatch& match) {
    const auto same = [&match](const NameMatch& other) {
      return other.text == match.text && other.topic == match.topic;
    };
    const auto at = std::find_if(matches_.begin(), matches_.end(), same);
    if (at != matches_.end()) return static_cast<std::size_t>(at - matches_.begin());
    matches_.push_back(match);
    return matches_.size() - 1;
  }

  static Location location_of(const std::string& place) {
    if (place == "subject") return {Kind::Subject, {}};
    if (place == "object") return {Kind::Object, {}};
    return role(place);
  }

  static Location renamed(const Location& asked, const graph::Widening& widening) {
    if (asked.kind == Kind::Subject) return location_of(widening.subject);
    if (asked.kind == Kind::Object) return location_of(widening.object);
    if (asked.kind != Kind::Role) return asked;
    for (const auto& [from, to] : widening.roles)
      if (from == asked.role) return location_of(to);
    return asked;
  }

  Alternative renamed(const Alternative& asked, const graph::Widening& widening) const {
    Alternative wider{widening.relation, asked.slots, asked.asked, vocabulary_.table().symmetric(widening.relation)};
    for (Slot& slot : wider.slots)
      for (Location& location : slot.locations) location = renamed(location, widening);
    return wider;
  }

  void add(Alternative alternative) {
    if (vocabulary_.in_graph(alternative.relation)) alternatives_.push_back(std::move(alternative));
  }

  // --- The outcome ---

  void finish() {
    std::sort(alternatives_.begin(), alternatives_.end(), [](const Alternative& a, const Alternative& b) {
      return std::tuple(!a.asked.empty(), a) < std::tuple(!b.asked.empty(), b);
    });
    const auto same = [](const Alternative& a, const Alternative& b) {
      return a.relation == b.relation && a.slots == b.slots;
    };
    std::vector<Alternative> distinct;
    for (Alternative& alternative : alternatives_)
      if (std::none_of(distinct.begin(), distinct.end(), [&](const Alternative& d) { return same(d, alternative); }))
        distinct.push_back(std::move(alternative));
    alternatives_ = std::move(distinct);
  }

  std::vector<Diagnostic> problems() {
    if (failures_.empty()) return {unknown_relation()};
    const auto rank = [](const Failure& f) {
      return std::tuple(f.unknown, ~f.relation_words, f.problems.front().end - f.problems.front().begin);
    };
    const auto best = std::min_element(failures_.begin(), failures_.end(),
                                       [&](const Failure& a, const Failure& b) { return rank(a) < rank(b); });
    std::vector<Diagnostic> found = best->problems;
    for (Diagnostic& problem : found) {
      if (problem.kind != Diagnostic::Kind::Unknown) continue;
      constexpr std::string_view before = "this graph knows nothing named '";
      problem.suggestion = names_.suggestion(
          std::string_view(problem.message).substr(before.size(), problem.message.size() - before.size() - 1));
    }
    return found;
  }

  Diagnostic unknown_relation() const {
    const Tokens& tokens = text_.tokens;
    if (tokens.empty()) return {Diagnostic::Kind::Meaning, 0, 1, "the verb is missing", {}};
    if (text_.be) return unknown_role();
    const Token& verb = tokens[likely_verb()];
    const std::string base = vocabulary_.lexicon().verb(verb.lower), near = vocabulary_.suggestion(verb.lower);
    return {Diagnostic::Kind::Unknown, verb.place.begin, verb.place.end,
            "this graph has no relation '" + verb.text + "'", near == base || near == verb.lower ? "" : near};
  }

  Diagnostic unknown_role() const {
    const Tokens& tokens = text_.tokens;
    const std::size_t begin = text_.subject_gap ? 0 : std::min(likely_verb(), tokens.size() - 1);
    std::size_t end = begin + 1;
    while (end < tokens.size() && !tokens[end].variable && !words::preposition(tokens[end].lower)) ++end;
    const Phrase role_words = phrase_of(tokens, begin, end);
    if (names_.proper(role_words.text))
      return {Diagnostic::Kind::Meaning,
              role_words.place.begin,
              role_words.place.end,
              "expected a role such as 'president of Kenya', but '" + role_words.text + "' is a name",
              {}};
    const std::string base = join(base_forms(role_words.text, vocabulary_.lexicon()));
    const std::string near = vocabulary_.role_suggestion(base);
    return {Diagnostic::Kind::Unknown, role_words.place.begin, role_words.place.end,
            "in this graph nobody and nothing is '" + role_words.text + "'", near == base ? "" : near};
  }

  /// The word after the longest run of words that are a name.
  std::size_t likely_verb() const {
    const Tokens& tokens = text_.tokens;
    if (text_.subject_gap && !text_.inverted) return 0;
    for (std::size_t end = std::min(tokens.size() - 1, longest_name); end > 0; --end)
      if (!has_variable(tokens, 0, end) && names_.proper(phrase_of(tokens, 0, end).text)) return end;
    return text_.subject_gap ? 0 : std::min<std::size_t>(1, tokens.size() - 1);
  }

  const ClauseText& text_;
  const Vocabulary& vocabulary_;
  const Roles& roles_;
  NameResolver& names_;
  std::vector<NameMatch>& matches_;
  std::vector<Alternative> alternatives_;
  std::vector<Failure> failures_;
};

}  // namespace

ClauseReading read_clause(const ClauseText& text, const Vocabulary& vocabulary, const Roles& roles, NameResolver& names,
                          std::vector<NameMatch>& matches) {
  return Reader(text, vocabulary, roles, names, matches).read();
}

}  // namespace whom::query
