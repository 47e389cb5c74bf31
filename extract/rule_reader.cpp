// Method. Each statement of a rule is filled in for a match: its relation from words and functions of nodes, its places
// with what the nodes refer to, each with its conjuncts. A node whose phrase holds the relation itself ("the envoy *who
// met …*") stands for its head alone. The status comes from the clause of the relation, or of the clause that the rule
// replaces, or from the noun that names the happening; a rule may add to it.
#include "extract/rule_reader.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "extract/clause_reader.hpp"
#include "extract/rule_feature.hpp"

namespace whom::extract {
namespace {

using graph::Literal;
using graph::LiteralType;
using graph::Polarity;
using Slot = Argument::Slot;

class MatchReader {
 public:
  MatchReader(const Match& match, SentenceParts& parts)
      : match_(match),
        parts_(parts),
        c_(parts.context),
        t(c_.tree),
        facts_{t, c_.words, &c_.coreference, c_.sentence} {}

  void read() {
    for (const auto& s : match_.rule->statements) statement(s);
  }

 private:
  using Is = rule::Expression::Kind;

  int token(const Expression& e) const { return e.node < 0 ? -1 : match_.nodes[static_cast<std::size_t>(e.node)]; }
  int anchor() const { return match_.nodes.front(); }

  // --- Relations -------------------------------------------------------------------------------------------------

  /// The word that the relation is read from.
  int source_of(const StatementPlan& s) const {
    for (const auto& e : s.relation) {
      if (e.kind == Is::Call && e.function != Function::Case) return token(e);
    }
    return anchor();
  }

  std::string word(const Expression& e) const {
    if (e.kind != Is::Call) return e.text;
    const int i = token(e);
    if (i < 0) return "";
    switch (e.function) {
      case Function::Lemma:
        return verb_name(t, i);
      case Function::Form:
        return t.lower(i);
      case Function::Verb:
        return facts_.verb(i);
      default:
        return case_of(t, i);
    }
  }

  Indices words(const Expression& e) const {
    const int i = token(e);
    if (e.kind != Is::Call || i < 0) return {};
    if (e.function == Function::Case) return preposition(t, i);
    if (const auto* clause = clause_of(i); clause && e.function == Function::Lemma) return clause->relation;
    return merged({i}, t.children(i, {"compound:prt"}));
  }

  void relation(const StatementPlan& s, Draft& d) const {
    for (const auto& e : s.relation) {
      const auto part = word(e);
      if (!part.empty()) d.relation += (d.relation.empty() ? "" : " ") + part;
      d.phrase = merged(d.phrase, words(e));
    }
    for (const int node : match_.rule->replaces) {
      if (const auto* clause = clause_of(match_.nodes[static_cast<std::size_t>(node)]))
        d.phrase = merged(d.phrase, clause->relation);
    }
    if (d.phrase.empty()) d.phrase = {anchor()};
  }

  // --- Status ----------------------------------------------------------------------------------------------------

  const Clause* clause_of(int i) const {
    const auto found =
        std::find_if(c_.clauses.begin(), c_.clauses.end(), [&](const auto& c) { return c.predicate == i; });
    return found == c_.clauses.end() ? nullptr : &*found;
  }

  Status status_of_word(int i) const {
    if (const auto* clause = clause_of(i))
      return status_of(c_.document, c_.coreference, c_.words, c_.sentence, *clause);
    if (t.upos(i, {"NOUN"}) && !facts_.verb(i).empty())
      return status_of_event(c_.document, c_.coreference, c_.words, c_.sentence, i);
    return status_in_quotation(c_.document, c_.coreference, c_.sentence, i);
  }

  static void set(const std::string& word, Draft& d) {
    if (word == "mutual") d.mutual = true;
    if (word == "affirmed") d.status.polarity = Polarity::Affirmed;
    if (word == "denied") d.status.polarity = Polarity::Denied;
    if (const auto modality = graph::modality(word)) d.status.modality = *modality;
  }

  void status(const StatementPlan& s, Draft& d) const {
    const auto& replaced = match_.rule->replaces;
    d.status = status_of_word(replaced.empty() ? source_of(s) : match_.nodes[static_cast<std::size_t>(replaced[0])]);
    for (const auto& word : s.status) set(word, d);
    d.confidence = match_.rule->confidence;
  }

  // --- Places ----------------------------------------------------------------------------------------------------

  std::vector<Phrase> phrases(const Expression& e, int relation) const {
    auto out = phrases_beside(t, token(e), relation);
    if (e.function == Function::Only) out.resize(1);
    return out;
  }

  std::vector<Participant> fill(const Expression& e, int relation) const {
    if (e.kind == Is::Text) return {{Literal{e.text, e.text, LiteralType::Text}, t[anchor()].span, std::nullopt, 1.0}};
    const int i = token(e);
    if (e.kind == Is::Nothing || i < 0) return {};
    const auto words = words_of(t, {i, {}, -1}, Extent::Tight);
    if (e.function == Function::Text && !words.empty()) return {parts_.participants.literal(words, LiteralType::Text)};
    return parts_.participants.of(phrases(e, relation));
  }

  /// The statement can stand without what fills this place: nothing should, or nobody does.
  bool may_be_empty(const Expression& e) const {
    const int i = token(e);
    return e.kind == Is::Nothing || i < 0 || e.may_miss || nobody(t, i);
  }

