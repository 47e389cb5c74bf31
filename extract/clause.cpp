// Method. Every token that can carry a clause is visited once. Its subject is its own, or that of the verb it is
// coordinated with, or the noun it modifies, or, for open complements and adverbial participles, the subject (or
// object) of the verb above. Open complements ("continues to block") are merged into one clause whose chain keeps both
// verbs, since what is claimed about the second depends on the first. Conjuncts of a participant stay together in one
// argument, so that every reader of clauses can multiply them out in its own way.
#include "extract/clause.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace whom::extract {
namespace {

using Slot = Argument::Slot;

const std::unordered_set<std::string> kRelativePronouns{"who",   "which", "that", "whom", "whose",
                                                        "where", "when",  "why",  "what"};
const std::unordered_set<std::string> kNegations{"not", "n't", "never", "nt"};
const std::unordered_set<std::string> kTrim{",", ";", ":", ".", "--", "-", "...", "?", "!", "…", "–", "—"};
const std::unordered_set<std::string> kLinkingAdverbs{"also", "however", "then", "when",     "where",
                                                      "how",  "why",     "thus", "therefore"};
constexpr int kDepth = 8;  // of climbing for a shared subject

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

class Finder {
 public:
  explicit Finder(const Tree& tree) : t(tree) {}

  std::vector<Clause> find() {
    for (int i = 0; i < t.size(); ++i) {
      if (is_predicate(t, i)) clause(i);
    }
    return std::move(out_);
  }

  bool passive(int p) const {
    if (t.child(p, {"nsubj:pass", "aux:pass"}) >= 0) return true;
    if (t.is(p, {"acl", "advcl"}) && t[p].xpos == "VBN" && t.child(p, {"aux", "nsubj", "obj"}) < 0) return true;
    const auto shared = shared_auxiliaries(p);
    return std::any_of(shared.begin(), shared.end(), [&](int c) { return t.is(c, {"aux:pass"}); });
  }

 private:
  std::vector<Phrase> phrases(const Indices& heads, int without = -1) const {
    std::vector<Phrase> out;
    for (int h : heads) out.push_back({h, {}, without});
    return out;
  }

  /// Noun a (coordinated) relative clause or participle modifies, or -1.
  int antecedent(int p) const {
    while (t.is(p, {"conj"}) && t.head(p) >= 0) p = t.head(p);
    return t.is(p, {"acl"}) ? t.head(p) : -1;
  }

  /// The relative clause has a gap elsewhere, so that its noun is not the subject.
  bool gap_elsewhere(int p) const {
    const auto& below = t.children(p);
    return std::any_of(below.begin(), below.end(), [&](int c) {
      return kRelativePronouns.count(t.lower(c)) && t.is(c, {"obj", "obl", "advmod", "iobj"});
    });
  }

  std::vector<Phrase> own_subject(int p, int subject) const {
    if (is_relative_pronoun(t, subject)) {
      const int noun = antecedent(p);
      if (noun >= 0) return phrases({noun}, t.is(p, {"acl"}) ? p : -1);
      if (t.lower(subject) != "that") return {};
    }
    return phrases(conjuncts(t, subject));
  }

  std::vector<Phrase> subjects(int p, int depth = 0) const {
    if (depth > kDepth) return {};
    if (const int s = t.child(p, {"nsubj"}); s >= 0) return own_subject(p, s);
    if (const int s = t.child(p, {"csubj"}); s >= 0) return phrases({s});
    const int above = t.head(p);
    if (above < 0) return {};
    if (t.is(p, {"conj"})) return is_predicate(t, above) ? subjects(above, depth + 1) : std::vector<Phrase>{};
    if (t.is(p, {"acl:relcl"})) return gap_elsewhere(p) ? std::vector<Phrase>{} : phrases({above}, p);
    if (t.is(p, {"acl"}) && t[p].xpos == "VBG" && t.child(p, {"mark", "case"}) >= 0)
      return {};  // "the process of electing"
    if (t.is(p, {"acl"})) return phrases({above}, p);
    if (t.is(p, {"xcomp"})) {
      if (const int object = t.child(above, {"obj", "iobj"}); object >= 0) return phrases(conjuncts(t, object));
    }
    if (t.is(p, {"advcl"}) && object_controls(p)) {
      if (const int object = t.child(above, {"obj"}); object >= 0) return phrases(conjuncts(t, object));
    }
    if (t.is(p, {"advcl", "xcomp"}) && is_predicate(t, above)) return subjects(above, depth + 1);
    return {};
  }

