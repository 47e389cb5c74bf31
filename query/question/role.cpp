#include "query/question/role.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "query/question/text.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

using Words = std::vector<std::string>;
using Kind = Location::Kind;

/// Words that name the same holder as the role without them.
bool transparent(const std::string& word) {
  static const std::array<std::string_view, 5> list{"current", "incumbent", "sitting", "present", "new"};
  if (std::find(list.begin(), list.end(), word) != list.end()) return true;
  return word.size() > 2 && word[0] >= '0' && word[0] <= '9' &&
         (word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th"));
}

/// Different words for one office, in base forms: the first is written as the second.
const std::vector<std::pair<Words, Words>>& synonyms() {
  static const std::vector<std::pair<Words, Words>> table{
      {{"chief", "executive", "officer"}, {"ceo"}},
      {{"chief", "executive"}, {"ceo"}},
      {{"chief", "financial", "officer"}, {"cfo"}},
      {{"prime", "minister"}, {"premier"}},
      {{"pm"}, {"premier"}},
      {{"chairwoman"}, {"chairman"}},
      {{"chairperson"}, {"chairman"}},
      {{"chair"}, {"chairman"}},
      {{"spokeswoman"}, {"spokesman"}},
      {{"spokesperson"}, {"spokesman"}},
      {{"emir"}, {"amir"}},
      {{"cofounder"}, {"co", "founder"}},
      {{"minister", "of", "foreign", "affair"}, {"foreign", "minister"}},
      {{"minister", "for", "foreign", "affair"}, {"foreign", "minister"}},
      {{"under", "secretary"}, {"undersecretary"}},
  };
  return table;
}

void replace(Words& words, const Words& from, const Words& to) {
  const auto at = std::search(words.begin(), words.end(), from.begin(), from.end());
  if (at == words.end()) return;
  const auto end = words.erase(at, at + static_cast<std::ptrdiff_t>(from.size()));
  words.insert(end, to.begin(), to.end());
}

Words canonical(const std::string& phrase, const Lexicon& lexicon) {
  Words result = base_forms(phrase, lexicon);
  std::erase_if(result, transparent);
  for (const auto& [from, to] : synonyms()) replace(result, from, to);
  return result;
}

/// Prepositions that tie a role to what it is held in, one as good as the other.
bool tying(const std::string& word) {
  static const std::array<std::string_view, 11> list{"of",   "for",     "in", "at",   "to",     "with",
                                                     "from", "between", "on", "over", "against"};
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool former(const Words& stored, const Words& asked) {
  return stored.size() == asked.size() + 1 && (stored[0] == "former" || stored[0] == "ex") &&
         std::equal(asked.begin(), asked.end(), stored.begin() + 1);
}

std::vector<Location> tied_roles() {
  std::vector<Location> all;
  for (const char* preposition : {"of", "for", "in", "at"}) all.push_back({Kind::Role, preposition});
  return all;
}

}  // namespace

Roles::Roles(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

const std::vector<Roles::Role>& Roles::stored() const {
  if (!stored_.empty()) return stored_;
  for (const Words& relation : vocabulary_.starting_with("be")) {
    if (relation.size() < 2) continue;
    const bool tied = relation.size() > 2 && tying(relation.back());
    const Words role(relation.begin() + 1, relation.end() - (tied ? 1 : 0));
    stored_.push_back({join(relation), canonical(join(role), vocabulary_.lexicon()), tied});
  }
  return stored_;
}

std::vector<RoleReading> Roles::read(const Words& phrase, bool past) const {
  const std::size_t whole = phrase.size();
  const auto role_before = [&](std::size_t end) {
    return canonical(join({phrase.begin(), phrase.begin() + static_cast<std::ptrdiff_t>(end)}), vocabulary_.lexicon());
  };
  std::vector<std::pair<Words, std::size_t>> asked{{role_before(whole), whole}};
  for (std::size_t i = 1; i + 1 < whole; ++i)
    if (tying(words::lower(phrase[i]))) asked.emplace_back(role_before(i), i + 1);
  std::vector<RoleReading> found;
  for (const Role& role : stored()) {
    for (const auto& [words, end] : asked) {
      if (words.empty() || !(role.words == words || (past && former(role.words, words)))) continue;
      const bool held_in_object = role.tied && end != whole;
      found.push_back({role.relation, end, held_in_object ? std::vector<Location>{{Kind::Object, {}}} : tied_roles()});
    }
  }
  return found;
}

}  // namespace whom::query
