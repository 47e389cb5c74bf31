#include "extract/conllu.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "graph/utf8.hpp"

namespace whom::extract {
namespace {

struct Result {
  std::vector<AnalyzedDocument> documents;
  std::vector<std::string> errors;
};

/// Columns may be separated by single spaces here.
Result read(std::string text, const ReadOptions& options = {}) {
  std::string tabbed;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line); tabbed += line + "\n")
    if (!line.starts_with('#')) std::replace(line.begin(), line.end(), ' ', '\t');
  std::istringstream in(tabbed);
  Result out;
  read_conllu(in, "news.conllu", options,
              {[&](AnalyzedDocument document) { out.documents.push_back(std::move(document)); },
               [&](const DocumentError& error) { out.errors.emplace_back(error.what()); }});
  return out;
}

std::vector<std::string> covered(const AnalyzedDocument& document, std::size_t sentence) {
  const graph::CodePointMap map(document.document.text);
  std::vector<std::string> out;
  for (const Token& token : document.sentences.at(sentence).tokens) out.emplace_back(map.substring(token.span));
  return out;
}

constexpr const char* kTwoSentences =
    "# newdoc id = harbour\n"
    "# title = Harbour news\n"
    "# text = Zoë didn't  wait.\n"
    "1 Zoë Zoë PROPN NNP Number=Sing 4 nsubj _ NER=S-Person|Type=person|Gloss=x\n"
    "2-3 didn't _ _ _ _ _ _ _ _\n"
    "2 did do AUX VBD _ 4 aux _ _\n"
    "3 n't not PART RB _ 4 advmod _ _\n"
    "4 wait wait VERB VB _ 0 root _ SpaceAfter=No\n"
    "5 . . PUNCT . _ 4 punct _ _\n"
    "\n"
    "# newpar\n"
    "1 Ships ship NOUN NNS Number=Plur 2 nsubj _ _\n"
    "1.1 came come VERB _ _ _ _ _ _\n"
    "2 left leave VERB VBD _ 0 root _ SpaceAfter=No\n"
    "3 ! ! PUNCT . _ 2 punct _ _\n"
    "\n";

TEST(Conllu, ReadsTextSpansAndColumns) {
  const Result result = read(kTwoSentences, {.document_date = "2024-05-01"});
  ASSERT_EQ(result.errors, std::vector<std::string>{});
  ASSERT_EQ(result.documents.size(), 1U);
  const auto& [document, sentences] = result.documents[0];
  EXPECT_EQ(document.text, "Zoë didn't  wait.\n\nShips left!");
  EXPECT_EQ(document.key, "news.conllu#harbour");
  EXPECT_EQ(document.title, "Harbour news");
  EXPECT_EQ(document.date, "2024-05-01");
  EXPECT_EQ(document.id, graph::document_id(document));
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(covered(result.documents[0], 0), (std::vector<std::string>{"Zoë", "did", "n't", "wait", "."}));
  EXPECT_EQ(covered(result.documents[0], 1), (std::vector<std::string>{"Ships", "left", "!"}));
  EXPECT_TRUE(sentences[1].paragraph_start);
  EXPECT_EQ(sentences[1].span, (graph::Span{19, 30}));
  const Token& name = sentences[0].tokens[0];
  EXPECT_EQ(name.entity, "S-Person");
  EXPECT_EQ(name.type, "person");
  EXPECT_EQ(name.head, 3);
  EXPECT_EQ(name.feats, "Number=Sing");
  EXPECT_EQ(sentences[0].tokens[3].head, -1);
  EXPECT_EQ(sentences[0].tokens[3].entity, "O");
  EXPECT_EQ(sentences[0].tokens[3].type, "_");
}

TEST(Conllu, WordsNotSpelledByTheirTokenShareItsSpan) {
  const Result result = read("1-2 du _ _ _ _ _ _ _ _\n1 de _ ADP _ _ 2 case _ _\n2 le _ DET _ _ 0 root _ _\n");
  ASSERT_EQ(result.documents.size(), 1U);
  EXPECT_EQ(result.documents[0].document.text, "du");
  EXPECT_EQ(covered(result.documents[0], 0), (std::vector<std::string>{"du", "du"}));
  EXPECT_EQ(result.documents[0].document.key, "news.conllu");
}

TEST(Conllu, TextThatDoesNotFitTheTokensIsPutTogetherFromThem) {
  const Result result =
      read("# text = Other words\n1 Go go VERB VB _ 0 root _ SpaceAfter=No\n2 ! ! PUNCT . _ 1 punct _ _\n");
  ASSERT_EQ(result.documents.size(), 1U);
  EXPECT_EQ(result.documents[0].document.text, "Go!");
}

TEST(Conllu, ColumnsMayBeBlank) {
  const Result result = read("1 Rain _ _ _ _ _ _ _ _\n2 fell _ _ _ _ _ _ _ _");
  ASSERT_EQ(result.documents.size(), 1U);
  EXPECT_EQ(result.documents[0].sentences[0].tokens[1].head, -1);
}

