#include "extract/model/model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "extract/conllu.hpp"

namespace whom::extract {
namespace {

const Analyzer& analyzer() {
  static const auto out = load_analyzer(weights_folder());
  return *out;
}

Sentence sentence(const std::string& words) {
  Sentence out;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    out.tokens.emplace_back();
    out.tokens.back().form = word;
  }
  return out;
}

std::string describe(const Token& t) {
  return t.form + " " + t.upos + " " + t.xpos + " " + t.feats + " " + std::to_string(t.head) + " " + t.deprel + " " +
         t.entity + " " + t.type;
}

std::vector<std::string> describe(const std::vector<Sentence>& sentences) {
  std::vector<std::string> out;
  for (const Sentence& s : sentences)
    for (const Token& t : s.tokens) out.push_back(describe(t));
  return out;
}

/// Made from the exported weights by extract/training/reference.py.
std::vector<Sentence> expected_by_the_trainer(const std::string& name = "agreement.conllu") {
  std::ifstream in(WHOM_SOURCE_DIR "/tests/extract/data/" + name);
  std::vector<Sentence> out;
  read_conllu(in, "agreement.conllu", {},
              {[&](AnalyzedDocument read) { out = std::move(read.sentences); },
               [](const DocumentError& error) { FAIL() << error.what(); }});
  return out;
}

std::vector<Sentence> forms_only(std::vector<Sentence> sentences) {
  for (Sentence& s : sentences)
    for (Token& t : s.tokens) {
      Token bare;
      bare.form = t.form;
      t = bare;
    }
  return sentences;
}

void expect_tree(const Sentence& s) {
  const auto roots = std::count_if(s.tokens.begin(), s.tokens.end(), [](const Token& t) { return t.head < 0; });
  EXPECT_EQ(roots, 1);
  for (const Token& token : s.tokens) {
    std::size_t steps = 0;
    for (int at = token.head; at >= 0; at = s.tokens.at(static_cast<std::size_t>(at)).head)
      ASSERT_LE(++steps, s.tokens.size());
    EXPECT_EQ(token.head < 0, token.deprel == "root");
  }
}

TEST(Model, AgreesWithTheTrainer) {
  const auto expected = expected_by_the_trainer();
  ASSERT_GT(expected.size(), 15U);
  auto found = forms_only(expected);
  analyzer().analyze(found);
  EXPECT_EQ(describe(found), describe(expected));
}

/// Rounding to bytes in twelve layers lets differences in the last bits of a float grow, so not every token agrees.
TEST(Model, TheAccurateOneNearlyAgreesWithTheTrainer) {
  const auto expected = expected_by_the_trainer("agreement_accurate.conllu");
  if (expected.empty() || !std::filesystem::exists(weights_folder() / "accurate.bin")) GTEST_SKIP() << "no weights";
  auto found = forms_only(expected);
  load_analyzer(weights_folder(), Model::Accurate)->analyze(found);
  const auto a = describe(found), b = describe(expected);
  ASSERT_EQ(a.size(), b.size());
  std::size_t same = 0;
  for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i];
  EXPECT_GT(static_cast<double>(same), 0.98 * static_cast<double>(a.size()));
}

TEST(Model, FillsEveryField) {
  std::vector<Sentence> one{sentence("The mayors of Lisbon and Porto met .")};
  analyzer().analyze(one);
  const auto& tokens = one[0].tokens;
  EXPECT_EQ(tokens[1].lemma, "mayor");
  EXPECT_EQ(tokens[6].lemma, "meet");
  EXPECT_EQ(tokens[6].head, -1);
  EXPECT_EQ(tokens[1].head, 6);
  EXPECT_EQ(tokens[1].deprel, "nsubj");
  EXPECT_EQ(tokens[3].upos, "PROPN");
  for (const Token& token : tokens) {
    EXPECT_GT(token.confidence, 0);
    EXPECT_LE(token.confidence, 1);
    EXPECT_FALSE(token.feats.empty());
  }
}

TEST(Model, EmptySentencesStayEmpty) {
  std::vector<Sentence> sentences(3);
  sentences[1] = sentence("Go !");
  analyzer().analyze(sentences);
  EXPECT_TRUE(sentences[0].tokens.empty());
  expect_tree(sentences[1]);
  std::vector<Sentence> none;
  analyzer().analyze(none);
}

TEST(Model, AVeryLongSentenceIsOneTree) {
  std::string words;
  for (int i = 0; i < 700; ++i) words += i % 9 == 8 ? ", " : i % 3 ? "ferry " : "carries ";
  for (int i = 0; i < 700; ++i) words += "freight ";
  std::vector<Sentence> sentences{sentence(words), sentence("Short .")};
  analyzer().analyze(sentences);
  expect_tree(sentences[0]);
  expect_tree(sentences[1]);
}

TEST(Model, ThreadsShareAnAnalyzer) {
  const auto input = forms_only(expected_by_the_trainer());
  auto alone = input;
  analyzer().analyze(alone);
  std::vector<std::vector<Sentence>> results(4, input);
  std::vector<std::thread> threads;
  for (auto& result : results) threads.emplace_back([&] { analyzer().analyze(result); });
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(describe(result), describe(alone));
}

TEST(WeightsFolder, NamesThePlacesItLookedIn) {
  ::setenv("WHOM_DATA", "/nowhere/weights", 1);
  try {
    weights_folder();
    ADD_FAILURE() << "no error";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "no weights found (looked in /nowhere/weights); set WHOM_DATA to their folder");
  }
  ::unsetenv("WHOM_DATA");
  EXPECT_NO_THROW(load_lemmatizer(weights_folder()));
  EXPECT_THROW(load_analyzer("/nowhere"), std::runtime_error);
}

}  // namespace
}  // namespace whom::extract
