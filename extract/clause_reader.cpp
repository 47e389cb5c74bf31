#include "extract/clause_reader.hpp"

#include <algorithm>
#include <set>

#include "extract/rule_feature.hpp"

namespace whom::extract {
namespace {

using graph::EntityType;
using graph::LiteralType;
using graph::Polarity;
using Slot = Argument::Slot;

class ClauseReader {
 public:
  explicit ClauseReader(SentenceParts& parts)
      : c_(parts.context),
        w(c_.words),
        t(c_.tree),
        participants_(parts.participants),
        qualifiers_(parts.qualifiers),
        roles_(parts.roles),
        reporter_(parts.reporter) {}

  void read(const Clause& c, bool replaced) {
    if (!c.controllers.empty() && c.rule != "infinitive") matrix(c);
    if (replaced) return;
    if (c.copular) {
      copula(c);
    } else if (c.rule != "infinitive") {
      verb(c);
    }
  }

 private:
  void verb(const Clause& c) {
    Draft d;
    d.rule = c.rule;
    d.phrase = c.relation;
    d.status = status_of(c_.document, c_.coreference, w, c_.sentence, c);
    const auto& subjects = c.controllers.empty() ? c.subjects : c.controllers;
    const auto verb = t.lemma(c.predicate);
    d.relation = verb_name(t, c.predicate);
    d.subjects = participants_.of(subjects);
    const bool unknown_subject = subjects.empty() ? !c.passive : d.subjects.empty() && !denied(subjects);
    if (unknown_subject) return;             // nobody is said to do it
    if (d.subjects.empty() && !c.passive) {  // "none of *the ministers* resigned"; a kind of people is no subject
      d.subjects = none_of(subjects);
      std::erase_if(d.subjects,
                    [](const Participant& p) { return !std::holds_alternative<graph::EntityIndex>(p.term); });
    }
    companions(d, subjects);
    int object_head = -1;
    const Argument* selected = nullptr;
    if (c.passive) {
      d.objects = d.subjects.empty() ? none_of(subjects) : std::move(d.subjects);
      d.subjects.clear();
    } else {
      object_head = direct_object(c, d);
      if (object_head < 0) selected = selected_oblique(c, d);
    }
    if (object_head == kUnknown) return;
    arguments(c, d, verb, object_head, selected);
    qualifiers_.add_temporal_adverbs(d, c);
    qualifiers_.add_measure(d, c);
    qualifiers_.add_gerunds(d, c);
    including(c, d);
    if (w.conversational(verb)) qualifiers_.add_topics(d, c.predicate);
    office(c, d);
    d.mutual = w.in("mutual", verb);
    d.respective = respective(c);
    contents(c, d);
    reporter_.report(d);
  }

  /// "respectively" beside the verb or one of its participants.
  bool respective(const Clause& c) const {
    const auto heads = [](int i) { return [i](const Phrase& p) { return p.head == i; }; };
    const auto beside = [&](int i) {
      return i == c.predicate || std::any_of(c.subjects.begin(), c.subjects.end(), heads(i)) ||
             std::any_of(c.arguments.begin(), c.arguments.end(),
                         [&](const auto& a) { return std::any_of(a.members.begin(), a.members.end(), heads(i)); });
    };
    const auto words = t.subtree(c.predicate);
    return std::any_of(words.begin(), words.end(),
                       [&](int i) { return t.lower(i) == "respectively" && beside(t.head(i)); });
  }

  /// Of what a clause is denied: "no *minister* was charged", "none of *the hostages* was freed", "found no
  /// *survivors*".
  std::vector<Participant> none_of(const std::vector<Phrase>& phrases) {
    std::vector<Participant> out;
    for (const auto& p : phrases) {
      if (!nobody(t, p.head) || t.lower(p.head) == "one" || t.lower(p.head) == "nothing") continue;
      if (t.upos(p.head, {"NOUN"})) {
        const auto words = minus(words_of(t, p, Extent::Tight), t.children(p.head, {"det"}));
        if (!words.empty()) out.push_back(participants_.literal(words, LiteralType::Text));
        continue;
      }
      for (int n : t.children(p.head, {"nmod"})) {
        const auto marker = preposition(t, n);
        if (role_of(t, marker) != "of") continue;
        for (auto& one : participants_.of(Phrase{n, marker, -1})) out.push_back(std::move(one));
      }
    }
    return out;
  }

  static constexpr int kUnknown = -2;

  bool denied(const std::vector<Phrase>& phrases) const {
    return std::any_of(phrases.begin(), phrases.end(), [&](const auto& p) { return nobody(t, p.head); });
  }