TEST(Conllu, ErrorsNameTheLineAndSpareOtherDocuments) {
  const auto error = [](const std::string& text) {
    const Result result = read(text);
    return result.errors.size() == 1 && result.documents.empty() ? result.errors[0] : "no single error";
  };
  const std::string ok = "1 a _ _ _ _ 0 root _ _\n";
  EXPECT_EQ(error("1 a b\n"), "news.conllu:1: expected 10 columns separated by tabs, found 3");
  EXPECT_EQ(error(ok + "3 b _ _ _ _ 1 dep _ _\n"), "news.conllu:2: expected token 2, found '3'");
  EXPECT_EQ(error(ok + "x b _ _ _ _ 1 dep _ _\n"), "news.conllu:2: expected token 2, found 'x'");
  EXPECT_EQ(error(ok + "2 b _ _ _ _ -1 dep _ _\n"), "news.conllu:2: the head '-1' is not a number");
  EXPECT_EQ(error("\n" + ok + "2 b _ _ _ _ 3 dep _ _\n"),
            "news.conllu:2: token 2 of the sentence has no possible head");
  EXPECT_EQ(error("1 a _ _ _ _ 1 dep _ _\n"), "news.conllu:1: token 1 of the sentence has no possible head");
  EXPECT_EQ(error(ok + "2 b _ _ _ _ 3 dep _ _\n3 c _ _ _ _ 2 dep _ _\n"),
            "news.conllu:1: the heads of the sentence form a cycle");
  EXPECT_EQ(error("2-3 a _ _ _ _ _ _ _ _\n"), "news.conllu:1: the range '2-3' does not begin at the next token");
  EXPECT_EQ(error("1-999999999 a _ _ _ _ _ _ _ _\n" + ok), "news.conllu:1: the sentence ends within a multiword token");
  EXPECT_EQ(error("1-2 ab _ _ _ _ _ _ _ _\n1-2 ab _ _ _ _ _ _ _ _\n"),
            "news.conllu:2: the range '1-2' does not begin at the next token");

  const Result mixed = read("# newdoc id = one\n1 a b\n2 c d\n\n# newdoc id = two\n" + ok);
  EXPECT_EQ(mixed.errors.size(), 1U);
  ASSERT_EQ(mixed.documents.size(), 1U);
  EXPECT_EQ(mixed.documents[0].document.key, "news.conllu#two");
}

TEST(Conllu, WhatIsWrittenReadsBack) {
  const Result first = read(kTwoSentences);
  ASSERT_EQ(first.documents.size(), 1U);
  std::ostringstream out;
  write_conllu(out, first.documents[0].document, first.documents[0].sentences);
  std::istringstream in(out.str());
  std::ostringstream again;
  read_conllu(in, "news.conllu#harbour", {},
              {[&](const AnalyzedDocument& read) {
                 EXPECT_EQ(read.document, first.documents[0].document);
                 write_conllu(again, read.document, read.sentences);
               },
               [](const DocumentError& error) { FAIL() << error.what(); }});
  EXPECT_EQ(again.str(), out.str());
  EXPECT_NE(out.str().find("# newdoc id = news.conllu#harbour\n# title = Harbour news\n"), std::string::npos);
  EXPECT_NE(out.str().find("2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\tSpaceAfter=No\n"), std::string::npos);
}

TEST(Conllu, DamagedInputIsRefusedOrSound) {
  std::mt19937 generator(5);
  const std::string sample = kTwoSentences, alphabet = "0123456789-_.#\t\n =\xff|x";
  for (int round = 0; round < 2000; ++round) {
    std::string text = sample;
    for (int edits = 1 + round % 4; edits > 0; --edits) {
      const char c = alphabet[generator() % alphabet.size()];
      const std::size_t at = generator() % text.size();
      round % 2 == 0 ? text.replace(at, 1, 1, c) : text.insert(at, 1, c);
    }
    for (const auto& [document, sentences] : read(text).documents) {
      const auto length = graph::count_code_points(document.text);
      for (const Sentence& sentence : sentences) {
        ASSERT_LE(sentence.span.end, length) << text;
        for (const Token& token : sentence.tokens) {
          ASSERT_LE(sentence.span.begin, token.span.begin) << text;
          ASSERT_LE(token.span.end, sentence.span.end) << text;
          ASSERT_LT(token.head, static_cast<int>(sentence.tokens.size())) << text;
        }
      }
      std::ostringstream out;
      write_conllu(out, document, sentences);
    }
  }
}

TEST(Conllu, MentionsAreBracketsOfTheirEntity) {
  const Result read_back =
      read("1 The _ DET _ _ 2 det _ _\n2 mayor _ NOUN _ _ 0 root _ _\n3 she _ PRON _ _ 2 dep _ _\n");
  ASSERT_EQ(read_back.documents.size(), 1U);
  std::ostringstream out;
  write_conllu(out, read_back.documents[0].document, read_back.documents[0].sentences,
               {{0, 0, 3, 4, "Group"}, {0, 0, 2, 0, "Person"}, {0, 2, 3, 0, "Person"}});
  EXPECT_NE(out.str().find("# global.Entity = eid-etype\n"), std::string::npos);
  EXPECT_NE(out.str().find("det\t_\tEntity=(e5-Group(e1-Person\n"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("root\t_\tEntity=e1)\n"), std::string::npos);
  EXPECT_NE(out.str().find("dep\t_\tEntity=(e1-Person)e5)\n"), std::string::npos);
}

TEST(Conllu, AWrittenMultiwordTokenKeepsItsWords) {
  const Result first = read(
      "1-2 du _ _ _ _ _ _ _ SpaceAfter=No\n1 de _ ADP _ _ 2 case _ _\n2 le _ DET _ _ 0 root _ _\n"
      "3 . . PUNCT _ _ 2 punct _ _\n");
  std::ostringstream out;
  write_conllu(out, first.documents.at(0).document, first.documents[0].sentences);
  EXPECT_NE(out.str().find("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tde\t_\tADP"), std::string::npos)
      << out.str();
}

}  // namespace
}  // namespace whom::extract
