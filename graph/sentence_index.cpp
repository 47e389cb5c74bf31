// All sentences are laid out one after the other, a place for each word and a free one between sentences, so that words
// are neighbours in a sentence exactly when their places are. For each word its places are kept, ascending. The places
// of a phrase are those of its rarest word around which the other words stand where they must.
#include "graph/sentence_index.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "graph/names.hpp"

namespace whom::graph {
namespace {

constexpr std::uint32_t no_word = 0xFFFFFFFF;

/// Each word at its place from the first on.
bool stand_at(std::uint32_t first, const std::vector<std::span<const std::uint32_t>>& places) {
  for (const auto& of_word : places)
    if (!std::ranges::binary_search(of_word, first++)) return false;
  return true;
}

}  // namespace

SentenceIndex::SentenceIndex(const KnowledgeGraph& graph) {
  Numbers words;  // by place
  for (std::uint32_t document = 0; document < graph.documents().size(); ++document) {
    for (const Span span : graph.sentences(document)) {
      sentences_.push_back({document, span});
      read(graph.text(document, span), words);
    }
  }
  offsets_.assign(numbers_.size() + 1, 0);
  for (const std::uint32_t word : words)
    if (word != no_word) ++offsets_[word + 1];
  std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
  places_.resize(offsets_.back());
  Numbers next(offsets_.begin(), offsets_.end() - 1);
  for (std::uint32_t place = 0; place < words.size(); ++place)
    if (words[place] != no_word) places_[next[words[place]]++] = place;

  for (std::uint32_t s = 0; s < graph.statements().size(); ++s)
    for (const Evidence& evidence : graph.evidence({s}))
      statements_.emplace_back(Sentence{evidence.document, evidence.sentence}, StatementIndex{s});
  std::sort(statements_.begin(), statements_.end());
  statements_.erase(std::unique(statements_.begin(), statements_.end()), statements_.end());
}

void SentenceIndex::read(std::string_view text, Numbers& words) {
  words.push_back(no_word);
  starts_.push_back(static_cast<std::uint32_t>(words.size()));
  for (std::string& word : text_words(text))
    words.push_back(numbers_.try_emplace(std::move(word), static_cast<std::uint32_t>(numbers_.size())).first->second);
}

/// What stands between quotation marks is one phrase, every other word one of its own.
std::vector<SentenceIndex::Phrase> SentenceIndex::phrases_of(std::string_view query) {
  std::vector<Phrase> phrases;
  for (bool quoted = false;; quoted = !quoted) {
    const std::size_t end = std::min(query.find('"'), query.size());
    Phrase words = text_words(query.substr(0, end));
    if (quoted && !words.empty()) phrases.push_back(std::move(words));
    if (!quoted)
      for (std::string& word : words) phrases.push_back({std::move(word)});
    if (end == query.size()) return phrases;
    query.remove_prefix(end + 1);
  }
}

std::span<const std::uint32_t> SentenceIndex::places(const std::string& word) const {
  const auto found = numbers_.find(word);
  if (found == numbers_.end()) return {};
  const std::uint32_t first = offsets_[found->second];
  return std::span(places_).subspan(first, offsets_[found->second + 1] - first);
}

SentenceIndex::Numbers SentenceIndex::sentences_with(const Phrase& phrase) const {
  std::vector<std::span<const std::uint32_t>> all;
  for (const std::string& word : phrase) all.push_back(places(word));
  const auto rarest = std::ranges::min_element(all, {}, [](const auto& of_word) { return of_word.size(); });
  const auto before = static_cast<std::uint32_t>(rarest - all.begin());
  Numbers sentences;
  for (const std::uint32_t place : *rarest) {
    if (place < before || !stand_at(place - before, all)) continue;
    const auto after = std::ranges::upper_bound(starts_, place);
    const auto sentence = static_cast<std::uint32_t>(after - starts_.begin()) - 1;
    if (sentences.empty() || sentences.back() != sentence) sentences.push_back(sentence);
  }
  return sentences;
}

std::vector<Sentence> SentenceIndex::search(std::string_view query) const {
  std::optional<Numbers> common;
  for (const Phrase& phrase : phrases_of(query)) {
    const Numbers found = sentences_with(phrase);
    Numbers both;
    if (common) std::ranges::set_intersection(*common, found, std::back_inserter(both));
    common = common ? std::move(both) : found;
  }
  std::vector<Sentence> sentences;
  for (const std::uint32_t sentence : common.value_or(Numbers())) sentences.push_back(sentences_[sentence]);
  return sentences;
}

std::vector<StatementIndex> SentenceIndex::statements(const Sentence& sentence) const {
  std::vector<StatementIndex> found;
  for (auto entry = std::ranges::lower_bound(statements_, std::pair(sentence, StatementIndex{}));
       entry != statements_.end() && entry->first == sentence; ++entry)
    found.push_back(entry->second);
  return found;
}

}  // namespace whom::graph
