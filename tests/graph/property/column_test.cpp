#include "graph/property/column.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <set>

namespace whom::property {
namespace {

using Draw = std::function<Value(std::mt19937&)>;

constexpr auto all_comparisons = {Comparison::Less,     Comparison::LessEqual,    Comparison::Equal,
                                  Comparison::NotEqual, Comparison::GreaterEqual, Comparison::Greater};

Draw integers(std::int64_t least, std::int64_t most) {
  return [=](std::mt19937& random) { return Value(std::uniform_int_distribution<std::int64_t>(least, most)(random)); };
}

Draw texts(int distinct) {
  return [=](std::mt19937& random) {
    const int chosen = std::uniform_int_distribution<int>(0, distinct)(random);
    return chosen == 0
               ? Value("")
               : Value("text " + std::string(static_cast<std::size_t>(chosen % 7), 'x') + std::to_string(chosen));
  };
}

/// What each encoding is for, and what lies at its ends.
std::vector<std::pair<std::string, Draw>> kinds() {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                         most = std::numeric_limits<std::int64_t>::max();
  return {
      {"one byte", integers(-3, 250)},
      {"two bytes", integers(-70, 60000)},
      {"four bytes", integers(-5, 3'000'000'000)},
      {"eight bytes", integers(most / -3, most / 3)},
      {"all integers", integers(least, most)},
      {"booleans", [](std::mt19937& random) { return Value(random() % 2 == 0); }},
      {"dates", [](std::mt19937& random) { return Value(Date{static_cast<int>(random() % 4000) - 1000}); }},
      {"nodes", [](std::mt19937& random) { return Value(Node{static_cast<std::uint32_t>(random() % 100000)}); }},
      {"few numbers", [](std::mt19937& random) { return Value((static_cast<int>(random() % 90) - 9) / 10.0); }},
      {"many numbers",
       [](std::mt19937& random) { return Value(std::exp(static_cast<double>(random() % 10000) / 99)); }},
      {"numbers and NaN",
       [](std::mt19937& random) {
         constexpr double odd[] = {0.0,
                                   -0.0,
                                   1.5,
                                   std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::quiet_NaN()};
         return Value(odd[random() % 6]);
       }},
      {"few texts", texts(40)},
      {"many texts", texts(1000000)},
      {"integers and numbers",
       [](std::mt19937& random) {
         return random() % 2 == 0 ? Value(static_cast<std::int64_t>(random() % 5))
                                  : Value(static_cast<double>(random() % 9) / 2);
       }},
      {"several kinds",
       [](std::mt19937& random) {
         const Value choices[] = {Value("a"),     Value(std::int64_t{1}), Value(1.0),  Value(List{Value("a")}),
                                  Value(Date{1}), Value(Node{1}),         Value(false)};
         return choices[random() % 7];
       }},
      {"nothing", [](std::mt19937&) { return Value(); }},
  };
}

std::vector<Value> drawn(const Draw& draw, bool with_null, std::size_t count, std::mt19937& random) {
  std::vector<Value> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(with_null && random() % 3 == 0 ? Value() : draw(random));
  return values;
}

std::unique_ptr<const Column> built(const std::vector<Value>& values) {
  ColumnBuilder builder;
  for (std::size_t i = values.size(); i-- > 0;) builder.set(static_cast<std::uint32_t>(i), values[i]);
  return builder.finish(values.size());
}

bool identical(const Value& a, const Value& b) { return a.kind() == b.kind() && print(a) == print(b); }

bool true_of(Comparison comparison, const Value& a, const Value& b) {
  if (comparison == Comparison::Equal) return equal(a, b) == true;
  if (comparison == Comparison::NotEqual) return equal(a, b) == false;
  const auto ordering = compare(a, b);
  if (!ordering) return false;
  switch (comparison) {
    case Comparison::Less:
      return *ordering < 0;
    case Comparison::LessEqual:
      return *ordering <= 0;
    case Comparison::GreaterEqual:
      return *ordering >= 0;
    default:
      return *ordering > 0;
  }
}

std::vector<Value> constants(const std::vector<Value>& values) {
  std::vector<Value> chosen = {Value(),      Value(0.5),       Value(std::nan("")),     Value(std::int64_t{3}),
                               Value(1e300), Value(-1e300),    Value("text"),           Value("zzz"),
                               Value(true),  Value(Date{-99}), Value(Node{1}),          Value(List{Value("a")}),
                               Value(-0.0),  Value(3.0),       Value(Date{1'000'000'0})};
  for (std::size_t i = 0; i < values.size() && i < 12; ++i) chosen.push_back(values[i]);
  return chosen;
}

class Columns : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(WithAndWithoutNull, Columns, testing::Bool());

TEST_P(Columns, KeepWhatWasPutIn) {
  std::mt19937 random(1);
  for (const auto& [name, draw] : kinds()) {
    const auto values = drawn(draw, GetParam(), 3000, random);
    const auto column = built(values);
    std::vector<std::uint32_t> elements(values.size());
    std::iota(elements.rbegin(), elements.rend(), 0U);
    std::vector<Value> gathered(values.size());
    column->gather(elements, gathered.data());
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      ASSERT_TRUE(identical(column->at(i), values[i])) << name << ' ' << print(values[i]);
      ASSERT_TRUE(identical(gathered[values.size() - 1 - i], values[i])) << name;
    }
  }
}

TEST_P(Columns, CompareInTheirEncodingAsValuesDo) {
  std::mt19937 random(2);
  for (const auto& [name, draw] : kinds()) {
    const auto values = drawn(draw, GetParam(), 2000, random);
    const auto column = built(values);
    std::vector<std::uint32_t> elements(values.size());
    for (auto& element : elements) element = static_cast<std::uint32_t>(random() % values.size());
    for (const Value& constant : constants(values)) {
      for (const Comparison comparison : all_comparisons) {
        std::vector<std::uint8_t> keep(elements.size(), 1);
        keep[5] = 0;
        column->test(comparison, constant, elements, keep.data());
        for (std::size_t i = 0; i < elements.size(); ++i) {
          ASSERT_EQ(keep[i] != 0, i != 5 && true_of(comparison, values[elements[i]], constant))
              << name << ": " << print(values[elements[i]]) << ' ' << static_cast<int>(comparison) << ' '
              << print(constant);
        }
      }
    }
  }
}

TEST_P(Columns, SortByValueThenNumber) {
  std::mt19937 random(3);
  for (const auto& [name, draw] : kinds()) {
    const auto values = drawn(draw, GetParam(), 2000, random);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      if (!values[i].is_null()) expected.push_back(i);
    }
    const auto sorted = built(values)->sorted();
    EXPECT_TRUE(std::is_permutation(sorted.begin(), sorted.end(), expected.begin(), expected.end())) << name;
    EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
      return order(values[a], values[b]) < 0;
    })) << name;
  }
}

TEST_P(Columns, NumberEquivalentValuesAlike) {
  std::mt19937 random(4);
  std::size_t numbered = 0;
  for (const auto& [name, draw] : kinds()) {
    const auto values = drawn(draw, GetParam(), 2000, random);
    const auto column = built(values);
    if (column->classes() == 0) continue;
    ++numbered;
    std::vector<std::uint32_t> elements(values.size()), classes(values.size());
    std::iota(elements.begin(), elements.end(), 0U);
    column->classify(elements, classes.data());
    std::set<std::uint32_t> used;
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_LT(classes[i], column->classes()) << name;
      ASSERT_EQ(classes[i] + 1 == column->classes(), values[i].is_null()) << name;
      ASSERT_TRUE(identical(column->class_value(classes[i]), values[i])) << name << ' ' << print(values[i]);
      used.insert(classes[i]);
    }
    EXPECT_FALSE(column->all_different() && used.size() < values.size()) << name;
  }
  EXPECT_GE(numbered, 5U);
}

TEST(Column, TellsWhereAllTextsDiffer) {
  std::vector<Value> values;
  for (int i = 0; i < 3000; ++i) values.emplace_back("text " + std::to_string(i));
  EXPECT_TRUE(built(values)->all_different());
  values[2999] = values[17];
  EXPECT_FALSE(built(values)->all_different());
  values[2999] = Value();
  EXPECT_FALSE(built(values)->all_different());
}

TEST(ColumnBuilder, ReordersAndForgets) {
  ColumnBuilder builder;
  builder.set(0, Value("a"));
  builder.set(1, Value("b"));
  builder.set(2, Value("c"));
  builder.set(1, Value());
  builder.set(2, Value("d"));
  const std::vector<std::uint32_t> order = {2, 1, 0, 3};
  const auto column = builder.finish(4, order);
  EXPECT_EQ(column->at(0).string(), "d");
  EXPECT_TRUE(column->at(1).is_null());
  EXPECT_EQ(column->at(2).string(), "a");
  EXPECT_TRUE(column->at(3).is_null());
  EXPECT_TRUE(builder.empty());
}

TEST(ColumnBuilder, ReordersAndForgetsListsAndMixedValues) {
  ColumnBuilder builder;
  builder.set(5, Value(List{Value("five")}));
  builder.set(1, Value("one"));
  builder.set(3, Value(std::int64_t{3}));
  builder.set(1, Value());
  builder.set(0, Value(true));
  builder.set(3, Value("three"));
  const std::vector<std::uint32_t> order = {5, 4, 3, 2, 1, 0};
  const auto column = builder.finish(6, order);
  std::string all;
  for (std::uint32_t i = 0; i < 6; ++i) all += print(column->at(i)) + ' ';
  EXPECT_EQ(all, "['five'] null 'three' null null true ");
}

TEST(ColumnBuilder, KeepsNothingOfElementsWithoutAList) {
  ColumnBuilder builder;
  for (std::uint32_t i = 0; i < 10; ++i) builder.set(1000 * i, Value(List{Value(std::int64_t{i})}));
  const auto column = builder.finish(100'000);
  EXPECT_LE(column->bytes(), 10 * (sizeof(Value) + sizeof(std::uint32_t)));
  EXPECT_EQ(print(column->at(9000)), "[9]");
  EXPECT_TRUE(column->at(9001).is_null());
  EXPECT_TRUE(column->at(99'999).is_null());
}

TEST(ColumnBuilder, TakesFewBytesForWhatNeedsFew) {
  constexpr std::size_t count = 10000;
  const auto bytes = [&](const Draw& draw) {
    std::mt19937 random(4);
    return static_cast<double>(built(drawn(draw, true, count, random))->bytes()) / count;
  };
  EXPECT_EQ(bytes(integers(0, 200)), 1);
  EXPECT_EQ(bytes(integers(1'000'000'000, 1'000'060'000)), 2);
  EXPECT_LT(bytes([](std::mt19937& random) { return Value(static_cast<double>(30 + random() % 71) / 100); }), 1.1);
  EXPECT_LT(bytes(texts(40)), 1.1);
}

}  // namespace
}  // namespace whom::property
