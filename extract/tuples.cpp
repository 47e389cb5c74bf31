// Method. A clause is one structured fact; the styles differ only in where its words go. Relations keep auxiliaries,
// negation and "that", as the sets want them. In the binary style what stands before an argument (the object, a noun
// whose modifier the argument is) moves into the relation, so that each triple has one new participant.
#include "extract/tuples.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "extract/clause.hpp"

namespace whom::extract {
namespace {

using Slot = Argument::Slot;

/// Words of a relation, some of which are not in the sentence.
struct Relation {
  std::string before;  ///< "is" of a participle without auxiliary
  Indices words;
};

Relation operator+(Relation relation, const Indices& more) {
  relation.words.insert(relation.words.end(), more.begin(), more.end());
  return relation;
}

class Printer {
 public:
  Printer(const Tree& tree, const Words& words, const RuleSet& rules, TupleStyle style)
      : t(tree),
        w(words),
        rules_(rules),
        nary_(style == TupleStyle::Nary),
        extent_(nary_ ? Extent::Full : Extent::Tight) {}

  std::vector<Tuple> print() {
    for (const auto& c : find_clauses(t, w, rules_)) {
      if (c.subjects.empty() || skipped(c)) continue;
      for (const auto& s : c.subjects) clause(c, phrase(s));
    }
    for (int i = 0; i < t.size(); ++i) nominal(i);
    return std::move(out_);
  }

 private:
  bool skipped(const Clause& c) const {
    if (c.rule == "infinitive" || c.rule == "purpose") return true;
    return c.rule == "present-participle" && t.child(c.predicate, {"mark"}) >= 0;
  }

  Indices phrase(const Phrase& p) const { return words_of(t, p, extent_); }
  Indices phrase(int head) const { return words_of(t, {head, {}, -1}, extent_); }

  std::string text(const Indices& words) const {
    std::string out;
    for (int i : words) out += (out.empty() ? "" : " ") + t[i].form;
    return out;
  }

  double confidence(const Indices& words) const {
    double product = 1;
    for (int i : words) product *= t[i].confidence;
    return product;
  }

  void add(const Indices& subject, const Relation& relation, const std::vector<Indices>& arguments) {
    if (subject.empty() || (relation.words.empty() && relation.before.empty())) return;
    Tuple tuple{text(subject), text(relation.words), {}, confidence(subject) * confidence(relation.words)};
    if (!relation.before.empty())
      tuple.relation = relation.before + (relation.words.empty() ? "" : " ") + tuple.relation;
    for (const auto& a : arguments) {
      if (a.empty()) continue;
      tuple.arguments.push_back(text(a));
      tuple.confidence *= confidence(a);
    }
    if (tuple.arguments.empty()) return;
    if (seen_.insert({tuple.subject, tuple.relation, tuple.arguments}).second) out_.push_back(std::move(tuple));
  }

  Relation relation_of(const Clause& c) const {
    Relation r{"", c.relation};
    if (nary_ && c.rule == "past-participle" && t.child(c.predicate, {"aux:pass"}) < 0) {
      const auto& tag = t[t.head(c.predicate)].xpos;
      r.before = tag == "NNS" || tag == "NNPS" ? "are" : "is";
    }
    return r;
  }

  void clause(const Clause& c, const Indices& subject) {
    if (c.copular) {
      copula(c, subject);
    } else {
      verb(c, subject);
    }
  }

  // --- copulas -------------------------------------------------------------------------------------------------

  void copula(const Clause& c, const Indices& subject) {
    const Relation r = relation_of(c);
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Content) {
        const int below = a.members[0].head;
        const auto words = t.subtree(below);
        Indices after;
        for (int i : words) {
          if (i > c.relation.back() && !contains(a.members[0].marker, i)) after.push_back(i);
        }
        add(subject, r, {trimmed(t, after)});
      }
      if (a.slot == Slot::Attribute) attribute(c, subject, r, a);
    }
  }

  void attribute(const Clause& c, const Indices& subject, const Relation& r, const Argument& a) {
    const bool adjective = t.upos(c.predicate, {"ADJ", "ADV"});
    for (const auto& m : a.members) {
      const auto marker = m.head == c.predicate ? preposition(t, m.head) : m.marker;
      const Indices core = minus(adjective ? adjective_phrase(m.head) : complement_phrase(m.head), c.relation);
      const auto obliques = prepositional(m.head, {"obl"});
      if (!(adjective && !obliques.empty() && marker.empty())) add(subject, r + marker, {core});
      if (!adjective && !nary_) noun_chain(subject, r + marker, m.head, core, 0);
      if (marker.empty() || !nary_) {
        for (int o : obliques) spread(subject, r + marker + before(core, o), o);
      }
      if (!adjective && !nary_ && marker.empty()) infinitives(subject, r, m.head, core);
    }
  }

