#include "extract/document_markdown.hpp"

#include <algorithm>
#include <cctype>

namespace whom::extract {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Inline marks.

/// "[text](target)", "[text][name]" or "[text]" at `at`: where it ends, and its text; nothing if it is no link.
struct Link {
  std::size_t end = 0;
  std::string_view text;
};

std::size_t matching(std::string_view line, std::size_t at, char open, char close) {
  constexpr std::size_t longest = 500;
  int depth = 0;
  for (auto i = at; i < std::min(line.size(), at + longest); ++i) {
    if (line[i] == '\\')
      ++i;
    else if (line[i] == open)
      ++depth;
    else if (line[i] == close && --depth == 0)
      return i;
  }
  return std::string_view::npos;
}

Link link_at(std::string_view line, std::size_t at) {
  const auto close = matching(line, at, '[', ']');
  if (close == std::string_view::npos || close + 1 >= line.size()) return {};
  const char next = line[close + 1];
  if (next != '(' && next != '[') return {};
  const auto end = matching(line, close + 1, next, next == '(' ? ')' : ']');
  if (end == std::string_view::npos) return {};
  return {end + 1, line.substr(at + 1, close - at - 1)};
}

/// Emphasis marks open or close at the border of a word; a star or line between two spaces is itself.
bool is_emphasis(std::string_view line, std::size_t at) {
  auto begin = at, end = at;
  while (begin > 0 && line[begin - 1] == line[at]) --begin;
  while (end < line.size() && line[end] == line[at]) ++end;
  const bool before = begin > 0 && line[begin - 1] != ' ';
  const bool after = end < line.size() && line[end] != ' ';
  if (!before && !after) return false;
  const bool inside_word = before && after && is_word(line[begin - 1]) && is_word(line[end]);
  return line[at] == '*' || !inside_word;
}

/// Text of a line without its marks; `linked` grows by the characters of link texts.
std::string plain_text(std::string_view line, std::size_t& linked, int depth = 0) {
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    const bool image = c == '!' && i + 1 < line.size() && line[i + 1] == '[';
    if (c == '\\' && i + 1 < line.size() && std::ispunct(static_cast<unsigned char>(line[i + 1])) != 0) {
      text += line[i + 1];
      i += 2;
    } else if (const Link link = c == '[' || image ? link_at(line, i + image) : Link{}; link.end > 0 && depth < 4) {
      if (!image) {
        const auto inner = plain_text(link.text, linked, depth + 1);
        linked += inner.size();
        text += inner;
      }
      i = link.end;
    } else if (c == '`' || ((c == '*' || c == '_' || c == '~') && is_emphasis(line, i))) {
      ++i;
    } else {
      text += c;
      ++i;
    }
  }
  return text;
}

// Lines.

bool is_rule(std::string_view line) {
  line = trim(line);
  if (line.size() < 3 || (line[0] != '-' && line[0] != '*' && line[0] != '_')) return false;
  return std::all_of(line.begin(), line.end(), [&](char c) { return c == line[0] || c == ' '; });
}

bool is_underline(std::string_view line) {
  line = trim(line);
  return !line.empty() && (line[0] == '=' || line[0] == '-') &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

bool is_fence(std::string_view line) { return trim(line).starts_with("```") || trim(line).starts_with("~~~"); }

/// "[name]: address".
bool is_definition(std::string_view line) {
  line = trim(line);
  const auto close = line.find("]:");
  return line.starts_with('[') && close != std::string_view::npos && line.find("://") != std::string_view::npos;
}

/// Length of "- ", "12. " and the like, or 0.
std::size_t item_mark(std::string_view line) {
  if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') return 2;
  std::size_t digits = 0;
  while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) ++digits;
  const bool numbered = digits > 0 && digits < 4 && digits + 1 < line.size() &&
                        (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  return numbered ? digits + 2 : 0;
}

std::string without_comments(std::string_view text) {
  std::string out;
  while (true) {
    const auto begin = text.find("<!--");
    out += text.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const auto end = text.find("-->", begin);
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 3);
  }
}

/// Takes "---", "key: value" lines and "---" off the beginning.
std::map<std::string, std::string> take_front_matter(std::string_view& text) {
  std::map<std::string, std::string> values;
  const auto end = text.find("\n---");
  if (!text.starts_with("---\n") || end == std::string_view::npos) return values;
  for (const auto line : split_lines(text.substr(4, std::max<std::size_t>(end, 4) - 4))) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with(' ')) continue;
    std::string key(trim(line.substr(0, colon)));
    std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return std::tolower(c); });
    auto value = trim(line.substr(colon + 1));
    if (value.size() > 1 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
      value = value.substr(1, value.size() - 2);
    values.emplace(key, value);
  }
  text.remove_prefix(std::min(text.find('\n', end + 1), text.size()));
  return values;
}

/// Gathers lines into blocks.
class Reader {
 public:
  std::vector<Block> read(std::string_view text) {
    bool fenced = false;
    for (const auto line : split_lines(text)) {
      if (is_fence(line)) fenced = !fenced;
      if (!fenced && !is_fence(line)) add(line);
    }
    finish();
    return std::move(blocks_);
  }

 private:
  void add(std::string_view line) {
    auto bare = trim(line);
    while (bare.starts_with('>')) bare = trim(bare.substr(1));
    if (is_underline(bare) && !open_.empty()) {
      kind_ = Block::Kind::Heading;
      return finish();
    }
    if (bare.empty() || is_rule(bare) || is_definition(bare) || bare.starts_with('|')) return finish();
    if (const auto level = bare.find_first_not_of('#'); level > 0 && level <= 6 && bare[level] == ' ')
      return heading(bare.substr(level));
    if (const auto mark = item_mark(bare); mark > 0) {
      finish();
      kind_ = Block::Kind::Item;
      bare.remove_prefix(mark);
    }
    if (!open_.empty()) open_ += ' ';
    open_ += trim(bare);
  }

  void heading(std::string_view text) {
    finish();
    text = trim(text);
    while (text.ends_with('#')) text.remove_suffix(1);
    open_ = trim(text);
    kind_ = Block::Kind::Heading;
    finish();
  }

  void finish() {
    std::size_t linked = 0;
    Block block{plain_text(open_, linked), kind_};
    block.text = trim(block.text);
    if (!block.text.empty()) {
      block.link_share = static_cast<double>(linked) / static_cast<double>(block.text.size());
      blocks_.push_back(std::move(block));
    }
    open_.clear();
    kind_ = Block::Kind::Paragraph;
  }

  std::vector<Block> blocks_;
  std::string open_;
  Block::Kind kind_ = Block::Kind::Paragraph;
};

}  // namespace

Markdown read_markdown(std::string_view text) {
  Markdown markdown;
  markdown.front_matter = take_front_matter(text);
  markdown.blocks = Reader().read(without_comments(text));
  if (!markdown.blocks.empty() && markdown.blocks[0].kind == Block::Kind::Heading)
    markdown.title = markdown.blocks[0].text;
  return markdown;
}

}  // namespace whom::extract
