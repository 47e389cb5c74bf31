#include "graph/sentence_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "graph/ledger.hpp"
#include "graph/names.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

using Strings = std::vector<std::string>;

Strings found(const KnowledgeGraph& graph, std::string_view query) {
  Strings sentences;
  for (const Sentence& sentence : graph.sentence_index().search(query))
    sentences.emplace_back(graph.text(sentence.document, sentence.span));
  return sentences;
}

KnowledgeGraph graph_of(const Strings& sentences) {
  test::ReadingBuilder builder("texts");
  for (const std::string& sentence : sentences) builder.sentence(sentence);
  std::vector<Reading> readings;
  readings.push_back(builder.finish());
  return KnowledgeGraph::merge(std::move(readings), Ledger());
}

TEST(SentenceIndex, FindsSentencesThatHoldAllWords) {
  const Strings texts = {"Peace talks began.", "They talk of peace.", "The talks on peace ended."};
  const KnowledgeGraph graph = graph_of(texts);
  EXPECT_EQ(found(graph, "peace"), texts);
  EXPECT_EQ(found(graph, "talks peace"), (Strings{texts[0], texts[2]}));
  EXPECT_EQ(found(graph, "talks war"), Strings());
  EXPECT_EQ(found(graph, "the"), Strings{texts[2]});
}

TEST(SentenceIndex, ReadsQuotedWordsAsAPhrase) {
  const Strings texts = {"Peace talks began.", "Talks on peace.", "Talks. Peace", "On peace talks they agreed."};
  const KnowledgeGraph graph = graph_of(texts);
  EXPECT_EQ(found(graph, "\"peace talks\""), (Strings{texts[0], texts[3]}));
  EXPECT_EQ(found(graph, "agreed \"peace talks\""), Strings{texts[3]});
  EXPECT_EQ(found(graph, "\"peace talks"), (Strings{texts[0], texts[3]}));
  EXPECT_EQ(found(graph, "\"peace\" \"talks\""), texts);
}

TEST(SentenceIndex, DoesNotReadOnIntoTheNextSentence) {
  const KnowledgeGraph graph = graph_of({"They want peace.", "Talks began."});
  EXPECT_EQ(found(graph, "\"peace talks\""), Strings());
}

TEST(SentenceIndex, ComparesWordsAsNamesAreCompared) {
  const Strings texts = {"A U.S. envoy met El-Sisi in Łódź."};
  const KnowledgeGraph graph = graph_of(texts);
  for (const char* query : {"us", "U.S.", "ENVOY", "\"el sisi\"", "lodz", "\"a U.S. envoy\""})
    EXPECT_EQ(found(graph, query), texts) << query;
}

TEST(SentenceIndex, FindsNothingWithoutWords) {
  const KnowledgeGraph graph = graph_of({"Peace."});
  for (const char* query : {"", " ", "\"\"", "?!", "\"...\""}) EXPECT_EQ(found(graph, query), Strings()) << query;
  EXPECT_EQ(found(KnowledgeGraph::merge({}, Ledger()), "peace"), Strings());
}

TEST(SentenceIndex, TellsWhatASentenceSays) {
  const KnowledgeGraph graph = test::sample_graph();
  const auto sentences = graph.sentence_index().search("quit");
  ASSERT_EQ(sentences.size(), 1U);
  Strings relations;
  for (const StatementIndex index : graph.sentence_index().statements(sentences.front()))
    relations.push_back(graph.statement(index).relation);
  std::ranges::sort(relations);
  EXPECT_EQ(relations, (Strings{"be former president of", "quit"}));
  EXPECT_TRUE(graph.sentence_index().statements({7, {0, 1}}).empty());
}

/// Every pair of neighbouring words, against a look at every sentence.
TEST(SentenceIndex, FindsWhatStandsThere) {
  const KnowledgeGraph graph = test::sample_graph();
  std::vector<Strings> texts;
  for (std::uint32_t d = 0; d < graph.documents().size(); ++d)
    for (const Span span : graph.sentences(d)) texts.push_back(text_words(graph.text(d, span)));
  for (const Strings& text : texts) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const Strings pair = {text[i], text[i + 1]};
      const auto expected =
          std::ranges::count_if(texts, [&](const Strings& other) { return !std::ranges::search(other, pair).empty(); });
      EXPECT_EQ(found(graph, '"' + pair[0] + ' ' + pair[1] + '"').size(), static_cast<std::size_t>(expected));
    }
  }
}

}  // namespace
}  // namespace whom::graph
