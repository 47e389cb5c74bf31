// The article is found in one pass over the blocks. Each block is furniture by its cue (article_cue.hpp) or a
// candidate; state carries what a single line cannot show: inside a related-story box headlines are dropped until
// something that reads like prose or a quotation comes, and a comment form ends the page. Prose, a line of a dozen
// words with a full stop, is never dropped for its looks, only for its place behind the article's end.
#include "extract/article.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "extract/article_cue.hpp"
#include "extract/document_date.hpp"

namespace whom::extract {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string single_spaced(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : trim(text))
    if (c != ' ' || out.back() != ' ') out += c;
  return out;
}

// Lines.

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

/// What follows a bullet, or nothing if the line has none.
std::optional<std::string_view> after_bullet(std::string_view line) {
  constexpr std::string_view bullets[] = {"- ", "* ", "• ", "– ", "· ", "▪ ", "‣ ", "● ", "+ "};
  for (const auto bullet : bullets)
    if (line.starts_with(bullet)) return trim(line.substr(bullet.size()));
  return std::nullopt;
}

/// Whether the next line was started because its first word did not fit into `width`.
bool is_wrapped(std::string_view line, std::string_view next, std::size_t width) {
  const auto word = next.substr(0, next.find(' '));
  return length_of(line) + 1 + length_of(word) > width;
}

/// Lengths around which text is commonly wrapped; longer lines are paragraphs.
constexpr std::size_t widest_wrap = 110;
constexpr std::size_t narrowest_wrap = 40;

/// The width lines are wrapped at, or 0 when each line is a paragraph: in wrapped text nearly every line is followed by
/// a word that did not fit, and many lines end inside a sentence.
std::size_t wrap_width(const std::vector<std::string_view>& lines) {
  std::size_t width = 0;
  for (const auto line : lines) {
    if (line.size() > 4 * widest_wrap) return 0;
    if (line.find("://") == std::string_view::npos || line.find(' ') != std::string_view::npos)
      width = std::max(width, length_of(line));
  }
  if (width > widest_wrap || width < narrowest_wrap) return 0;
  std::size_t joints = 0, full = 0, open = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].empty() || lines[i + 1].empty() || after_bullet(lines[i + 1])) continue;
    const bool wrapped = is_wrapped(lines[i], lines[i + 1], width);
    ++joints;
    full += wrapped;
    open += wrapped && !ends_sentence(lines[i]) && cue_of(lines[i]) == Cue::None;
  }
  return open >= 2 && 3 * full >= 2 * joints ? width : 0;
}

bool joins(std::string_view line, std::string_view next, std::size_t width) {
  return width > 0 && !line.empty() && !next.empty() && !after_bullet(next) && cue_of(next) == Cue::None &&
         is_wrapped(line, next, width);
}

// Blocks.

bool is_prose(std::string_view text) {
  if (begins_quotation(text)) return true;
  return (ends_sentence(text) && !is_headline(text) && word_count(text) >= 5) || length_of(text) > 140;
}

/// "CAIRO- 24 July 2022: ", "HALIFAX — ", "Port-au-Prince - ": place, perhaps date and agency, and a dash or colon.
/// Its length, or 0.
std::size_t dateline_length(std::string_view text) {
  constexpr std::string_view ends[] = {" – ", " — ", " - ", "— ", "– ", "- ", ": "};
  constexpr std::size_t longest = 70;
  const auto head = text.substr(0, longest);
  std::size_t found = std::string_view::npos, length = 0;
  for (const auto mark : ends) {
    auto at = head.find(mark);
    if (mark == "- " && at != std::string_view::npos && !find_date(head).empty()) at = head.find(": ", at);
    if (at < found) found = at, length = at == head.find(": ") ? 2 : mark.size();
  }
  if (found == std::string_view::npos || found == 0) return 0;
  return found + length;
}

bool is_upper_word(std::string_view word) {
  return std::none_of(word.begin(), word.end(),
                      [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; });
}

bool is_agency(std::string_view place) {
  return place.starts_with('(') && place.ends_with(')') && word_count(place) <= 3;
}

