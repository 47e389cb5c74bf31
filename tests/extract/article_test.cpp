#include "extract/article.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace whom::extract {
namespace {

std::string cleaned(const std::string& page) { return clean_article(blocks_of_text(page), "").text; }

std::vector<std::string> texts(const std::string& page) {
  std::vector<std::string> out;
  for (const auto& block : blocks_of_text(page)) out.push_back(block.text);
  return out;
}

using Texts = std::vector<std::string>;

// Lines and paragraphs.

TEST(BlocksOfText, TakesALineForAParagraph) {
  EXPECT_EQ(texts("The captain  left.\nThe ferry stayed.\n\n\nNobody knew why."),
            (Texts{"The captain left.", "The ferry stayed.", "Nobody knew why."}));
}

TEST(BlocksOfText, JoinsWrappedLines) {
  EXPECT_EQ(texts("The captain of the ferry told reporters in the harbour that he\n"
                  "would not sail before the storm had passed, and that the mayor\n"
                  "had agreed with him.\n"
                  "\n"
                  "The mayor, who had been in office for a week, denied that the two\n"
                  "had spoken at all. She said that she had written a letter to him.\n"),
            (Texts{"The captain of the ferry told reporters in the harbour that he would not sail before the storm had "
                   "passed, and that the mayor had agreed with him.",
                   "The mayor, who had been in office for a week, denied that the two had spoken at all. She said that "
                   "she had written a letter to him."}));
}

TEST(BlocksOfText, DoesNotJoinLongParagraphs) {
  const std::string first = "The captain told reporters in the harbour that he would not sail before the storm passed.";
  const std::string second = "The mayor, who had been in office for a week, denied that the two of them had spoken.";
  EXPECT_EQ(texts(first + "\n" + second + "\nShe wrote a letter."), (Texts{first, second, "She wrote a letter."}));
}

std::string wrapped(const std::string& paragraph, std::size_t width) {
  std::istringstream words(paragraph);
  std::string text, line;
  for (std::string word; words >> word;) {
    if (!line.empty() && line.size() + 1 + word.size() > width) {
      text += line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return text + line + "\n\n";
}

TEST(BlocksOfText, ReadsWrappedTextLikeItsParagraphs) {
  const Texts paragraphs = {
      "The captain of the ferry told reporters that he would not sail before the storm had passed. The mayor agreed.",
      "She had been in office for a week. She said that she had written a letter to the captain, who denied it at once "
      "and threatened to sue the town, the mayor and the two newspapers that had printed the letter on Tuesday.",
      "He left.",
      "Nobody in the harbour knew where the captain had gone, and his crew of twelve refused to answer any questions."};
  for (std::size_t width = 50; width <= 100; ++width) {
    std::string text;
    for (const auto& paragraph : paragraphs) text += wrapped(paragraph, width);
    EXPECT_EQ(texts(text), paragraphs) << width;
  }
}

TEST(BlocksOfText, KnowsItems) {
  const auto blocks = blocks_of_text("- one\n• two\n— three");
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].text, "one");
  EXPECT_EQ(blocks[1].kind, Block::Kind::Item);
  EXPECT_EQ(blocks[2].kind, Block::Kind::Paragraph);
}

// Furniture.

TEST(CleanArticle, DropsARelatedBoxUpToProseOrQuotation) {
  EXPECT_EQ(cleaned("The captain left the island on Monday.\n"
                    "Read Also:\n"
                    "Storm Closes Three Schools\n"
                    "Mayor opens a terminal after long delay\n"
                    "“I am not coming back,” he said.\n"
                    "RELATED\n"
                    "Divers Raise the Anchor\n"
                    "The mayor wished him well on his way."),
            "The captain left the island on Monday.\n\n“I am not coming back,” he said.\n\n"
            "The mayor wished him well on his way.");
}

TEST(CleanArticle, StopsAtTheCommentForm) {
  EXPECT_EQ(cleaned("The captain left the island on Monday.\nLeave a Reply\nYour email address will not be published.\n"
                    "The mayor is a liar and so is everybody else."),
            "The captain left the island on Monday.");
}

TEST(CleanArticle, TakesACommentCountAboveTheTextForALabel) {
  EXPECT_EQ(cleaned("3 comments\nThe captain left the island on Monday.\nHe took the ferry to the mainland."),
            "The captain left the island on Monday.\n\nHe took the ferry to the mainland.");
}

TEST(CleanArticle, FoldsTheSummaryIntoTheText) {
  EXPECT_EQ(
      cleaned("Key points:\n- The captain left the island.\n- The ferry stayed.\n\nIt was a Monday, and it rained."),
      "The captain left the island.\n\nThe ferry stayed.\n\nIt was a Monday, and it rained.");
}

TEST(CleanArticle, DropsBylineShareAndCopyright) {
  EXPECT_EQ(cleaned("By Ann Lee\nFacebook Twitter\nThe captain left the island on Monday.\nAdvertisement\n"
                    "By noon he was gone for good.\n© 2024 Coast Wire. All rights reserved."),
            "The captain left the island on Monday.\n\nBy noon he was gone for good.");
}

TEST(CleanArticle, FindsTheHeadline) {
  const auto article = clean_article(
      blocks_of_text(
          "Captain Leaves Island\nPublished: June 3, 2023\nThe captain left on Monday.\nHe took the early ferry."),
      "");
  EXPECT_EQ(article.title, "Captain Leaves Island");
  EXPECT_EQ(article.date, "2023-06-03");
  EXPECT_EQ(article.text, "The captain left on Monday.\n\nHe took the early ferry.");
}

TEST(CleanArticle, KeepsShortTextsWhole) {
  EXPECT_EQ(cleaned("Obi met Lee"), "Obi met Lee");
  EXPECT_EQ(cleaned("Obi met Lee\nThey talked about the ferry."), "Obi met Lee\n\nThey talked about the ferry.");
}

TEST(CleanArticle, KeepsAParagraphWithoutFullStop) {
  const std::string page =
      "The captain left the island on Monday.\nThe mayor welcomed the new captain and his crew\n"
      "She gave them a medal each.";
  EXPECT_NE(cleaned(page).find("welcomed the new captain"), std::string::npos);
}

struct Dateline {
  std::string line;
  std::string text;
  std::string date;
};

TEST(CleanArticle, CutsDatelines) {
  const std::vector<Dateline> cases = {
      {"HAVEN- 24 July 2022: Captain Ada Obi left.", "Captain Ada Obi left.", "2022-07-24"},
      {"PORT HAVEN, 13 March 2024: Ada Obi left.", "Ada Obi left.", "2024-03-13"},
      {"SAN REMO, March 15 (Coast Wire) - Ada Obi left.", "Ada Obi left.", ""},
      {"HAVEN — Ada Obi left.", "Ada Obi left.", ""},
      {"NEW HAVEN (CW) — Ada Obi left.", "Ada Obi left.", ""},
      {"(Coast Wire) - Ada Obi left.", "Ada Obi left.", ""},
      {"Haven, Malta – March 5, 2024 – Ada Obi left.", "Ada Obi left.", "2024-03-05"},
      {"GENOA (5 March 2024) – Ada Obi left.", "Ada Obi left.", "2024-03-05"},
      {"Monday, March 4, 2024 - Ada Obi left.", "Ada Obi left.", "2024-03-04"},
      {"HAVEN: eHarbour player Obi left.", "eHarbour player Obi left.", ""},
      {"Port-au-Port - The office of Ada Obi closed.", "The office of Ada Obi closed.", ""},
      {"Ada Obi – a captain – left the island.", "Ada Obi – a captain – left the island.", ""},
      {"The captain said: I am leaving the island.", "The captain said: I am leaving the island.", ""},
      {"Kenya-led talks opened on Monday.", "Kenya-led talks opened on Monday.", ""},
  };
  for (const auto& c : cases) {
    const auto article = clean_article(blocks_of_text(c.line), "");
    EXPECT_EQ(article.text, c.text);
    EXPECT_EQ(article.date, c.date) << c.line;
  }
}

TEST(CleanArticle, CutsADatelineBelowTheSummary) {
  EXPECT_EQ(cleaned("Summary\n- The captain left the island.\n\nHAVEN — It was a Monday, and it rained."),
            "The captain left the island.\n\nIt was a Monday, and it rained.");
}

TEST(CleanArticle, CleansAPageCopiedWhole) {
  const auto article = clean_article(
      blocks_of_text(
          "Home > News > Islands\nCaptain Leaves Island After Quarrel\nBy Ann Lee | March 5, 2024\n2 min read\n"
          "Photo: Coast Wire\nHAVEN — Captain Ada Obi left the island on Monday.\nShare this:\nTwitter Facebook\n"
          "Like this:\nLoading...\nALSO READ: Storm Closes Three Schools\n"
          "She had quarrelled with the mayor for a year.\nTags: ferry, harbour\nRelated\nDivers Raise the Anchor\n"
          "March 3, 2024\nIn \"News\"\n2 Comments\nPeter\nMarch 6, 2024\nShe is right, as we all know."),
      "");
  EXPECT_EQ(article.title, "Captain Leaves Island After Quarrel");
  EXPECT_EQ(article.date, "2024-03-05");
  EXPECT_EQ(article.text,
            "Captain Ada Obi left the island on Monday.\n\nShe had quarrelled with the mayor for a year.");
}

TEST(CleanArticle, DropsBlocksThatAreLinks) {
  std::vector<Block> blocks = {{"The captain left the island on Monday."}, {"Ferry timetable for May"}};
  blocks[1].link_share = 1;
  EXPECT_EQ(clean_article(blocks, "").text, "The captain left the island on Monday.");
}

TEST(CleanArticle, IsEmptyWithoutAnArticle) { EXPECT_EQ(cleaned("Menu\nHome\nShare\n\n"), ""); }

}  // namespace
}  // namespace whom::extract
