#include "graph/person_name.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace whom::graph {
namespace {

bool same_or_initial(const std::string& general, const std::string& specific) {
  return general == specific || (is_initial(general) && general[0] == specific[0]);
}

/// The middle words of `general` are found among those of `specific`, in order.
bool middle_fits(std::span<const std::string> general, std::span<const std::string> specific) {
  auto at = specific.begin();
  for (const std::string& word : general) {
    at = std::find_if(at, specific.end(), [&](const std::string& s) { return same_or_initial(word, s); });
    if (at == specific.end()) return false;
    ++at;
  }
  return true;
}

bool is_tail(const PersonName& general, const PersonName& specific) {
  return general.generation.empty() && general.words.size() < specific.words.size() &&
         std::equal(general.words.rbegin(), general.words.rend(), specific.words.rbegin());
}

}  // namespace

std::vector<std::string> split_key(const std::string& key) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    parts.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

PersonName person_name(const std::string& key) {
  static const std::set<std::string> generations = {"jr", "sr", "junior", "senior", "ii", "iii", "iv"};
  PersonName name{split_key(key), ""};
  if (name.words.size() > 2 && generations.count(name.words.back()) > 0) {
    name.generation = name.words.back();
    name.words.pop_back();
  }
  return name;
}

bool is_initial(const std::string& word) { return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z'; }

bool names_father(const PersonName& general, const PersonName& specific) {
  if (!is_tail(general, specific)) return false;
  const std::string& before = specific.words[specific.words.size() - general.words.size() - 1];
  return before == "bin" || before == "ibn" || before == "bint";
}

bool shortens(const PersonName& general, const PersonName& specific) {
  if (is_tail(general, specific)) return !names_father(general, specific);
  const auto& g = general.words;
  const auto& s = specific.words;
  if (g.size() < 2 || g.size() > s.size() || general.generation != specific.generation) return false;
  return g.back() == s.back() && same_or_initial(g.front(), s.front()) &&
         middle_fits(std::span(g).subspan(1, g.size() - 2), std::span(s).subspan(1, s.size() - 2));
}

std::pair<std::size_t, std::ptrdiff_t> fullness(const std::string& key) {
  const auto words = split_key(key);
  return {words.size(), -std::count_if(words.begin(), words.end(), is_initial)};
}

bool fuller(const std::string& a, const std::string& b) {
  return std::pair(fullness(b), a) < std::pair(fullness(a), b);
}

}  // namespace whom::graph