  void companions(Draft& d, const std::vector<Phrase>& subjects) {
    if (subjects.empty() || !w.in("mutual", d.relation)) return;
    for (int c : c_.coreference.companions({c_.sentence, subjects[0].head}))
      d.qualifiers.push_back({"with", participants_.through(c, subjects[0].head)});
  }

  static bool has(const Clause& c, Slot slot) {
    return std::any_of(c.arguments.begin(), c.arguments.end(), [&](const auto& a) { return a.slot == slot; });
  }

  /// Fills the objects; head of the first, -1 without one, kUnknown when it cannot be told what it refers to.
  int direct_object(const Clause& c, Draft& d) {
    int head = -1;
    const auto wanted = has(c, Slot::Object) ? Slot::Object : Slot::Attribute;
    for (const auto& a : c.arguments) {
      if (a.slot != wanted) continue;
      for (const auto& p : a.members) {
        auto found = participants_.of(p);
        if (found.empty() && !nobody(t, p.head)) return kUnknown;
        if (found.empty()) found = none_of({p});
        for (auto& one : found) d.objects.push_back(std::move(one));
        qualifiers_.add_modifiers_of_name(d, p, t.lemma(c.predicate));
        qualifiers_.lift_times(d, p.head);
      }
      if (head < 0) head = a.members[0].head;
    }
    if (head >= 0) return head;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::IndirectObject) continue;
      d.objects = participants_.of(a.members);
      return d.objects.empty() ? kUnknown : a.members[0].head;
    }
    return -1;
  }

