#include "extract/model/decode.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>

namespace whom::extract {
namespace {

struct Scores {
  Scores(std::size_t rows_, std::size_t columns_) : rows(rows_), columns(columns_), values(rows * columns) {}
  ScoreView view() const { return {values.data(), rows, columns, columns}; }

  std::size_t rows, columns;
  std::vector<float> values;
};

Scores random_scores(std::size_t rows, std::size_t columns, std::mt19937& generator) {
  Scores out(rows, columns);
  std::normal_distribution<float> normal(0, 3);
  for (float& value : out.values) value = normal(generator);
  return out;
}

/// Calls visit with every sequence of `length` numbers below `base`.
void each_sequence(std::size_t length, int base, const std::function<void(const std::vector<int>&)>& visit) {
  std::vector<int> digits(length, 0);
  for (;;) {
    visit(digits);
    std::size_t i = 0;
    while (i < length && ++digits[i] == base) digits[i++] = 0;
    if (i == length) return;
  }
}

bool is_single_rooted_tree(const std::vector<int>& heads) {
  if (std::count(heads.begin(), heads.end(), 0) != 1) return false;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    std::size_t steps = 0;
    for (int at = static_cast<int>(i) + 1; at != 0; at = heads[static_cast<std::size_t>(at) - 1])
      if (++steps > heads.size()) return false;
  }
  return true;
}

double score(const ScoreView& scores, const std::vector<int>& choices) {
  double sum = 0;
  for (std::size_t i = 0; i < choices.size(); ++i)
    sum += static_cast<double>(scores(i, static_cast<std::size_t>(choices[i])));
  return sum;
}

TEST(BestTree, IsTheBestOfAllSingleRootedTrees) {
  std::mt19937 generator(7);
  for (std::size_t round = 0; round < 3000; ++round) {
    const std::size_t n = 1 + round % 5;
    Scores scores = random_scores(n, n + 1, generator);
    if (round % 2 == 0)  // a strong root tempts several tokens to hang on it
      for (std::size_t i = 0; i < n; ++i) scores.values[i * (n + 1)] += 4;
    std::vector<int> best;
    each_sequence(n, static_cast<int>(n) + 1, [&](const std::vector<int>& heads) {
      if (is_single_rooted_tree(heads) && (best.empty() || score(scores.view(), heads) > score(scores.view(), best)))
        best = heads;
    });
    ASSERT_EQ(best_tree(scores.view()), best) << "round " << round;
  }
}

TEST(BestTree, OfALongSentenceIsATree) {
  std::mt19937 generator(8);
  for (const std::size_t n : {50, 120, 300}) {
    const Scores scores = random_scores(n, n + 1, generator);
    EXPECT_TRUE(is_single_rooted_tree(best_tree(scores.view())));
  }
}

TEST(BestTree, OfEqualScoresIsATree) {
  for (const std::size_t n : {1, 2, 7, 40}) EXPECT_TRUE(is_single_rooted_tree(best_tree(Scores(n, n + 1).view()))) << n;
}

const std::vector<std::string_view> kTags = {"B-X", "B-Y", "E-X", "E-Y", "I-X", "I-Y", "O", "S-X", "S-Y"};

bool is_legal(const std::vector<int>& tags) {
  std::string open;
  for (const int tag : tags) {
    const std::string_view name = kTags[static_cast<std::size_t>(tag)];
    const bool inside = name[0] == 'I' || name[0] == 'E';
    if (inside != !open.empty() || (inside && name.substr(2) != open)) return false;
    open = name[0] == 'B' || name[0] == 'I' ? name.substr(2) : "";
  }
  return open.empty();
}

TEST(TagSequences, BestIsTheBestOfAllLegalSequences) {
  const TagSequences sequences(kTags);
  std::mt19937 generator(9);
  for (std::size_t round = 0; round < 200; ++round) {
    const Scores scores = random_scores(1 + round % 4, kTags.size(), generator);
    std::vector<int> best;
    each_sequence(scores.rows, static_cast<int>(kTags.size()), [&](const std::vector<int>& tags) {
      if (is_legal(tags) && (best.empty() || score(scores.view(), tags) > score(scores.view(), best))) best = tags;
    });
    ASSERT_EQ(sequences.best(scores.view()), best) << "round " << round;
  }
}

}  // namespace
}  // namespace whom::extract
