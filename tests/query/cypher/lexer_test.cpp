#include "query/cypher/lexer.hpp"

#include <gtest/gtest.h>

namespace whom::cypher {
namespace {

std::vector<Symbol> symbols(std::string_view text) {
  std::vector<Symbol> result;
  for (const Token& token : tokens(text)) result.push_back(token.symbol);
  result.pop_back();
  return result;
}

std::string detail(std::string_view text) {
  try {
    for (const Token& token : tokens(text))
      if (token.symbol == Symbol::String) string_value(text, token);
  } catch (const Error& error) {
    EXPECT_EQ(error.type, "SyntaxError");
    EXPECT_LE(error.position.end, text.size() + 1);
    return error.detail;
  }
  return "";
}

std::string string_of(std::string_view text) { return string_value(text, tokens(text).front()); }

using List = std::vector<Symbol>;
using enum Symbol;

TEST(Lexer, TellsWordsFromNames) {
  EXPECT_EQ(symbols("match Match MATCHED `match` x _1 Grüße"),
            (List{Match, Match, Name, QuotedName, Name, Name, Name}));
  EXPECT_EQ(symbols("end END allShortestPaths"), (List{EndOfCase, EndOfCase, AllShortestPaths}));
}

TEST(Lexer, TellsNumbersFromRangesAndKeys) {
  EXPECT_EQ(symbols("1..3"), (List{Integer, Dots, Integer}));
  EXPECT_EQ(symbols("1...5"), (List{Integer, Dots, Float}));
  EXPECT_EQ(symbols("1.5 .5 1e5 1.e 1.5E-3"), (List{Float, Float, Float, Integer, Dot, Name, Float}));
  EXPECT_EQ(symbols("0x1F 0o17 0"), (List{Integer, Integer, Integer}));
  EXPECT_EQ(symbols("a.b"), (List{Name, Dot, Name}));
}

TEST(Lexer, TakesTheLongestSign) {
  EXPECT_EQ(symbols("<= <> <--> =~ += ="),
            (List{LessEqual, NotEqual, Less, Minus, Minus, Greater, Matches, PlusEqual, Equal}));
}

TEST(Lexer, PassesOverSpaceAndComments) {
  EXPECT_EQ(symbols("a // b\n/* c\n * d */ e\xC2\xA0\xE3\x80\x80"
                    "f//"),
            (List{Name, Name, Name}));
  EXPECT_EQ(detail("a /* b"), "UnexpectedSyntax");
}

TEST(Lexer, PairsBrackets) {
  const std::vector<Token> list = tokens("([a, {b: 1}] | c) ]");
  EXPECT_EQ(list[0].partner, 12U);
  EXPECT_TRUE(list[0].with_bar);
  EXPECT_FALSE(list[0].with_comma);
  EXPECT_EQ(list[1].partner, 8U);
  EXPECT_TRUE(list[1].with_comma);
  EXPECT_EQ(list[4].partner, 4U);
  EXPECT_EQ(tokens("(]")[0].partner, 0U);
}

TEST(Lexer, UnquotesNamesAndParameters) {
  const std::string_view text = "`a``b` $x $`y z` $0";
  const std::vector<Token> list = tokens(text);
  EXPECT_EQ(name(text, list[0]), "a`b");
  EXPECT_EQ(parameter_name(text, list[1]), "x");
  EXPECT_EQ(parameter_name(text, list[2]), "y z");
  EXPECT_EQ(parameter_name(text, list[3]), "0");
}

TEST(Lexer, ResolvesEscapes) {
  EXPECT_EQ(string_of(R"('a\\b\'c\"d\ne\tf\r\b\f')"), "a\\b'c\"d\ne\tf\r\b\f");
  EXPECT_EQ(string_of(R"("it's")"), "it's");
  EXPECT_EQ(string_of(R"('\u00e9\u20AC\U0001F989\ud83e\udd89')"), "é€🦉🦉");
  EXPECT_EQ(detail(R"('\u12')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(detail(R"('\uD800x')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(detail(R"('\U00110000')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(detail(R"('\q')"), "UnexpectedSyntax");
  EXPECT_EQ(detail("'open"), "UnexpectedSyntax");
  EXPECT_EQ(detail("'open\\"), "UnexpectedSyntax");
}

TEST(Lexer, RefusesWhatIsNoNumber) {
  for (const char* text : {"1a", "0x", "0xG", "0o8", "007", "1_000", "1.5x", "1e5e"})
    EXPECT_EQ(symbols(text), List{NoNumber}) << text;
  EXPECT_EQ(detail("9223372036854775809"), "IntegerOverflow");
  EXPECT_EQ(detail("0x8000000000000001"), "IntegerOverflow");
  EXPECT_EQ(detail("99999999999999999999999"), "IntegerOverflow");
  EXPECT_EQ(detail("1e309"), "FloatingPointOverflow");
  EXPECT_EQ(detail("1" + std::string(400, '0') + ".0"), "FloatingPointOverflow");
  EXPECT_EQ(detail("1e-400"), "");
  EXPECT_EQ(detail("." + std::string(400, '0') + "1"), "");
}

TEST(Lexer, RefusesStrangeCharacters) {
  EXPECT_EQ(detail("a # b"), "UnexpectedSyntax");
  EXPECT_EQ(detail(std::string_view("a\0b", 3)), "UnexpectedSyntax");
  EXPECT_EQ(detail("a – b"), "InvalidUnicodeCharacter");
  EXPECT_EQ(detail("“a”"), "InvalidUnicodeCharacter");
  EXPECT_EQ(detail("a \xFF"), "InvalidUnicodeCharacter");
}

TEST(Lexer, QuotesNamesOnlyWhereItMust) {
  EXPECT_EQ(quote_name("abc"), "abc");
  EXPECT_EQ(quote_name("match"), "`match`");
  EXPECT_EQ(quote_word("match"), "match");
  EXPECT_EQ(quote_word("1a"), "`1a`");
  EXPECT_EQ(quote_word(""), "``");
  EXPECT_EQ(quote_parameter("1a"), "1a");
  EXPECT_EQ(quote_parameter("a`b"), "`a``b`");
}

}  // namespace
}  // namespace whom::cypher
