#include "extract/extractor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <random>
#include <sstream>
#include <stdexcept>

#include "graph/check.hpp"
#include "tests/extract/support_statement.hpp"
#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

const Extractor& extractor() {
  static const Extractor instance(std::filesystem::path(WHOM_SOURCE_DIR) / "extract" / "weights");
  return instance;
}

constexpr std::string_view kMet = R"(
Obi     Obi    PROPN NNP met nsubj S-Person
met     meet   VERB  VBD -   root
Li      Li     PROPN NNP met obj   S-Person
today   today  NOUN  NN  met obl:unmarked S-Date
)";

graph::Reading read(std::string_view lines, std::string date = "") {
  const auto sample = test::sample(lines);
  graph::Document document;
  document.text = sample.text;
  document.date = std::move(date);
  return extractor().read(std::move(document), sample.sentences);
}

TEST(Extractor, ReadsADocument) {
  const auto reading = read(kMet, "2024-03-13");
  EXPECT_EQ(test::lines_of(reading), (std::vector<std::string>{"Obi | meet | Li | on=@2024-03-13"}));
  EXPECT_EQ(reading.document.text, "Obi met Li today");
  EXPECT_EQ(reading.sentences, (std::vector<graph::Span>{{0, 16}}));
  EXPECT_EQ(reading.entities.size(), 2U);
}

TEST(Extractor, MendsTreesFirst) {
  const auto reading = read(R"(
Rome    Rome   PROPN NNP met nsubj S-Location
Obi     Obi    PROPN NNP met nsubj S-Person
met     meet   VERB  VBD -   root
Li      Li     PROPN NNP met obj   S-Person
)");
  EXPECT_EQ(test::lines_of(reading), (std::vector<std::string>{"Obi | meet | Li"}));
}

TEST(Extractor, ReadsTheSameTwice) {
  const auto a = read(kMet), b = read(kMet);
  EXPECT_EQ(a.reports, b.reports);
  EXPECT_EQ(a.entities, b.entities);
}

TEST(Extractor, NothingSaysNothing) {
  EXPECT_TRUE(extractor().read({}, {}).reports.empty());
  EXPECT_TRUE(extractor().read({}, {Sentence{}}).reports.empty());
}

TEST(Extractor, PrintsTuples) {
  const auto s = test::sentence(kMet);
  std::ostringstream carb, benchie;
  extractor().carb(carb, "Obi met Li today", s);
  extractor().benchie(benchie, "Obi met Li today", s);
  EXPECT_EQ(carb.str(), "Obi met Li today\t1.0000\tmet\tObi\tLi\ttoday\n");
  EXPECT_EQ(benchie.str(), "Obi met Li today\tObi\tmet\tLi\nObi met Li today\tObi\tmet Li\ttoday\n");
}

