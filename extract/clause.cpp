// Method. Rules (reading.rules) tell which words carry a clause, what their subjects and arguments are and which open
// complements they have. Here clauses are put together from that. Open complements ("continues to block") are merged
// into one clause whose chain keeps both verbs, since what is claimed about the second depends on the first. Conjuncts
// of a participant stay together in one argument, so that every reader of clauses can multiply them out in its own way.
#include "extract/clause.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

#include "extract/rule_set.hpp"

namespace whom::extract {
namespace {

using Slot = Argument::Slot;

const std::unordered_set<std::string> kRelativePronouns{"who",   "which", "that", "whom", "whose",
                                                        "where", "when",  "why",  "what"};
const std::unordered_set<std::string> kNegations{"not", "n't", "never", "nt"};
const std::unordered_set<std::string> kTrim{",", ";", ":", ".", "--", "-", "...", "?", "!", "…", "–", "—"};
const std::unordered_set<std::string> kLinkingAdverbs{"also", "however", "then", "when",     "where",
                                                      "how",  "why",     "thus", "therefore"};

bool nominal(const Tree& t, int i) { return t.upos(i, {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET"}); }

/// Relations that never belong to the noun phrase of their head.
bool outside_phrase(const Tree& t, int c) {
  return t.is(c, {"mark", "cop", "aux", "nsubj", "csubj", "expl", "discourse", "vocative", "parataxis", "advcl",
                  "ccomp", "orphan", "dislocated", "reparandum"});
}

void add_subtree(const Tree& t, int i, Extent extent, Indices& out) {
  out.push_back(i);
  for (int c : t.children(i)) {
    if (extent == Extent::Tight && t.is(c, {"acl:relcl", "parataxis", "appos"})) continue;
    add_subtree(t, c, extent, out);
  }
}

/// "Ada, not Ben", "Ada rather than Ben": what holds of the first does not of the other.
bool left_out(const Tree& t, int conjunct) {
  const auto adverbs = t.children(conjunct, {"advmod", "cc"});
  const bool negated = std::any_of(adverbs.begin(), adverbs.end(),
                                   [&](int i) { return i < conjunct && t.lower(i) == "not" && negates(t, i); });
  return negated || preferred_to(t, conjunct);
}

bool unpaired(const Tree& t, const Indices& words, bool at_front) {
  static constexpr std::array<std::array<std::string_view, 2>, 5> kPairs{
      {{"``", "''"}, {"-LRB-", "-RRB-"}, {"(", ")"}, {"“", "”"}, {"[", "]"}}};
  for (const auto& [open, close] : kPairs) {
    int opened = 0, closed = 0;
    for (int i : words) {
      opened += t[i].form == open;
      closed += t[i].form == close;
    }
    const auto& edge = t[at_front ? words.front() : words.back()].form;
    if ((opened > closed && edge == open) || (closed > opened && edge == close)) return true;
    if (words.size() > 1 && open.size() != 2 && open != "“" && t[words.front()].form == open &&
        t[words.back()].form == close)
      return true;
  }
  return t[at_front ? words.front() : words.back()].form == "\"" &&
         std::count_if(words.begin(), words.end(), [&](int i) { return t[i].form == "\""; }) == 1;
}

bool removable(const Tree& t, const Indices& words, bool at_front) {
  const int i = at_front ? words.front() : words.back();
  return kTrim.count(t[i].form) || (t[i].upos == "CCONJ" && t.is(i, {"cc"}) && t.lower(i) != "&") ||
         unpaired(t, words, at_front);
}

/// The edges of reading.rules that clauses are made of.
struct Labels {
  explicit Labels(const RuleSet& rules)
      : clause(rules.label("clause")),
        passive(rules.label("passive")),
        subject(rules.label("subject")),
        antecedent(rules.label("antecedent")),
        complement(rules.label("complement")),
        asked(rules.label("asked")),
        ability(rules.label("ability")),
        arguments{{{rules.label("object"), Slot::Object},
                   {rules.label("recipient"), Slot::IndirectObject},
                   {rules.label("oblique"), Slot::Oblique},
                   {rules.label("bare-oblique"), Slot::Time}}} {}

  int clause, passive, subject, antecedent, complement, asked, ability;
  std::array<std::pair<int, Slot>, 4> arguments;
};

class Finder {
 public:
  Finder(const Tree& tree, const Edges& edges, const RuleSet& rules) : t(tree), edges_(edges), labels_(rules) {}

  std::vector<Clause> find() {
    for (int i = 0; i < t.size(); ++i) {
      if (edges_.begins(i, labels_.clause)) clause(i);
    }
    return std::move(out_);
  }

 private:
  bool passive(int p) const { return edges_.begins(p, labels_.passive); }

  Indices auxiliaries(int p) const {
    Indices out = t.children(p, {"aux", "cop"});
    for (int c : t.children(p, {"advmod"})) {
      if (is_negation(t, c)) out.push_back(c);
    }
    return out;
  }

  /// Auxiliaries that a coordinated verb shares with the first one: "was shot and killed".
  Indices shared_auxiliaries(int p) const {
    const int first = t.head(p);
    if (!t.is(p, {"conj"}) || first < 0 || t[first].upos != t[p].upos || t.child(p, {"nsubj", "aux", "cop"}) >= 0)
      return {};
    const auto& tag = t[p].xpos;
    if (t[first].xpos != tag || (tag != "VBN" && tag != "VB" && tag != "VBG")) return {};
    return minus(auxiliaries(first), t.children(first, {"cop"}));
  }

  bool adverb_of_relation(int p, int c, int low) const {
    return t.is(c, {"advmod"}) && !is_negation(t, c) && t.children(c).empty() && ((low < c && c < p) || c == p - 1) &&
           !kLinkingAdverbs.count(t.lower(c));
  }

  Indices verb_group(int p) const {
    Indices out = merged(auxiliaries(p), shared_auxiliaries(p));
    if (t.upos(p, {"VERB", "AUX"}) && t.child(p, {"cop"}) < 0) out = merged(out, {p});
    out = merged(out, t.children(p, {"compound:prt"}));
    if (t[p].upos != "VERB") return out;
    for (int c : t.children(p, {"fixed"})) out = merged(out, t.subtree(c));
    const int low = out.empty() ? p : out.front();
    for (int c : t.children(p)) {
      if (adverb_of_relation(p, c, low)) out = merged(out, {c});
    }
    return out;
  }

  Phrase marked(int head, const Indices& otherwise) const {
    auto own = preposition(t, head);
    return {head, own.empty() ? otherwise : own, -1};
  }

  Argument argument(int p, int c, Slot slot) const {
    if (t.dominates(c, p)) return {slot, phrases_beside(t, c, p)};
    const auto marker = preposition(t, c);
    if (const int noun = edges_.first(c, labels_.antecedent); noun >= 0) return {slot, {{noun, marker, p}}};
    Argument out{slot, {}};
    const bool collective = !marker.empty() && t.lower(marker.front()) == "between";
    for (int h : collective ? Indices{c} : conjuncts(t, c)) out.members.push_back(marked(h, marker));
    return out;
  }

  /// In the order of the sentence; what stands above the clause comes last.
  std::vector<Argument> arguments(int p) const {
    std::vector<std::tuple<bool, int, Slot>> found;
    for (const auto& [label, slot] : labels_.arguments) {
      for (int c : edges_.from(p, label)) found.emplace_back(t.dominates(c, p), c, slot);
    }
    std::sort(found.begin(), found.end());
    std::vector<Argument> out;
    for (const auto& [above, c, slot] : found) out.push_back(argument(p, c, slot));
    return out;
  }

  void add_obliques(Clause& c, int p) const {
    for (auto& a : arguments(p)) {
      if (a.slot == Slot::Oblique || a.slot == Slot::Time) c.arguments.push_back(std::move(a));
    }
  }

  void clause(int p) {
    Clause c;
    c.rule = edges_.rule(p, labels_.clause);
    c.predicate = p;
    if (const int s = edges_.first(p, labels_.subject); s >= 0) c.subjects = phrases_beside(t, s, p);
    c.relation = verb_group(p);
    if (t.child(p, {"cop"}) >= 0 || !t.upos(p, {"VERB", "AUX"})) {
      copula(std::move(c));
    } else {
      verb(std::move(c));
    }
  }

  void copula(Clause c) {
    const int p = c.predicate;
    if (t.child(p, {"cop"}) < 0) return;
    c.copular = true;
    c.chain = {p};
    if (t.child(p, {"nsubj:outer"}) >= 0) {  // "the plan is that …": the complement is a clause of its own
      c.relation = {t.child(p, {"cop"})};
      c.arguments.push_back({Slot::Content, {{p, t.children(p, {"mark"}), -1}}});
      out_.push_back(std::move(c));
      return;
    }
    if (edges_.begins(p, labels_.ability)) {
      able(c);
      return;
    }
    Argument attribute{Slot::Attribute, {}};
    const auto marker = preposition(t, p);
    for (int h : conjuncts(t, p)) attribute.members.push_back(marked(h, h == p ? Indices{} : marker));
    c.arguments.push_back(std::move(attribute));
    add_obliques(c, p);
    out_.push_back(std::move(c));
  }

  /// "is able *to help*", also where several infinitives follow.
  void able(const Clause& c) {
    const auto verbs = edges_.from(c.predicate, labels_.ability);
    const auto mark = t.children(verbs.front(), {"mark"});
    for (int v : verbs) {
      Clause one = c;
      one.rule = "ability";
      one.copular = false;
      one.predicate = v;
      one.chain = {c.predicate, v};
      one.relation = merged(merged(c.relation, {c.predicate}), merged(mark, verb_group(v)));
      one.passive = passive(v);
      one.arguments = arguments(v);
      out_.push_back(std::move(one));
    }
  }

  void verb(Clause c) {
    c.passive = passive(c.predicate);
    c.chain = {c.predicate};
    c.arguments = arguments(c.predicate);
    merge_open_complements(c);
    for (int p : c.chain) {
      for (int x : t.children(p, {"ccomp"})) c.arguments.push_back({Slot::Content, {{x, that(x), -1}}});
    }
    for (int p : Indices{c.chain.front(), c.chain.back()}) {
      for (int x : t.children(p, {"advcl"})) c.arguments.push_back({Slot::Adverbial, {{x, introducer(x), -1}}});
      if (c.chain.size() == 1) break;
    }
    out_.push_back(std::move(c));
  }

  Indices that(int x) const {
    Indices out;
    for (int m : t.children(x, {"mark"})) {
      if (t.lower(m) == "that") out.push_back(m);
    }
    return out;
  }

  Indices introducer(int x) const {
    Indices out;
    for (int m : t.children(x, {"mark", "advmod", "case"})) {
      const auto& w = t.lower(m);
      const bool counts = t.is(m, {"mark"}) || w == "when" || w == "instead" || w == "because" || w == "due";
      if (counts) out = merged(out, t.subtree(m));
    }
    return out;
  }

  void merge_open_complements(Clause& c) const {
    for (int guard = 0; guard < 4; ++guard) {
      const int x = edges_.first(c.chain.back(), labels_.complement);
      if (x < 0) return;
      if (!t.upos(x, {"VERB", "AUX"}) && t.child(x, {"cop"}) < 0) {
        add_attribute(c, x);
        return;
      }
      if (t.child(x, {"cop"}) >= 0) {
        c.relation = merged(c.relation, merged(t.children(x, {"mark"}), t.children(x, {"cop", "aux"})));
        c.chain.push_back(x);
        add_attribute(c, x);
        return;
      }
      take_controllers(c);
      c.relation = merged(c.relation, merged(t.children(x, {"mark"}), verb_group(x)));
      c.chain.push_back(x);
      c.predicate = x;
      c.passive = passive(x);
      auto below = arguments(x);
      below.insert(below.end(), c.arguments.begin(), c.arguments.end());
      c.arguments = std::move(below);
    }
  }

  void add_attribute(Clause& c, int x) const {
    Argument attribute{Slot::Attribute, {}};
    const auto marker = preposition(t, x);
    for (int h : conjuncts(t, x)) attribute.members.push_back(marked(h, marker));
    c.arguments.push_back(std::move(attribute));
    add_obliques(c, x);
  }

  void take_controllers(Clause& c) const {
    const int asked = edges_.first(c.chain.back(), labels_.asked);
    for (auto it = c.arguments.begin(); it != c.arguments.end();) {
      if (it->slot == Slot::Object || it->slot == Slot::IndirectObject || it->members[0].head == asked) {
        c.controllers = it->members;
        it = c.arguments.erase(it);
      } else {
        ++it;
      }
    }
  }

  const Tree& t;
  const Edges& edges_;
  const Labels labels_;
  std::vector<Clause> out_;
};

}  // namespace

bool is_negation(const Tree& t, int i) { return kNegations.count(t.lower(i)) > 0; }

bool negates(const Tree& t, int i) {
  const auto next = i + 1 < t.size() ? std::string_view(t.lower(i + 1)) : std::string_view();
  return is_negation(t, i) && next != "only" && next != "just";
}

bool preferred_to(const Tree& t, int i) {
  const auto words = t.children(i, {"mark", "cc", "advmod", "case"});
  return std::any_of(words.begin(), words.end(), [&](int m) {
    return m + 1 < t.size() && ((t.lower(m) == "instead" && t.lower(m + 1) == "of") ||
                                (t.lower(m) == "rather" && t.lower(m + 1) == "than"));
  });
}

bool is_relative_pronoun(const Tree& t, int i) {
  return kRelativePronouns.count(t.lower(i)) && t.upos(i, {"PRON", "ADV", "DET", "SCONJ"});
}

bool is_predicate(const Tree& t, int i) {
  if (t[i].upos == "VERB" && !t.is(i, {"amod", "compound", "case", "fixed", "flat", "det", "mark", "cc", "nmod"}))
    return true;
  if (t[i].upos == "AUX" && (t.head(i) < 0 || t.is(i, {"conj", "acl:relcl", "advcl", "ccomp"})) &&
      t.child(i, {"nsubj", "expl", "obj"}) >= 0)
    return true;
  if (t.child(i, {"cop"}) >= 0) return true;
  return t.child(i, {"nsubj"}) >= 0 && (t.head(i) < 0 || t.is(i, {"conj", "ccomp", "advcl", "acl:relcl", "parataxis"}));
}

Indices trimmed(const Tree& t, Indices words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (bool changed = true; changed && !words.empty();) {
    changed = false;
    if (removable(t, words, true)) {
      words.erase(words.begin());
      changed = true;
    } else if (removable(t, words, false)) {
      words.pop_back();
      changed = true;
    }
  }
  return words;
}

Indices words_of(const Tree& t, const Phrase& phrase, Extent extent) {
  const int head = phrase.head;
  if (extent == Extent::Whole) return trimmed(t, minus(t.subtree(head), phrase.marker));
  Indices out{head};
  const auto before = preposition(t, head);
  for (int c : t.children(head)) {
    if (c == phrase.without || outside_phrase(t, c)) continue;
    if (t.is(c, {"conj", "cc"})) continue;
    if (t.is(c, {"appos", "acl:relcl"}) && extent != Extent::Mention) continue;
    if (t.is(c, {"advmod"}) && c < head && extent == Extent::Mention) continue;
    if (t.is(c, {"case"}) && c < head && t[c].form != "'s" && t[c].form != "'") continue;
    if (!before.empty() && t.is(c, {"advmod"}) && c < before.front()) continue;  // "only in June"
    add_subtree(t, c, extent, out);
  }
  return trimmed(t, std::move(out));
}

Indices conjuncts(const Tree& t, int head) {
  Indices out{head};
  for (int c : t.children(head, {"conj"})) {
    if (nominal(t, c) && t.child(c, {"nsubj", "cop"}) < 0 && !left_out(t, c)) out.push_back(c);
  }
  return out;
}

std::vector<Phrase> with_conjuncts(const Tree& t, int head) {
  std::vector<Phrase> out;
  for (int h : conjuncts(t, head)) out.push_back({h, {}, -1});
  return out;
}

std::vector<Phrase> phrases_beside(const Tree& t, int head, int word) {
  for (int below = word; below >= 0; below = t.head(below)) {
    if (t.head(below) == head) return {{head, {}, below}};
  }
  return with_conjuncts(t, head);
}

Indices preposition(const Tree& t, int head) {
  Indices out;
  for (int c : t.children(head, {"case"})) {
    if (c < head) out = merged(out, t.subtree(c));
  }
  return out;
}

std::vector<Clause> find_clauses(const Tree& tree, const Words& words, const RuleSet& rules) {
  Edges edges;
  rules.derive(Facts(tree, words), edges);
  return Finder(tree, edges, rules).find();
}

}  // namespace whom::extract
