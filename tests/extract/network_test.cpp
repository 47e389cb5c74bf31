#include "extract/model/network.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <random>

#include "extract/model/model.hpp"

namespace whom::extract {
namespace {

using Sentences = std::vector<std::vector<std::string_view>>;

/// Of every network there is.
class NetworkTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const auto path = weights_folder() / GetParam();
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    file_.emplace(path);
  }

  /// Sentences of random words, of all lengths from 0.
  Sentences random_sentences(std::size_t count) const {
    static const std::vector<std::string> words{"The", "minister", "met",    "Ana",  "López", "in", "KIGALI",
                                                ",",   "who",      "didn’t", "sign", "UN-HQ", "."};
    std::mt19937 generator(4);
    Sentences out(count);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t k = 0; k < i % 45; ++k) out[i].push_back(words[generator() % words.size()]);
    return out;
  }

  std::optional<TensorFile> file_;
};

INSTANTIATE_TEST_SUITE_P(All, NetworkTest, testing::Values("fast.bin", "accurate.bin"),
                         [](const auto& tested) { return std::filesystem::path(tested.param).stem().string(); });

void expect_same(const Prediction& a, const Prediction& b) {
  EXPECT_EQ(a.upos, b.upos);
  EXPECT_EQ(a.types, b.types);
  EXPECT_EQ(a.xpos, b.xpos);
  EXPECT_EQ(a.feats, b.feats);
  EXPECT_EQ(a.heads, b.heads);
  EXPECT_EQ(a.deprels, b.deprels);
  EXPECT_EQ(a.entities, b.entities);
  EXPECT_EQ(a.confidence, b.confidence) << "not the same to the last bit";
}

TEST_P(NetworkTest, EveryInstructionSetGivesTheSameBits) {
  const auto sentences = random_sentences(20);
  const auto expected = load_network(*file_, *supported_kernels().front())->predict(sentences);
  for (const Kernels* kernel : supported_kernels()) {
    const auto found = load_network(*file_, *kernel)->predict(sentences);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      SCOPED_TRACE(kernel->name);
      expect_same(found[i], expected[i]);
    }
  }
}

TEST_P(NetworkTest, EmptySentencesChangeNothing) {
  const auto network = load_network(*file_);
  EXPECT_TRUE(network->predict({}).empty());
  const auto alone = network->predict({{"Hello", "!"}, {"Go", "home", "."}});
  const auto out = network->predict({{}, {"Hello", "!"}, {}, {"Go", "home", "."}});
  EXPECT_TRUE(out[0].heads.empty());
  expect_same(out[1], alone[0]);
  expect_same(out[3], alone[1]);
}

TEST_P(NetworkTest, AVeryLongSentenceIsRead) {
  const auto network = load_network(*file_);
  const auto out = network->predict({std::vector<std::string_view>(700, "freight-train")});
  EXPECT_EQ(out[0].heads.size(), 700U);
}

TEST(FastNetwork, ResultsDoNotDependOnTheBatch) {
  const TensorFile file(weights_folder() / "fast.bin");
  const auto network = load_network(file);
  Sentences all;
  for (std::size_t i = 0; i < 50; ++i) all.emplace_back(1 + i * 7 % 45, i % 3 ? "ferries" : "leave");
  const auto together = network->predict(all);
  for (std::size_t i = 0; i < all.size(); i += 7) expect_same(network->predict({all[i]})[0], together[i]);
}

TEST(AccurateNetwork, NeighboursGiveContextWithinAWindow) {
  const auto path = weights_folder() / "accurate.bin";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  const TensorFile file(path);
  const auto network = load_network(file);
  const std::vector<std::string_view> tested{"Paris", "won", "."}, other{"She", "sings", "in", "Rome", "."};
  const auto alone = network->predict({tested});
  EXPECT_NE(network->predict({other, tested})[1].confidence, alone[0].confidence);
  const std::vector<std::string_view> full(96, "word");
  expect_same(network->predict({full, tested})[1], alone[0]);
}

TEST(Networks, TheMeanOfANetworkWithItselfIsTheNetwork) {
  const TensorFile file(weights_folder() / "fast.bin");
  const std::vector<std::string_view> sentence{"The", "minister", "met", "Ana", "in", "Kigali", "."};
  const auto alone = load_network(file)->predict({sentence})[0],
             twice = load_network(file, file)->predict({sentence})[0];
  EXPECT_EQ(twice.upos, alone.upos);
  EXPECT_EQ(twice.heads, alone.heads);
  EXPECT_EQ(twice.deprels, alone.deprels);
  EXPECT_EQ(twice.entities, alone.entities);
  for (std::size_t i = 0; i < sentence.size(); ++i) EXPECT_NEAR(twice.confidence[i], alone.confidence[i], 1e-4);
}

TEST(Networks, EveryInstructionSetGivesTheSameMean) {
  const auto path = weights_folder() / "accurate.bin";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  const TensorFile accurate(path), fast(weights_folder() / "fast.bin");
  const Sentences sentences{{"Ana", "López", "met", "the", "minister", "."}, {"She", "left", "KIGALI", "."}};
  const auto expected = load_network(accurate, fast, *supported_kernels().front())->predict(sentences);
  EXPECT_NE(expected[0].confidence, load_network(accurate)->predict(sentences)[0].confidence);
  for (const Kernels* kernel : supported_kernels()) {
    SCOPED_TRACE(kernel->name);
    const auto found = load_network(accurate, fast, *kernel)->predict(sentences);
    for (std::size_t i = 0; i < found.size(); ++i) expect_same(found[i], expected[i]);
  }
}

TEST(Networks, UnknownKindIsAnError) {
  const TensorFile file(weights_folder() / "segmenter.bin");
  EXPECT_THROW(load_network(file), std::runtime_error);
}

}  // namespace
}  // namespace whom::extract
