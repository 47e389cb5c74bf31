// Gumbo builds the tree; three walks read it: metadata, the choice of the main part, and the blocks. Inline elements
// run on in the current block, all others and <br> begin a new one. The walks recurse, so a page nested deeper than any
// browser would show is refused before it is parsed.
#include "extract/html.hpp"

#include <gumbo.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <memory>
#include <span>

#include "extract/article_cue.hpp"
#include "extract/document.hpp"
#include "extract/document_date.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t deepest = 2000;

constexpr auto hidden_tags = std::to_array<GumboTag>(
    {GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NAV,    GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,
     GUMBO_TAG_FORM,     GUMBO_TAG_BUTTON, GUMBO_TAG_IFRAME,   GUMBO_TAG_SVG,    GUMBO_TAG_SELECT, GUMBO_TAG_TEMPLATE,
     GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED,    GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO,  GUMBO_TAG_VIDEO,
     GUMBO_TAG_HEAD,     GUMBO_TAG_MENU,   GUMBO_TAG_MATH});
constexpr auto inline_tags = std::to_array<GumboTag>(
    {GUMBO_TAG_A,      GUMBO_TAG_ABBR,   GUMBO_TAG_ACRONYM, GUMBO_TAG_B,    GUMBO_TAG_BDI,   GUMBO_TAG_BDO,
     GUMBO_TAG_BIG,    GUMBO_TAG_CITE,   GUMBO_TAG_CODE,    GUMBO_TAG_DATA, GUMBO_TAG_DEL,   GUMBO_TAG_DFN,
     GUMBO_TAG_EM,     GUMBO_TAG_FONT,   GUMBO_TAG_I,       GUMBO_TAG_INS,  GUMBO_TAG_KBD,   GUMBO_TAG_MARK,
     GUMBO_TAG_Q,      GUMBO_TAG_RUBY,   GUMBO_TAG_S,       GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,
     GUMBO_TAG_STRONG, GUMBO_TAG_STRIKE, GUMBO_TAG_SUB,     GUMBO_TAG_SUP,  GUMBO_TAG_TIME,  GUMBO_TAG_TT,
     GUMBO_TAG_U,      GUMBO_TAG_VAR});
/// Words of class and id values that name page furniture.
constexpr auto furniture_names = std::to_array<std::string_view>(
    {"related",  "recommended", "recommendations", "share",       "sharing",   "social",
     "comments", "comment",     "respond",         "newsletter",  "subscribe", "subscription",
     "promo",    "advert",      "advertisement",   "ads",         "ad",        "cookie",
     "cookies",  "byline",      "breadcrumb",      "breadcrumbs", "sidebar",   "tags",
     "nav",      "navbar",      "navigation",      "menu",        "footer",    "paywall"});

bool is_any(GumboTag tag, std::span<const GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE; }

bool is_tag(const GumboNode& node, GumboTag tag) { return is_element(node) && node.v.element.tag == tag; }

std::string_view attribute(const GumboNode& node, const char* name) {
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found != nullptr ? found->value : std::string_view();
}

void for_children(const GumboNode& node, const std::function<void(const GumboNode&)>& visit) {
  const auto& children = node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
  if (node.type != GUMBO_NODE_DOCUMENT && !is_element(node)) return;
  for (unsigned int i = 0; i < children.length; ++i) visit(*static_cast<const GumboNode*>(children.data[i]));
}

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

void append_text(const GumboNode& node, std::string& text) {
  if (is_text(node)) text += node.v.text.text;
  for_children(node, [&](const GumboNode& child) { append_text(child, text); });
}

/// Text with its white space as the browser shows it.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// Metadata.

void set_if_empty(std::string& field, std::string_view value) {
  if (field.empty()) field = collapsed(value);
}

void read_meta(const GumboNode& node, Page& page) {
  auto key = attribute(node, "property");
  if (key.empty()) key = attribute(node, "name");
  if (key.empty()) key = attribute(node, "itemprop");
  const auto value = attribute(node, "content");
  if (key == "og:title" || key == "twitter:title") set_if_empty(page.title, value);
  if (key == "og:site_name" || key == "article:publisher_name") set_if_empty(page.publisher, value);
  if (key == "og:url") set_if_empty(page.url, value);
  if (key == "article:published_time" || key == "datePublished" || key == "og:article:published_time" ||
      key == "pubdate" || key == "publishdate" || key == "date" || key == "DC.date.issued" || key == "dcterms.created")
    set_if_empty(page.date, find_date(value));
}

