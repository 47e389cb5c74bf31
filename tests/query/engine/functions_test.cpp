#include "query/engine/functions.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "tests/query/engine/evaluate.hpp"

namespace whom::engine {
namespace {

using test::expect_all;

TEST(Functions, AreFoundInAnySpelling) {
  ASSERT_TRUE(find_function("toUPPER"));
  EXPECT_EQ(find_function("toUPPER"), find_function("toupper"));
  EXPECT_FALSE(find_function("nowhere"));
  EXPECT_FALSE(find_function("count"));
  EXPECT_TRUE(is_aggregate("cOunt"));
  EXPECT_FALSE(is_aggregate("size"));
}

TEST(Functions, OfStrings) {
  expect_all(R"(
    size('žluťák')                            => 6
    char_length('žluťák')                     => 6
    size(null)                                => null
    size(1)                                   => TypeError: InvalidArgumentType
    substring('žluťák', 1, 3)                 => 'luť'
    substring('abc', 1)                       => 'bc'
    substring('abc', 5, 2)                    => ''
    substring('abc', -1)                      => ArgumentError: NegativeIntegerArgument
    substring('abc', 0, null)                 => null
    left('žluťák', 2)                         => 'žl'
    left('abc', 9)                            => 'abc'
    right('žluťák', 2)                        => 'ák'
    right('abc', 9)                           => 'abc'
    right('abc', -1)                          => ArgumentError: NegativeIntegerArgument
    reverse('žluť')                           => 'ťulž'
    split('a,b,,c', ',')                      => ['a', 'b', '', 'c']
    split('', ',')                            => ['']
    split('aťb', '')                          => ['a', 'ť', 'b']
    split('a, b;c', [', ', ';', ','])         => ['a', 'b', 'c']
    split(1, ',')                             => TypeError: InvalidArgumentType
    replace('banana', 'an', '-')              => 'b--a'
    replace('abc', '', '-')                   => 'abc'
    trim('  a b ')                            => 'a b'
    ltrim('  a ')                             => 'a '
    rtrim('  a ')                             => '  a'
    trim('   ')                               => ''
    btrim('xxaxbyx', 'xy')                    => 'axb'
    toUpper('žluťák')                         => 'ŽLUŤÁK'
    toLower('ŽLUŤÁK')                         => 'žluťák'
    upper('a') + lower('B')                   => 'Ab'
    size(normalize('é', 'NFD'))               => 2
    normalize('é', 'x')                       => ArgumentError: InvalidArgumentValue
  )");
}

TEST(Functions, OfLists) {
  expect_all(R"(
    size([1, [2, 3]])                         => 2
    head([1, 2])                              => 1
    head([])                                  => null
    last([1, 2])                              => 2
    tail([1, 2, 3])                           => [2, 3]
    tail([])                                  => []
    reverse([1, 'a'])                         => ['a', 1]
    head('a')                                 => TypeError: InvalidArgumentType
    isEmpty([])                               => true
    isEmpty('a')                              => false
    isEmpty({})                               => true
    range(1, 4)                               => [1, 2, 3, 4]
    range(4, 1)                               => []
    range(4, 1, -2)                           => [4, 2]
    range(0, 0, -1)                           => [0]
    range(9223372036854775806, 9223372036854775807)   => [9223372036854775806, 9223372036854775807]
    range(-9223372036854775808, 9223372036854775807, 9223372036854775807)   => [-9223372036854775808, -1, 9223372036854775806]
    range(0, 1, 0)                            => ArgumentError: NumberOutOfRange
    range(0, 1.0)                             => ArgumentError: InvalidArgumentType
    range(0, 9223372036854775807)             => ArgumentError: NumberOutOfRange
    range(0, null)                            => null
    coalesce(null, nobody, 2, 3)              => 2
    coalesce(null)                            => null
    nullIf(1, 1.0)                            => null
    nullIf(1, null)                           => 1
    exists(a.name)                            => true
    exists(a.died)                            => false
  )");
}

TEST(Functions, OfNumbers) {
  expect_all(R"(
    abs(-3)                                   => 3
    abs(-3.5)                                 => 3.5
    abs(-9223372036854775808)                 => ArithmeticError: IntegerOverflow
    abs('a')                                  => TypeError: InvalidArgumentType
    sign(-0.5)                                => -1
    sign(0)                                   => 0
    ceil(1.2)                                 => 2.0
    floor(-1.2)                               => -2.0
    round(2.5)                                => 3.0
    round(-2.5)                               => -2.0
    round(1.005, 2)                           => 1.01
    round(-1.55, 1)                           => -1.6
    round(0.29, 2, 'FLOOR')                   => 0.29
    round(2.5, 0, 'half_even')                => 2.0
    round(3.5, 0, 'half_even')                => 4.0
    round(-2.5, 0, 'half_down')               => -2.0
    round(-2.1, 0, 'up')                      => -3.0
    round(1e300, 300)                         => 1e300
    round(1.5, -1)                            => ArgumentError: NegativeIntegerArgument
    round(1.5, 1, 'x')                        => ArgumentError: InvalidArgumentValue
    sqrt(12.25)                               => 3.5
    sqrt(-1)                                  => NaN
    isNaN(0.0 / 0.0)                          => true
    log10(1000)                               => 3.0
    log(e())                                  => 1.0
    exp(0)                                    => 1.0
    cos(pi())                                 => -1.0
    atan2(0, 1)                               => 0.0
    degrees(pi())                             => 180.0
    radians(180) = pi()                       => true
    haversin(0)                               => 0.0
    sin(null)                                 => null
    0 <= rand() < 1                           => true
  )");
}

TEST(Functions, Convert) {
  expect_all(R"(
    toInteger('42')                           => 42
    toInteger('-4.9')                         => -4
    toInteger('+4')                           => 4
    toInteger('1e3')                          => 1000
    toInteger('x')                            => null
    toInteger('')                             => null
    toInteger(2.9)                            => 2
    toInteger(1e30)                           => ArithmeticError: IntegerOverflow
    toInteger(true)                           => TypeError: InvalidArgumentValue
    toFloat('1.5')                            => 1.5
    toFloat(3)                                => 3.0
    toFloat('1.5x')                           => null
    toFloat([])                               => TypeError: InvalidArgumentValue
    toBoolean('TRUE')                         => true
    toBoolean(' true')                        => null
    toBoolean(0)                              => false
    toBoolean(1.0)                            => TypeError: InvalidArgumentValue
    toString(1.0)                             => '1.0'
    toString(true)                            => 'true'
    toString('a')                             => 'a'
    toString(a)                               => TypeError: InvalidArgumentValue
    toStringOrNull(a)                         => null
    toIntegerOrNull(true)                     => null
    toIntegerList(['1', 2.5, null, []])       => [1, 2, null, null]
    toStringList(1)                           => TypeError: InvalidArgumentValue
    timestamp()                               => 1000000000005
  )");
}

TEST(Functions, OfTheGraph) {
  expect_all(R"(
    id(a)                                     => 0
    id(r)                                     => 0
    id(nobody)                                => null
    id(1)                                     => TypeError: InvalidArgumentValue
    labels(a)                                 => ['Person', 'Minister']
    labels(nobody)                            => null
    labels(r)                                 => TypeError: InvalidArgumentValue
    labels(list[0])                           => TypeError: InvalidArgumentValue
    labels(ghost)                             => EntityNotFound: DeletedEntityAccess
    type(r)                                   => 'MET'
    type(lost)                                => 'LOST'
    type(a)                                   => TypeError: InvalidArgumentValue
    keys(a)                                   => ['born', 'name']
    keys({b: null, a: 1})                     => ['a', 'b']
    keys(ghost)                               => EntityNotFound: DeletedEntityAccess
    properties(a)                             => {born: 1950, name: 'Ann'}
    properties(r)                             => {in: 1990}
    properties($map)                          => {key: 'value'}
    properties(1)                             => TypeError: InvalidArgumentValue
    properties(lost)                          => EntityNotFound: DeletedEntityAccess
    startNode(r) = a                          => true
    endNode(r) = b                            => true
    length(path)                              => 1
    nodes(path) = [a, b]                      => true
    relationships(path) = [r]                 => true
    length(1)                                 => TypeError: InvalidArgumentValue
    nodes(null)                               => null
  )");
}

TEST(Functions, MakeUuids) {
  const std::string uuid = test::Sample().evaluate("size(randomUUID())");
  EXPECT_EQ(uuid, "36");
  const Function* function = find_function("randomUUID");
  ASSERT_TRUE(function);
  const test::Sample sample;
  const property::Value value = function->call(Context{sample.graph, sample.parameters, {}}, {});
  EXPECT_TRUE(std::regex_match(std::string(value.string()),
                               std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
}

TEST(Functions, FailWithMessagesForTheUser) {
  try {
    test::Sample sample;
    find_function("head")->call(Context{sample.graph, sample.parameters, {}}, std::vector{property::Value(true)});
    FAIL();
  } catch (const cypher::Error& error) {
    EXPECT_EQ(error.phase, cypher::Error::Phase::Run);
    EXPECT_STREQ(error.what(), "head() cannot be applied to BOOLEAN");
  }
}

}  // namespace
}  // namespace whom::engine
