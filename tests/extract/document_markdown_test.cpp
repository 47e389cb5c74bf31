#include "extract/document_markdown.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace whom::extract {
namespace {

std::vector<std::string> texts(const std::string& source) {
  std::vector<std::string> out;
  for (const auto& block : read_markdown(source).blocks) out.push_back(block.text);
  return out;
}

using Texts = std::vector<std::string>;

TEST(Markdown, ReadsFrontMatter) {
  const auto markdown = read_markdown("---\nTitle: \"A day: in May\"\ndate: 2024-05-01\n---\n\nText.\n");
  EXPECT_EQ(markdown.front_matter.at("title"), "A day: in May");
  EXPECT_EQ(markdown.front_matter.at("date"), "2024-05-01");
  ASSERT_EQ(markdown.blocks.size(), 1U);
  EXPECT_EQ(markdown.blocks[0].text, "Text.");
}

TEST(Markdown, JoinsWrappedLinesAndSeparatesBlocks) {
  EXPECT_EQ(texts("# Head #\nOne\ntwo.\n\nThree.\n- four\n  five\n- six\n1. seven\n"),
            (Texts{"Head", "One two.", "Three.", "four five", "six", "seven"}));
}

TEST(Markdown, KnowsUnderlinedHeadings) {
  const auto markdown = read_markdown("The head\n========\nText.\n");
  EXPECT_EQ(markdown.title, "The head");
  EXPECT_EQ(markdown.blocks.size(), 2U);
}

TEST(Markdown, RemovesMarksAndKeepsText) {
  EXPECT_EQ(texts("The *Ledger* met **her** in [Oslo](https://a.example/x_y(z)), `code`, snake_case and 2 * 3 \\* 4."),
            (Texts{"The Ledger met her in Oslo, code, snake_case and 2 * 3 * 4."}));
  EXPECT_EQ(texts("![picture](a.png) Text [one][1] and [brackets].\n\n[1]: https://a.example\n"),
            (Texts{"Text one and [brackets]."}));
}

TEST(Markdown, DropsCodeTablesRulesAndComments) {
  EXPECT_EQ(texts("A.\n\n```\nint x;\n```\n\n| a | b |\n|---|---|\n\n***\n<!-- no\nno -->B.\n"), (Texts{"A.", "B."}));
}

TEST(Markdown, MeasuresLinks) {
  const auto blocks = read_markdown("[All of it](https://a.example)\n\nHalf [half](https://a.example)\n").blocks;
  EXPECT_DOUBLE_EQ(blocks.at(0).link_share, 1.0);
  EXPECT_NEAR(blocks.at(1).link_share, 4.0 / 9, 1e-9);
}

TEST(Markdown, SurvivesUnclosedMarks) {
  for (const std::string source :
       {"[", "![", "[a](", "[a][", "**", "`", "---\nkey: value", "<!--", "\\", "> > >", "#", "- "})
    EXPECT_NO_THROW(read_markdown(source)) << source;
}

}  // namespace
}  // namespace whom::extract