std::string_view text_of(const rapidjson::Value& object, const char* key) {
  const auto member = object.FindMember(key);
  if (member == object.MemberEnd() || !member->value.IsString()) return {};
  return {member->value.GetString(), member->value.GetStringLength()};
}

/// schema.org objects: one, a list of them, or an @graph.
void read_json_ld(const rapidjson::Value& value, Page& page, int depth = 0) {
  if (depth > 3) return;
  if (value.IsArray())
    for (const auto& item : value.GetArray()) read_json_ld(item, page, depth + 1);
  if (!value.IsObject()) return;
  if (const auto graph = value.FindMember("@graph"); graph != value.MemberEnd())
    read_json_ld(graph->value, page, depth + 1);
  if (value.FindMember("datePublished") == value.MemberEnd()) return;
  set_if_empty(page.date, find_date(text_of(value, "datePublished")));
  set_if_empty(page.title, text_of(value, "headline"));
  set_if_empty(page.url, text_of(value, "url"));
  const auto publisher = value.FindMember("publisher");
  if (publisher != value.MemberEnd() && publisher->value.IsObject())
    set_if_empty(page.publisher, text_of(publisher->value, "name"));
}

void read_script(const GumboNode& node, Page& page) {
  if (attribute(node, "type") != "application/ld+json") return;
  std::string text;
  append_text(node, text);
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (!json.HasParseError()) read_json_ld(json, page);
}

/// What head and scripts say; `shown` gathers what the page itself shows, used where they are silent.
void read_metadata(const GumboNode& node, Page& page, Page& shown) {
  if (is_element(node)) {
    const auto tag = node.v.element.tag;
    std::string text;
    if (tag == GUMBO_TAG_META) read_meta(node, page);
    if (tag == GUMBO_TAG_SCRIPT) read_script(node, page);
    if (tag == GUMBO_TAG_LINK && attribute(node, "rel") == "canonical") set_if_empty(page.url, attribute(node, "href"));
    if (tag == GUMBO_TAG_TIME) set_if_empty(shown.date, find_date(attribute(node, "datetime")));
    if (tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_TITLE) append_text(node, text);
    if (tag == GUMBO_TAG_H1) set_if_empty(shown.title, text);
    if (tag == GUMBO_TAG_TITLE) set_if_empty(shown.publisher, text);
  }
  for_children(node, [&](const GumboNode& child) { read_metadata(child, page, shown); });
}

/// "Headline | Site" without the site; a known site must be the one named.
std::string without_site(const std::string& title, const std::string& site = {}) {
  for (const std::string_view mark : {" | ", " – ", " — ", " - "}) {
    const auto at = title.rfind(mark);
    if (at == std::string::npos || at <= title.size() / 3) continue;
    if (site.empty() || std::string_view(title).substr(at + mark.size()) == site) return title.substr(0, at);
  }
  return title;
}

Page read_metadata(const GumboNode& document) {
  Page page, shown;
  read_metadata(document, page, shown);
  if (!page.publisher.empty()) page.title = without_site(page.title, page.publisher);
  if (page.title.empty()) page.title = shown.title.empty() ? without_site(shown.publisher) : shown.title;
  if (page.date.empty()) page.date = shown.date;
  if (page.url.find("://") == std::string::npos) page.url.clear();
  return page;
}

// Blocks.

bool names_furniture(std::string_view names) {
  for (std::size_t i = 0; i < names.size();) {
    std::size_t end = i;
    std::string word;
    while (end < names.size() && std::isalpha(static_cast<unsigned char>(names[end])) != 0)
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(names[end++])));
    if (std::find(furniture_names.begin(), furniture_names.end(), word) != furniture_names.end()) return true;
    i = end + 1;
  }
  return false;
}

std::size_t text_size(const GumboNode& node) {
  if (node.type == GUMBO_NODE_TEXT) return std::string_view(node.v.text.text).size();
  std::size_t size = 0;
  if (is_element(node) && !is_any(node.v.element.tag, hidden_tags))
    for_children(node, [&](const GumboNode& child) { size += text_size(child); });
  return size;
}

