#include "extract/repair.hpp"

#include <cstdlib>
#include <string_view>

#include "extract/title.hpp"

namespace whom::extract {
namespace {

bool subject(const Token& t) { return t.deprel == "nsubj" || t.deprel == "nsubj:pass"; }
bool person(const Token& t) { return t.entity.ends_with("-Person"); }

void keep_nearest_subject(std::vector<Token>& tokens) {
  std::vector<int> nearest(tokens.size(), -1);
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    const auto& t = tokens[static_cast<std::size_t>(i)];
    if (!subject(t) || t.head < 0) continue;
    auto& best = nearest[static_cast<std::size_t>(t.head)];
    if (best >= 0) {
      const bool closer = std::abs(i - t.head) < std::abs(best - t.head);
      tokens[static_cast<std::size_t>(closer ? best : i)].deprel = "dep";
      if (!closer) continue;
    }
    best = i;
  }
}

/// Same name: no token between the two lies outside a person's name.
bool one_name(const std::vector<Token>& tokens, int a, int b) {
  for (int i = a; i <= b; ++i) {
    if (!person(tokens[static_cast<std::size_t>(i)])) return false;
  }
  return true;
}

void separate_persons(std::vector<Token>& tokens) {
  for (int i = 1; i < static_cast<int>(tokens.size()); ++i) {
    auto& t = tokens[static_cast<std::size_t>(i)];
    if (t.deprel != "appos" || !person(t) || t.head < 0 || t.head > i) continue;
    if (person(tokens[static_cast<std::size_t>(t.head)])) {
      if (!one_name(tokens, t.head, i)) t.deprel = "conj";
      continue;
    }
    for (int k = t.head + 1; k < i; ++k) {
      const auto& sister = tokens[static_cast<std::size_t>(k)];
      if (sister.head == t.head && sister.deprel == "nmod" && person(sister)) {
        t.deprel = "conj";
        t.head = k;
        break;
      }
    }
  }
}

bool role_noun(const Token& t, const Words& words) {
  const auto* noun = words.noun(t.form);
  return noun && noun->category == "person";
}

bool has_case(const std::vector<Token>& tokens, int i) {
  for (const auto& t : tokens) {
    if (t.head == i && (t.deprel == "case" || t.deprel == "cc")) return true;
  }
  return false;
}

/// "the president of Portugal, X": where the name hangs on the place, the office above it; else -1.
int office_of_place(const std::vector<Token>& tokens, int name, const Words& words) {
  const int place = tokens[static_cast<std::size_t>(name)].head;
  if (place < 0) return -1;
  const auto& t = tokens[static_cast<std::size_t>(place)];
  const bool place_or_body = t.entity.ends_with("-Location") || t.entity.ends_with("-Organization");
  if (!place_or_body || !t.deprel.starts_with("nmod") || t.head < 0) return -1;
  return role_noun(tokens[static_cast<std::size_t>(t.head)], words) ? t.head : -1;
}

/// "met the President, Dr X": a person's name after a role and a comma, with no preposition of its own, tells who that
/// is.
void appose_names(Sentence& sentence, const Words& words) {
  auto& tokens = sentence.tokens;
  const Tree tree(sentence);
  for (const auto& span : name_spans(tree)) {
    if (span.label != "Person") continue;
    const int head = head_of(tree, span);
    const auto title = title_run(tree, span, words);
    const int begin = title.empty() ? span.begin : title.front();
    auto& name = tokens[static_cast<std::size_t>(head)];
    if (begin < 2 || tokens[static_cast<std::size_t>(begin) - 1].form != "," || has_case(tokens, head)) continue;
    if (const int office = office_of_place(tokens, head, words); office >= 0) {
      name.head = office;
      name.deprel = "appos";
      continue;
    }
    const int role = begin - 2;
    const auto& before = tokens[static_cast<std::size_t>(role)];
    const bool beside = name.head == before.head && name.head >= 0 && !name.deprel.starts_with("nsubj");
    const bool last = name.deprel == "conj" && before.deprel == "conj" && has_case(tokens, role) && beside;
    if ((beside && !person(before) && role_noun(before, words) && name.deprel != "conj") || (last && !person(before))) {
      name.head = role;
      name.deprel = "appos";
    }
  }
}

void join_elect(std::vector<Token>& tokens) {
  for (std::size_t i = 2; i < tokens.size(); ++i) {
    const std::string_view form = tokens[i].form;
    const bool joined = tokens[i - 1].form == "-" && tokens[i - 1].span.end == tokens[i].span.begin;
    if (joined && (form == "elect" || form == "Elect" || form == "ELECT" || form == "designate"))
      tokens[i].upos = "ADJ";
  }
}

/// The word hangs, at some distance, on the root without passing a member.
bool reaches_root_outside(const std::vector<Token>& tokens, int i, const Indices& members) {
  for (int a = tokens[static_cast<std::size_t>(i)].head; a >= 0; a = tokens[static_cast<std::size_t>(a)].head) {
    if (contains(members, a)) return false;
  }
  return true;
}

bool loose(const Token& t) {
  return t.deprel == "dep" || t.deprel == "punct" || t.deprel == "compound" || t.deprel == "nmod:desc" ||
         t.deprel == "discourse" || t.deprel == "det" || t.deprel == "advmod" || t.deprel == "fixed" ||
         t.deprel == "case";
}

/// The member whose attachment to the rest counts for all: the first that is no mere modifier, else the first.
int attachment(const std::vector<Token>& tokens, const Indices& members) {
  int first = -1;
  for (int m : members) {
    const auto& t = tokens[static_cast<std::size_t>(m)];
    if (contains(members, t.head) || !reaches_root_outside(tokens, m, members)) continue;
    if (!loose(t)) return m;
    if (first < 0) first = m;
  }
  return first;
}

/// Makes `head` the head of the members: it takes the place of the one that hangs on the rest, and what hung on others.
void gather(std::vector<Token>& tokens, const Indices& members, int head) {
  const int primary = attachment(tokens, members);
  if (primary < 0) return;
  auto& top = tokens[static_cast<std::size_t>(head)];
  const auto outside = tokens[static_cast<std::size_t>(primary)];
  for (int m : members) {
    auto& t = tokens[static_cast<std::size_t>(m)];
    const bool function = t.head == head && (t.deprel == "case" || t.deprel == "cc");  // of a word of the title
    if (m != head && (!contains(members, t.head) || function)) {
      t.head = head;
      t.deprel = "nmod:desc";
    }
  }
  top.head = outside.head;
  top.deprel = outside.deprel;
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    auto& t = tokens[static_cast<std::size_t>(i)];
    if (!contains(members, i) && contains(members, t.head)) t.head = head;
  }
}

