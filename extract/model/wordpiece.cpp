#include "extract/model/wordpiece.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "extract/model/features.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kLongestWord = 12, kLongestWindow = 512;
constexpr std::string_view kContinues = "##";

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

bool is_punctuation(char32_t c) {
  if (c < 128) return !(c >= U'a' && c <= U'z') && !(c >= U'A' && c <= U'Z') && !(c >= U'0' && c <= U'9');
  const auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_PO;
}

/// Canonical decomposition (NFD).
std::u32string decompose(std::u32string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 128; })) return std::u32string(text);
  const std::string bytes = utf8(text);
  std::vector<utf8proc_int32_t> out(text.size() * 4);  // no character decomposes into more than four
  const auto length = utf8proc_decompose(
      reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()), static_cast<utf8proc_ssize_t>(bytes.size()), out.data(),
      static_cast<utf8proc_ssize_t>(out.size()), static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
  if (length < 0) return std::u32string(text);
  return {out.begin(), out.begin() + length};
}

/// Small letters without accents, cut around punctuation.
std::vector<std::string> parts(std::string_view form) {
  std::vector<std::string> out;
  bool open = false;
  for (const char32_t c : decompose(lower(normalise(form)))) {
    if (category(c) == UTF8PROC_CATEGORY_MN) continue;
    const bool alone = is_punctuation(c);
    if (alone || !open) out.emplace_back();
    out.back() += utf8({&c, 1});
    open = !alone;
  }
  return out;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

Shape shape(std::u32string_view form) {
  std::size_t small = 0, large = 0;
  bool begins_large = false;
  for (const char32_t c : form) {
    const auto kind = category(c);
    if (kind == UTF8PROC_CATEGORY_LL) ++small;
    if (kind != UTF8PROC_CATEGORY_LU && kind != UTF8PROC_CATEGORY_LT) continue;
    begins_large |= small + large == 0;
    ++large;
  }
  if (small + large == 0) return Shape::NoLetters;
  if (large == 0) return Shape::Small;
  if (large == 1 && begins_large) return Shape::Capitalised;
  return small == 0 ? Shape::Capitals : Shape::Mixed;
}

WordPiece::WordPiece(const std::vector<std::string_view>& subwords) {
  beginnings_.reserve(subwords.size());
  for (std::uint32_t id = 0; id < subwords.size(); ++id) {
    const bool continues = subwords[id].starts_with(kContinues);
    const auto text = subwords[id].substr(continues ? kContinues.size() : 0);
    (continues ? continuations_ : beginnings_).emplace(text, id);
    longest_ = std::max(longest_, text.size());
  }
  const auto mark = [&](std::string_view name) {
    const auto found = beginnings_.find(name);
    if (found == beginnings_.end()) throw std::runtime_error("no subword '" + std::string(name) + "'");
    return found->second;
  };
  unknown_ = mark("[UNK]");
  begin_ = mark("[CLS]");
  end_ = mark("[SEP]");
}

void WordPiece::add_part(std::string_view part, std::vector<std::uint32_t>& out) const {
  const std::size_t before = out.size();
  for (std::size_t begin = 0; begin < part.size();) {
    const Ids& ids = begin == 0 ? beginnings_ : continuations_;
    auto found = ids.end();
    std::size_t length = std::min(part.size() - begin, longest_);
    for (; length > 0; --length) {
      if (begin + length < part.size() && continues_character(part[begin + length])) continue;
      found = ids.find(part.substr(begin, length));
      if (found != ids.end()) break;
    }
    if (found == ids.end()) {
      out.resize(before);
      out.push_back(unknown_);
      return;
    }
    out.push_back(found->second);
    begin += length;
  }
}

std::vector<std::uint32_t> WordPiece::word(std::string_view form) const {
  std::vector<std::uint32_t> out;
  for (const std::string& part : parts(form)) add_part(part, out);
  if (out.size() > kLongestWord) out.resize(kLongestWord);
  if (out.empty()) out.push_back(unknown_);
  return out;
}

std::vector<Subword> WordPiece::window(const std::vector<std::vector<std::string_view>>& sentences) const {
  std::vector<Subword> out{{begin_, Subword::kMark, Shape::Mark}};
  std::uint32_t word_number = 0;
  for (const auto& sentence : sentences) {
    for (const auto form : sentence) {
      const Shape looks = shape(normalise(form));
      for (const auto id : word(form)) out.push_back({id, word_number, looks});
      ++word_number;
    }
    out.push_back({end_, Subword::kMark, Shape::Mark});
  }
  if (out.size() <= kLongestWindow) return out;
  const auto same_word = [](const Subword& a, const Subword& b) {
    return a.word == b.word && a.word != Subword::kMark;
  };
  out.erase(std::unique(out.begin(), out.end(), same_word), out.end());
  return out;
}

}  // namespace whom::extract