/// Reads the blocks below the main part.
class BlockReader {
 public:
  explicit BlockReader(const GumboNode& main) : whole_(text_size(main)) {
    for_children(main, [&](const GumboNode& child) { read(child, 0); });
    finish();
  }

  std::vector<Block> take() { return std::move(blocks_); }

 private:
  bool is_hidden(const GumboNode& node) const {
    const auto tag = node.v.element.tag;
    if (is_any(tag, hidden_tags) || gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr) return true;
    const auto role = attribute(node, "role");
    if (role == "navigation" || role == "complementary" || role == "contentinfo" || role == "banner") return true;
    if (attribute(node, "aria-hidden") == "true" || attribute(node, "style").find("display:none") != std::string::npos)
      return true;
    const bool named = names_furniture(attribute(node, "class")) || names_furniture(attribute(node, "id"));
    return named && 2 * text_size(node) < whole_;
  }

  void read(const GumboNode& node, int links) {
    if (is_text(node)) {
      current_ += node.v.text.text;
      if (links > 0) linked_ += std::string_view(node.v.text.text).size();
      return;
    }
    if (!is_element(node) || is_hidden(node)) return;
    const auto tag = node.v.element.tag;
    const bool inside = is_any(tag, inline_tags);
    if (!inside) start(tag);
    for_children(node, [&](const GumboNode& child) { read(child, links + (tag == GUMBO_TAG_A)); });
    if (!inside) finish();
  }

  void start(GumboTag tag) {
    finish();
    if (tag == GUMBO_TAG_LI) kind_ = Block::Kind::Item;
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) kind_ = Block::Kind::Heading;
  }

  void finish() {
    Block block{collapsed(current_), kind_};
    if (!block.text.empty()) {
      block.link_share = static_cast<double>(linked_) / static_cast<double>(current_.size());
      blocks_.push_back(std::move(block));
    }
    current_.clear();
    linked_ = 0;
    kind_ = Block::Kind::Paragraph;
  }

  std::size_t whole_;
  std::vector<Block> blocks_;
  std::string current_;
  std::size_t linked_ = 0;
  Block::Kind kind_ = Block::Kind::Paragraph;
};

void find_main(const GumboNode& node, GumboTag tag, const GumboNode*& best, std::size_t& longest) {
  if (is_tag(node, tag)) {
    const auto size = text_size(node);
    if (size > longest) best = &node, longest = size;
    return;
  }
  for_children(node, [&](const GumboNode& child) { find_main(child, tag, best, longest); });
}

const GumboNode& main_part(const GumboNode& document) {
  constexpr std::size_t shortest_article = 200;
  for (const auto tag : {GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN}) {
    const GumboNode* best = nullptr;
    std::size_t longest = shortest_article;
    find_main(document, tag, best, longest);
    if (best != nullptr) return *best;
  }
  return document;
}

/// An upper bound of nesting: open tags minus closed ones, of elements that must be closed.
bool is_too_deep(std::string_view html) {
  std::size_t depth = 0;
  for (auto i = html.find('<'); i != std::string_view::npos && i + 1 < html.size(); i = html.find('<', i + 1)) {
    if (html[i + 1] == '/') {
      depth -= depth > 0;
    } else if (std::isalpha(static_cast<unsigned char>(html[i + 1])) != 0) {
      std::string name;
      for (auto k = i + 1;
           k < html.size() && std::isalnum(static_cast<unsigned char>(html[k])) != 0 && name.size() < 12; ++k)
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(html[k])));
      constexpr auto never_nest = std::to_array<std::string_view>(
          {"p",    "li",   "br",     "img",    "td",  "tr",   "th",   "dd",  "dt",    "hr",    "input",
           "meta", "link", "option", "source", "wbr", "area", "base", "col", "embed", "param", "track"});
      depth += std::find(never_nest.begin(), never_nest.end(), name) == never_nest.end();
    }
    if (depth > deepest) return true;
  }
  return false;
}

}  // namespace

Page read_html(std::string_view html, const std::string& name) {
  if (is_too_deep(html)) throw DocumentError(name + ": elements nested too deeply");
  const auto destroy = [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()), destroy);
  if (output == nullptr) throw DocumentError(name + ": page cannot be parsed");
  Page page = read_metadata(*output->document);
  page.blocks = BlockReader(main_part(*output->document)).take();
  return page;
}

}  // namespace whom::extract
