#include "extract/roles.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

using graph::LiteralType;

/// The word as a role has it: nouns by lemma, names as they are, all in lower case.
std::string role_word(const Tree& t, int i) { return fold(t.upos(i, {"NOUN"}) ? t.lemma(i) : t[i].form); }

}  // namespace

Roles::Roles(const SentenceContext& context, Participants& participants, const Qualifiers& qualifiers)
    : c_(context), w(context.words), t(context.tree), participants_(participants), qualifiers_(qualifiers) {}

bool Roles::part_of_name(int i) const {
  const auto& tag = t[i].entity;
  return tag != "O" && !tag.ends_with("-Person") && !tag.ends_with("-Date") && !tag.ends_with("-Misc");
}

/// "the French *minister*" serves France; "the French *actor*" merely comes from there.
bool Roles::held(int noun) const { return w.in("officeholder", role_word(t, noun)) || w.in("role", t.lower(noun)); }

/// "*then* the mayor", "*once* the mayor" beside a name, but not "by then" nor "once she is mayor".
bool Roles::bygone(int i) const {
  const bool beside = t.is(i, {"advmod"}) || (t.is(i, {"mark"}) && t.child(t.head(i), {"cop"}) < 0);
  return beside && t.children(i).empty() && w.in("bygone", t.lower(i));
}

// --- Noun phrases ----------------------------------------------------------------------------------------------------

Role Roles::phrase(int head) {
  Role out;
  Indices words;
  for (int c : t.children(head)) add_modifier(out, words, c);
  add_possessors(out, head);
  if (head > 0 && t.is(head - 1, {"case"}) && t[head - 1].form != t.lower(head - 1))
    words = merged(words, {head - 1});  // "Under Secretary"
  words = merged(words, {head});
  const int name = t.child(head, {"appos"});  // "acquitted her brother, Tom Reed, of fraud": what follows is the verb's
  for (int c : t.children(head, {"nmod"})) {
    const auto marker = preposition(t, c);
    if (c > head && (name < head || c < name) && !marker.empty()) add_complement(out, head, c, marker);
  }
  out.phrase = words;
  for (int i : words) {
    if (i != head && t[i].upos == "PUNCT") continue;
    out.words += (out.words.empty() ? "" : " ") + (i == head ? role_word(t, i) : t.lower(i));
  }
  return out;
}

void Roles::add_modifier(Role& out, Indices& words, int c) {
  const bool hyphen = t[c].form == "-";
  if (c > t.head(c) && !t.is(c, {"compound", "flat"}) && !hyphen) return;
  if (bygone(c)) words = merged(words, {c});
  if (t.is(c, {"amod", "compound", "flat", "nmod:desc"}) || (t.is(c, {"punct"}) && hyphen)) {
    if (const auto* place = w.place_of(t.lower(c)); place && held(t.head(c))) {
      out.of.push_back({"of", participants_.place(*place, c)});
    } else if (part_of_name(c)) {
      add(out.of, "of", participants_.of(Phrase{c, {}, -1}));
    } else if (t[c].upos != "NUM" && !w.in("unessential", t.lower(c))) {
      words = merged(words, t.subtree(c));
    }
  }
}

/// A capitalised coordination is one office: "Minister of Trade and Industry".
void Roles::add_complement(Role& out, int head, int c, const Indices& marker) {
  const auto role = role_of(t, marker);
  const auto words = words_of(t, {c, marker, -1}, Extent::Tight);
  if (words.empty() || qualifiers_.is_time(c, words)) return;
  if (conjuncts(t, c).size() > 1 && t[head].form != t.lower(head)) {
    const auto whole = words_of(t, {c, marker, -1}, Extent::Whole);
    out.of.push_back({role, participants_.literal(whole, LiteralType::Text)});
    return;
  }
  add(out.of, role, participants_.of(with_conjuncts(t, c)));
}

// --- Titles ----------------------------------------------------------------------------------------------------------

