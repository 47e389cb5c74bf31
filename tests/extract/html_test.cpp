#include "extract/html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/document.hpp"

namespace whom::extract {
namespace {

std::vector<std::string> texts(const std::string& html) {
  std::vector<std::string> out;
  for (const auto& block : read_html(html, "a.html").blocks) out.push_back(block.text);
  return out;
}

using Texts = std::vector<std::string>;

const std::string long_paragraph(
    "<p>The captain told reporters in the harbour that he would not sail before the storm had passed, and that the "
    "mayor, "
    "whom he had met on Monday, had agreed with him; the mayor denied it, and so did the crew of the second "
    "ferry.</p>");

TEST(Html, ReadsOpenGraph) {
  const auto page = read_html(
      "<html><head><title>Captain leaves | Coast</title><meta property='og:title' content='Captain leaves'>"
      "<meta property='og:site_name' content='Coast'><meta property='article:published_time' "
      "content='2024-03-12T17:40:00Z'>"
      "<link rel='canonical' href='https://coast.example/captain'></head><body><p>Text.</p></body></html>",
      "a.html");
  EXPECT_EQ(page.title, "Captain leaves");
  EXPECT_EQ(page.publisher, "Coast");
  EXPECT_EQ(page.date, "2024-03-12");
  EXPECT_EQ(page.url, "https://coast.example/captain");
}

TEST(Html, ReadsJsonLd) {
  const auto page = read_html(
      "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\"}, {\"datePublished\": \"2024-05-02\","
      "\"headline\": \"After the storm\", \"publisher\": {\"name\": \"Coast\"}}]}</script><p>Text.</p>",
      "a.html");
  EXPECT_EQ(page.title, "After the storm");
  EXPECT_EQ(page.date, "2024-05-02");
  EXPECT_EQ(page.publisher, "Coast");
  EXPECT_EQ(read_html("<script type='application/ld+json'>{broken</script><p>Text.</p>", "a").date, "");
}

TEST(Html, FallsBackOnWhatThePageShows) {
  const auto page =
      read_html("<title>Captain leaves the island | Coast</title><time datetime='2024-05-02'>May</time>", "a");
  EXPECT_EQ(page.title, "Captain leaves the island");
  EXPECT_EQ(page.date, "2024-05-02");
}

TEST(Html, KeepsInlineTextTogether) {
  EXPECT_EQ(
      texts("<p>The <b>cap</b>tain   <a href='x'>left</a>\n the&nbsp;island &amp; sea.</p><div>He<br>sailed.</div>"),
      (Texts{"The captain left the\u00a0island & sea.", "He", "sailed."}));
}

TEST(Html, DropsWhatIsNotText) {
  EXPECT_EQ(texts("<nav>Menu</nav><p>Text.</p><script>x()</script><style>p{}</style><aside>More</aside><p hidden>No</p>"
                  "<form><p>Name</p></form><div style='display:none'>No</div><footer>End</footer>"),
            (Texts{"Text."}));
}

TEST(Html, PrefersTheArticle) {
  EXPECT_EQ(texts("<div><p>Outside.</p></div><article>" + long_paragraph + "</article>").size(), 1U);
  EXPECT_EQ(texts("<div><p>Outside.</p></div><article><p>Teaser.</p></article>").size(), 2U);
}

TEST(Html, DropsPartsNamedAsFurniture) {
  EXPECT_EQ(texts("<article>" + long_paragraph +
                  "<div class='post-related-box'><p>More.</p></div>"
                  "<section id='comments'><p>First!</p></section></article>")
                .size(),
            1U);
}

TEST(Html, KeepsAWholePageWhoseBodyIsNamedSo) {
  EXPECT_EQ(texts("<body><div class='has-sidebar'>" + long_paragraph + "</div></body>").size(), 1U);
}

TEST(Html, MarksHeadingsItemsAndLinks) {
  const auto blocks = read_html("<h2>Head</h2><ul><li><a href='x'>Item</a></li></ul><p>Text.</p>", "a").blocks;
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].kind, Block::Kind::Heading);
  EXPECT_EQ(blocks[1].kind, Block::Kind::Item);
  EXPECT_DOUBLE_EQ(blocks[1].link_share, 1);
  EXPECT_EQ(blocks[2].kind, Block::Kind::Paragraph);
}

TEST(Html, RefusesAbsurdNesting) {
  std::string html;
  for (int i = 0; i < 100000; ++i) html += "<div>";
  EXPECT_THROW(read_html(html, "deep.html"), DocumentError);
  std::string paragraphs;
  for (int i = 0; i < 20000; ++i) paragraphs += "<p>Text.";
  EXPECT_EQ(texts(paragraphs).size(), 20000U);
}

}  // namespace
}  // namespace whom::extract
