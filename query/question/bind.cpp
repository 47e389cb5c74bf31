#include "query/question/bind.hpp"

#include <algorithm>
#include <set>

#include "graph/nearest.hpp"
#include "query/question/clause.hpp"
#include "query/question/hints.hpp"
#include "query/question/infinitive.hpp"
#include "query/question/names.hpp"
#include "query/question/text.hpp"
#include "query/question/vocabulary.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

using AuxiliaryKind = words::AuxiliaryMeaning::Kind;
using Status = ast::StatusFilter::Status;

std::string text_of(const std::vector<ast::Word>& name) {
  std::vector<std::string> texts;
  for (const ast::Word& word : name) texts.push_back(word.text);
  return join(texts);
}

ast::Position place_of(const std::vector<ast::Word>& name) { return {name.front().begin, name.back().end}; }

/// Adverbs that change nothing a question asks about.
bool empty_adverb(const std::string& word) {
  static const std::vector<std::string> list{"ever", "also", "already", "still", "just", "recently", "finally"};
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string without_www(std::string_view host) {
  std::string lower = words::lower(host);
  return lower.starts_with("www.") ? lower.substr(4) : lower;
}

bool looks_like_host(const std::string& text) {
  const auto dot = text.rfind('.');
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
  return plain && dot != std::string::npos && dot > 0 && text.size() - dot > 2;
}

/// A clause on its way to a statement pattern.
struct ClauseDraft {
  ClauseText text;
  StatementPattern pattern;
};

class Binder {
 public:
  Binder(const graph::KnowledgeGraph& graph, const graph::RelationTable& table, const Lexicon& lexicon)
      : graph_(graph), vocabulary_(graph, table, lexicon), roles_(vocabulary_), names_(graph, lexicon, roles_) {}

  std::variant<Pattern, std::vector<Diagnostic>> bind(const ast::Question& question) {
    boost::apply_visitor([this](const auto& form) { form_of(form); }, question);
    if (!problems_.empty()) return std::move(problems_);
    for (const Status status : statuses_) add_status(status);
    find_interchangeable();
    return std::move(pattern_);
  }

 private:
  // --- Forms ---

  void form_of(const ast::Ask& ask) {
    const std::size_t asked = add_variable(ask.variable.name, true);
    const bool thing = ask.variable.name != "when" && ask.variable.name != "where";
    if (const ast::Word* noun = noun_before(ask.chain.clause); noun != nullptr && ask.variable.name == "what")
      return report(Diagnostic::Kind::Meaning, *noun,
                    "'what' is asked without a noun; leave out '" + noun->text + "', as in 'what did Ruto sign'");
    if (!ask.preposition.empty() && !ask.chain.nested.empty())
      return report(Diagnostic::Kind::Meaning, ask.preposition.front(),
                    "put '" + ask.preposition.front().text + "' before what it belongs to, not before the question");
    const auto kind = thing ? Gap::Kind::Thing : ask.variable.name == "when" ? Gap::Kind::Time : Gap::Kind::Place;
    chain(ask.chain, {kind, asked, ask.variable.name.starts_with("who")}, thing, ask.preposition);
    for (std::size_t i = 0; i < pattern_.variables.size(); ++i)
      if (pattern_.variables[i].column) pattern_.columns.push_back(i);
  }

  void form_of(const ast::Count& count) {
    pattern_.form = Pattern::Form::Count;
    pattern_.columns = {add_variable("counted", true)};
    if (const ast::Word* noun = noun_before(count.chain.clause))
      return report(
          Diagnostic::Kind::Meaning, *noun,
          "nothing is counted by its noun; leave out '" + noun->text + "' to count all, as in 'how many met Ruto'");
    chain(count.chain, {Gap::Kind::Thing, pattern_.columns.front(), false}, true);
  }

  /// "officers" of "how many officers arrived" or "what officers arrived": a first word that begins no relation, before
  /// one that does.
  const ast::Word* noun_before(const ast::Clause& clause) const {
    if (clause.items.size() < 2) return nullptr;
    const auto* first = boost::get<ast::Word>(&clause.items[0].get());
    const auto* second = boost::get<ast::Word>(&clause.items[1].get());
    if (first == nullptr || second == nullptr || first->quoted || second->quoted) return nullptr;
    const std::string verb = words::lower(second->text);
    const auto& auxiliaries = words::opening_auxiliaries();
    const bool auxiliary = std::find(auxiliaries.begin(), auxiliaries.end(), verb) != auxiliaries.end();
    const bool noun = vocabulary_.starting_with(words::lower(first->text)).empty();
    return noun && (auxiliary || !vocabulary_.starting_with(verb).empty()) ? first : nullptr;
  }

  void form_of(const ast::Polar& polar) {
    pattern_.form = Pattern::Form::Polar;
    chain(polar.chain, {}, false);
  }

  void form_of(const ast::Connection& connection) {
    pattern_.form = Pattern::Form::Connection;
    pattern_.statements.emplace_back();
    std::vector<ast::Word> from = connection.from, to;
    for (const ast::Item& item : connection.to.items)
      if (const auto* word = boost::get<ast::Word>(&item.get())) to.push_back(*word);
    filters(connection.to, pattern_.statements.front());
    if (to.empty() && !split_pair(from, to))
      return report(Diagnostic::Kind::Meaning, place_of(from), "expected two names joined by 'and'");
    pattern_.ends = {end_of_path(from), end_of_path(to)};
    const auto first = names_.topic(text_of(from)), second = names_.topic(text_of(to));
    if (!first || !second) return;
    pattern_.topic_ends.emplace(pattern_.names.size(), pattern_.names.size() + 1);
    pattern_.names.insert(pattern_.names.end(), {*first, *second});
  }

  /// "Trump and Haiti" at an "and" between two known names, else at the first one.
  bool split_pair(std::vector<ast::Word>& from, std::vector<ast::Word>& to) {
    std::size_t first = 0;
    for (std::size_t i = 1; i + 1 < from.size(); ++i) {
      if (words::lower(from[i].text) != "and") continue;
      const auto at = from.begin() + static_cast<std::ptrdiff_t>(i);
      if (first == 0) first = i;
      if (names_.name(text_of({from.begin(), at})) && names_.name(text_of({at + 1, from.end()}))) {
        first = i;
        break;
      }
    }
    if (first == 0) return false;
    const auto at = from.begin() + static_cast<std::ptrdiff_t>(first);
    to.assign(at + 1, from.end());
    from.erase(at, from.end());
    return true;
  }

  std::size_t end_of_path(const std::vector<ast::Word>& words) {
    const std::size_t index = name(words);
    if (index < pattern_.names.size() && pattern_.names[index].entities.empty())
      report(Diagnostic::Kind::Unknown, place_of(words), "this graph knows no entity named '" + text_of(words) + "'");
    return index;
  }

  // --- Clauses ---

  /// `stranded`: the preposition of "with whom did Ruto talk", which is "whom did Ruto talk with".
  void chain(const ast::Chain& chain, Gap gap, bool subject_gap, const std::vector<ast::Word>& stranded = {}) {
    std::vector<ClauseDraft> drafts;
    drafts.push_back(clause(chain.clause, gap, subject_gap));
    for (const ast::Word& word : stranded)
      drafts.back().text.tokens.push_back({word.text, words::lower(word.text), word});
    for (const ast::Nested& nested : chain.nested) {
      const std::size_t hidden = add_variable("someone", false);
      ast::Position place = nested.noun;
      drafts.back().text.tokens.push_back({nested.noun.text, nested.noun.text, place, false, hidden});
      drafts.push_back(clause(nested.clause, {Gap::Kind::Thing, hidden, nested.pronoun.starts_with("who")},
                              nested.pronoun != "whom"));
      drafts.back().text.inverted = true;
    }
    if (!problems_.empty()) return;
    clauses_ = drafts.size();
    for (const ClauseDraft& draft : drafts) {
      std::vector<Diagnostic> found;
      if (read(draft.text, draft.pattern, found)) continue;
      if (auto problem = unanswerable(draft.text, vocabulary_)) found = {*std::move(problem)};
      problems_.insert(problems_.end(), found.begin(), found.end());
      pattern_.statements.push_back(draft.pattern);
    }
  }

  /// Adds what the clause asks for: a statement pattern for each conjunct, joined in one report. False where it asks
  /// for nothing; `problems` says why. `depth`: how many verbs stand above the clause.
  bool read(const ClauseText& text, const StatementPattern& pattern, std::vector<Diagnostic>& problems,
            std::size_t depth = 0) {
    constexpr std::size_t deepest = 3, most = 3;
    std::vector<Infinitive> below = infinitives(text, vocabulary_.lexicon());
    if (below.size() > most) below.resize(most);
    for (std::size_t i = 0; i < below.size() && depth < deepest; ++i) {
      if (below[i].bare && !meant(below[i], text)) continue;
      StatementPattern wider = pattern;
      if (below[i].denied) wider.polarity = opposite(wider.polarity);
      if (wider.modality == graph::Modality::Actual) wider.modality = below[i].modality.value_or(wider.modality);
      std::vector<Diagnostic> found;
      if (read(below[i].text, wider, found, depth + 1)) return true;
      if (meant(below[i], text)) problems = std::move(found);
    }
    return read_itself(text, pattern, problems);
  }

  bool read_itself(const ClauseText& text, const StatementPattern& pattern, std::vector<Diagnostic>& problems) {
    ClauseReading reading = read_clause(text, vocabulary_, roles_, names_, pattern_.names);
    if (reading.conjuncts.empty() && problems.empty()) problems = std::move(reading.problems);
    if (reading.conjuncts.empty()) return false;
    std::optional<std::size_t> report;
    if (reading.conjuncts.size() > 1) report = add_variable("report", false);
    if (pattern_.statements.empty()) {
      pattern_.main_statements = reading.conjuncts.size();
      pattern_.options = reading.options;
    }
    for (std::vector<Alternative>& conjunct : reading.conjuncts) {
      pattern_.statements.push_back(pattern);
      pattern_.statements.back().alternatives = std::move(conjunct);
      pattern_.statements.back().report = report;
    }
    return true;
  }

  /// The verb above the infinitive stands where only a verb can stand.
  bool meant(const Infinitive& below, const ClauseText& text) const {
    return below.verb == 0 || names_.proper(phrase_of(text.tokens, 0, below.verb).text);
  }

  ClauseDraft clause(const ast::Clause& clause, Gap gap, bool subject_gap) {
    ClauseDraft draft;
    draft.text.gap = gap;
    draft.text.subject_gap = subject_gap;
    draft.text.inverted = !subject_gap;
    std::size_t head = 0;
    while (head < clause.items.size() && boost::get<ast::Auxiliary>(&clause.items[head].get())) ++head;
    for (std::size_t i = 0; i < clause.items.size(); ++i) {
      if (const auto* auxiliary = boost::get<ast::Auxiliary>(&clause.items[i].get())) add_auxiliary(*auxiliary, draft);
    }
    draft.text.inverted |= head > 0;
    add_tokens(clause, draft.text);
    filters(clause, draft.pattern);
    take_publishers(draft.text.tokens);
    tidy_connectives(draft.text.tokens);
    if (auto hint = hint_for_words(draft.text.tokens, names_)) problems_.push_back(*std::move(hint));
    return draft;
  }

  /// "Both A and B" is "A and B", "either A or B" is "A or B"; "who met whom and when" is "who met whom when".
  static void tidy_connectives(std::vector<Token>& tokens) {
    using Connective = ast::Connective::Kind;
    const auto joined_by = [&tokens](Connective kind) {
      return std::any_of(tokens.begin(), tokens.end(), [kind](const Token& token) { return token.connective == kind; });
    };
    const bool both = joined_by(Connective::And), either = joined_by(Connective::Or);
    std::erase_if(tokens, [&](const Token& token) {
      return !token.quoted && ((both && token.lower == "both") || (either && token.lower == "either"));
    });
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      const bool adverbial =
          tokens[i + 1].variable && (tokens[i + 1].lower == "when" || tokens[i + 1].lower == "where");
      if (adverbial && tokens[i].connective == Connective::And)
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  static void add_auxiliary(const ast::Auxiliary& auxiliary, ClauseDraft& draft) {
    const words::AuxiliaryMeaning meaning = words::auxiliary(auxiliary.text);
    if (meaning.denied) draft.pattern.polarity = graph::Polarity::Denied;
    if (meaning.modality) draft.pattern.modality = *meaning.modality;
    if (meaning.kind == AuxiliaryKind::Negation) return;
    draft.text.be = meaning.kind == AuxiliaryKind::Be;
    draft.text.past = auxiliary.text.starts_with("was") || auxiliary.text.starts_with("were");
    draft.text.auxiliary.reset();
    if (meaning.kind == AuxiliaryKind::Do || meaning.kind == AuxiliaryKind::Have)
      draft.text.auxiliary = Token{auxiliary.text, auxiliary.text, auxiliary};
  }

  void add_tokens(const ast::Clause& clause, ClauseText& text) {
    for (const ast::Item& item : clause.items) {
      if (const auto* word = boost::get<ast::Word>(&item.get())) {
        Token token{word->text, words::lower(word->text), *word, word->quoted};
        if (token.quoted || !empty_adverb(word->text)) text.tokens.push_back(std::move(token));
      } else if (const auto* connective = boost::get<ast::Connective>(&item.get())) {
        const std::string text_of_it = connective->kind == ast::Connective::Kind::And ? "and" : "or";
        text.tokens.push_back({text_of_it, text_of_it, *connective, false, {}, connective->kind});
      } else if (const auto* variable = boost::get<ast::Variable>(&item.get())) {
        const std::size_t index = add_variable(variable->name, true);
        if (pattern_.form == Pattern::Form::Polar)
          report(Diagnostic::Kind::Meaning, *variable,
                 "this question is answered by yes or no; begin with '" + variable->name + "' to ask for it");
        text.tokens.push_back({variable->name, variable->name, *variable, false, index});
      } else if (const auto* anyone = boost::get<ast::Anyone>(&item.get())) {
        const std::size_t index = add_variable("someone", false);
        text.tokens.push_back({anyone->text, anyone->text, *anyone, false, index});
      }
    }
  }

  /// "who" once more is "who2": every variable is its own.
  std::size_t add_variable(const std::string& name, bool column) {
    std::string unique = name;
    const auto taken = [&] {
      return std::any_of(pattern_.variables.begin(), pattern_.variables.end(),
                         [&unique](const Variable& variable) { return variable.name == unique; });
    };
    for (std::size_t number = 2; taken(); ++number) unique = name + std::to_string(number);
    pattern_.variables.push_back({unique, column});
    return pattern_.variables.size() - 1;
  }

  // --- Filters ---

  /// Times bound the clause they stand in, a status the main clause, the rest every statement of the question.
  void filters(const ast::Clause& clause, StatementPattern& pattern) {
    for (const ast::Item& item : clause.items) {
      if (const auto* time = boost::get<ast::TimeFilter>(&item.get())) pattern.times.push_back(*time);
      if (const auto* confidence = boost::get<ast::ConfidenceFilter>(&item.get()))
        pattern_.evidence.confidence.push_back(*confidence);
      if (const auto* source = boost::get<ast::SourceFilter>(&item.get()))
        pattern_.evidence.sources.push_back(name(source->name));
      if (const auto* limit = boost::get<ast::Limit>(&item.get()))
        pattern_.limit = std::min(limit->count, pattern_.limit.value_or(limit->count));
      if (const auto* status = boost::get<ast::StatusFilter>(&item.get())) statuses_.push_back(status->status);
    }
  }

  void add_status(Status status) {
    for (std::size_t i = 0; i < pattern_.main_statements; ++i) set_status(status, pattern_.statements[i]);
  }

  void set_status(Status status, StatementPattern& pattern) {
    switch (status) {
      case Status::Asserted:
        pattern_.evidence.asserted = true;
        break;
      case Status::Affirmed:
        pattern.polarity = graph::Polarity::Affirmed;
        break;
      case Status::Denied:
        pattern.polarity = graph::Polarity::Denied;
        break;
      case Status::Actual:
        pattern.modality = graph::Modality::Actual;
        break;
      case Status::Planned:
        pattern.modality = graph::Modality::Planned;
        break;
      case Status::Possible:
        pattern.modality = graph::Modality::Possible;
        break;
      case Status::Conditional:
        pattern.modality = graph::Modality::Conditional;
        break;
      case Status::Asked:
        pattern.modality = graph::Modality::Asked;
        break;
    }
  }

  /// The index of the name in the pattern; the count of names, and a problem, when it is unknown.
  std::size_t name(const std::vector<ast::Word>& words) {
    const std::string text = text_of(words);
    auto match = names_.name(text);
    if (!match) {
      report(Diagnostic::Kind::Unknown, place_of(words), "this graph knows nothing named '" + text + "'",
             names_.suggestion(text));
      return pattern_.names.size();
    }
    const auto same = [&text](const NameMatch& other) { return other.text == text && !other.topic; };
    const auto at = std::find_if(pattern_.names.begin(), pattern_.names.end(), same);
    if (at != pattern_.names.end()) return static_cast<std::size_t>(at - pattern_.names.begin());
    pattern_.names.push_back(std::move(*match));
    return pattern_.names.size() - 1;
  }

  /// "from nation.africa" is a filter where a document has that publisher; elsewhere "from" is a preposition.
  void take_publishers(std::vector<Token>& tokens) {
    for (std::size_t i = 0; i + 1 < tokens.size();) {
      if (tokens[i].variable || tokens[i].quoted || tokens[i].lower != "from" || !take_publisher(tokens, i)) ++i;
    }
  }

  bool take_publisher(std::vector<Token>& tokens, std::size_t from) {
    for (std::size_t end = std::min(tokens.size(), from + 9); end > from + 1; --end) {
      std::vector<std::string> texts;
      for (std::size_t i = from + 1; i < end; ++i) texts.push_back(tokens[i].text);
      const std::string text = join(texts);
      std::vector<std::string> found = published_by(text);
      const bool host = looks_like_host(text) && !names_.name(text);
      if (found.empty() && !host) continue;
      if (found.empty())
        report(Diagnostic::Kind::Unknown, {tokens[from + 1].place.begin, tokens[end - 1].place.end},
               "no document of this graph is from '" + text + "'", graph::nearest(text, publishers()));
      pattern_.evidence.publishers.push_back(std::move(found));
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                   tokens.begin() + static_cast<std::ptrdiff_t>(end));
      return true;
    }
    return false;
  }

  /// "www.nation.africa" and "nation.africa" are one.
  std::vector<std::string> published_by(const std::string& publisher) const {
    std::vector<std::string> found = publishers();
    std::erase_if(found, [&](const std::string& name) { return without_www(name) != without_www(publisher); });
    return found;
  }

  std::vector<std::string> publishers() const {
    std::set<std::string> all;
    for (const graph::Document& document : graph_.documents())
      if (!document.publisher.empty()) all.insert(document.publisher);
    return {all.begin(), all.end()};
  }

  // --- Symmetry ---

  /// Where a clause holds with two columns exchanged as well, each pair is asked for once: of every two alternatives
  /// that differ in the exchange the one with the first column in the first place stays.
  void find_interchangeable() {
    if (pattern_.form != Pattern::Form::Rows || clauses_ != 1) return;
    for (std::size_t i = 0; i < pattern_.columns.size(); ++i)
      for (std::size_t j = i + 1; j < pattern_.columns.size(); ++j)
        if (drop_exchanged(pattern_.columns[i], pattern_.columns[j])) {
          pattern_.interchangeable = {i, j};
          return;
        }
  }

  static const Slot* slot_of(const Alternative& alternative, std::size_t variable) {
    const Participant wanted{Participant::Kind::Variable, variable};
    const auto at = std::find_if(alternative.slots.begin(), alternative.slots.end(),
                                 [&wanted](const Slot& slot) { return slot.participant == wanted; });
    return at == alternative.slots.end() ? nullptr : &*at;
  }

  static bool exchanged(const Alternative& a, const Alternative& b, std::size_t i, std::size_t j) {
    if (a.relation != b.relation || a.slots.size() != b.slots.size()) return false;
    return std::all_of(a.slots.begin(), a.slots.end(), [&](const Slot& slot) {
      Participant other = slot.participant;
      if (other.kind == Participant::Kind::Variable && (other.index == i || other.index == j))
        other.index = other.index == i ? j : i;
      return std::any_of(b.slots.begin(), b.slots.end(), [&](const Slot& candidate) {
        return candidate.participant == other && candidate.locations == slot.locations;
      });
    });
  }

  bool drop_exchanged(std::size_t i, std::size_t j) {
    std::vector<StatementPattern> kept = pattern_.statements;
    if (!std::all_of(kept.begin(), kept.end(),
                     [&](StatementPattern& statement) { return drop_exchanged(statement.alternatives, i, j); }))
      return false;
    pattern_.statements = std::move(kept);
    return true;
  }

  static bool drop_exchanged(std::vector<Alternative>& alternatives, std::size_t i, std::size_t j) {
    const auto second = [&](const Alternative& alternative) {
      const Slot *first = slot_of(alternative, i), *other = slot_of(alternative, j);
      if (!first || !other || first->locations <= other->locations) return false;
      return std::any_of(alternatives.begin(), alternatives.end(),
                         [&](const Alternative& candidate) { return exchanged(alternative, candidate, i, j); });
    };
    std::vector<Alternative> kept;
    std::copy_if(alternatives.begin(), alternatives.end(), std::back_inserter(kept),
                 [&](const Alternative& a) { return !second(a); });
    const bool dropped = kept.size() < alternatives.size();
    alternatives = std::move(kept);
    return dropped;
  }

  void report(Diagnostic::Kind kind, const ast::Position& place, std::string message, std::string suggestion = {}) {
    problems_.push_back({kind, place.begin, place.end, std::move(message), std::move(suggestion)});
  }

  const graph::KnowledgeGraph& graph_;
  Vocabulary vocabulary_;
  Roles roles_;
  NameResolver names_;
  Pattern pattern_;
  std::vector<Status> statuses_;
  std::size_t clauses_ = 1;
  std::vector<Diagnostic> problems_;
};

}  // namespace

std::variant<Pattern, std::vector<Diagnostic>> bind(const ast::Question& question, const graph::KnowledgeGraph& graph,
                                                    const graph::RelationTable& table, const Lexicon& lexicon) {
  return Binder(graph, table, lexicon).bind(question);
}

}  // namespace whom::query