/// A document whose words, trees, names and antecedents make no sense together.
test::Sample nonsense(unsigned seed) {
  struct Form {
    const char *form, *lemma, *upos, *xpos;
  };
  static const std::vector<Form> kForms{{"Ada", "Ada", "PROPN", "NNP"},     {"Obi", "Obi", "PROPN", "NNP"},
                                        {"Chad", "Chad", "PROPN", "NNP"},   {"met", "meet", "VERB", "VBD"},
                                        {"said", "say", "VERB", "VBD"},     {"urged", "urge", "VERB", "VBD"},
                                        {"was", "be", "AUX", "VBD"},        {"to", "to", "PART", "TO"},
                                        {"with", "with", "ADP", "IN"},      {"of", "of", "ADP", "IN"},
                                        {"'s", "'s", "PART", "POS"},        {"and", "and", "CCONJ", "CC"},
                                        {"he", "he", "PRON", "PRP"},        {"they", "they", "PRON", "PRP"},
                                        {"we", "we", "PRON", "PRP"},        {"who", "who", "PRON", "WP"},
                                        {"not", "not", "PART", "RB"},       {"no", "no", "DET", "DT"},
                                        {"the", "the", "DET", "DT"},        {"two", "two", "NUM", "CD"},
                                        {"March", "March", "PROPN", "NNP"}, {"president", "president", "NOUN", "NN"},
                                        {"talks", "talk", "NOUN", "NNS"},   {"visit", "visit", "NOUN", "NN"},
                                        {"new", "new", "ADJ", "JJ"},        {"up", "up", "ADV", "RB"},
                                        {"-", "-", "PUNCT", "HYPH"},        {",", ",", "PUNCT", ","},
                                        {"(", "(", "PUNCT", "-LRB-"},       {")", ")", "PUNCT", "-RRB-"},
                                        {"“", "“", "PUNCT", "``"},          {"”", "”", "PUNCT", "''"},
                                        {"?", "?", "PUNCT", "."},           {".", ".", "PROPN", "NNP"}};
  static const std::vector<const char*> kRelations{
      "nsubj", "nsubj:pass", "obj",      "iobj", "obl",   "nmod",      "nmod:poss", "appos", "conj", "cc",
      "case",  "cop",        "aux:pass", "mark", "xcomp", "ccomp",     "advcl",     "acl",   "flat", "compound",
      "det",   "amod",       "nummod",   "dep",  "punct", "acl:relcl", "parataxis", "fixed", "csubj"};
  static const std::vector<const char*> kEntities{"O",        "O",        "O",      "S-Person",   "B-Person",
                                                  "I-Person", "E-Person", "S-Date", "S-Location", "B-Organization"};
  std::mt19937 engine(seed);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine); };
  test::Sample out;
  std::uint32_t end = 0;
  for (std::size_t s = 0, sentences = 1 + below(4); s < sentences; ++s) {
    Sentence sentence;
    sentence.paragraph_start = below(2) == 0;
    std::vector<int> order(1 + below(12));
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), engine);
    sentence.tokens.resize(order.size());
    for (auto& token : sentence.tokens) {
      const auto& word = kForms[below(kForms.size())];
      token.form = word.form, token.lemma = word.lemma, token.upos = word.upos, token.xpos = word.xpos;
      token.feats = "_";
      token.deprel = kRelations[below(kRelations.size())];
      token.entity = kEntities[below(kEntities.size())];
      if (below(8) != 0 && end > 0) out.text += ' ', ++end;
      const auto length = graph::CodePointMap(token.form).size();
      token.span = {end, end + length};
      end = token.span.end;
      out.text += token.form;
    }
    for (std::size_t k = 0; k < order.size(); ++k) {
      auto& token = sentence.tokens[static_cast<std::size_t>(order[k])];
      token.head = k == 0 ? -1 : order[below(k)];
      if (k == 0) token.deprel = "root";
    }
    sentence.span = {sentence.tokens.front().span.begin, end};
    out.sentences.push_back(std::move(sentence));
  }
  return out;
}

TEST(Extractor, ReadsAnyTreeWithoutHarm) {
  std::size_t reports = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    const auto sample = nonsense(seed);
    graph::Document document;
    document.text = sample.text;
    document.id = graph::document_id(document);
    const auto reading = extractor().read(document, sample.sentences);
    ASSERT_EQ(graph::problems(reading), std::vector<std::string>{}) << seed << ": " << sample.text;
    reports += reading.reports.size();
    for (const auto& m : extractor().mentions(sample.text, sample.sentences)) {
      ASSERT_LE(0, m.begin) << seed;
      ASSERT_LT(m.begin, m.end) << seed;
      ASSERT_LE(m.end, static_cast<int>(sample.sentences[static_cast<std::size_t>(m.sentence)].tokens.size())) << seed;
    }
    std::ostringstream out;
    for (const auto& s : sample.sentences) {
      extractor().carb(out, sample.text, s);
      extractor().benchie(out, sample.text, s);
    }
  }
  EXPECT_GT(reports, 500U);
}

TEST(Extractor, NeedsItsWords) { EXPECT_THROW(Extractor("/nowhere"), std::runtime_error); }

}  // namespace
}  // namespace whom::extract
