#include "extract/model/kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

namespace whom::extract {
namespace {

std::vector<float> random_floats(std::size_t count, std::mt19937& generator, float size = 1) {
  std::vector<float> out(count);
  std::uniform_real_distribution<float> uniform(-size, size);
  for (float& value : out) value = uniform(generator);
  return out;
}

template <typename Byte>
std::vector<Byte> random_bytes(std::size_t count, int low, int high, std::mt19937& generator) {
  std::vector<Byte> out(count);
  std::uniform_int_distribution<int> uniform(low, high);
  for (Byte& value : out) value = static_cast<Byte>(uniform(generator));
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

/// A product of bytes and what it reads.
struct Bytes {
  Bytes(std::size_t rows, std::size_t depth, std::size_t panels, int a_size, int b_low, int b_high, unsigned seed)
      : generator(seed),
        a(random_bytes<std::int8_t>(rows * depth, -a_size, a_size, generator)),
        b(random_bytes<std::uint8_t>(panels * kPanel * depth, b_low, b_high, generator)),
        a_scales(random_floats(rows, generator)),
        b_scales(random_floats(panels * kPanel, generator)),
        start(random_floats(rows * panels * kPanel, generator)),
        c(rows * (panels * kPanel + 1), 7) {
    for (std::size_t i = 0; i < rows; ++i)
      sums.push_back(std::accumulate(a.data() + i * depth, a.data() + (i + 1) * depth, 0));
    product = {.a = a.data(),
               .a_stride = depth,
               .a_scales = a_scales.data(),
               .a_sums = sums.data(),
               .rows = rows,
               .b = b.data(),
               .b_scales = b_scales.data(),
               .depth = depth,
               .panels = panels,
               .start = start.data(),
               .start_stride = panels * kPanel,
               .c = c.data(),
               .c_stride = panels * kPanel + 1};
  }

  float expected(std::size_t row, std::size_t column) const {
    std::int64_t sum = 0;
    const std::uint8_t* panel = b.data() + column / kPanel * product.depth * kPanel;
    for (std::size_t k = 0; k < product.depth; ++k)
      sum += a[row * product.depth + k] * (panel[k / 4 * 64 + column % kPanel * 4 + k % 4] - 128);
    const float scaled = static_cast<float>(sum) * a_scales[row];
    return start[row * product.start_stride + column] + scaled * b_scales[column];
  }

  std::mt19937 generator;
  std::vector<std::int8_t> a;
  std::vector<std::uint8_t> b;
  std::vector<float> a_scales, b_scales, start, c;
  std::vector<std::int32_t> sums;
  ByteProduct product;
};

TEST_P(KernelsTest, MultiplyBytesIsExact) {
  for (const std::size_t rows : {1, 2, 3, 4, 5, 6, 7, 12, 23})
    for (const std::size_t panels : {1, 2, 3, 4, 5, 9}) {
      Bytes bytes(rows, 48, panels, 127, 0, 255, static_cast<unsigned>(rows + panels));
      GetParam()->multiply_bytes(bytes.product);
      for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < panels * kPanel; ++j)
          ASSERT_EQ(bytes.c[i * bytes.product.c_stride + j], bytes.expected(i, j)) << rows << " " << panels;
        ASSERT_EQ(bytes.c[i * bytes.product.c_stride + panels * kPanel], 7) << "wrote behind the row";
      }
    }
}

TEST_P(KernelsTest, MultiplyBytesDoesNotSaturate) {
  for (const int extreme : {0, 255}) {
    Bytes bytes(3, 1536, 2, 0, extreme, extreme, 1);
    std::fill(bytes.a.begin(), bytes.a.end(), std::int8_t{127});
    std::fill(bytes.sums.begin(), bytes.sums.end(), 127 * 1536);
    GetParam()->multiply_bytes(bytes.product);
    for (std::size_t j = 0; j < 2 * kPanel; ++j) EXPECT_EQ(bytes.c[j], bytes.expected(0, j));
  }
}

TEST_P(KernelsTest, QuantiseKeepsToHalfAStep) {
  std::mt19937 generator(5);
  auto x = random_floats(64, generator, 3);
  std::vector<std::int8_t> bytes(64);
  float scale = 0;
  std::int32_t sum = 0;
  GetParam()->quantise(x.data(), nullptr, x.size(), bytes.data(), &scale, &sum);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(static_cast<float>(bytes[i]) * scale, x[i], scale * 0.501F);
  EXPECT_EQ(*std::max_element(bytes.begin(), bytes.end(), [](int a, int b) { return std::abs(a) < std::abs(b); }) % 127,
            0);
  EXPECT_EQ(sum, std::accumulate(bytes.begin(), bytes.end(), 0));
  const std::vector<float> halves(64, 0.5F);
  auto same = bytes;
  float half = 0;
  GetParam()->quantise(x.data(), halves.data(), x.size(), same.data(), &half, &sum);
  EXPECT_EQ(same, bytes);
  EXPECT_EQ(half, scale / 2);
  std::fill(x.begin(), x.end(), 0.0F);
  GetParam()->quantise(x.data(), nullptr, x.size(), bytes.data(), &scale, &sum);
  EXPECT_EQ(scale, 0);
  EXPECT_EQ(bytes, std::vector<std::int8_t>(64));
}

TEST_P(KernelsTest, HalvesAreRoundedToEven) {
  std::vector<float> x(16);
  x[0] = 127, x[1] = 0.5F, x[2] = 1.5F, x[3] = -2.5F, x[4] = -3.5F;
  std::vector<std::int8_t> bytes(16);
  float scale = 0;
  std::int32_t sum = 0;
  GetParam()->quantise(x.data(), nullptr, x.size(), bytes.data(), &scale, &sum);
  EXPECT_EQ(std::vector<int>(bytes.begin(), bytes.begin() + 5), (std::vector<int>{127, 0, 2, -2, -4}));
}

TEST_P(KernelsTest, CellFollowsItsDefinition) {
  constexpr std::size_t hidden = 32;
  std::mt19937 generator(3);
  auto gates = random_floats(4 * hidden, generator, 20), cell = random_floats(hidden, generator);
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

TEST_P(KernelsTest, NormBringsToMeanAndVariance) {
  std::mt19937 generator(6);
  auto x = random_floats(384, generator, 4);
  const auto y = random_floats(384, generator), weight = random_floats(384, generator);
  const auto bias = random_floats(384, generator);
  double mean = 0, variance = 0;
  const auto sum = [&](std::size_t i) { return static_cast<double>(x[i]) + static_cast<double>(y[i]); };
  for (std::size_t i = 0; i < 384; ++i) mean += sum(i) / 384;
  for (std::size_t i = 0; i < 384; ++i) variance += (sum(i) - mean) * (sum(i) - mean) / 384;
  std::vector<double> expected;
  for (std::size_t i = 0; i < 384; ++i)
    expected.push_back((sum(i) - mean) / std::sqrt(variance) * static_cast<double>(weight[i]) +
                       static_cast<double>(bias[i]));
  GetParam()->add_and_norm(x.data(), y.data(), weight.data(), bias.data(), 384);
  for (std::size_t i = 0; i < 384; ++i) EXPECT_NEAR(x[i], expected[i], 1e-5);
}

TEST_P(KernelsTest, GeluFollowsItsDefinition) {
  std::vector<float> x;
  for (int i = -1600; i < 1600; ++i) x.push_back(static_cast<float>(i) / 100);
  auto y = x;
  GetParam()->gelu(y.data(), y.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto value = static_cast<double>(x[i]);
    EXPECT_NEAR(y[i], value * 0.5 * std::erfc(-value / std::sqrt(2.0)), 1e-6) << x[i];
  }
}

TEST_P(KernelsTest, AttentionWeightsSumUp) {
  std::mt19937 generator(7);
  for (const std::size_t count : {1, 2, 15, 16, 17, 40}) {
    auto x = random_floats(48, generator, 30);
    const auto before = x;
    const float largest = *std::max_element(x.data(), x.data() + count);
    const float sum = GetParam()->attention_weights(x.data(), count, 0.5F);
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_NEAR(x[i], std::exp(static_cast<double>(before[i] - largest) * 0.5), 1e-6);
    EXPECT_NEAR(sum, std::accumulate(x.data(), x.data() + count, 0.0), 1e-5);
    EXPECT_TRUE(count > 32 || x[47] == before[47]) << "wrote behind the row";
  }
}

/// Of all functions at once, on the same random input.
std::vector<float> results(const Kernels& kernel) {
  std::mt19937 generator(8);
  std::vector<float> out;
  const auto keep = [&](const std::vector<float>& x) { out.insert(out.end(), x.begin(), x.end()); };
  const auto a = random_floats(13 * 50, generator), b = random_floats(50 * 3 * kPanel, generator);
  std::vector<float> c(13 * 3 * kPanel), zeros(3 * kPanel);
  kernel.multiply(a.data(), 50, 13, b.data(), 50, 3, zeros.data(), 0, c.data(), 3 * kPanel);
  keep(c);
  auto gates = random_floats(4 * 64, generator, 8), cell = random_floats(64, generator), output = cell;
  kernel.lstm_cell(gates.data(), cell.data(), output.data(), 64);
  keep(cell);
  keep(output);
  kernel.add_and_norm(gates.data(), a.data(), b.data(), b.data() + 256, 256);
  keep(gates);
  auto x = random_floats(4096, generator, 6);
  kernel.gelu(x.data(), x.size());
  keep(x);
  out.push_back(kernel.attention_weights(x.data(), 101, 0.3F));
  kernel.exponentials(x.data() + 128, 512, 2.0F);
  keep(x);
  std::vector<std::int8_t> bytes(512);
  out.push_back(0);
  std::int32_t sum = 0;
  kernel.quantise(x.data(), a.data(), 512, bytes.data(), &out.back(), &sum);
  out.insert(out.end(), bytes.begin(), bytes.end());
  return out;
}

TEST_P(KernelsTest, EveryInstructionSetGivesTheSameBits) {
  const auto expected = results(*supported_kernels().front()), found = results(*GetParam());
  ASSERT_EQ(found.size(), expected.size());
  EXPECT_EQ(std::memcmp(found.data(), expected.data(), found.size() * sizeof(float)), 0);
}

}  // namespace
}  // namespace whom::extract
