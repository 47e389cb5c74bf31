// Every way to read the clause is tried and all that resolve are kept, for what they say has to be found in statements
// anyway: each word that may be the verb, each relation that begins with it and whose other words follow, each way to
// cut the rest at prepositions into participants. A reading fails when one of its names is unknown; the readings that
// failed least tell what is wrong when none is left.
#include "query/question/clause.hpp"

#include <algorithm>

#include "graph/roles.hpp"
#include "query/question/reading.hpp"
#include "query/question/role.hpp"
#include "query/question/text.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

using Kind = Location::Kind;

constexpr std::size_t most_cuts = 5, longest_name = 24;  // prepositions that may part or join; words

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
  std::vector<PendingSlot> adverbial;  ///< "when" and "where"
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

bool has_variable(const Tokens& tokens, std::size_t begin, std::size_t end) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                     tokens.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) { return token.variable.has_value(); });
}

/// No name is so long; lists of names may be.
bool too_long(const Tokens& tokens, std::size_t begin, std::size_t end) {
  std::size_t words = 0;
  for (std::size_t i = begin; i < end && words <= longest_name; ++i)
    words = tokens[i].connective || tokens[i].text.ends_with(',') ? 0 : words + 1;
  return words > longest_name;
}

std::vector<std::size_t> variables_of(const ClauseText& text) {
  std::vector<std::size_t> variables;
  if (text.gap.kind != Gap::Kind::None) variables.push_back(text.gap.variable);
  for (const Token& token : text.tokens)
    if (token.variable) variables.push_back(*token.variable);
  return variables;
}

/// Reads one clause; short-lived.
class Reader {
 public:
  Reader(const ClauseText& text, const Vocabulary& vocabulary, const Roles& roles, NameResolver& names,
         std::vector<NameMatch>& matches)
      : text_(text),
        vocabulary_(vocabulary),
        roles_(roles),
        names_(names),
        readings_(vocabulary, names, matches, variables_of(text)) {}

