// The article among the lines of a page: what is told is kept, what surrounds it is dropped.
#ifndef WHOM_EXTRACT_ARTICLE_HPP
#define WHOM_EXTRACT_ARTICLE_HPP

#include <string>
#include <string_view>
#include <vector>

namespace whom::extract {

/// A paragraph, heading or list item of a page.
struct Block {
  enum class Kind { Paragraph, Heading, Item };
  std::string text;  ///< one line, clean UTF-8
  Kind kind = Kind::Paragraph;
  double link_share = 0;  ///< part of its characters that are link text; 0 where links are unknown
};

struct Article {
  std::string title;  ///< a headline found above the text, or empty
  std::string date;   ///< from a dateline or a line such as "Published: June 3, 2023", or empty
  std::string text;   ///< paragraphs separated by "\n\n"
};

/// Lines of plain text to blocks. A file either puts each paragraph on a line or wraps lines at a width; which of the
/// two is read off the lengths of its lines. Bullets become items.
std::vector<Block> blocks_of_text(std::string_view text);

/// Drops what is not the article: related-story boxes, share, subscription and cookie lines, bylines, credits,
/// datelines, comment forms and all that follows them. `title` is the known headline, or empty: then a headline above
/// the text is looked for.
Article clean_article(const std::vector<Block>& blocks, std::string_view title);

}  // namespace whom::extract

#endif
