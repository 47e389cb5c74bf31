#include "extract/extractor.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <stdexcept>

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

TEST(Extractor, NeedsItsWords) { EXPECT_THROW(Extractor("/nowhere"), std::runtime_error); }

}  // namespace
}  // namespace whom::extract