  /// "thanked them for coming": the gerund after these is done by the object, where there is one.
  bool object_controls(int p) const {
    const auto marks = t.children(p, {"mark", "case"});
    return std::any_of(marks.begin(), marks.end(), [&](int m) {
      const auto& w = t.lower(m);
      return w == "for" || w == "of" || w == "from" || w == "into";
    });
  }

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

  Argument complement(int c) const {
    Argument out;
    const auto marker = preposition(t, c);
    out.slot = t.is(c, {"obj"})    ? Slot::Object
               : t.is(c, {"iobj"}) ? Slot::IndirectObject
               : marker.empty()    ? Slot::Time
                                   : Slot::Oblique;
    const bool collective = !marker.empty() && t.lower(marker.front()) == "between";
    for (int h : collective ? Indices{c} : conjuncts(t, c)) out.members.push_back(marked(h, marker));
    return out;
  }

  /// What a relative pronoun in this place stands for: the noun above the relative clause.
  void add_relative_complement(int p, int pronoun, std::vector<Argument>& out) const {
    if (t.is(pronoun, {"advmod"})) return;
    out.push_back({t.is(pronoun, {"obj"}) ? Slot::Object : Slot::Oblique, {{t.head(p), preposition(t, pronoun), p}}});
  }

  std::vector<Argument> complements(int p) const {
    std::vector<Argument> out;
    for (int c : t.children(p)) {
      const bool relative = t.is(p, {"acl:relcl"}) && is_relative_pronoun(t, c);
      if (relative && t.is(c, {"obj", "obl", "iobj", "advmod"})) {
        add_relative_complement(p, c, out);
      } else if (t.is(c, {"obj", "iobj", "obl"})) {
        out.push_back(complement(c));
      }
    }
    if (bare_relative(p)) out.push_back({Slot::Object, {{t.head(p), {}, p}}});
    return out;
  }

  /// "meetings she has chaired": the noun is the object, without a pronoun to say so.
  bool bare_relative(int p) const {
    if (!t.is(p, {"acl:relcl"}) || t[p].upos != "VERB" || t.child(p, {"nsubj"}) < 0) return false;
    if (t.child(p, {"obj", "xcomp", "ccomp"}) >= 0) return false;
    const auto& below = t.children(p);
    return std::none_of(below.begin(), below.end(), [&](int c) { return kRelativePronouns.count(t.lower(c)) > 0; });
  }

  std::string_view rule(int p) const {
    if (t.is(p, {"acl:relcl"})) return "relative";
    if (t.is(p, {"acl"}))
      return t[p].xpos == "VBG" ? "present-participle" : to_infinitive(p) ? "infinitive" : "past-participle";
    if (t.is(p, {"advcl"}) && t.child(p, {"nsubj"}) < 0) return to_infinitive(p) ? "purpose" : "converb";
    if (t.is(p, {"advcl"})) return "adverbial";
    if (t.is(p, {"ccomp"})) return "content";
    if (t.is(p, {"conj"})) return "coordinated";
    if (t.is(p, {"xcomp"})) return "open-complement";
    return "verb";
  }

  bool to_infinitive(int p) const {
    const auto marks = t.children(p, {"mark"});
    return std::any_of(marks.begin(), marks.end(), [&](int m) { return t.lower(m) == "to"; });
  }

