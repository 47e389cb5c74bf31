// Markdown articles to blocks.
#ifndef WHOM_EXTRACT_DOCUMENT_MARKDOWN_HPP
#define WHOM_EXTRACT_DOCUMENT_MARKDOWN_HPP

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article.hpp"

namespace whom::extract {

struct Markdown {
  std::map<std::string, std::string> front_matter;  ///< keys in lower case, values without quotation marks
  std::string title;                                ///< the first heading, when nothing but headings precedes it
  std::vector<Block> blocks;
};

/// Headings, paragraphs and list items without their marks; links become their text; images, code blocks, tables,
/// rules, comments and link definitions are dropped. `text` is clean UTF-8.
Markdown read_markdown(std::string_view text);

}  // namespace whom::extract

#endif
