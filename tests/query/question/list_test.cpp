#include "query/question/list.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace whom::query {
namespace {

std::vector<Token> tokens_of(const std::string& text) {
  std::vector<Token> tokens;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    Token token{word, word, {}};
    if (word == "and") token.connective = ast::Connective::Kind::And;
    if (word == "or") token.connective = ast::Connective::Kind::Or;
    tokens.push_back(token);
  }
  return tokens;
}

/// "A and B" as "A|B", one list a line.
std::string cut(const std::string& text) {
  std::string result;
  for (const NameList& list : lists(tokens_of(text))) {
    result += list.kind == ast::Connective::Kind::And ? "and:" : "or:";
    for (const Part& part : list.parts) result += ' ' + part.text + '|';
    result += '\n';
  }
  return result;
}

TEST(List, CutsAtConnectives) {
  EXPECT_EQ(cut("A and B"), "and: A| B|\n");
  EXPECT_EQ(cut("New A or B"), "or: New A| B|\n");
  EXPECT_EQ(cut("A B"), "");
  EXPECT_EQ(cut("A, B"), "");
}

TEST(List, TriesEveryCutWithFewPartsFirst) {
  EXPECT_EQ(cut("A and B and C"), "and: A| B and C|\nand: A and B| C|\nand: A| B| C|\n");
  EXPECT_EQ(cut("A, B and C"), "and: A, B| C|\nand: A| B| C|\n");
  EXPECT_EQ(cut("A, B, and C"), "and: A, B| C|\nand: A| B| C|\n");
}

TEST(List, CutsLongListsAtEveryPlaceOnly) { EXPECT_EQ(cut("A, B, C, D, E and F"), "and: A| B| C| D| E| F|\n"); }

TEST(List, NeitherMixesNorLeavesPartsEmpty) {
  EXPECT_EQ(cut("A and B or C"), "and: A| B or C|\nor: A and B| C|\n");
  EXPECT_TRUE(mixed(tokens_of("A and B or C")));
  EXPECT_FALSE(mixed(tokens_of("A and B and C")));
  EXPECT_EQ(cut("and B"), "");
  EXPECT_EQ(cut("A and"), "");
}

TEST(List, HasSmallestParts) {
  const auto parts = smallest_parts(tokens_of("A, B and C or"));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].text, "A");
  EXPECT_EQ(parts[2].text, "C");
}

}  // namespace
}  // namespace whom::query
