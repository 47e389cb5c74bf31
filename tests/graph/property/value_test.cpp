#include "graph/property/value.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <thread>

namespace whom::property {
namespace {

const Value null{};
const Value nan(std::nan(""));

Value integer(std::int64_t number) { return Value(number); }

template <typename... Elements>
Value list(const Elements&... elements) {
  return Value(List{elements...});
}

TEST(PropertyValue, SharesLargeValuesUntilTheLastOwnerGoes) {
  Value outer;
  {
    const Value text("longer than anything that fits");
    outer = list(text, Value(Map{{"key", text}}), Value(Duration{1, 2, 3, 4}), Value(DateTime{1, 2, 3, "Europe/Oslo"}));
  }
  const Value copy = outer;
  EXPECT_EQ(&copy.list(), &outer.list());
  EXPECT_EQ(copy.list()[1].at("key").string(), "longer than anything that fits");
  Value moved = std::move(outer);
  EXPECT_TRUE(outer.is_null());  // NOLINT(bugprone-use-after-move): what is moved from is null
  moved = moved.list()[0];
  EXPECT_EQ(moved.string(), "longer than anything that fits");
}

TEST(PropertyValue, CountsItsOwnersFromAnyThread) {
  const Value shared = list(Value("element"));
  const auto copy_often = [&shared] {
    for (int i = 0; i < 10000; ++i) {
      const Value copy = shared;
      ASSERT_EQ(copy.list().size(), 1u);
    }
  };
  std::thread other(copy_often);
  copy_often();
  other.join();
}

TEST(PropertyValue, RefusesNestingThatRecursionCouldNotFollow) {
  Value nested = integer(1);
  for (std::uint32_t i = 0; i < Value::deepest_nesting; ++i) {
    nested = i % 2 == 0 ? list(integer(2), nested) : Value(Map{{"in", nested}});
  }
  EXPECT_THROW(list(nested), std::length_error);
  EXPECT_EQ(equal(nested, nested), true);
  EXPECT_TRUE(equivalent(nested, nested));
  EXPECT_EQ(hash(nested), hash(nested));
  EXPECT_GT(print(nested).size(), 1000u);
}

TEST(PropertyValue, SortsMapsAndKeepsTheLastOfEqualKeys) {
  const Value map(Map{{"b", integer(1)}, {"a", integer(2)}, {"b", integer(3)}});
  EXPECT_EQ(print(map), "{a: 2, b: 3}");
  EXPECT_EQ(map.at("b").integer(), 3);
  EXPECT_TRUE(map.at("c").is_null());
}

TEST(PropertyValue, IsUnknownWhetherItEqualsNull) {
  EXPECT_EQ(equal(null, null), std::nullopt);
  EXPECT_EQ(equal(integer(1), null), std::nullopt);
  EXPECT_EQ(equal(list(null), list(integer(1))), std::nullopt);
  EXPECT_EQ(equal(list(null, integer(1)), list(integer(1), integer(2))), false);
  EXPECT_EQ(equal(list(null), list(null, null)), false);
  EXPECT_EQ(equal(Value(Map{{"a", null}}), Value(Map{{"a", null}})), std::nullopt);
  EXPECT_EQ(equal(Value(Map{{"a", null}}), Value(Map{{"b", null}})), false);
  EXPECT_EQ(equal(Value(Map{{"a", null}}), Value(Map{})), false);
}

TEST(PropertyValue, ComparesIntegersWithFloatsExactly) {
  constexpr std::int64_t beyond_floats = (std::int64_t{1} << 53) + 1;
  EXPECT_EQ(equal(integer(beyond_floats), Value(static_cast<double>(beyond_floats))), false);
  EXPECT_EQ(compare(integer(beyond_floats), Value(static_cast<double>(beyond_floats))), std::partial_ordering::greater);
  constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(compare(integer(greatest), Value(9223372036854775808.0)), std::partial_ordering::less);
  EXPECT_EQ(compare(Value(-9223372036854775808.0), integer(std::numeric_limits<std::int64_t>::min())),
            std::partial_ordering::equivalent);
  EXPECT_EQ(compare(integer(-1), Value(-1.5)), std::partial_ordering::greater);
  EXPECT_EQ(compare(integer(0), Value(-std::numeric_limits<double>::infinity())), std::partial_ordering::greater);
  EXPECT_EQ(equal(integer(1), Value(1.0)), true);
}

TEST(PropertyValue, FindsNotANumberUnequalToAll) {
  EXPECT_EQ(equal(nan, nan), false);
  EXPECT_EQ(compare(nan, integer(1)), std::partial_ordering::unordered);
  EXPECT_EQ(compare(nan, Value("text")), std::nullopt);
  EXPECT_TRUE(equivalent(nan, nan));
  EXPECT_EQ(order(nan, Value(std::numeric_limits<double>::infinity())), std::strong_ordering::greater);
}

TEST(PropertyValue, ComparesOnlyWhatIsOfOneKind) {
  EXPECT_EQ(compare(integer(1), Value("1")), std::nullopt);
  EXPECT_EQ(compare(Value(Node{1}), Value(Node{2})), std::nullopt);
  EXPECT_EQ(compare(Value(Map{}), Value(Map{})), std::nullopt);
  EXPECT_EQ(compare(Value(false), Value(true)), std::partial_ordering::less);
  EXPECT_EQ(compare(Value(Date{1}), Value(Date{2})), std::partial_ordering::less);
  EXPECT_EQ(compare(Value(Date{1}), Value(LocalDateTime{})), std::nullopt);
  EXPECT_EQ(compare(Value(Duration{0, 1, 0, 0}), Value(Duration{0, 2, 0, 0})), std::nullopt);
}

TEST(PropertyValue, ComparesListsByTheFirstPairThatDiffers) {
  EXPECT_EQ(compare(list(integer(1)), list(integer(1), null)), std::partial_ordering::less);
  EXPECT_EQ(compare(list(integer(1), null), list(integer(2), integer(0))), std::partial_ordering::less);
  EXPECT_EQ(compare(list(integer(1), null), list(integer(1), integer(0))), std::nullopt);
  EXPECT_EQ(compare(list(integer(1), Value("a")), list(integer(1), integer(0))), std::nullopt);
}

TEST(PropertyValue, OrdersAllKinds) {
  const std::vector<Value> ascending = {Value(Map{}),
                                        Value(Map{{"a", integer(1)}}),
                                        Value(Map{{"a", null}}),
                                        Value(Node{1}),
                                        Value(Node{2}),
                                        Value(Relationship{0}),
                                        list(),
                                        list(Value("a")),
                                        list(integer(1)),
                                        list(integer(1), Value("a")),
                                        list(integer(1), null),
                                        list(null),
                                        Value(Path{{Node{0}}, {}}),
                                        Value(Path{{Node{0}, Node{1}}, {Relationship{0}}}),
                                        Value(DateTime{0, 0, 0, ""}),
                                        Value(DateTime{0, 0, 3600, ""}),
                                        Value(DateTime{0, 1, 0, ""}),
                                        Value(LocalDateTime{-1, 999}),
                                        Value(LocalDateTime{0, 0}),
                                        Value(Date{-5}),
                                        Value(Date{3}),
                                        Value(Time{0, 3600}),
                                        Value(Time{0, 0}),
                                        Value(Time{0, -3600}),
                                        Value(LocalTime{0}),
                                        Value(LocalTime{1}),
                                        Value(Duration{0, 30, 0, 0}),
                                        Value(Duration{1, 0, 0, 0}),
                                        Value(Duration{0, 31, 0, 0}),
                                        Value(""),
                                        Value("a"),
                                        Value("ab"),
                                        Value("b"),
                                        Value(false),
                                        Value(true),
                                        Value(-std::numeric_limits<double>::infinity()),
                                        integer(-1),
                                        Value(0.5),
                                        integer(1),
                                        Value(1.5),
                                        nan,
                                        null};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(order(ascending[i], ascending[j]), i <=> j) << print(ascending[i]) << ' ' << print(ascending[j]);
      EXPECT_EQ(equivalent(ascending[i], ascending[j]), i == j) << print(ascending[i]) << ' ' << print(ascending[j]);
    }
  }
}