  /// The prepositional phrase an intransitive verb selects as its object: "called *for talks*".
  const Argument* selected_oblique(const Clause& c, Draft& d) {
    const bool mutual = w.conversational(t.lemma(c.predicate));
    bool adjoins = true;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique && a.slot != Slot::Time) continue;
      const auto& first = a.members[0];
      if (first.head < c.predicate) continue;
      const bool may =
          (adjoins || (mutual && role_of(t, first.marker) == "with")) && a.slot == Slot::Oblique && selects(c, first);
      adjoins = false;
      if (!may) continue;
      auto found = participants_.of(a.members);
      if (found.empty()) continue;
      d.objects = std::move(found);
      const auto role = role_of(t, first.marker);
      const auto& verb = t.lemma(c.predicate);
      d.phrase = merged(d.phrase, first.marker);
      if (!(verb == "meet" && role == "with")) d.relation += " " + role;
      for (const auto& p : a.members) qualifiers_.add_modifiers_of_name(d, p, verb);
      return &a;
    }
    if (mutual) partner_below(c, d);
    return nullptr;
  }

  /// "spoke over the phone with X": the parser hung the partner on the phrase between.
  void partner_below(const Clause& c, Draft& d) {
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique) continue;
      for (int n : t.children(a.members[0].head, {"nmod"})) {
        const auto marker = preposition(t, n);
        if (role_of(t, marker) != "with" || !d.objects.empty()) continue;
        d.objects = participants_.of(with_conjuncts(t, n));
        if (d.objects.empty()) continue;
        d.relation = t.lemma(c.predicate) + (t.lemma(c.predicate) == "meet" ? "" : " with");
        d.phrase = merged(d.phrase, marker);
      }
    }
  }

  bool selects(const Clause& c, const Phrase& p) const {
    const auto role = role_of(t, p.marker);
    static const std::set<std::string> kSelecting{"to",   "for",   "with",   "from",   "against", "into",
                                                  "of",   "about", "on",     "upon",   "as",      "in",
                                                  "over", "at",    "behind", "toward", "towards", "around"};
    if (!kSelecting.count(role)) return false;
    const auto words = words_of(t, p, Extent::Tight);
    if (words.empty() || qualifiers_.idiom(role, words) || qualifiers_.is_time(p.head, words)) return false;
    const auto& verb = t.lemma(c.predicate);
    if (w.conversational(verb) && w.in("topic", role)) return false;
    if (w.reports(verb) && !w.conversational(verb) && role == "in") return false;  // "said in a statement"
    if (!w.in("locative", role)) return true;
    return !tells_place(p);
  }

  bool tells_place(const Phrase& p) const {
    const auto* m = c_.coreference.mention({c_.sentence, p.head});
    if (!m) return false;
    const auto refers = c_.coreference.referents({c_.sentence, p.head});
    const auto type = refers.empty() ? m->type : c_.coreference.type(refers[0]);
    if (type == EntityType::Place || type == EntityType::GeopoliticalEntity || type == EntityType::Facility)
      return true;
    const auto* noun = w.noun(t.lemma(p.head));
    return noun && (noun->category == "location" || noun->category == "artifact");
  }

  void arguments(const Clause& c, Draft& d, const std::string& verb, int object_head, const Argument* selected) {
    for (const auto& a : c.arguments) {
      if (&a == selected) continue;
      if (a.slot == Slot::Oblique || a.slot == Slot::Time) {
        const auto role = role_of(t, a.members[0].marker);
        const bool agent = c.passive && role == "by" &&
                           !qualifiers_.is_time(a.members[0].head, words_of(t, a.members[0], Extent::Tight));
        if (agent && d.subjects.empty()) {
          d.subjects = participants_.of(a.members);
        } else {
          qualifiers_.add(d, a, verb, object_head);
        }
      } else if (described(c, a)) {
        add(d.qualifiers, "as", participants_.of(a.members));
      } else if (a.slot == Slot::IndirectObject && object_head >= 0 && object_head != a.members[0].head) {
        add(d.qualifiers, "to", participants_.of(a.members));
      }
    }
  }

  /// The argument tells what another is said to be or become: "was called a coward", "called him a coward".
  static bool described(const Clause& c, const Argument& a) {
    if (c.passive) return a.slot == Slot::Attribute || a.slot == Slot::Object;
    return a.slot == Slot::Attribute && has(c, Slot::Object);
  }

  /// The clause above an open complement whose subject is its object: "urged Moscow", apart from "to withdraw"; of
  /// "failed to persuade Moscow to", both verbs.
  void matrix(const Clause& c) {
    Draft d;
    d.rule = "control";
    Clause above = c;
    const int governor = t.head(c.controllers[0].head);
    above.predicate = contains(c.chain, governor) ? governor : c.chain.front();
    above.chain = {c.chain.begin(), std::find(c.chain.begin(), c.chain.end(), above.predicate) + 1};
    for (int i : c.relation) {
      if (i <= above.predicate) d.phrase.push_back(i);
    }
    above.relation = d.phrase;
    above.controllers.clear();
    above.arguments.clear();
    d.status = status_of(c_.document, c_.coreference, w, c_.sentence, above);
    d.relation = verb_name(t, above.predicate);
    static const std::set<std::string> kEmpty{"have", "get", "make", "let"};
    if (kEmpty.count(d.relation)) return;  // "had her phone taken", "made him dig"
    if (const auto& marker = c.controllers[0].marker; !marker.empty()) {
      d.relation += " " + role_of(t, marker);
      d.phrase = merged(d.phrase, marker);
    }
    d.subjects = participants_.of(c.subjects);
    d.objects = participants_.of(c.controllers);
    if (d.subjects.empty() || d.objects.empty()) return;
    reporter_.report(d);
  }

  void contents(const Clause& c, Draft& d) {
    if (!d.objects.empty()) return;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Content) continue;
      const auto words = unquoted(words_of(t, a.members[0], Extent::Whole));
      if (!words.empty()) d.objects.push_back(participants_.literal(words, LiteralType::Text));
    }
  }

  /// Without the quotation marks and commas around it.
  Indices unquoted(Indices words) const {
    while (!words.empty() && t[words.back()].upos == "PUNCT") words.pop_back();
    while (!words.empty() && t[words.front()].upos == "PUNCT") words.erase(words.begin());
    return words;
  }

  /// Who holds an office that the clause gives: "appointed *her* as minister", "*she* joined the board as chair". A
  /// firm may replace its chair, but only a person replaces another as chair.
  std::vector<Participant> holders(const Clause& c, const Draft& d) const {
    const auto& verb = t.lemma(c.predicate);
    if (w.in("succeeding", verb)) return !c.passive && personal(c.subjects) ? d.subjects : std::vector<Participant>{};
    if (c.passive) return d.objects;
    if (w.in("appointing", verb)) return has(c, Slot::Object) ? d.objects : std::vector<Participant>{};
    return d.subjects;
  }

  bool personal(const std::vector<Phrase>& phrases) const {
    return std::all_of(phrases.begin(), phrases.end(), [&](const auto& p) {
      const auto means = c_.coreference.referents({c_.sentence, p.head});
      return !means.empty() && c_.coreference.type(means[0]) == EntityType::Person;
    });
  }

  /// "joined the faculty as Senior Fellow in …", "appointed her as minister".
  void office(const Clause& c, const Draft& d) {
    const bool becomes = std::any_of(c.chain.begin(), c.chain.end(), [&](int i) { return t.child(i, {"cop"}) >= 0; });
    if (t.lemma(c.predicate) == "include") members(c, d);
    if (!becomes && !w.in("office", t.lemma(c.predicate))) return;
    for (const auto& a : c.arguments) {
      const bool as = a.slot == Slot::Oblique && role_of(t, a.members[0].marker) == "as";
      if (!as && !(a.slot == Slot::Attribute)) continue;
      for (const auto& p : a.members) {
        if (!person_noun(t, w, p.head)) break;  // "as chair and Ada Obi as clerk": what follows is somebody else's
        roles("office", holders(c, d), p.head, d.status);
      }
    }
  }

  /// "shareholders of X include A and B": each is one.
  void members(const Clause& c, const Draft& d) {
    if (c.subjects.empty() || !person_noun(t, w, c.subjects[0].head)) return;
    roles("include", d.objects, c.subjects[0].head, d.status);
  }

  /// "discussed areas of interest, including trade and security": what holds of the whole list holds of its parts.
  void including(const Clause& c, Draft& d) {
    if (c.passive || d.objects.empty() || d.status.polarity == Polarity::Denied) return;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Object) continue;
      for (int i : t.subtree(a.members[0].head)) {
        const auto marker = preposition(t, i);
        const bool list = !marker.empty() && (role_of(t, marker) == "including" || role_of(t, marker) == "such as");
        if (!list || marker.front() == 0 || t[marker.front() - 1].form != ",") continue;
        for (auto& p : participants_.of(with_conjuncts(t, i))) d.objects.push_back(std::move(p));
      }
    }
  }

  // --- copulas ---------------------------------------------------------------------------------------------------

  void copula(const Clause& c) {
    Draft d;
    d.rule = "copula";
    d.phrase = c.relation;
    d.status = status_of(c_.document, c_.coreference, w, c_.sentence, c);
    d.subjects = participants_.of(c.subjects);
    if (d.subjects.empty() && !denied(c.subjects)) return;
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Attribute) continue;
      for (const auto& p : a.members) attribute(c, d, p);
    }
  }

  void attribute(const Clause& c, const Draft& shared, const Phrase& p) {
    const auto marker = p.head == c.predicate ? preposition(t, p.head) : p.marker;
    Draft d = shared;
    if (!marker.empty()) {
      d.relation = "be " + role_of(t, marker);
      d.phrase = merged(d.phrase, marker);
      d.objects = participants_.of(Phrase{p.head, marker, -1});
      if (!d.objects.empty()) reporter_.report(d);
      return;
    }
    if (t.upos(p.head, {"NOUN", "PROPN"})) {
      nominal_attribute(c, std::move(d), p.head);
      return;
    }
    if (!t.upos(p.head, {"ADJ"})) return;
    d.relation = "be " + t.lemma(p.head);
    d.phrase = merged(d.phrase, {p.head});
    for (const auto& a : c.arguments) {
      if (a.slot != Slot::Oblique || a.members[0].marker.empty()) continue;
      if (d.objects.empty() && selects(c, a.members[0])) {
        d.objects = participants_.of(a.members);
        if (!d.objects.empty()) d.relation += " " + role_of(t, a.members[0].marker);
      } else {
        qualifiers_.add(d, a, "be", p.head);
      }
    }
    reporter_.report(d);
  }

  /// "Kishida was prime minister until 2024"; "the winner was Ada Obi" names who holds the role of the subject.
  void nominal_attribute(const Clause& c, Draft d, int head) {
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Oblique || a.slot == Slot::Time) qualifiers_.add(d, a, "be", head);
    }
    qualifiers_.lift_times(d, head);
    const auto* m = c_.coreference.mention({c_.sentence, head});
    if (!m || m->kind != Mention::Kind::Name) {
      roles(d, head);
      return;
    }
    const bool described = !c.subjects.empty() && person_noun(t, w, c.subjects[0].head);
    d.subjects = participants_.of(Phrase{head, {}, -1});
    if (described && m->type == EntityType::Person) roles(d, c.subjects[0].head);
  }

  /// The subjects of the draft hold the role that the phrase names.
  void roles(const Draft& d, int head) {
    if (!d.subjects.empty()) report_role(reporter_, d, roles_.phrase(head));
  }

  void roles(std::string_view rule, const std::vector<Participant>& holders, int head, const Status& status) {
    Draft d;
    d.rule = rule;
    d.status = status;
    d.subjects = holders;
    roles(d, head);
  }

  const SentenceContext& c_;
  const Words& w;
  const Tree& t;
  Participants& participants_;
  Qualifiers& qualifiers_;
  Roles& roles_;
  const Reporter& reporter_;
};

}  // namespace

std::string verb_name(const Tree& t, int verb) {
  std::string out = t.lemma(verb);
  for (int c : t.children(verb, {"compound:prt"})) out += " " + t.lower(c);
  return out;
}

void read_clause(const Clause& clause, bool replaced, SentenceParts& parts) {
  ClauseReader(parts).read(clause, replaced);
}

}  // namespace whom::extract