  bool places(const StatementPlan& s, Draft& d) const {
    const int relation = source_of(s);
    d.subjects = fill(s.subject, relation);
    if (d.subjects.empty() && !may_be_empty(s.subject)) return false;
    if (s.object.function == Function::Complement) return true;
    d.objects = fill(s.object, relation);
    if (d.objects.empty() && !may_be_empty(s.object)) return false;
    return !d.mutual || !d.objects.empty() || d.subjects.size() > 1;
  }

  // --- Qualifiers ------------------------------------------------------------------------------------------------

  std::vector<Participant> qualifier(const std::string& role, const Expression& e, int relation, const Draft& d) const {
    if (const int i = token(e); i >= 0 && e.function != Function::Text) {
      const auto words = words_of(t, {i, {}, -1}, Extent::Tight);
      if (!words.empty() && parts_.qualifiers.is_time(i, words)) return {parts_.qualifiers.time(words, role, d)};
    }
    return fill(e, relation);
  }

  void qualifiers(const StatementPlan& s, Draft& d) const {
    for (const auto& [role, value] : s.qualifiers) add(d.qualifiers, role, qualifier(role, value, source_of(s), d));
    for (const auto& call : s.calls) {
      const int i = token(call);
      if (i < 0) continue;
      if (call.function == Function::Topics)
        parts_.qualifiers.add_topics(d, i);
      else
        modifiers(i, s, d);
    }
  }

  bool captured(int head) const {
    return std::any_of(match_.nodes.begin(), match_.nodes.end(),
                       [&](int n) { return n >= 0 && (n == head || contains(conjuncts(t, n), head)); });
  }

  /// The prepositional phrases and times beside a noun or verb that the rule does not name itself.
  void modifiers(int i, const StatementPlan& s, Draft& d) const {
    const auto verb = facts_.verb(source_of(s));
    if (const auto* clause = clause_of(i)) {
      for (const auto& a : clause->arguments) {
        if (a.slot != Slot::Oblique && a.slot != Slot::Time) continue;
        for (const auto& p : a.members) {
          if (!captured(p.head)) parts_.qualifiers.add(d, p, p.marker, verb, source_of(s));
        }
      }
      parts_.qualifiers.add_temporal_adverbs(d, *clause);
      return;
    }
    for (const int n : t.children(i, {"nmod", "obl"})) {
      const auto marker = preposition(t, n);
      if (captured(n)) continue;
      for (const auto& p : with_conjuncts(t, n)) parts_.qualifiers.add(d, p, marker, verb, i);
    }
  }

  // --- Statements ------------------------------------------------------------------------------------------------

  /// What role(R), roles(R) and title(N) name; nothing where the relation is none of them.
  std::optional<std::vector<Role>> roles(const StatementPlan& s) const {
    for (const auto& e : s.relation) {
      if (e.kind != Is::Call) continue;
      if (e.function == Function::Role) return std::vector{parts_.roles.phrase(token(e))};
      if (e.function == Function::Roles) {
        std::vector<Role> out;
        for (const int i : conjuncts(t, token(e))) out.push_back(parts_.roles.phrase(i));
        return out;
      }
      if (e.function != Function::Title) continue;
      const auto* m = c_.coreference.mention({c_.sentence, token(e)});
      return m ? std::vector{parts_.roles.title(*m)} : std::vector<Role>();
    }
    return std::nullopt;
  }

  void report_roles(const StatementPlan& s, const Draft& d, const std::vector<Role>& all) const {
    if (d.subjects.empty()) return;
    const bool must_be_of = s.object.function == Function::Complement && !s.object.may_miss;
    for (const auto& role : all) {
      if (!must_be_of || !role.of.empty()) report_role(parts_.reporter, d, role);
    }
  }

  void statement(const StatementPlan& s) const {
    Draft d;
    d.rule = match_.rule->source->name.text;
    status(s, d);
    if (!places(s, d)) return;
    qualifiers(s, d);
    if (const auto named = roles(s)) {
      report_roles(s, d, *named);
      return;
    }
    relation(s, d);
    parts_.reporter.report(d);
  }

  const Match& match_;
  SentenceParts& parts_;
  const SentenceContext& c_;
  const Tree& t;
  const Facts facts_;
};

/// The words a statement is made of; others that a rule tests make no second one.
std::tuple<const RulePlan*, Indices> visible(const Match& m) {
  std::set<int> nodes{0};
  const auto add = [&](const Expression& e) { nodes.insert(std::max(e.node, 0)); };
  for (const auto& s : m.rule->statements) {
    add(s.subject);
    add(s.object);
    for (const auto& e : s.relation) add(e);
    for (const auto& [role, e] : s.qualifiers) add(e);
  }
  Indices tokens;
  for (const int n : nodes) tokens.push_back(m.nodes[static_cast<std::size_t>(n)]);
  return {m.rule, tokens};
}

}  // namespace

std::vector<Match> find_matches(const RuleSet& rules, const SentenceContext& c) {
  const Facts facts{c.tree, c.words, &c.coreference, c.sentence};
  Edges edges;
  rules.derive(facts, edges);
  std::vector<Match> out;
  std::set<std::tuple<const RulePlan*, Indices>> seen;
  rules.match(facts, edges, [&](Match m) {
    if (seen.insert(visible(m)).second) out.push_back(std::move(m));
  });
  std::stable_sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.nodes[0] < y.nodes[0]; });
  return out;
}

void read_match(const Match& match, SentenceParts& parts) { MatchReader(match, parts).read(); }

}  // namespace whom::extract
