// The weights were fitted by tests/eval/linking.py to a corpus of newswire that names people in full
// (docs/evaluation.md): each full name in a document is taken for its last word alone and must find its own name among
// all of other documents that end so, or nothing. It is a conditional logit whose choices are those names and
// "something else".
//
// The other words of a name add to that. If it is the same entity they agree; if not, they agree as often as names hold
// them, and names of one document share words more often than names of a corpus do, by a factor that the same script
// counts. Of a person the rarest word counts alone, because first and middle names go together; the words of other
// names add up. A location's last word is no surname: all its words count, and nothing else is called by the last
// alone.
#include "graph/link_model.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "graph/person_name.hpp"

namespace whom::graph {
namespace {

struct Weights {
  double constant, shared_names, shared_words;
  double bearers, documents;  ///< of the logarithms of their numbers
};
constexpr Weights kOfPersons = {-2.57, .72, 7.63, -1.63, 1.76};
constexpr Weights kOfOthers = {-2.36, .79, 7.33, -1.04, 1.47};
constexpr double kCommunity = 14.5;

/// A word that no other name of a small corpus holds is as rare as half a name in a thousand.
constexpr double kFurtherNames = 1000, kUnseen = .5;

enum Kind { kPerson, kLocation, kOther };

Kind kind_of(const Appearance& appearance) {
  const EntityType type = appearance.entity->type;
  if (type == EntityType::Person) return kPerson;
  return type == EntityType::Place || type == EntityType::GeopoliticalEntity ? kLocation : kOther;
}

const Weights& weights_of(const Appearance& appearance) {
  return kind_of(appearance) == kPerson ? kOfPersons : kOfOthers;
}

/// Without a person's generation.
std::vector<std::string> words_of(const Appearance& appearance) {
  return kind_of(appearance) == kPerson ? person_name(appearance.key).words : split_key(appearance.key);
}

/// Those that tell more than the last word does.
std::vector<std::string> telling_words(const Appearance& appearance) {
  std::vector<std::string> words = words_of(appearance);
  const Kind kind = kind_of(appearance);
  if (!words.empty() && (kind == kPerson || (kind == kOther && words.size() > 1))) words.pop_back();
  return words;
}

/// Initials count as words of the names they may stand for.
std::set<std::string> countable_words(const Appearance& appearance) {
  std::set<std::string> words;
  for (const std::string& word : words_of(appearance)) words.insert(word);
  if (kind_of(appearance) != kPerson) return words;
  for (const std::string& word : telling_words(appearance)) words.insert(word.substr(0, 1));
  return words;
}

}  // namespace

LinkModel::LinkModel(const std::vector<Appearance>& appearances) {
  std::array<std::set<std::string_view>, 3> seen;
  for (const Appearance& appearance : appearances) {
    const Kind kind = kind_of(appearance);
    if (!appearance.entity->named || !seen[kind].insert(appearance.key).second) continue;
    Counts& counts = counts_[kind];
    ++counts.names;
    for (const std::string& word : countable_words(appearance)) ++counts.holding[word];
    const auto words = words_of(appearance);
    if (words.size() > 1) ++counts.ending[words.back()];
  }
}

double LinkModel::bearers(const Appearance& appearance) const {
  const auto words = words_of(appearance);
  if (kind_of(appearance) == kLocation || words.empty()) return 1;
  const auto& ending = counts_[kind_of(appearance)].ending;
  const auto found = ending.find(words.back());
  return found == ending.end() ? 1 : found->second;
}

double LinkModel::agreement(const Appearance& appearance) const {
  const Kind kind = kind_of(appearance);
  const Counts& counts = counts_[kind];
  double rarest = 0, sum = 0;
  for (const std::string& word : telling_words(appearance)) {
    const auto found = counts.holding.find(word);
    const double others = found == counts.holding.end() ? 0 : found->second - 1;
    const double rarity = -std::log((others + kUnseen) / (counts.names + kFurtherNames));
    rarest = std::max(rarest, rarity);
    sum += rarity;
  }
  return std::max(0.0, (kind == kPerson ? rarest : sum) - std::log(kCommunity));
}

double LinkModel::context_score(const Appearance& appearance, const Similarity& similarity) {
  const Weights& weights = weights_of(appearance);
  return weights.shared_names * similarity.names + weights.shared_words * similarity.words;
}

double LinkModel::surname_score(const Appearance& appearance, const Similarity& similarity,
                                std::size_t documents) const {
  const Weights& weights = weights_of(appearance);
  return weights.constant + context_score(appearance, similarity) + weights.bearers * std::log(bearers(appearance)) +
         weights.documents * std::log(static_cast<double>(documents));
}

double LinkModel::name_score(const Appearance& appearance, const Similarity& similarity, std::size_t documents) const {
  return surname_score(appearance, similarity, documents) + agreement(appearance);
}

std::vector<double> probabilities(std::span<const double> scores) {
  double highest = 0;  // of something else
  for (const double score : scores) highest = std::max(highest, score);
  std::vector<double> shares;
  double sum = std::exp(-highest);
  for (const double score : scores) sum += shares.emplace_back(std::exp(score - highest));
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace whom::graph