/// Whether what stands before the mark is a place, an agency in brackets or a date: a few words in capitals, or with a
/// spaced dash capitalised ones; date and agency may follow a place.
bool is_place(std::string_view place, bool spaced_dash) {
  const bool dated = !find_date(place).empty();
  if (is_agency(place) || (dated && word_count(place) <= 4)) return true;
  const bool numbered = std::any_of(place.begin(), place.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto end = place.find_first_of(",(-0123456789");
  const auto name = trim(place.substr(0, numbered || place.find('(') != std::string_view::npos ? end : place.size()));
  if (name.size() < 3 || word_count(name) > 4) return false;
  if (is_upper_word(name)) return true;
  return spaced_dash && std::isupper(static_cast<unsigned char>(name[0])) != 0 && capital_share(name) > 0.99 &&
         word_count(name) <= 3;
}

/// Cuts a dateline off the first paragraph and reads its date.
std::string_view without_dateline(std::string_view text, std::string& date) {
  const auto length = dateline_length(text);
  if (length == 0 || length >= text.size()) return text;
  const auto head = text.substr(0, length);
  const bool spaced_dash = head.ends_with(" - ") || head.ends_with(" – ") || head.ends_with(" — ");
  auto place = head;
  while (!place.empty() && (static_cast<unsigned char>(place.back()) >= 0x80 || place.back() == ' ' ||
                            place.back() == ':' || place.back() == '-'))
    place.remove_suffix(1);
  const auto rest = trim(text.substr(length));
  const auto lower = [&](std::size_t i) {
    return i < rest.size() && std::islower(static_cast<unsigned char>(rest[i])) != 0;
  };
  if (!is_place(place, spaced_dash) || (lower(0) && (lower(1) || !is_upper_word(place)))) return text;
  if (date.empty()) date = find_date(head);
  return rest;
}

/// The state of the pass.
class Cleaner {
 public:
  Cleaner(const std::vector<Block>& blocks, std::string_view title) : blocks_(blocks) { article_.title = title; }

  Article run() {
    const std::size_t first = find_headline();
    for (std::size_t i = first; i < blocks_.size() && !ended_; ++i) read(blocks_[i]);
    return std::move(article_);
  }

 private:
  /// A headline above the text: the first block that is no furniture, if it looks like one and an article follows.
  std::size_t find_headline() {
    std::size_t i = 0;
    while (i < blocks_.size() && cue_of(blocks_[i].text) != Cue::None) note_date(blocks_[i++].text);
    if (i == blocks_.size() || !article_.title.empty()) return i;
    const auto& block = blocks_[i];
    const auto prose = std::count_if(blocks_.begin() + static_cast<std::ptrdiff_t>(i) + 1, blocks_.end(),
                                     [](const Block& b) { return is_prose(b.text); });
    if (prose < 2 || block.kind == Block::Kind::Item || !is_headline(block.text)) return i;
    article_.title = block.text;
    return i + 1;
  }

  void read(const Block& block) {
    const Cue cue = cue_of(block.text);
    if (cue != Cue::None) return furniture(block, cue);
    if (block.link_share > 0.6 && !is_prose(block.text)) return;
    if (in_box_ && !is_prose(block.text) && (is_headline(block.text) || block.kind == Block::Kind::Item)) return;
    in_box_ = false;
    if (block.kind != Block::Kind::Item && block.text == article_.title) return;
    keep(block);
  }

  void furniture(const Block& block, Cue cue) {
    in_box_ = cue == Cue::Related || (in_box_ && cue != Cue::Summary);
    ended_ = !article_.text.empty() && (cue == Cue::Comments || (cue == Cue::CommentCount && prose_ > 1));
    if (prose_ < 2) note_date(block.text);
  }

  void note_date(std::string_view line) {
    const Cue cue = cue_of(line);
    if (article_.date.empty() && (cue == Cue::DateLine || cue == Cue::Byline)) article_.date = find_date(line);
  }

  void keep(const Block& block) {
    const auto text = begin_of_article(block) ? without_datelines(block.text) : without_caption_label(block.text);
    prose_ += is_prose(text);
    told_ = told_ || (block.kind != Block::Kind::Item && is_prose(text));
    if (!article_.text.empty()) article_.text += "\n\n";
    article_.text += text;
  }

  /// Datelines stand before the first paragraph; a summary list may precede it.
  bool begin_of_article(const Block& block) const { return !told_ && block.kind == Block::Kind::Paragraph; }

  /// Place and date may be set off one by one: "Haven, Malta – March 5, 2024 – ".
  std::string_view without_datelines(std::string_view text) {
    text = without_caption_label(text);
    return without_dateline(without_dateline(text, article_.date), article_.date);
  }

  const std::vector<Block>& blocks_;
  Article article_;
  std::size_t prose_ = 0;
  bool told_ = false;  ///< a paragraph of the article proper has been kept
  bool in_box_ = false;
  bool ended_ = false;
};

}  // namespace

std::vector<Block> blocks_of_text(std::string_view text) {
  const auto lines = split_lines(text);
  const auto width = wrap_width(lines);
  std::vector<Block> blocks;
  bool joined = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (joined) {
      if (!blocks.back().text.ends_with('-')) blocks.back().text += ' ';
      blocks.back().text += single_spaced(lines[i]);
    } else if (const auto item = after_bullet(lines[i])) {
      if (!item->empty()) blocks.push_back({single_spaced(*item), Block::Kind::Item});
    } else if (!lines[i].empty()) {
      blocks.push_back({single_spaced(lines[i])});
    }
    joined = i + 1 < lines.size() && joins(lines[i], lines[i + 1], width) && !blocks.empty();
  }
  return blocks;
}

Article clean_article(const std::vector<Block>& blocks, std::string_view title) { return Cleaner(blocks, title).run(); }

}  // namespace whom::extract
