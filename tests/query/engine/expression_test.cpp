#include "query/engine/expression.hpp"

#include <gtest/gtest.h>

#include "query/cypher/parse.hpp"
#include "tests/query/engine/evaluate.hpp"

namespace whom::engine {
namespace {

using test::expect_all;

TEST(Expression, ReadsLiterals) {
  expect_all(R"(
    null                                      => null
    true                                      => true
    0x2A                                      => 42
    0o17                                      => 15
    9223372036854775807                       => 9223372036854775807
    -9223372036854775808                      => -9223372036854775808
    -0x8000000000000000                       => -9223372036854775808
    9223372036854775808                       => SyntaxError: IntegerOverflow
    .5                                        => 0.5
    1e-400                                    => 0.0
    'it\'s'                                   => 'it\'s'
    [1, 'a', [null]]                          => [1, 'a', [null]]
    {b: 1, a: {c: []}}                        => {a: {c: []}, b: 1}
    $names                                    => ['Ann', 'Eve']
    $nowhere                                  => ParameterMissing: MissingParameter
    nowhere                                   => SyntaxError: UndefinedVariable
  )");
}

TEST(Expression, Computes) {
  expect_all(R"(
    1 + 2 * 3                                 => 7
    7 / 2                                     => 3
    -7 / 2                                    => -3
    7 / 2.0                                   => 3.5
    -7 % 3                                    => -1
    5.5 % 2                                   => 1.5
    2 ^ 3                                     => 8.0
    -(3)                                      => -3
    +$one                                     => 1
    1 + null                                  => null
    null % 0                                  => null
    1 / 0                                     => ArithmeticError: DivisionByZero
    1 % 0                                     => ArithmeticError: DivisionByZero
    1 / 0.0                                   => Inf
    0.0 / 0.0                                 => NaN
    9223372036854775807 + $one                => ArithmeticError: IntegerOverflow
    -9223372036854775808 - $one               => ArithmeticError: IntegerOverflow
    -9223372036854775808 / -1                 => ArithmeticError: IntegerOverflow
    -9223372036854775808 % -1                 => 0
    -(-9223372036854775808)                   => ArithmeticError: IntegerOverflow
    4611686018427387904 * 2                   => ArithmeticError: IntegerOverflow
    true + 1                                  => TypeError: InvalidArgumentType
    {} - 1                                    => TypeError: InvalidArgumentType
    -'a'                                      => TypeError: InvalidArgumentType
  )");
}

TEST(Expression, JoinsStringsAndLists) {
  expect_all(R"(
    'a' + 'b'                                 => 'ab'
    'a' + 1                                   => 'a1'
    1.5 + 'a'                                 => '1.5a'
    'a' + true                                => 'atrue'
    'a' + null                                => null
    'a' + {}                                  => TypeError: InvalidArgumentType
    [1] + [2, 3]                              => [1, 2, 3]
    [1] + 2                                   => [1, 2]
    0 + [1]                                   => [0, 1]
    'a' + ['b']                               => ['a', 'b']
    [1] + null                                => null
    [[]] + [[]]                               => [[], []]
  )");
}

TEST(Expression, Compares) {
  expect_all(R"(
    1 = 1.0                                   => true
    1 = '1'                                   => false
    1 <> 2                                    => true
    null = null                               => null
    null <> 1                                 => null
    [1, null] = [1, 2]                        => null
    [1, null] = [2, 2]                        => false
    {a: 1} = {a: 1.0}                         => true
    1 < 2                                     => true
    1 < '2'                                   => null
    1 >= null                                 => null
    'a' <= 'b'                                => true
    0.0 / 0.0 > 1                             => false
    0.0 / 0.0 = 0.0 / 0.0                     => false
    1 < 2 <= 2 < 3                            => true
    1 < 2 > 2                                 => false
    1 < null < 0                              => null
    3 < 2 < null                              => false
    1 < 2 <> 3 = 3                            => true
    a = a                                     => true
    a = b                                     => false
    a < b                                     => null
    a = nobody                                => null
  )");
}

TEST(Expression, DecidesWithThreeTruthValues) {
  expect_all(R"(
    true AND null                             => null
    false AND null                            => false
    null AND false                            => false
    true OR null                              => true
    null OR true                              => true
    null OR false                             => null
    true XOR true                             => false
    true XOR null                             => null
    NOT null                                  => null
    NOT false                                 => true
    null AND true AND false                   => false
    a.born = 1950 OR a.born / 0 = 1           => true
    a.born = 1951 AND a.born / 0 = 1          => false
    a.name AND true                           => TypeError: InvalidArgumentType
    false OR $one                             => TypeError: InvalidArgumentType
    NOT a.name                                => TypeError: InvalidArgumentType
    a.name XOR true                           => TypeError: InvalidArgumentType
    a.died IS NULL                            => true
    a.name IS NOT NULL                        => true
    nobody IS NULL                            => true
  )");
}

TEST(Expression, MatchesStrings) {
  expect_all(R"(
    'whom' STARTS WITH 'wh'                   => true
    'whom' STARTS WITH ''                     => true
    'whom' ENDS WITH 'hom'                    => true
    'whom' CONTAINS 'ho'                      => true
    'whom' CONTAINS 'oh'                      => false
    'whom' CONTAINS null                      => null
    1 STARTS WITH 1                           => null
    'whom' =~ 'w.*m'                          => true
    'whom' =~ 'who'                           => false
    'WHOM' =~ '(?i)whom'                      => true
    'é' =~ '.'                                => true
    1 =~ '1'                                  => null
    'a' =~ null                               => null
    'a' =~ '('                                => ArgumentError: InvalidRegularExpression
  )");
}

TEST(Expression, MatchesWithoutBacktracking) {
  const std::string text(100'000, 'a');
  EXPECT_EQ(test::Sample().evaluate("'" + text + "' =~ '(a*)*b'"), "false");
}

TEST(Expression, LooksForElements) {
  expect_all(R"(
    1 IN [1, 2]                               => true
    3 IN [1, 2]                               => false
    3 IN [1, null]                            => null
    1 IN [1, null]                            => true
    null IN []                                => false
    null IN [1]                               => null
    1 IN null                                 => null
    [1] IN [[1.0]]                            => true
    [1] IN [[null]]                           => null
    a.name IN $names                          => true
    b.name IN $names                          => false
    1 IN $one                                 => TypeError: InvalidArgumentType
    a.born IN [1, 2, 3, 4, 5, 6, 7, 8, 9, 1950.0]     => true
    a.born IN [1, 2, 3, 4, 5, 6, 7, 8, 9, null]       => null
    a.born IN [1, 2, 3, 4, 5, 6, 7, 8, 9, '1950']     => false
    a.died IN [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]         => null
    [a.born] IN [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]       => false
    a.born * (0.0 / 0.0) IN [1, 2, 3, 4, 5, 6, 7, 8, 9, 0.0 / 0.0]  => false
  )");
}

TEST(Expression, TakesPartsOfListsAndMaps) {
  expect_all(R"(
    [1, 2, 3][0]                              => 1
    [1, 2, 3][-1]                             => 3
    [1, 2, 3][3]                              => null
    [1, 2, 3][-4]                             => null
    [1][null]                                 => null
    null[0]                                   => null
    [1]['0']                                  => TypeError: ListElementAccessByNonInteger
    {a: 1}['a']                               => 1
    {a: 1}['A']                               => null
    $map[$one]                                => TypeError: MapElementAccessByNonString
    $one[0]                                   => TypeError: InvalidArgumentType
    [1, 2, 3][1..]                            => [2, 3]
    [1, 2, 3][..-1]                           => [1, 2]
    [1, 2, 3][-9..9]                          => [1, 2, 3]
    [1, 2, 3][2..1]                           => []
    [][0..1]                                  => []
    [1, 2, 3][null..1]                        => null
    [1, 2, 3]['a'..]                          => TypeError: ListElementAccessByNonInteger
    'abc'[0..1]                               => TypeError: InvalidArgumentType
  )");
}

TEST(Expression, ReadsProperties) {
  expect_all(R"(
    a.name                                    => 'Ann'
    b.born                                    => null
    a.nowhere                                 => null
    a['na' + 'me']                            => 'Ann'
    r.in                                      => 1990
    r['in']                                   => 1990
    nobody.name                               => null
    nothing.in                                => null
    nobody['name']                            => null
    $map.key                                  => 'value'
    {a: {b: 1}}.a.b                           => 1
    null.a                                    => null
    $one.name                                 => TypeError: InvalidArgumentType
    path.name                                 => TypeError: InvalidArgumentType
    list[1].name                              => 'Ann'
    head(nodes(path)).born + 1                => 1951
    startNode(r).name                         => 'Ann'
    ghost.name                                => EntityNotFound: DeletedEntityAccess
    ghost['name']                             => EntityNotFound: DeletedEntityAccess
    lost.in                                   => EntityNotFound: DeletedEntityAccess
  )");
}

TEST(Expression, TestsLabels) {
  expect_all(R"(
    a:Person                                  => true
    a:Person:Minister                         => true
    b:Person:Minister                         => false
    a:Nowhere                                 => false
    r:MET                                     => true
    r:LOST                                    => false
    nobody:Person                             => null
    nothing:MET                               => null
    $one:Person                               => TypeError: InvalidArgumentType
    ghost:Person                              => EntityNotFound: DeletedEntityAccess
  )");
}

TEST(Expression, Chooses) {
  expect_all(R"(
    CASE WHEN null THEN 1 WHEN true THEN 2 END            => 2
    CASE WHEN false THEN 1 END                            => null
    CASE WHEN false THEN 1 ELSE 3 END                     => 3
    CASE a.born WHEN 1950.0 THEN 'b' ELSE 1 / 0 END       => 'b'
    CASE null WHEN null THEN 1 ELSE 2 END                 => 2
    CASE WHEN 1 THEN 2 END                                => TypeError: InvalidArgumentType
  )");
}

TEST(Expression, RunsThroughLists) {
  expect_all(R"(
    [x IN [1, 2, 3] WHERE x > 1 | x * 10]                 => [20, 30]
    [x IN [1, null] WHERE x > 0]                          => [1]
    [x IN [1, 2]]                                         => [1, 2]
    [x IN null | x]                                       => null
    [x IN $one | x]                                       => TypeError: InvalidArgumentType
    [x IN [1, 2] | [y IN [x, 10] | x + y]]                => [[2, 11], [4, 12]]
    [x IN [1, 2] | [x IN [x * 5] | x]]                    => [[5], [10]]
    [x IN nodes(path) | x.name]                           => ['Ann', 'Bob']
    [a IN [1] | a] + a.name                               => [1, 'Ann']
    all(x IN [] WHERE false)                              => true
    all(x IN [1, 2] WHERE x > 0)                          => true
    all(x IN [1, null] WHERE x > 0)                       => null
    all(x IN [null, 0] WHERE x > 0)                       => false
    any(x IN [null, 1] WHERE x > 0)                       => true
    any(x IN [null, 0] WHERE x > 0)                       => null
    any(x IN [] WHERE true)                               => false
    none(x IN [0] WHERE x > 0)                            => true
    none(x IN [null] WHERE x > 0)                         => null
    none(x IN [null, 1] WHERE x > 0)                      => false
    single(x IN [1, 0] WHERE x > 0)                       => true
    single(x IN [1, null] WHERE x > 0)                    => null
    single(x IN [1, 1, null] WHERE x > 0)                 => false
    single(x IN [0] WHERE x > 0)                          => false
    any(x IN null WHERE x)                                => null
    any(x IN [1] WHERE x)                                 => TypeError: InvalidArgumentType
    reduce(sum = 0, x IN [1, 2, 3] | sum + x)             => 6
    reduce(sum = a.born, x IN [] | null)                  => 1950
    reduce(s = '', x IN ['a', 'b'] | x + s + x)           => 'baab'
    reduce(s = 0, x IN [[1, 2], [3]] | s + reduce(t = 0, y IN x | t + y))   => 6
    reduce(s = 0, x IN null | s)                          => null
  )");
}

TEST(Expression, LearnsOfWordsThatTheGraphGetsLater) {
  test::Sample sample;
  const auto title = compile(cypher::parse_expression("a.title + head([x IN [a] | x.title])"), sample.scope, nullptr);
  const auto has_label = compile(cypher::parse_expression("a:Late"), sample.scope, nullptr);
  const Context context{sample.graph, sample.parameters, {}};
  std::vector<property::Value> locals;
  const Row row{context, sample.batch, 0, locals};
  EXPECT_TRUE(title->evaluate(row).is_null());
  EXPECT_FALSE(is_true(has_label->evaluate(row)));
  sample.graph.set(property::Node{0}, sample.graph.add_key("title"), property::Value("Dr"));
  sample.graph.set_label(property::Node{0}, sample.graph.add_label("Late"), true);
  EXPECT_EQ(title->evaluate(row).string(), "DrDr");
  EXPECT_TRUE(is_true(has_label->evaluate(row)));
}

TEST(Expression, KnowsWhatDependsOnNoRow) {
  const test::Sample sample;
  const auto compiled = [&](std::string_view text) {
    return compile(cypher::parse_expression(text), sample.scope, nullptr);
  };
  for (const char* text : {"1 + 2 * 3", "CASE WHEN true THEN {a: [1]} END", "-1"})
    EXPECT_TRUE(compiled(text)->constant()) << text;
  for (const char* text : {"$one + 1", "toUpper('a')", "[x IN $names | x + 'y']", "[x IN [1] | x]", "1 / 0"}) {
    EXPECT_FALSE(compiled(text)->constant()) << text;
    EXPECT_FALSE(compiled(text)->depends_on_row()) << text;
  }
  for (const char* text : {"a", "a.name", "rand() < 2", "[x IN [1] | x + a.born]", "NOT a:Person"})
    EXPECT_TRUE(compiled(text)->depends_on_row()) << text;
}

TEST(Expression, LeavesSubqueriesToWhoPlansThem) {
  class Always : public Expression {
   public:
    using Expression::evaluate;
    property::Value evaluate(const Row&) const override { return property::Value(true); }
  };
  const test::Sample sample;
  std::vector<std::string> seen;
  const auto subqueries = [&](const cypher::ast::Expression& syntax, const Scope& scope) -> ExpressionPtr {
    seen.push_back(cypher::print(syntax));
    EXPECT_TRUE(scope.find("x")->local);
    return std::make_unique<Always>();
  };
  const auto expression = compile(cypher::parse_expression("all(x IN [a, b] WHERE (x)-->() AND exists((x)<--()))"),
                                  sample.scope, subqueries);
  const Context context{sample.graph, sample.parameters, {}};
  std::vector<property::Value> locals;
  EXPECT_TRUE(is_true(expression->evaluate(Row{context, sample.batch, 0, locals})));
  EXPECT_EQ(seen.size(), 2U);
}

}  // namespace
}  // namespace whom::engine
