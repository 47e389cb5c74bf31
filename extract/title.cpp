#include "extract/title.hpp"

namespace whom::extract {
namespace {

Indices range(int begin, int end) {
  Indices out;
  for (int i = begin; i < end; ++i) out.push_back(i);
  return out;
}

bool names_role(const Tree& t, int i, const Words& words) {
  const auto& word = t.lower(i);
  const auto* noun = t.upos(i, {"NOUN", "PROPN"}) ? words.noun(t.upos(i, {"NOUN"}) ? t.lemma(i) : word) : nullptr;
  return (noun && noun->category == "person") || words.honorific(word) || words.in("role", word);
}

/// "Secretary of State": capitalised as an office before its holder's name is.
bool office(const Tree& t, int i, const Words& words) { return t[i].form != t.lower(i) && names_role(t, i, words); }

bool clitic(const Tree& t, int i) { return t.lower(i) == "'s" || t.lower(i) == "'"; }

}  // namespace

Indices NameSpan::words() const { return range(begin, end); }

std::vector<NameSpan> name_spans(const Tree& t) {
  std::vector<NameSpan> out;
  for (int i = 0; i < t.size(); ++i) {
    const auto& tag = t[i].entity;
    if (tag.size() < 3) continue;
    const char position = tag[0];
    if (position == 'B' || position == 'S') out.push_back({i, i + 1, tag.substr(2)});
    if ((position == 'I' || position == 'E') && !out.empty() && out.back().end == i) out.back().end = i + 1;
  }
  return out;
}

int head_of(const Tree& t, const NameSpan& s) {
  for (int i = s.begin; i < s.end; ++i) {
    if (!s.holds(t.head(i))) return i;
  }
  return s.begin;
}

Indices title_run(const Tree& t, const NameSpan& s, const Words& words) {
  int begin = s.begin;
  while (begin > 0) {
    const int i = begin - 1;
    const bool joins =
        t[i].form == "-" || clitic(t, i) || (t.lower(i) == "of" && begin < s.begin && t.upos(begin, {"NOUN", "PROPN"}));
    const bool bracket = t[i].form == ")" || (t[i].form == "(" && begin < s.begin);
    const bool rank = t[i].upos == "ADP" && t[i].form != t.lower(i) && begin < s.begin &&
                      names_role(t, begin, words);  // "Under Secretary"
    if (rank) {
      --begin;
      continue;
    }
    const bool bygone = words.in("bygone", t.lower(i)) && begin < s.begin &&  // "then-president", "the then president"
                        (t[begin].form == "-" || (i > 0 && t.upos(i - 1, {"DET"})));
    if (!joins && !bracket && !bygone && !t.upos(i, {"NOUN", "PROPN", "ADJ", "X"})) break;
    const bool after_of = i > 0 && t.lower(i - 1) == "of";
    if (t[i].entity.ends_with("-Person") || (t[i].xpos == "NNS" && t[i].entity == "O" && !after_of)) break;
    --begin;
  }
  // "the home of banker Tom Reed": of the name, but "Dean of Students Tom Reed"
  const bool role_before_name = s.begin > 0 && names_role(t, s.begin - 1, words) && !t[s.begin - 1].xpos.ends_with('S');
  for (int i = begin + 1; i < s.begin; ++i) {
    if (t.lower(i) != "of" || t[i].entity != "O") continue;
    const auto* noun = words.noun(t.lemma(i - 1));
    const bool event = noun && noun->kind == Noun::Kind::Event;  // "the wedding of Health Secretary Ada Obi"
    if (event || (role_before_name && !office(t, i - 1, words))) begin = i + 1;
  }
  while (begin < s.begin && (clitic(t, begin) || t[begin].upos == "PUNCT" || t.lower(begin) == "of")) ++begin;
  for (int i = std::max(begin - 1, 0); i < s.begin; ++i) {  // "alleged bomber X" holds no office
    if (words.in("alleged", t.lower(i))) return {};
  }
  for (int i = begin; i < s.begin; ++i) {
    if (names_role(t, i, words)) return range(begin, s.begin);
  }
  return {};
}

}  // namespace whom::extract