  void clause(int p) {
    if (t.is(p, {"xcomp"}) && t.child(p, {"nsubj"}) < 0) return;  // part of the clause above
    Clause c;
    c.rule = rule(p);
    c.predicate = p;
    c.subjects = subjects(p);
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
      c.subjects = phrases(conjuncts(t, t.child(p, {"nsubj:outer"})));
      c.relation = {t.child(p, {"cop"})};
      c.arguments.push_back({Slot::Content, {{p, t.children(p, {"mark"}), -1}}});
      out_.push_back(std::move(c));
      return;
    }
    if (const int x = infinitive_of(p); x >= 0) {
      able(std::move(c), x);
      return;
    }
    Argument attribute{Slot::Attribute, {}};
    const auto marker = preposition(t, p);
    for (int h : conjuncts(t, p)) attribute.members.push_back(marked(h, h == p ? Indices{} : marker));
    c.arguments.push_back(std::move(attribute));
    for (int o : t.children(p, {"obl"})) c.arguments.push_back(complement(o));
    out_.push_back(std::move(c));
  }

  /// The infinitive below an adjective with copula: "is able *to help*", or -1.
  int infinitive_of(int p) const {
    if (!t.upos(p, {"ADJ", "ADV"})) return -1;
    for (int c : t.children(p, {"xcomp", "advcl", "ccomp"})) {
      if (t[c].upos == "VERB" && t.child(c, {"nsubj"}) < 0 && to_infinitive(c)) return c;
    }
    return -1;
  }

  void able(Clause c, int x) {
    const int adjective = c.predicate;
    Indices verbs{x};
    for (int v : t.children(x, {"conj"})) {
      if (t[v].upos == "VERB" && t.child(v, {"nsubj"}) < 0) verbs.push_back(v);
    }
    for (int v : verbs) {
      Clause one = c;
      one.copular = false;
      one.rule = "able-to";
      one.predicate = v;
      one.chain = {adjective, v};
      one.relation = merged(merged(c.relation, {adjective}), merged(t.children(x, {"mark"}), verb_group(v)));
      one.passive = passive(v);
      one.arguments = complements(v);
      out_.push_back(std::move(one));
    }
  }

  void verb(Clause c) {
    c.passive = passive(c.predicate);
    c.chain = {c.predicate};
    c.arguments = complements(c.predicate);
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
      const int x = open_complement(c.chain.back());
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
      auto below = complements(x);
      below.insert(below.end(), c.arguments.begin(), c.arguments.end());
      c.arguments = std::move(below);
    }
  }

  int open_complement(int p) const {
    for (int x : t.children(p, {"xcomp"})) {
      if (t.child(x, {"nsubj"}) < 0) return x;
    }
    return -1;
  }

  void add_attribute(Clause& c, int x) const {
    Argument attribute{Slot::Attribute, {}};
    const auto marker = preposition(t, x);
    for (int h : conjuncts(t, x)) attribute.members.push_back(marked(h, marker));
    c.arguments.push_back(std::move(attribute));
    for (int o : t.children(x, {"obl"})) c.arguments.push_back(complement(o));
  }

  void take_controllers(Clause& c) const {
    for (auto it = c.arguments.begin(); it != c.arguments.end();) {
      if (it->slot == Slot::Object || it->slot == Slot::IndirectObject) {
        c.controllers = it->members;
        it = c.arguments.erase(it);
      } else {
        ++it;
      }
    }
  }

  const Tree& t;
  std::vector<Clause> out_;
};

}  // namespace

bool is_passive(const Tree& t, int i) { return Finder(t).passive(i); }

bool is_negation(const Tree& t, int i) { return kNegations.count(t.lower(i)) > 0; }

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
    if (t.is(c, {"conj", "cc", "appos", "acl:relcl"})) continue;
    if (t.is(c, {"case"}) && c < head && t[c].form != "'s" && t[c].form != "'") continue;
    if (!before.empty() && t.is(c, {"advmod"}) && c < before.front()) continue;  // "only in June"
    add_subtree(t, c, extent, out);
  }
  return trimmed(t, std::move(out));
}

Indices conjuncts(const Tree& t, int head) {
  Indices out{head};
  for (int c : t.children(head, {"conj"})) {
    if (nominal(t, c) && t.child(c, {"nsubj", "cop"}) < 0) out.push_back(c);
  }
  return out;
}

Indices preposition(const Tree& t, int head) {
  Indices out;
  for (int c : t.children(head, {"case"})) {
    if (c < head) out = merged(out, t.subtree(c));
  }
  return out;
}

std::vector<Clause> find_clauses(const Tree& tree) { return Finder(tree).find(); }

}  // namespace whom::extract
