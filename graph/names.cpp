// A name is decomposed and case-folded by utf8proc (NFKD), then read code point by code point: marks and apostrophes
// vanish, letters that have no decomposition but a common ASCII spelling take it, punctuation ends a word.
#include "graph/names.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <utility>

#include "graph/utf8.hpp"

namespace whom::graph {
namespace {

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};
using Mapped = std::unique_ptr<utf8proc_uint8_t, Free>;

struct Word {
  std::string text;
  bool initial = false;  ///< a single letter with a dot
};

constexpr std::array<char32_t, 8> apostrophes = {0x2018, 0x2019, 0x201B, 0x02BC, 0x02BB, 0x60, 0xB4, 0xFF07};

utf8proc_int32_t plain_apostrophe(utf8proc_int32_t code_point, void*) {
  const auto c = static_cast<char32_t>(code_point);
  return std::find(apostrophes.begin(), apostrophes.end(), c) == apostrophes.end() ? code_point : '\'';
}

std::string map_utf8(std::string_view text, unsigned options) {
  utf8proc_uint8_t* bytes = nullptr;
  const auto length = utf8proc_map_custom(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                          static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                                          static_cast<utf8proc_option_t>(options), plain_apostrophe, nullptr);
  const Mapped owner(bytes);
  if (length < 0) throw std::runtime_error(std::string("text cannot be normalised: ") + utf8proc_errmsg(length));
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  while (!text.empty()) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &point);
    points += static_cast<char32_t>(point);
    text.remove_prefix(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 1)));
  }
  return points;
}

/// ASCII spelling of lower-case Latin letters that Unicode does not decompose.
std::string_view ascii_spelling(char32_t c) {
  static constexpr std::array<std::pair<char32_t, std::string_view>, 10> spellings = {{{0xE6, "ae"},
                                                                                       {0xF0, "d"},
                                                                                       {0xF8, "o"},
                                                                                       {0xFE, "th"},
                                                                                       {0x111, "d"},
                                                                                       {0x127, "h"},
                                                                                       {0x131, "i"},
                                                                                       {0x142, "l"},
                                                                                       {0x153, "oe"},
                                                                                       {0x167, "t"}}};
  const auto found = std::find_if(spellings.begin(), spellings.end(), [c](const auto& s) { return s.first == c; });
  return found == spellings.end() ? std::string_view() : found->second;
}

bool is_diacritic(char32_t c) { return c >= 0x300 && c <= 0x36F; }

bool is_ascii_alnum(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Punctuation and white space end a word; symbols do not.
bool separates(char32_t c) {
  if (c < 0x80)
    return !is_ascii_alnum(c) &&
           (c == 0 || std::string_view("#%@$+<=>|~").find(static_cast<char>(c)) == std::string_view::npos);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO) ||
         (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_CC) || category == UTF8PROC_CATEGORY_SK ||
         category == UTF8PROC_CATEGORY_CN;
}

bool single_letter(const Word& word) { return word.text.size() == 1 && word.text[0] >= 'a' && word.text[0] <= 'z'; }

void end_word(std::vector<Word>& found) {
  if (!found.back().text.empty()) found.emplace_back();
}

void read(char32_t c, std::vector<Word>& found) {
  if (c == '\'' || is_diacritic(c)) return;
  if (c == '.' && single_letter(found.back())) found.back().initial = true;
  if (c == '&') {
    end_word(found);
    found.back().text = "and";
    return end_word(found);
  }
  if (separates(c)) return end_word(found);
  const auto spelling = ascii_spelling(c);
  if (spelling.empty()) {
    append_utf8(found.back().text, c);
  } else {
    found.back().text += spelling;
  }
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What folding makes of an ASCII character.
char32_t fold_ascii(char c) {
  if (c == '`') return '\'';
  return static_cast<char32_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

std::u32string fold(std::string_view name) {
  return code_points(map_utf8(
      repair_utf8(name), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
}

/// Most names are ASCII, for which there is nothing to decompose.
std::vector<Word> split(std::string_view name) {
  std::vector<Word> found(1);
  if (is_ascii(name)) {
    for (const char c : name) read(fold_ascii(c), found);
  } else {
    for (const char32_t c : fold(name)) read(c, found);
  }
  if (found.back().text.empty()) found.pop_back();
  return found;
}

void drop_article(std::vector<Word>& found) {
  if (found.size() < 2 || found.front().initial) return;
  const std::string& first = found.front().text;
  if (first == "the" || first == "a" || first == "an") found.erase(found.begin());
}

bool dotted_letter(const Word& word) { return word.initial && single_letter(word); }

/// "u", "s" -> "us".
std::vector<std::string> join_initials(std::vector<Word> found, bool (*is_letter)(const Word&)) {
  std::vector<std::string> joined;
  joined.reserve(found.size());
  bool after_letter = false;
  for (Word& word : found) {
    const bool letter = is_letter(word);
    if (letter && after_letter) {
      joined.back() += word.text;
    } else {
      joined.push_back(std::move(word.text));
    }
    after_letter = letter;
  }
  return joined;
}

std::vector<std::string> composed(std::vector<std::string> all) {
  for (std::string& word : all) {
    if (!is_ascii(word)) word = map_utf8(word, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  }
  return all;
}

std::string join(const std::vector<std::string>& parts, char separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

bool in_slug(char32_t c) {
  if (c < 0x80) return is_ascii_alnum(c);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

std::string slug_word(const std::string& word) {
  std::string kept;
  for (const char32_t c : code_points(word)) {
    if (in_slug(c)) append_utf8(kept, c);
  }
  return kept;
}

}  // namespace

std::vector<std::string> words(std::string_view name) {
  std::vector<Word> found = split(name);
  drop_article(found);
  return composed(join_initials(std::move(found), single_letter));
}

std::vector<std::string> text_words(std::string_view text) {
  return composed(join_initials(split(text), dotted_letter));
}

std::string name_key(std::string_view name) { return join(words(name), ' '); }

std::string slug(std::string_view name) {
  constexpr std::size_t longest = 80;
  std::vector<std::string> parts;
  std::size_t size = 0;
  for (const std::string& word : words(name)) {
    std::string part = slug_word(word);
    if (part.empty()) continue;
    if (part.size() > longest) part.resize(CodePointMap(part).byte(longest / 4));
    size += part.size() + 1;
    if (size > longest + 1) break;
    parts.push_back(std::move(part));
  }
  return parts.empty() ? "entity" : join(parts, '-');
}

bool is_acronym(std::string_view name) {
  std::size_t letters = 0;
  for (const char c : name) {
    if (c == '.') continue;
    if (c < 'A' || c > 'Z') return false;
    ++letters;
  }
  return letters >= 2 && letters <= 10;
}

}  // namespace whom::graph
