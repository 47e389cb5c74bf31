#include "extract/model/network.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "extract/model/model.hpp"

namespace whom::extract {
namespace {

std::vector<float> random_floats(std::size_t count, std::mt19937& generator) {
  std::vector<float> out(count);
  std::uniform_real_distribution<float> uniform(-1, 1);
  for (float& value : out) value = uniform(generator);
  return out;
}

class KernelsTest : public testing::TestWithParam<const Kernels*> {};

INSTANTIATE_TEST_SUITE_P(All, KernelsTest, testing::ValuesIn(supported_kernels()),
                         [](const auto& tested) { return tested.param->name; });

TEST_P(KernelsTest, MultiplyIsTheSumOfProducts) {
  std::mt19937 generator(1);
  for (const std::size_t rows : {1, 2, 5, 6, 7, 12, 23, 40}) {
    const std::size_t depth = 37, panels = 3, columns = panels * kPanel, a_stride = 41, c_stride = 50;
    const auto a = random_floats(rows * a_stride, generator), b = random_floats(panels * depth * kPanel, generator);
    const auto bias = random_floats(columns, generator);
    std::vector<float> c(rows * c_stride, 7);
    const auto expected = [&](std::size_t row, std::size_t column) {
      double sum = static_cast<double>(bias[column]);
      for (std::size_t k = 0; k < depth; ++k)
        sum += static_cast<double>(a[row * a_stride + k]) *
               static_cast<double>(b[(column / kPanel * depth + k) * kPanel + column % kPanel]);
      return sum;
    };
    GetParam()->multiply(a.data(), a_stride, rows, b.data(), depth, panels, bias.data(), 0, c.data(), c_stride);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) ASSERT_NEAR(c[i * c_stride + j], expected(i, j), 1e-5) << rows;
      ASSERT_EQ(c[i * c_stride + columns], 7) << "wrote behind the row";
    }
    const auto before = c;
    GetParam()->multiply(a.data(), a_stride, rows, b.data(), depth, panels, c.data(), c_stride, c.data(), c_stride);
    ASSERT_NEAR(c[3], before[3] + expected(0, 3) - static_cast<double>(bias[3]), 1e-5);
  }
}

TEST_P(KernelsTest, ARowDoesNotDependOnItsNeighbours) {
  std::mt19937 generator(2);
  const std::size_t rows = 31, depth = 100;
  const auto a = random_floats(rows * depth, generator), b = random_floats(depth * kPanel, generator);
  const std::vector<float> zeros(kPanel);
  std::vector<float> together(rows * kPanel), alone(kPanel);
  GetParam()->multiply(a.data(), depth, rows, b.data(), depth, 1, zeros.data(), 0, together.data(), kPanel);
  for (std::size_t i = 0; i < rows; ++i) {
    GetParam()->multiply(a.data() + i * depth, depth, 1, b.data(), depth, 1, zeros.data(), 0, alone.data(), kPanel);
    for (std::size_t j = 0; j < kPanel; ++j) ASSERT_EQ(alone[j], together[i * kPanel + j]);
  }
}

TEST_P(KernelsTest, CellFollowsItsDefinition) {
  constexpr std::size_t hidden = 32;
  std::mt19937 generator(3);
  auto gates = random_floats(4 * hidden, generator), cell = random_floats(hidden, generator);
  for (float& gate : gates) gate *= 20;
  gates[0] = 200, gates[1] = -200;  // beyond the range of the exponential
  std::vector<double> expected_cell(hidden), expected(hidden);
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  for (std::size_t i = 0; i < hidden; ++i) {
    const auto gate = [&](std::size_t which) { return static_cast<double>(gates[which * hidden + i]); };
    expected_cell[i] = sigmoid(gate(1)) * static_cast<double>(cell[i]) + sigmoid(gate(0)) * std::tanh(gate(2));
    expected[i] = sigmoid(gate(3)) * std::tanh(expected_cell[i]);
  }
  std::vector<float> output(hidden);
  GetParam()->lstm_cell(gates.data(), cell.data(), output.data(), hidden);
  for (std::size_t i = 0; i < hidden; ++i) {
    EXPECT_NEAR(cell[i], expected_cell[i], 1e-6);
    EXPECT_NEAR(output[i], expected[i], 1e-6);
  }
}

class NetworkTest : public testing::Test {
 protected:
  std::vector<std::vector<WordIds>> sentences(const std::vector<std::vector<std::string>>& forms) const {
    std::vector<std::vector<WordIds>> out;
    for (const auto& sentence : forms) {
      auto& ids = out.emplace_back();
      for (const auto& form : sentence) ids.push_back(features_.ids(form));
    }
    return out;
  }

  /// Many sentences of random words, of all lengths from 0.
  std::vector<std::vector<WordIds>> random_sentences(std::size_t count) const {
    std::mt19937 generator(4);
    const auto words = file_.strings("vocabulary/words");
    std::vector<std::vector<WordIds>> out(count);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t k = 0; k < i % 45; ++k) out[i].push_back(features_.ids(words[generator() % words.size()]));
    return out;
  }

  TensorFile file_{weights_folder() / "network.bin"};
  Features features_{file_};
};

void expect_same(const Prediction& a, const Prediction& b) {
  EXPECT_EQ(a.upos, b.upos);
  EXPECT_EQ(a.xpos, b.xpos);
  EXPECT_EQ(a.feats, b.feats);
  EXPECT_EQ(a.heads, b.heads);
  EXPECT_EQ(a.deprels, b.deprels);
  EXPECT_EQ(a.entities, b.entities);
}

TEST_F(NetworkTest, ResultsDoNotDependOnTheBatch) {
  const Network network(file_);
  const auto all = random_sentences(50);
  const auto together = network.predict(all);
  for (std::size_t i = 0; i < all.size(); i += 7) {
    const auto alone = network.predict({all[i]});
    expect_same(alone[0], together[i]);
    EXPECT_EQ(alone[0].confidence, together[i].confidence) << "not the same to the last bit";
  }
}

TEST_F(NetworkTest, InstructionSetsAgree) {
  const auto words = random_sentences(25);
  const auto expected = Network(file_, *supported_kernels().front()).predict(words);
  for (const Kernels* kernel : supported_kernels()) {
    const auto found = Network(file_, *kernel).predict(words);
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::size_t t = 0; t < words[i].size(); ++t)
        EXPECT_NEAR(found[i].confidence[t], expected[i].confidence[t], 1e-3) << kernel->name;
  }
}

TEST_F(NetworkTest, EmptyInputGivesEmptyPredictions) {
  const Network network(file_);
  EXPECT_TRUE(network.predict({}).empty());
  const auto out = network.predict({{}, {features_.ids("Hello")}});
  EXPECT_TRUE(out[0].heads.empty());
  EXPECT_EQ(out[1].heads, std::vector<int>{0});
}

}  // namespace
}  // namespace whom::extract