  ClauseReading read() {
    read_as(text_.tokens, text_.be);
    if (readings_.empty() && text_.auxiliary && text_.subject_gap) {
      Tokens tokens{*text_.auxiliary};
      tokens.insert(tokens.end(), text_.tokens.begin(), text_.tokens.end());
      const std::size_t failures = readings_.failures();
      read_with_subject({}, tokens, 0, false);
      if (readings_.empty()) readings_.keep_failures(failures);
    }
    ClauseReading reading = readings_.finish();
    if (reading.conjuncts.empty() && reading.problems.empty()) reading.problems = {unknown_relation()};
    return reading;
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
      if (end == 0 || too_long(tokens, 0, end) || (has_variable(tokens, 0, end) && end > 1)) continue;
      if (is_word(tokens[end - 1]) && words::determiner(tokens[end - 1].lower)) continue;
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
    if (passive || !words::preposition(last)) return;
    const auto end = consume(relation, count - 1, tokens, verb + 1);
    if (end && (*end == tokens.size() || !is_word(tokens[*end]) || tokens[*end].lower != last))
      read_tails(subject, Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(*end), tokens.end()), relation, passive,
                 last);
  }

  /// `left_out`: the preposition of the relation that does not follow at once. It may come later ("talk about trade
  /// with Ruto"); where the question does not name it, its object is not asked for.
  void read_tails(const std::optional<Phrase>& subject, Tokens tokens, const std::vector<std::string>& relation,
                  bool passive, const std::string& left_out) {
    Tail tail{{}, {}, take_adverbials(tokens)};
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

  Phrase gap() const { return {text_.gap.variable, {}, {}, {}}; }

  void add_gap_of_time_or_place(std::vector<PendingSlot>& slots) const {
    if (text_.gap.kind == Gap::Kind::Time) slots.push_back({gap(), {{Kind::Time, {}}}});
    if (text_.gap.kind == Gap::Kind::Place) slots.push_back({gap(), {{Kind::Place, {}}}});
  }

  /// "when" and "where" among the words, which have their places wherever they stand.
  static std::vector<PendingSlot> take_adverbials(Tokens& tokens) {
    std::vector<PendingSlot> taken;
    for (std::size_t i = tokens.size(); i-- > 0;) {
      if (!tokens[i].variable || (tokens[i].lower != "when" && tokens[i].lower != "where")) continue;
      taken.push_back({phrase_of(tokens, i, i + 1), {{tokens[i].lower == "when" ? Kind::Time : Kind::Place, {}}}});
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return taken;
  }

  /// Cuts at these prepositions; false when a part is neither words nor a variable.
  static bool cut_tail(const Tokens& tokens, const std::vector<std::size_t>& cuts, Tail& tail) {
    const std::size_t first = cuts.empty() ? tokens.size() : cuts.front();
    for (std::size_t begin = 0; begin < first;) {
      std::size_t end = begin + 1;
      while (!tokens[begin].variable && end < first && !tokens[end].variable) ++end;
      if (too_long(tokens, begin, end)) return false;
      tail.bare.push_back(phrase_of(tokens, begin, end));
      begin = end;
    }
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      const std::size_t begin = cuts[i] + 1, end = i + 1 < cuts.size() ? cuts[i + 1] : tokens.size();
      if (too_long(tokens, begin, end) || (end > begin + 1 && has_variable(tokens, begin, end))) return false;
      tail.prepositional.push_back({tokens[cuts[i]].lower, tokens[cuts[i]].place, {}});
      if (end > begin) tail.prepositional.back().phrase = phrase_of(tokens, begin, end);
    }
    return tail.bare.size() <= 2;
  }

  /// Gives every participant its places; the gap takes what is left.
  void place(const std::optional<Phrase>& subject, Tail tail, const std::vector<std::string>& relation, bool passive,
             std::string left_out) {
    if (!left_out.empty() && !tail.bare.empty()) return;
    std::vector<PendingSlot> slots;
    const bool thing = text_.gap.kind == Gap::Kind::Thing;
    bool open = thing && subject.has_value();  // the gap still waits for its place
    if (subject) {
      slots.push_back({*subject, {{passive ? Kind::Object : Kind::Subject, {}}}});
    } else if (thing) {
      slots.push_back({gap(), {{passive ? Kind::Object : Kind::Subject, {}}}});
    }
    for (Prepositional& part : tail.prepositional) {
      if (!part.phrase) {
        if (!open || (text_.gap.person && words::time_preposition(part.preposition)))
          return fail_without_phrase(part, relation);
        part.phrase = gap();
        open = false;
      }
      const bool agent = passive && part.preposition == "by";
      std::vector<Location> locations =
          agent ? std::vector<Location>{{Kind::Subject, {}}, role("by")} : locations_of(part.preposition);
      if (part.preposition == left_out) {
        locations = {{Kind::Object, {}}};
        left_out.clear();
      }
      const bool topic = words::topic_preposition(part.preposition) && locations.front().kind == Kind::Role;
      slots.push_back({*part.phrase, std::move(locations), topic});
    }
    if (open && !passive) tail.bare.push_back(gap());
    if (open && passive) return;
    if (!left_out.empty() && !(tail.bare.empty() && words::optional_preposition(left_out))) return;
    if (!place_bare(tail.bare, passive, relation, slots)) return;
    slots.insert(slots.end(), tail.adverbial.begin(), tail.adverbial.end());
    add_gap_of_time_or_place(slots);
    readings_.add(relation, std::move(slots), left_out);
  }

  /// "who met Ruto before": the preposition has nothing to stand before, and is not what is asked for.
  void fail_without_phrase(const Prepositional& part, const std::vector<std::string>& relation) {
    std::string missing = "a name is missing";
    if (graph::is_place_role(part.preposition)) missing = "a place, date or name is missing";
    if (words::time_preposition(part.preposition)) missing = "a date or name is missing";
    if (part.preposition == "between") missing = "two names or dates are missing";
    const ast::Position after{part.place.end, part.place.end};
    readings_.fail(relation, meaning(after, missing + " after '" + part.preposition + '\''));
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

  /// "president of Kenya", "Kenya's president", "president of what"; "what is Ruto president of".
  void read_role(const std::optional<Phrase>& subject, const Tokens& tokens, std::size_t begin) {
    Tokens role(tokens.begin() + static_cast<std::ptrdiff_t>(begin), tokens.end());
    std::vector<PendingSlot> slots = take_adverbials(role);
    add_gap_of_time_or_place(slots);
    if (role.empty()) return;
    const bool thing = text_.gap.kind == Gap::Kind::Thing;
    if (subject && thing) {
      if (!is_word(role.back()) || !words::preposition(role.back().lower)) return;
      role.push_back({"", "", role.back().place, false, text_.gap.variable});
    } else if (!subject && !thing) {
      return;
    }
    slots.insert(slots.begin(), {subject ? *subject : gap(), {{Kind::Subject, {}}}});
    move_possessor(role);
    if (!has_variable(role, 0, role.size() - 1)) read_role(role, slots);
  }

  void read_role(const Tokens& role, const std::vector<PendingSlot>& others) {
    std::vector<std::string> phrase;
    for (const Token& token : role) phrase.push_back(token.variable ? "" : token.text);
    for (const RoleReading& reading : roles_.read(phrase, text_.past)) {
      std::vector<PendingSlot> slots = others;
      if (reading.holder_of < phrase.size())
        slots.push_back({phrase_of(role, reading.holder_of, role.size()), reading.locations});
      else if (role.back().variable)
        continue;
      readings_.add(split(reading.relation), std::move(slots), {});
    }
  }

  /// "Kenya's foreign minister" becomes "foreign minister of Kenya".
  static void move_possessor(Tokens& tokens) {
    const bool tied = std::any_of(tokens.begin(), tokens.end(),
                                  [](const Token& token) { return is_word(token) && words::preposition(token.lower); });
    if (tied) return;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (!is_word(tokens[i]) || !is_word(tokens.back()) || !possessive(tokens[i].text)) continue;
      Token& last = tokens[i];
      last.text = without_possessive(last.text);
      last.lower = words::lower(last.text);
      const auto after = tokens.begin() + static_cast<std::ptrdiff_t>(i + 1);
      const Token of{"of", "of", last.place};
      std::rotate(tokens.begin(), after, tokens.end());
      tokens.insert(tokens.end() - static_cast<std::ptrdiff_t>(i + 1), of);
      return;
    }
  }

  // --- Why there is no reading ---

  Diagnostic unknown_relation() const {
    const Tokens& tokens = text_.tokens;
    if (tokens.empty()) return {Diagnostic::Kind::Meaning, 0, 1, "the verb is missing", {}};
    if (text_.be) return unknown_role();
    const Token& verb = tokens[likely_verb()];
    if (happens(verb.lower))
      return meaning(verb.place,
                     '\'' + verb.text + "' cannot be asked for; name what was done, as in 'who met whom in Paris'");
    const std::string base = vocabulary_.lexicon().verb(verb.lower), near = vocabulary_.suggestion(verb.lower);
    return {Diagnostic::Kind::Unknown, verb.place.begin, verb.place.end,
            "this graph has no relation '" + verb.text + "'", near == base || near == verb.lower ? "" : near};
  }

  bool happens(const std::string& word) const {
    const std::string base = vocabulary_.lexicon().verb(word);
    return base == "happen" || base == "occur" || base == "do";
  }

  Diagnostic unknown_role() const {
    const Tokens& tokens = text_.tokens;
    const std::size_t name_end = longest_names();
    if (name_end > 0 && text_.subject_gap && !words::determiner(tokens.front().lower)) {
      const Phrase name = phrase_of(tokens, 0, name_end);
      return meaning(name.place, "expected a role such as 'president of Kenya', but '" + name.text +
                                     "' is a name; ask what it did, as in 'what did Ruto sign'");
    }
    const std::size_t begin = text_.subject_gap ? 0 : std::min(likely_verb(), tokens.size() - 1);
    std::size_t end = begin + 1;
    while (end < tokens.size() && !tokens[end].variable && !words::preposition(tokens[end].lower)) ++end;
    const Phrase role_words = phrase_of(tokens, begin, end);
    const std::string base = join(base_forms(role_words.text, vocabulary_.lexicon()));
    const std::string near = vocabulary_.role_suggestion(base);
    return {Diagnostic::Kind::Unknown, role_words.place.begin, role_words.place.end,
            "in this graph nobody and nothing is '" + role_words.text + "'", near == base ? "" : near};
  }

  /// A proper name, or a list of them.
  bool names_people(const Phrase& phrase) const {
    const auto proper = [this](const Part& part) { return names_.proper(part.text); };
    const std::vector<NameList> all = lists(phrase.tokens);
    return names_.proper(phrase.text) || std::any_of(all.begin(), all.end(), [&proper](const NameList& list) {
             return std::all_of(list.parts.begin(), list.parts.end(), proper);
           });
  }

  /// How many of the first words are proper names.
  std::size_t longest_names() const {
    const Tokens& tokens = text_.tokens;
    for (std::size_t end = tokens.size(); end > 0; --end)
      if (!too_long(tokens, 0, end) && !has_variable(tokens, 0, end) && names_people(phrase_of(tokens, 0, end)))
        return end;
    return 0;
  }

  /// The word after the names.
  std::size_t likely_verb() const {
    const std::size_t last = text_.tokens.size() - 1, after_names = longest_names();
    if (text_.subject_gap && !text_.inverted) return 0;
    if (after_names > 0) return std::min(after_names, last);
    return text_.subject_gap ? 0 : std::min<std::size_t>(1, last);
  }

  const ClauseText& text_;
  const Vocabulary& vocabulary_;
  const Roles& roles_;
  NameResolver& names_;
  Readings readings_;
};

}  // namespace

ClauseReading read_clause(const ClauseText& text, const Vocabulary& vocabulary, const Roles& roles, NameResolver& names,
                          std::vector<NameMatch>& matches) {
  return Reader(text, vocabulary, roles, names, matches).read();
}

}  // namespace whom::query