TEST(PropertyValue, HashesEquivalentValuesAlike) {
  const std::pair<Value, Value> alike[] = {
      {integer(3), Value(3.0)},
      {integer(0), Value(-0.0)},
      {nan, Value(-std::nan(""))},
      {Value("text"), Value::borrowed("text")},
      {list(integer(1), null), list(Value(1.0), null)},
      {Value(Map{{"a", integer(1)}}), Value(Map{{"a", Value(1.0)}})},
  };
  for (const auto& [a, b] : alike) {
    EXPECT_TRUE(equivalent(a, b)) << print(a);
    EXPECT_EQ(hash(a), hash(b)) << print(a);
  }
  EXPECT_NE(hash(list(list())), hash(list()));
  EXPECT_NE(hash(integer(0)), hash(null));
}

TEST(PropertyValue, PrintsFloatsInTheirShortestDigits) {
  const std::pair<double, std::string_view> cases[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1.0, "1.0"},
      {-12.5, "-12.5"},
      {0.1, "0.1"},
      {1e-6, "0.000001"},
      {1.5e-7, "1.5e-7"},
      {1e20, "100000000000000000000.0"},
      {1e21, "1e21"},
      {-1e-305, "-1e-305"},
      {123456.75, "123456.75"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e308"},
      {std::nan(""), "NaN"},
      {std::numeric_limits<double>::infinity(), "Inf"},
      {-std::numeric_limits<double>::infinity(), "-Inf"},
  };
  for (const auto& [number, expected] : cases) EXPECT_EQ(print_float(number), expected);
}

TEST(PropertyValue, PrintsAsALiteral) {
  EXPECT_EQ(print(Value("it's\n\\")), "'it\\'s\\n\\\\'");
  EXPECT_EQ(print(list(integer(1), null, Value(true), Value(1.0))), "[1, null, true, 1.0]");
  EXPECT_EQ(print(Value(Map{{"a b", integer(1)}, {"c`d", list()}, {"_e1", null}})),
            "{_e1: null, `a b`: 1, `c``d`: []}");
  EXPECT_EQ(print(Value(Path{{Node{7}, Node{8}}, {Relationship{3}}})), "<(7)-[3]-(8)>");
  EXPECT_EQ(print(list(Value(Date{}), Value(Duration{}))), "['1970-01-01', 'PT0S']");
}

}  // namespace
}  // namespace whom::property