Role Roles::title(const Mention& m) {
  Role role;
  Indices words;
  bool person = false;
  for (int k : m.title) {
    const auto* noun = w.noun(t.upos(k, {"NOUN"}) ? t.lemma(k) : t.lower(k));
    const bool is_person = (noun && noun->category == "person") || w.in("role", t.lower(k));
    const bool joined_on = k > 0 && t[k - 1].form == "-" && !words.empty();
    if (person && !is_person && !words.empty() && !joined_on && t.upos(k, {"NOUN", "PROPN"}) && !after_of(k, words))
      break;
    if (add_owner(role, m, k)) {
      std::erase_if(words, [&](int x) { return !t.upos(x, {"ADJ", "VERB"}); });  // "former" stays
      continue;
    }
    if (t.lower(k) == "'s" || w.honorific(t.lower(k)) || (t[k].upos == "PUNCT" && t[k].form != "-") ||
        t[k].upos == "PART")
      continue;
    words.push_back(k);
    person = person || is_person;
  }
  if (!person) return {};
  if (role.of.empty()) add_possessors(role, m.place.token);
  if (role.of.empty()) add_seat(role, merged(words, {m.place.token}), m.words.back());
  const auto holder = participants_.of(Phrase{m.place.token, {}, -1});
  std::erase_if(role.of, [&](const auto& value) {  // nobody is his own driver
    return std::any_of(holder.begin(), holder.end(), [&](const auto& h) { return h.term == value.value.term; });
  });
  role.phrase = words;
  for (int k : words) {
    const bool joined = t[k].form == "-" || (!role.words.empty() && role.words.back() == '-');
    role.words += (role.words.empty() || joined ? "" : " ") + role_word(t, k);
  }
  return role;
}

/// "his wife Ada", "Tom's wife Ada".
void Roles::add_possessors(Role& role, int head) {
  for (int c : t.children(head, {"nmod:poss"})) {
    if (t.lower(c) != "my" && t.lower(c) != "our") add(role.of, "of", participants_.of(Phrase{c, {}, -1}));
  }
}

/// "President Ada Obi *of Ardelia*": the place or organisation after the name, on whichever word the parser hung it.
void Roles::add_seat(Role& role, const Indices& phrase, int last) {
  for (int head : phrase) {
    for (int c : t.children(head, {"nmod"})) {
      const auto marker = preposition(t, c);
      const auto* m = c_.coreference.mention({c_.sentence, c});
      const bool follows = role_of(t, marker) == "of" && marker.front() == last + 1;
      if (!follows || !m || m->kind != Mention::Kind::Name || m->type == graph::EntityType::Group) continue;
      if (w.in("party", t.lower(m->words.back()))) continue;
      add(role.of, "of", participants_.of(Phrase{c, marker, -1}));
    }
  }
}

bool Roles::after_of(int k, const Indices& words) const {
  return k == words.back() + 1 && t.lower(words.back()) == "of";
}

/// The place or organisation a title is of; true when the word is one (or part of one).
bool Roles::add_owner(Role& role, const Mention& titled, int k) {
  if (const auto* place = w.place_of(t.lower(k))) {
    if (!held(titled.title.back())) return false;
    role.of.clear();
    role.of.push_back({"of", participants_.place(*place, k)});
    return true;
  }
  const auto* m = c_.coreference.mention({c_.sentence, k});
  const bool owner = m && contains(m->words, k) && (m->kind == Mention::Kind::Name || t.is(k, {"nmod:poss"})) &&
                     (part_of_name(k) || t.is(k, {"nmod:poss"}));
  if (!owner) return false;
  if (m->words.back() == k || m->place.token == k) {
    role.of.clear();
    add(role.of, "of", participants_.of(Phrase{m->place.token, {}, -1}));
  }
  return true;
}

void report_role(const Reporter& reporter, Draft d, const Role& role) {
  if (role.words.empty()) return;
  d.phrase = role.phrase;
  d.relation = "be " + role.words;
  if (role.of.empty()) reporter.report(d);
  for (const auto& [preposition_word, object] : role.of) {
    d.relation = "be " + role.words + " " + preposition_word;
    d.objects = {object};
    reporter.report(d);
  }
}

}  // namespace whom::extract
