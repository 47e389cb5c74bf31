#include "query/question/print.hpp"

#include <gtest/gtest.h>

#include "query/question/parse.hpp"

namespace whom::query {
namespace {

std::string printed(const std::string& text) {
  const auto parsed = parse(text);
  return std::holds_alternative<ast::Question>(parsed) ? print(std::get<ast::Question>(parsed)) : "does not parse";
}

TEST(Print, IsTheQuestionTidied) {
  EXPECT_EQ(printed("  WHO   met whom About Haiti ?"), "who met whom About Haiti");
  EXPECT_EQ(printed("Didn’t Ruto meet 'Donald Trump'"), "didn't Ruto meet \"Donald Trump\"");
  EXPECT_EQ(printed("how many people met Ruto on December 5, 2022"), "how many people met Ruto in 2022-12-05");
  EXPECT_EQ(printed("who met a person who quit"), "who met a person who quit");
  EXPECT_EQ(printed("who quit where confidence >= 0.90 limit 010"), "who quit where confidence >= 0.9 limit 10");
  EXPECT_EQ(printed("how are Ann and Ben connected where asserted"), "how are Ann and Ben connected where asserted");
  EXPECT_EQ(printed("how is Ann linked with Ben"), "how is Ann connected to Ben");
}

TEST(Print, EscapesQuotedNames) { EXPECT_EQ(printed(R"(who met "a \"b\" \\c")"), R"(who met "a \"b\" \\c")"); }

TEST(Print, WritesDatesInIso) {
  EXPECT_EQ(print(ast::Date{{}, 33, 0, 0}), "0033");
  EXPECT_EQ(print(ast::Date{{}, 2022, 5, 0}), "2022-05");
  EXPECT_EQ(print(ast::Date{{}, 2022, 5, 9}), "2022-05-09");
}

}  // namespace
}  // namespace whom::query
