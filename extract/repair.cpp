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

/// Makes `head` the head of the members: it takes the place of the one that hangs on the rest, and what hung on others.
void gather(std::vector<Token>& tokens, const Indices& members, int head) {
  int primary = -1;
  for (int m : members) {
    if (primary < 0 && !contains(members, tokens[static_cast<std::size_t>(m)].head) &&
        reaches_root_outside(tokens, m, members))
      primary = m;
  }
  if (primary < 0) return;
  auto& top = tokens[static_cast<std::size_t>(head)];
  const auto outside = tokens[static_cast<std::size_t>(primary)];
  for (int m : members) {
    auto& t = tokens[static_cast<std::size_t>(m)];
    if (m != head && !contains(members, t.head)) {
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
  keep_nearest_subject(sentence.tokens);
  separate_persons(sentence.tokens);
  join_elect(sentence.tokens);
  join_titles(sentence, words);
  join_amounts(sentence);
}

}  // namespace whom::extract
