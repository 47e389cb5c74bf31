// Full-text search over the sentences of a graph.
#ifndef WHOM_GRAPH_SENTENCE_INDEX_HPP
#define WHOM_GRAPH_SENTENCE_INDEX_HPP

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::graph {

/// A sentence of a document.
struct Sentence {
  std::uint32_t document = 0;
  Span span;
  auto operator<=>(const Sentence&) const = default;
};

/// Where each word (text_words in names.hpp) stands, and what each sentence says.
class SentenceIndex {
 public:
  explicit SentenceIndex(const KnowledgeGraph&);

  /// Sentences that hold all words of the query, in the order of the documents; words between quotation marks (")
  /// stand there one after the other. None when there is no word in the query.
  std::vector<Sentence> search(std::string_view query) const;

  /// Statements that the sentence is evidence of, sorted.
  std::vector<StatementIndex> statements(const Sentence&) const;

 private:
  using Phrase = std::vector<std::string>;
  using Numbers = std::vector<std::uint32_t>;

  void read(std::string_view text, Numbers& words);
  static std::vector<Phrase> phrases_of(std::string_view query);
  std::span<const std::uint32_t> places(const std::string& word) const;
  Numbers sentences_with(const Phrase&) const;

  std::vector<Sentence> sentences_;
  Numbers starts_;  ///< place of the first word of each sentence; there is a free place before it
  std::unordered_map<std::string, std::uint32_t> numbers_;
  Numbers offsets_, places_;  ///< by word: its places, ascending
  std::vector<std::pair<Sentence, StatementIndex>> statements_;
};

}  // namespace whom::graph

#endif
