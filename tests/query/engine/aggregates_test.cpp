#include <gtest/gtest.h>

#include "query/cypher/parse.hpp"
#include "query/engine/expression.hpp"
#include "tests/query/engine/evaluate.hpp"

namespace whom::engine {
namespace {

using property::Value;

/// The aggregate of the elements of a list that is written in the language.
std::string aggregate(std::string_view name, std::string_view list, bool distinct = false, Value parameter = {},
                      std::uint64_t times = 1) {
  const test::Sample sample;
  const Context context{sample.graph, sample.parameters, {}};
  std::vector<Value> locals;
  const Value values =
      compile(cypher::parse_expression(list), sample.scope, nullptr)->evaluate(Row{context, sample.batch, 0, locals});
  try {
    const auto made = make_aggregate(name, distinct, parameter);
    for (const Value& value : values.list()) made->add(value, times);
    return print(made->result());
  } catch (const cypher::Error& error) {
    return error.type + ": " + error.detail;
  }
}

TEST(Aggregates, PassOverNull) {
  EXPECT_EQ(aggregate("count", "[1, null, 'a']"), "2");
  EXPECT_EQ(aggregate("collect", "[1, null, 'a']"), "[1, 'a']");
  EXPECT_EQ(aggregate("sum", "[null]"), "0");
  EXPECT_EQ(aggregate("avg", "[null]"), "null");
  EXPECT_EQ(aggregate("min", "[null]"), "null");
  EXPECT_EQ(aggregate("stDev", "[null]"), "0.0");
  EXPECT_EQ(aggregate("percentileCont", "[null]", false, Value(0.5)), "null");
}

TEST(Aggregates, AreKnownByName) {
  EXPECT_TRUE(make_aggregate("STDEVP", false, {}));
  EXPECT_FALSE(make_aggregate("size", false, {}));
}

TEST(Aggregates, Sum) {
  EXPECT_EQ(aggregate("sum", "[1, 2]"), "3");
  EXPECT_EQ(aggregate("sum", "[1, 2.5]"), "3.5");
  EXPECT_EQ(aggregate("sum", "[9223372036854775807, 1, -1]"), "9223372036854775807");
  EXPECT_EQ(aggregate("sum", "[9223372036854775807, 1]"), "ArithmeticError: IntegerOverflow");
  EXPECT_EQ(aggregate("sum", "['a']"), "TypeError: InvalidArgumentType");
  EXPECT_EQ(aggregate("sum", "[1, 2]", false, {}, 5), "15");
  EXPECT_EQ(aggregate("avg", "[1, 2]"), "1.5");
  EXPECT_EQ(aggregate("avg", "[9223372036854775807, 9223372036854775807]"), "9223372036854776000.0");
}

TEST(Aggregates, SumDurations) {
  EXPECT_EQ(aggregate("sum", "[duration('P1D'), duration('P2DT1H')]"), "'P3DT1H'");
  EXPECT_EQ(aggregate("sum", "[duration('P1D')]", false, {}, 3), "'P3D'");
  EXPECT_EQ(aggregate("avg", "[duration('P1D'), duration('P3D')]"), "'P2D'");
  EXPECT_EQ(aggregate("sum", "[duration('P1D'), 1]"), "TypeError: InvalidArgumentType");
  EXPECT_EQ(aggregate("sum", "[0, duration('P1D')]"), "TypeError: InvalidArgumentType");
}

TEST(Aggregates, OrderAllValues) {
  EXPECT_EQ(aggregate("max", "[1, 'a', [1, 2], 0.2]"), "1");
  EXPECT_EQ(aggregate("min", "[1, 'a', [1, 2], 0.2]"), "[1, 2]");
  EXPECT_EQ(aggregate("min", "['b', 'B', 'a']"), "'B'");
}

TEST(Aggregates, CountEachValueOnceWhereDistinct) {
  EXPECT_EQ(aggregate("count", "[1, 1.0, 2, null, null]", true), "2");
  EXPECT_EQ(aggregate("collect", "[[1], [1], {a: null}, {a: null}]", true), "[[1], {a: null}]");
  EXPECT_EQ(aggregate("sum", "[3, 3, 4]", true, {}, 7), "7");
}

TEST(Aggregates, CountRowsOftenSeen) {
  EXPECT_EQ(aggregate("count", "[1, 2]", false, {}, 3), "6");
  EXPECT_EQ(aggregate("collect", "['a', 'b']", false, {}, 2), "['a', 'a', 'b', 'b']");
  EXPECT_EQ(aggregate("stDevP", "[1, 3]", false, {}, 1000), "1.0");
  EXPECT_EQ(aggregate("percentileDisc", "[1, 2]", false, Value(0.5), 2), "1");
  EXPECT_EQ(aggregate("percentileCont", "[1, 2]", false, Value(0.5), 1'000'000'000'000), "1.5");
}

TEST(Aggregates, Deviate) {
  EXPECT_EQ(aggregate("stDev", "[1, 2, 3]"), "1.0");
  EXPECT_EQ(aggregate("stDevP", "[2, 4, 4, 4, 5, 5, 7, 9]"), "2.0");
  EXPECT_EQ(aggregate("stDev", "[1000000001, 1000000002, 1000000003]"), "1.0");
  EXPECT_EQ(aggregate("stDev", "[5]"), "0.0");
}

TEST(Aggregates, FindPercentiles) {
  EXPECT_EQ(aggregate("percentileDisc", "[30, 10, 20, 40]", false, Value(0.0)), "10");
  EXPECT_EQ(aggregate("percentileDisc", "[30, 10, 20, 40]", false, Value(0.5)), "20");
  EXPECT_EQ(aggregate("percentileDisc", "[30, 10, 20, 40]", false, Value(0.51)), "30");
  EXPECT_EQ(aggregate("percentileDisc", "[30, 10, 20, 40]", false, Value(std::int64_t{1})), "40");
  EXPECT_EQ(aggregate("percentileCont", "[10, 20]", false, Value(0.25)), "12.5");
  EXPECT_EQ(aggregate("percentileCont", "[]", false, Value(1.5)), "ArgumentError: NumberOutOfRange");
  EXPECT_EQ(aggregate("percentileDisc", "[1]", false, Value("a")), "TypeError: InvalidArgumentType");
  EXPECT_EQ(aggregate("percentileDisc", "['a']", false, Value(0.5)), "TypeError: InvalidArgumentType");
}

}  // namespace
}  // namespace whom::engine
