#include "extract/segment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/utf8.hpp"

namespace whom::extract {
namespace {

const Segmenter& segmenter() {
  static const Segmenter instance(std::filesystem::path(WHOM_SOURCE_DIR) / "extract" / "weights");
  return instance;
}

using Texts = std::vector<std::string>;

Texts sentences(const std::string& text) {
  const graph::CodePointMap map(text);
  Texts out;
  for (const auto& sentence : segmenter().segment(text)) out.emplace_back(map.substring(sentence.span));
  return out;
}

Texts tokens(const std::string& text) {
  Texts out;
  for (const auto& sentence : segmenter().segment(text))
    for (const auto& token : sentence.tokens) out.push_back(token.form);
  return out;
}

/// Several windows of varied text.
std::string long_text() {
  std::string text;
  for (int i = 0; i < 120; ++i)
    text += "Capt. Zoë J. Obi paid Ksh." + std::to_string(i) +
            ".5 million to the U.S. Navy. “Why not? I can’t stay,” she said " +
            (i % 7 == 0 ? "on Monday.\n\n" : "in Aix-en-Mer – again. ");
  return text;
}

TEST(Segmenter, EndsNoSentenceAtAbbreviations) {
  for (const std::string text :
       {"Secretary Carla J. Jimeno met Dr. Ada Obi.", "He paid Ksh.38.5 billion to the mission.",
        "The U.S. President met the U.N. envoy.", "Lt-Gen. Daniel Oko and Gen. Bo Li left.",
        "They came in No. 5 of the list.", "President Joseph K. Barasa met St. Lucia’s envoy."})
    EXPECT_EQ(sentences(text).size(), 1U) << text;
}

TEST(Segmenter, CutsInsideQuotations) {
  EXPECT_EQ(sentences("“I met the mayor. I congratulated her on the ferry,” Obi shared."),
            (Texts{"“I met the mayor.", "I congratulated her on the ferry,” Obi shared."}));
  EXPECT_EQ(sentences("“Who did it?” he asked. Nobody answered."),
            (Texts{"“Who did it?” he asked.", "Nobody answered."}));
}

TEST(Segmenter, KeepsTheClosingMarkWithItsSentence) {
  EXPECT_EQ(sentences("She added: “We are ready.” The envoy left the room."),
            (Texts{"She added: “We are ready.”", "The envoy left the room."}));
  EXPECT_EQ(sentences("The mayor said \"We are ready.\" Then she left."),
            (Texts{"The mayor said \"We are ready.\"", "Then she left."}));
}

TEST(Segmenter, EndsSentencesAtBlankLines) {
  EXPECT_EQ(sentences("The harbour of\n\nHaven"), (Texts{"The harbour of", "Haven"}));
  EXPECT_EQ(sentences("One of\n  \t\nthem"), (Texts{"One of", "them"}));
  EXPECT_EQ(sentences("The captain left\nthe island.").size(), 1U);
}

TEST(Segmenter, MarksParagraphs) {
  const auto found = segmenter().segment("He left. She stayed.\n\nNobody knew.");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_TRUE(found[0].paragraph_start);
  EXPECT_FALSE(found[1].paragraph_start);
  EXPECT_TRUE(found[2].paragraph_start);
}

TEST(Segmenter, SplitsTokensAsTheTreebanksDo) {
  EXPECT_EQ(tokens("Kenya’s envoy didn’t pay $2.5 million (or 7,000)."),
            (Texts{"Kenya", "’s", "envoy", "did", "n’t", "pay", "$", "2.5", "million", "(", "or", "7,000", ")", "."}));
  EXPECT_EQ(tokens("See https://a.example/x?y=1 or write to ada@coast.example."),
            (Texts{"See", "https://a.example/x?y=1", "or", "write", "to", "ada@coast.example", "."}));
}

TEST(Segmenter, HandlesTheSmallest) {
  EXPECT_TRUE(sentences("").empty());
  EXPECT_TRUE(sentences(" \n\n\t").empty());
  EXPECT_EQ(sentences("é"), Texts{"é"});
}

TEST(Segmenter, SpansAreExact) {
  const std::string text = "  Zoë “met” Ümit – 中文。\n\nÉté 𝄞 fin.  ";
  const graph::CodePointMap map(text);
  std::string joined;
  for (const auto& sentence : segmenter().segment(text))
    for (const auto& token : sentence.tokens) {
      EXPECT_EQ(map.substring(token.span), token.form);
      joined += token.form;
    }
  EXPECT_EQ(joined, "Zoë“met”Ümit–中文。Été𝄞fin.");
}

TEST(Segmenter, WindowsDoNotShow) {
  const std::string text = long_text();
  const auto plain = segmenter().segment(text);
  constexpr std::uint32_t reach = 32;
  for (const std::uint32_t shift : {1U, 17U, 333U, 2015U, 2048U, 4001U}) {
    const auto moved = segmenter().segment(std::string(shift - 1, 'x') + " " + text);
    std::vector<graph::Span> expected, found;
    for (const auto& s : plain)
      for (const auto& t : s.tokens)
        if (t.span.begin > reach) expected.push_back({t.span.begin + shift, t.span.end + shift});
    for (const auto& s : moved)
      for (const auto& t : s.tokens)
        if (t.span.begin > reach + shift) found.push_back(t.span);
    EXPECT_EQ(found, expected) << shift;
    EXPECT_EQ(moved.back().span.begin, plain.back().span.begin + shift);
  }
}

TEST(Segmenter, NamesTheMissingFile) {
  try {
    Segmenter("/nowhere");
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("segmenter.bin"), std::string::npos);
  }
}

}  // namespace
}  // namespace whom::extract
