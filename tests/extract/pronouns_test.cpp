#include "extract/model/pronouns.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "extract/model/model.hpp"

namespace whom::extract {
namespace {

TEST(PronounScorer, KnowsTheFormsOfThreePronouns) {
  EXPECT_EQ(PronounScorer::form("him"), 1U);
  EXPECT_EQ(PronounScorer::form("himself"), 1U);
  EXPECT_EQ(PronounScorer::form("she"), 2U);
  EXPECT_EQ(PronounScorer::form("herself"), 2U);
  EXPECT_EQ(PronounScorer::form("its"), 3U);
  EXPECT_EQ(PronounScorer::form("they"), 0U);
}

TEST(PronounScorer, ACandidatesScoreDoesNotDependOnTheOthers) {
  const auto path = weights_folder() / "accurate.bin";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  const TensorFile file(path);
  for (const Kernels* kernel : supported_kernels()) {
    const PronounScorer scorer(file, *kernel, file.integer("width") + file.integer("filters"));
    std::mt19937 generator(3);
    std::normal_distribution<float> normal;
    Matrix rows(8, scorer.hidden());
    for (float& x : rows.values) x = normal(generator);
    std::vector<PronounScorer::Candidate> candidates;
    for (std::size_t i = 1; i < rows.rows; ++i) candidates.push_back({rows.row(i), i % 7, i % 3, i % 2, i});
    const auto together = scorer.score(rows.row(0), 1, candidates);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      EXPECT_EQ(scorer.score(rows.row(0), 1, {candidates[i]})[0], together[i]) << kernel->name;
    EXPECT_TRUE(scorer.score(rows.row(0), 1, {}).empty());
  }
}

}  // namespace
}  // namespace whom::extract
