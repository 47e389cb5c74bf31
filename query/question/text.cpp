#include "query/question/text.hpp"

#include <algorithm>

#include "graph/names.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

/// "Haiti's" -> "Haiti", "parties'" -> "parties"; other apostrophes stay.
std::string without_possessives(std::string_view phrase) {
  std::string result;
  for (const std::string& word : split(words::lower(phrase)))
    result.append(result.empty() ? "" : " ").append(without_possessive(word));
  return result;
}

}  // namespace

bool possessive(std::string_view word) { return without_possessive(word).size() < word.size(); }

std::string without_possessive(std::string_view word) {
  for (const std::string_view ending : {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"})
    if (word.size() > ending.size() && word.ends_with(ending))
      return std::string(word.substr(0, word.size() - ending.size()));
  return std::string(word);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string result;
  for (const std::string& word : words) {
    if (!result.empty()) result += separator;
    result += word;
  }
  return result;
}

std::vector<std::string> base_forms(std::string_view phrase, const Lexicon& lexicon) {
  std::vector<std::string> result;
  for (const std::string& word : graph::words(without_possessives(phrase)))
    if (!words::determiner(word)) result.push_back(lexicon.noun(word));
  return result;
}

std::vector<std::string> content_words(std::string_view phrase) {
  std::vector<std::string> result = graph::words(without_possessives(phrase));
  std::erase_if(result, [](const std::string& word) {
    return words::determiner(word) || words::preposition(word) || word == "and";
  });
  return result;
}

std::vector<std::string> stems(std::string_view phrase, const Lexicon& lexicon) {
  std::vector<std::string> result = content_words(phrase);
  for (std::string& word : result) word = lexicon.noun(word);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

bool includes(const std::vector<std::string>& present, const std::vector<std::string>& needed) {
  return !needed.empty() && std::includes(present.begin(), present.end(), needed.begin(), needed.end());
}

}  // namespace whom::query
