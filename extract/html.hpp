// Web pages to blocks.
#ifndef WHOM_EXTRACT_HTML_HPP
#define WHOM_EXTRACT_HTML_HPP

#include <string>
#include <string_view>
#include <vector>

#include "extract/article.hpp"

namespace whom::extract {

struct Page {
  std::string title;
  std::string date;       ///< "YYYY-MM-DD" or empty
  std::string url;        ///< canonical address
  std::string publisher;  ///< name of the site
  std::vector<Block> blocks;
};

/// Reads metadata (Open Graph, article and Dublin Core tags, JSON-LD, <time>) and the visible blocks of the page's main
/// part: the longest <article>, else <main>, else the body, without navigation, asides, forms and parts whose class or
/// id calls them share bars, comments, related stories and the like. `html` is clean UTF-8. Throws DocumentError, with
/// `name`, for a page nested too deeply to be one.
Page read_html(std::string_view html, const std::string& name);

}  // namespace whom::extract

#endif