void join_names(Sentence& sentence) {
  const Tree tree(sentence);
  for (const auto& span : name_spans(tree)) {
    if (span.end - span.begin > 1 && span.label != "Date" && span.label != "Money")
      gather(sentence.tokens, span.words(), head_of(tree, span));
  }
}

/// "His Highness the Crown Prince": the office is the head.
void join_honorifics(Sentence& sentence, const Words& words) {
  auto& tokens = sentence.tokens;
  const int size = static_cast<int>(tokens.size());
  const auto at = [&](int i) -> Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int i = 0; i + 2 < size; ++i) {
    if (!words.in("honorific", fold(at(i).form)) || fold(at(i + 1).form) != "the") continue;
    Indices members{i, i + 1};
    if (i > 0 && at(i - 1).xpos == "PRP$") members.insert(members.begin(), i - 1);
    for (int k = i + 2; k < size && (at(k).upos == "NOUN" || at(k).upos == "PROPN" || at(k).upos == "ADJ"); ++k) {
      if (person(at(k))) break;
      members.push_back(k);
    }
    if (members.back() > i + 1) gather(tokens, members, members.back());
  }
}

/// What a hyphen without spaces joins to its head modifies it.
void join_hyphens(std::vector<Token>& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const bool tight = tokens[i].form == "-" && tokens[i - 1].span.end == tokens[i].span.begin &&
                       tokens[i].span.end == tokens[i + 1].span.begin;
    if (tight && tokens[i - 1].head == static_cast<int>(i) + 1) tokens[i - 1].deprel = "compound";
  }
}

void join_titles(Sentence& sentence, const Words& words) {
  const Tree tree(sentence);
  for (const auto& span : name_spans(tree)) {
    if (span.label != "Person") continue;
    const auto title = title_run(tree, span, words);
    if (title.empty()) continue;
    const int head = head_of(tree, span);
    gather(sentence.tokens, merged(title, span.words()), head);
  }
}

void join_amounts(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].form != "up" || tokens[i + 1].form != "to") continue;
    const bool amount = tokens[i + 2].entity.ends_with("-Money") || tokens[i + 2].upos == "NUM";
    if (!amount) continue;
    Indices members{static_cast<int>(i), static_cast<int>(i) + 1};
    for (std::size_t k = i + 2; k < tokens.size() && (tokens[k].entity.ends_with("-Money") || tokens[k].upos == "NUM");
         ++k)
      members.push_back(static_cast<int>(k));
    gather(tokens, members, static_cast<int>(i) + 2);
    tokens[i].deprel = tokens[i + 1].deprel = "advmod";
  }
}

}  // namespace

void repair(Sentence& sentence, const Words& words) {
  join_elect(sentence.tokens);
  join_hyphens(sentence.tokens);
  join_names(sentence);
  join_honorifics(sentence, words);
  join_titles(sentence, words);
  join_amounts(sentence);
  appose_names(sentence, words);
  separate_persons(sentence.tokens);
  keep_nearest_subject(sentence.tokens);
}

}  // namespace whom::extract