  Indices adjective_phrase(int head) const {
    Indices out{head};
    for (int c : t.children(head, {"advmod"})) {
      if (c < head && !is_negation(t, c)) out = merged(out, t.subtree(c));
    }
    return trimmed(t, out);
  }

  Indices complement_phrase(int head) const {
    Indices out = phrase(head);
    for (int o : t.children(head, {"obl"})) out = minus(out, t.subtree(o));
    return trimmed(t, out);
  }

  // --- verbs ---------------------------------------------------------------------------------------------------

  struct Parts {
    std::vector<Phrase> objects, indirect;
    std::vector<const Argument*> obliques;
    const Argument* attribute = nullptr;
  };

  static Parts parts(const Clause& c) {
    Parts p;
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Object) p.objects.insert(p.objects.end(), a.members.begin(), a.members.end());
      if (a.slot == Slot::IndirectObject) p.indirect.insert(p.indirect.end(), a.members.begin(), a.members.end());
      if (a.slot == Slot::Oblique || a.slot == Slot::Time) p.obliques.push_back(&a);
      if (a.slot == Slot::Attribute && !p.attribute) p.attribute = &a;
    }
    return p;
  }

  Relation controlled(const Clause& c, const Indices& subject) {
    Relation r = relation_of(c);
    if (c.controllers.empty()) return r;
    Indices matrix;
    const int first = c.chain.size() > 1 ? c.chain[1] : c.chain[0];
    const auto marks = t.children(first, {"mark"});
    const int cut = marks.empty() ? first : std::min(first, marks.front());
    for (int i : c.relation) {
      if (i < cut) matrix.push_back(i);
    }
    for (const auto& o : c.controllers) add(subject, {r.before, matrix}, {phrase(o)});
    r.words = merged(r.words, phrase(c.controllers[0]));
    return r;
  }

  void verb(const Clause& c, const Indices& subject) {
    const Relation r = controlled(c, subject);
    const Parts p = parts(c);
    if (p.attribute) {
      with_attribute(subject, r, p);
      return;
    }
    contents(c, subject, r, p);
    if (nary_) {
      nary(c, subject, r, p);
    } else {
      binary(c, subject, r, p);
    }
    gerunds_of(subject, r, p);
    adverbials(c, subject, r, p);
  }

  void with_attribute(const Indices& subject, const Relation& r, const Parts& p) {
    const Relation base = p.objects.empty() ? r : r + phrase(p.objects[0]);
    for (const auto& m : p.attribute->members) {
      const auto marker = minus(m.marker, r.words);
      const Indices core = t[m.head].upos == "ADJ" ? adjective_phrase(m.head) : complement_phrase(m.head);
      add(subject, base + marker, {core});
      if (!nary_ && t.upos(m.head, {"NOUN", "PROPN"})) noun_chain(subject, base + marker, m.head, core, 0);
      for (const auto* o : p.obliques) {
        for (const auto& x : o->members) add(subject, base + marker + core + x.marker, {phrase(x)});
      }
    }
  }

  void contents(const Clause& c, const Indices& subject, const Relation& r, const Parts& p) {
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Content) continue;
      const Relation base = p.objects.empty() ? r : r + phrase(p.objects[0]);
      add(subject, base + a.members[0].marker, {words_of(t, a.members[0], Extent::Whole)});
    }
  }

  Indices with_marker(const Phrase& p) const { return merged(p.marker, phrase(p)); }

  void nary(const Clause& c, const Indices& subject, const Relation& r, const Parts& p) {
    if (!p.objects.empty() || !p.indirect.empty()) {
      std::vector<Indices> rest;
      for (const auto& i : p.indirect) rest.push_back(phrase(i));
      for (const auto* o : p.obliques) {
        for (const auto& x : o->members) rest.push_back(with_marker(x));
      }
      for (const auto& o : p.objects.empty() ? std::vector<Phrase>{Phrase{}} : p.objects) {
        std::vector<Indices> all = rest;
        if (o.head >= 0) all.insert(all.begin(), phrase(o));
        add(subject, r, all);
      }
      return;
    }
    if (p.obliques.empty()) return;
    const auto first = std::find_if(p.obliques.begin(), p.obliques.end(), [&](const Argument* o) {
      return o->slot == Slot::Oblique && o->members[0].head > c.predicate;
    });
    const Argument* main = first == p.obliques.end() ? p.obliques.front() : *first;
    std::vector<Indices> rest;
    for (const auto* o : p.obliques) {
      if (o == main) continue;
      for (const auto& x : o->members) rest.push_back(with_marker(x));
    }
    for (const auto& x : main->members) {
      std::vector<Indices> all = rest;
      all.insert(all.begin(), phrase(x));
      add(subject, r + following_adverb(c) + x.marker, all);
    }
  }

  /// "was born *here* in": an adverb right after an intransitive verb, before a preposition.
  Indices following_adverb(const Clause& c) const {
    for (int a : t.children(c.predicate, {"advmod"})) {
      if (a == c.predicate + 1 && t.children(a).empty() && !is_negation(t, a) && a + 1 < t.size() &&
          t.upos(a + 1, {"ADP", "SCONJ"}) && !contains(c.relation, a))
        return {a};
    }
    return {};
  }

  void binary(const Clause& c, const Indices& subject, const Relation& r, const Parts& p) {
    for (const auto& o : p.objects) add(subject, r, {phrase(o)});
    for (const auto& i : p.indirect) {
      if (p.objects.empty()) {
        add(subject, r, {phrase(i)});
      } else {
        add(subject, r + phrase(i), {phrase(p.objects[0])});
      }
    }
    for (const auto* o : p.obliques) {
      for (const auto& x : o->members) binary_oblique(c, subject, r, p, x);
    }
    const Relation after_object = p.objects.empty() ? r : r + phrase(p.objects[0]);
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Object) {
        noun_chain(subject, r, a.members[0].head, phrase(a.members[0]), 0);
        infinitives(subject, r, a.members[0].head, phrase(a.members[0]));
      } else if (a.slot == Slot::Oblique) {
        noun_chain(subject, after_object + a.members[0].marker, a.members[0].head, phrase(a.members[0]), 0);
      }
    }
  }

  /// Prepositions that add to what another oblique already says: "elected *in* 1990 *by* …".
  static bool adds_to_oblique(const std::string& p) {
    return p == "by" || p == "as" || p == "to" || p == "in" || p == "on" || p == "for";
  }

  void binary_oblique(const Clause& c, const Indices& subject, const Relation& r, const Parts& p, const Phrase& x) {
    const auto words = phrase(x);
    if (p.objects.empty() && p.obliques.size() > 1) {
      const Phrase& first = p.obliques.front()->members[0];
      const auto before_it = phrase(first);
      const bool after = !first.marker.empty() && !words.empty() && !before_it.empty() && before_it != words &&
                         words.front() > before_it.back() && first.marker.front() > c.predicate;
      if (after && adds_to_oblique(t.lower(first.marker.front()))) {
        add(subject, r + first.marker + before_it + x.marker, {words});
        return;
      }
    }
    add(subject, (p.objects.empty() ? r : r + phrase(p.objects[0])) + x.marker, {words});
  }

  // --- what hangs on nouns -------------------------------------------------------------------------------------

  Indices prepositional(int head, std::initializer_list<std::string_view> relations) const {
    Indices out;
    for (int c : t.children(head, relations)) {
      if (c > head && !preposition(t, c).empty()) out.push_back(c);
    }
    return out;
  }

  /// The part of a phrase before a modifier, with the modifier's preposition: "cases" + "of".
  Indices before(const Indices& core, int modifier) const {
    const auto marker = preposition(t, modifier);
    Indices out;
    for (int i : core) {
      if (i < marker.front()) out.push_back(i);
    }
    out.insert(out.end(), marker.begin(), marker.end());
    return out;
  }

  void spread(const Indices& subject, const Relation& r, int head) {
    const auto marker = preposition(t, head);
    for (int h : conjuncts(t, head)) {
      const auto own = preposition(t, h);
      Relation one = r;
      if (h != head && !own.empty()) {
        one.words.resize(one.words.size() - marker.size());
        one = one + own;
      }
      add(subject, one, {phrase(h)});
    }
  }

  void noun_chain(const Indices& subject, const Relation& r, int head, const Indices& core, int depth) {
    if (depth > 3) return;
    for (int m : prepositional(head, {"nmod"})) {
      const Relation longer = r + before(core, m);
      spread(subject, longer, m);
      noun_chain(subject, longer, m, phrase(m), depth + 1);
    }
  }

  /// "has a right to vote in": the infinitive of a noun, with its object.
  void infinitives(const Indices& subject, const Relation& r, int head, const Indices& core) {
    for (int m : t.children(head, {"acl"})) {
      const auto marks = t.children(m, {"mark"});
      const bool to = std::any_of(marks.begin(), marks.end(), [&](int x) { return t.lower(x) == "to"; });
      if (to && t[m].upos == "VERB") objects_below(subject, r, core, m, marks, false);
    }
  }

  void objects_below(const Indices& subject, const Relation& r, const Indices& core, int verb, const Indices& marks,
                     bool obliques_too) {
    Relation longer = r;
    for (int i : core) {
      if (i < marks.front()) longer.words.push_back(i);
    }
    longer = longer + merged(marks, group_of(verb));
    const auto objects = t.children(verb, {"obj"});
    for (int o : objects) spread_plain(subject, longer, o);
    if (!objects.empty() || !obliques_too) return;
    for (int o : t.children(verb, {"obl"})) {
      for (int h : conjuncts(t, o)) {
        const auto own = preposition(t, h);
        add(subject, longer + (own.empty() ? preposition(t, o) : own), {phrase(h)});
      }
    }
  }

  void spread_plain(const Indices& subject, const Relation& r, int head) {
    for (int h : conjuncts(t, head)) add(subject, r, {phrase(h)});
  }

  Indices group_of(int verb) const {
    return merged({verb}, merged(t.children(verb, {"aux"}), t.children(verb, {"compound:prt"})));
  }

  void gerunds_of(const Indices& subject, const Relation& r, const Parts& p) {
    for (const auto& o : p.objects) gerunds(subject, r, o.head, phrase(o));
    const Relation base = p.objects.empty() ? r : r + phrase(p.objects[0]);
    for (const auto* o : p.obliques)
      gerunds(subject, base + o->members[0].marker, o->members[0].head, phrase(o->members[0]));
  }

  void gerunds(const Indices& subject, const Relation& r, int head, const Indices& core) {
    for (int m : t.children(head, {"acl", "nmod", "advcl"})) {
      const auto marks = t.children(m, {"mark"});
      if (t[m].upos == "VERB" && t[m].xpos == "VBG" && !marks.empty() && m > head)
        objects_below(subject, r, core, m, marks, true);
    }
  }

  // --- clauses beside the verb ---------------------------------------------------------------------------------

  void adverbials(const Clause& c, const Indices& subject, const Relation& r, const Parts& p) {
    const Relation base = p.objects.empty() ? r : r + phrase(p.objects[0]);
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Adverbial || a.members[0].marker.empty()) continue;
      const int x = a.members[0].head;
      if (t.child(x, {"nsubj"}) >= 0) continue;
      const int object = t.child(x, {"obj"});
      if (!nary_ && object >= 0 && t[x].upos == "VERB") {
        add(subject, base + a.members[0].marker + group_of(x), {phrase(object)});
      } else {
        add(subject, base + a.members[0].marker, {words_of(t, a.members[0], Extent::Whole)});
      }
    }
  }

  void nominal(int i) {
    if (nary_ && t.is(i, {"appos"})) apposition(i);
    if (t.is(i, {"nmod", "obl"})) including(i);
    if (t.is(i, {"parataxis", "advcl", "ccomp"}) && w.reports(t.lemma(i))) quotation(i);
  }

  void apposition(int i) {
    const int head = t.head(i);
    if (!t.upos(head, {"NOUN", "PROPN", "PRON"}) || !t.upos(i, {"NOUN", "PROPN"})) return;
    for (int h : conjuncts(t, i)) add(phrase(head), {"is", {}}, {phrase(h)});
  }

  void including(int i) {
    const auto marker = preposition(t, i);
    if (marker.empty() || t.lower(marker.front()) != "including") return;
    int head = t.head(i);
    if (!t.upos(head, {"NOUN", "PROPN"})) {
      Indices candidates;
      for (int c : t.children(head, {"obl", "obj", "nsubj"})) {
        if (c < i) candidates.push_back(c);
      }
      if (candidates.empty()) return;
      head = candidates.back();
    }
    Indices whole;
    for (int x : phrase(head)) {
      if (x < marker.front()) whole.push_back(x);
    }
    for (int h : conjuncts(t, i)) add(trimmed(t, whole), {"", marker}, {phrase(h)});
  }

  /// "…," she said: the clause of saying hangs below what was said.
  void quotation(int i) {
    const int said = t.head(i);
    const int speaker = t.child(i, {"nsubj"});
    if (said < 0 || speaker < 0 || t.child(i, {"obj", "ccomp", "xcomp"}) >= 0) return;
    const auto content = trimmed(t, minus(t.subtree(said), t.subtree(i)));
    for (int h : conjuncts(t, speaker)) add(phrase(h), {"", group_of(i)}, {content});
  }

  const Tree& t;
  const Words& w;
  const RuleSet& rules_;
  const bool nary_;
  const Extent extent_;
  std::vector<Tuple> out_;
  std::set<std::tuple<std::string, std::string, std::vector<std::string>>> seen_;
};

}  // namespace

std::vector<Tuple> tuples(const Tree& tree, const Words& words, const RuleSet& rules, TupleStyle style) {
  return Printer(tree, words, rules, style).print();
}

}  // namespace whom::extract
