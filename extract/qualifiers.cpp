#include "extract/qualifiers.hpp"

#include <algorithm>

#include "extract/time.hpp"

namespace whom::extract {

using graph::Literal;
using graph::LiteralType;
using graph::Modality;
using Slot = Argument::Slot;

namespace {

/// "the end of next month".
bool of_time(const Tree& t, int head) {
  const auto parts = t.children(head, {"nmod"});
  return std::any_of(parts.begin(), parts.end(),
                     [&](int i) { return t[i].entity.ends_with("-Date") || names_time(folded(t, {i})); });
}

}  // namespace

bool is_time(const Tree& t, const Words& w, const Mention* mention, int head, const Indices& words) {
  if (t[head].entity.ends_with("-Date")) return true;
  if (w.in("bound", t.lemma(head)) && of_time(t, head)) return true;
  if (mention && mention->kind == Mention::Kind::Name) return false;
  const auto* noun = w.noun(t.lemma(head));
  if (noun && noun->category == "time") return names_time(folded(t, words)) || t.is(head, {"obl:unmarked", "obl:tmod"});
  return names_time(folded(t, {head}));
}

Qualifiers::Qualifiers(const SentenceContext& context, Participants& participants)
    : c_(context), w(context.words), t(context.tree), participants_(participants) {}

bool Qualifiers::is_time(int head, const Indices& words) const {
  return extract::is_time(t, w, c_.coreference.mention({c_.sentence, head}), head, words);
}

/// "Friday, 12 January 2024": a weekday with the date that follows it, however the parser hung the date on it.
Indices Qualifiers::with_date(const Indices& words) const {
  if (words.empty() || !names_only_weekday(folded(t, words))) return words;
  Indices whole = words;
  for (int i = words.back() + 1; i < t.size() && t[i].entity.ends_with("-Date"); ++i) {
    if (!t.upos(i, {"NUM", "PROPN", "NOUN", "PUNCT"})) break;
    whole.push_back(i);
  }
  whole = trimmed(t, whole);
  return names_day_of_month(folded(t, whole)) ? whole : words;
}

Participant Qualifiers::time(const Indices& phrase, const std::string& role, const Draft& d) const {
  const auto words = with_date(phrase);
  std::string verb = d.relation;
  std::replace(verb.begin(), verb.end(), ' ', '-');
  const bool ahead = d.status.modality == Modality::Planned || d.status.modality == Modality::Asked ||
                     (marks_end(role) && w.in("deferring", verb));
  auto out = participants_.literal(words, LiteralType::Time);
  if (auto value = time_value(folded(t, words), c_.date, ahead ? Direction::Future : Direction::Past))
    std::get<Literal>(out.term).value = *value;
  return out;
}

bool Qualifiers::idiom(const std::string& role, const Indices& words) const {
  return !words.empty() && w.in("idiom", role + "-" + t.lower(words.front()));
}

/// "on" and "over" tell the topic after words of communication.
bool Qualifiers::topical(const std::string& role, int topic_head, const std::string& relation_verb,
                         int object_head) const {
  if (!w.in("topic", role)) return false;
  if (role != "on" && role != "over") return true;
  if (w.in("medium", t.lower(topic_head)) || w.in("accuse", relation_verb)) return false;
  if (w.conversational(relation_verb) || w.verb_category(relation_verb) == "communication") return true;
  const auto* noun = object_head >= 0 ? w.noun(t.lemma(object_head)) : nullptr;
  return noun && (noun->category == "communication" || noun->category == "feeling" || noun->category == "cognition");
}

void Qualifiers::add(Draft& d, const Phrase& p, const Indices& marker, const std::string& verb, int object_head) {
  auto words = words_of(t, p, Extent::Tight);
  if (words.empty()) return;
  auto role = role_of(t, marker);
  if (idiom(role, words)) {
    lift_times(d, p.head);
    return;
  }
  if (is_time(p.head, words)) {
    if (t.lemma(p.head) == "time" && t.child(p.head, {"nmod"}) < 0) return;  // "for the first time"
    if (role == "from") words = minus(words, add_end(d, p.head));
    d.qualifiers.push_back({role.empty() || role == "at" || role == "during" ? "on" : role, time(words, role, d)});
    return;
  }
  if (role.empty() || reciprocal(p.head)) return;
  lift_times(d, p.head, role == "at" || role == "in" || role == "during");
  if (role == "on" && w.in("ground", t.lemma(p.head))) {
    role = "for";
  } else if (topical(role, p.head, verb, object_head)) {
    role = "about";
  }
  extract::add(d.qualifiers, role, participants_.of(p));
}

/// "from 2017 *to 2019*", where the parser hung the end on the beginning: a time of its own. Returns its words.
Indices Qualifiers::add_end(Draft& d, int beginning) {
  for (int n : t.children(beginning, {"nmod"})) {
    const auto role = role_of(t, preposition(t, n));
    const auto words = words_of(t, {n, preposition(t, n), -1}, Extent::Tight);
    if (n < beginning || !marks_end(role) || !is_time(n, words)) continue;
    d.qualifiers.push_back({role, time(words, role, d)});
    return t.subtree(n);
  }
  return {};
}

/// "each other": those who take part already.
bool Qualifiers::reciprocal(int head) const {
  return (t.lower(head) == "each" || t.lower(head) == "one") && t.child(head, {"fixed"}) >= 0;
}

void Qualifiers::lift_times(Draft& d, int head, bool same_time) {
  const auto* noun = w.noun(t.lemma(head));
  if (noun && noun->kind == Noun::Kind::Event && !same_time) return;
  for (int n : t.children(head, {"nmod", "obl"})) {
    const auto role = role_of(t, preposition(t, n));
    auto words = words_of(t, {n, {}, -1}, Extent::Tight);
    if (words.empty() || !t[n].entity.ends_with("-Date")) continue;
    if (same_time && role == "of") continue;  // "the war of 1967"
    if (role == "from") words = minus(words, add_end(d, n));
    d.qualifiers.push_back({role.empty() ? "on" : role, time(words, role, d)});
  }
}

void Qualifiers::add(Draft& d, const Argument& a, const std::string& verb, int object_head) {
  for (const auto& p : a.members) add(d, p, p.marker, verb, object_head);
}

void Qualifiers::add_modifiers_of_name(Draft& d, const Phrase& object, const std::string& verb) {
  const auto* m = c_.coreference.mention({c_.sentence, object.head});
  if (!m || m->kind != Mention::Kind::Name) return;
  for (int n : t.children(object.head, {"nmod"})) {
    const auto marker = preposition(t, n);
    if (marker.empty() || t.lower(marker.front()) == "of" || n < object.head) continue;
    for (int h : conjuncts(t, n)) add(d, {h, {}, -1}, marker, verb, object.head);
  }
}

void Qualifiers::add_gerunds(Draft& d, const Clause& c) {
  for (const auto& a : c.arguments) {
    if (a.slot != Slot::Adverbial || a.members[0].marker.empty() || t[a.members[0].head].xpos != "VBG") continue;
    const auto role = role_of(t, a.members[0].marker);
    if (role != "for" && role != "of" && role != "from" && role != "about" && role != "against") continue;
    Indices heads{a.members[0].head};
    for (std::size_t k = 0; k < heads.size(); ++k) {
      for (int x : t.children(heads[k], {"conj"})) heads.push_back(x);
    }
    for (int h : heads) {
      Indices without = a.members[0].marker;
      for (int x : t.children(h, {"conj", "cc"})) without = merged(without, t.subtree(x));
      const auto words = trimmed(t, minus(t.subtree(h), without));
      if (!words.empty()) d.qualifiers.push_back({role, participants_.literal(words, LiteralType::Text)});
    }
  }
}

/// The verb below stands beside the predicate, or below one that does: "thanked X and *called* for Y".
bool Qualifiers::coordinated_with(int predicate, int below) const {
  while (t.head(below) != predicate) below = t.head(below);
  return t.is(below, {"conj"});
}

void Qualifiers::add_topics(Draft& d, int predicate) {
  for (const auto& c : c_.clauses) {
    const int below = c.predicate;
    if (below == predicate || !t.dominates(predicate, below) || !w.conversational(t.lemma(below)) || c.copular)
      continue;
    if (t.is(c.chain.front(), {"ccomp"}) || coordinated_with(predicate, below)) continue;
    const bool names_topics =
        t.lemma(below) == "discuss" || t.lemma(below) == "debate" || t.lemma(below) == "negotiate";
    for (const auto& a : c.arguments) {
      if (a.slot == Slot::Object && names_topics) {
        extract::add(d.qualifiers, "about", participants_.of(a.members));
      } else if (a.slot == Slot::Oblique) {
        for (const auto& p : a.members) {
          if (w.in("topic", role_of(t, p.marker)) && !is_time(p.head, words_of(t, p, Extent::Tight)))
            add(d, p, p.marker, t.lemma(below), -1);
        }
      }
    }
  }
}

void Qualifiers::add_temporal_adverbs(Draft& d, const Clause& c) {
  for (int a : t.children(c.predicate, {"advmod", "obl:unmarked", "nmod:unmarked"})) {
    const auto words = trimmed(t, t.subtree(a));
    const bool argument =
        std::any_of(c.arguments.begin(), c.arguments.end(), [&](const auto& x) { return x.members[0].head == a; });
    if (!argument && !words.empty() && t[a].entity.ends_with("-Date"))
      d.qualifiers.push_back({"on", time(words, "on", d)});
  }
}

void Qualifiers::add_measure(Draft& d, const Clause& c) {
  for (int a : t.children(c.predicate, {"obl:unmarked", "nmod:unmarked"})) {
    const bool money = t[a].entity.ends_with("-Money"), share = w.in("share", t.lemma(a));
    const auto words = words_of(t, {a, {}, -1}, Extent::Tight);
    if (!d.objects.empty() || !(money || share) || words.empty() || t.child(a, {"case"}) >= 0) continue;
    d.qualifiers.push_back({"by", participants_.literal(words, money ? LiteralType::Money : LiteralType::Quantity)});
  }
}

}  // namespace whom::extract
