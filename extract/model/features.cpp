#include "extract/model/features.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace whom::extract {
namespace {

constexpr std::uint32_t kUnknown = 1, kFirst = 2;
constexpr char32_t kCapitalDottedI = 0x130;  // the one character whose lower case is two

constexpr std::pair<std::string_view, char32_t> kBrackets[] = {
    {"-LRB-", U'('}, {"-RRB-", U')'}, {"-LSB-", U'['}, {"-RSB-", U']'},
    {"-LCB-", U'{'}, {"-RCB-", U'}'}, {"``", U'"'},    {"''", U'"'},
};

char32_t fold(char32_t c) {
  constexpr std::u32string_view kDouble = U"“”„«»", kSingle = U"‘’‚ʼ`", kDashes = U"–—‑‐−";
  if (kDouble.find(c) != kDouble.npos) return U'"';
  if (kSingle.find(c) != kSingle.npos) return U'\'';
  return kDashes.find(c) != kDashes.npos ? U'-' : c;
}

/// The middle of a long word is left out.
std::u32string cut(std::u32string_view form) {
  if (form.size() <= kCharacters) return std::u32string(form);
  return std::u32string(form.substr(0, kCharacters / 2)).append(form.substr(form.size() - kCharacters / 2));
}

}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string out;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    utf8proc_int32_t c = 0;
    const auto length = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &c);
    out.push_back(length > 0 ? static_cast<char32_t>(c) : U'\uFFFD');
    i += length > 0 ? static_cast<std::size_t>(length) : 1;
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
  return out;
}

std::u32string normalise(std::string_view form) {
  for (const auto& [bracket, plain] : kBrackets)
    if (form == bracket) return {plain};
  std::u32string out = code_points(form);
  std::transform(out.begin(), out.end(), out.begin(), fold);
  if (out == U"--") return U"-";
  return out == U"…" ? U"..." : out;
}

std::u32string lower(std::u32string text) {
  for (char32_t& c : text)
    if (c != kCapitalDottedI) c = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
  return text;
}

WordRows::WordRows(std::vector<std::string_view> words) : words_(std::move(words)) {
  if (!std::is_sorted(words_.begin(), words_.end())) throw std::runtime_error("a vocabulary is not sorted");
}

std::uint32_t WordRows::row(std::string_view word) const {
  const auto found = std::lower_bound(words_.begin(), words_.end(), word);
  return found == words_.end() || *found != word ? kUnknown
                                                 : static_cast<std::uint32_t>(found - words_.begin()) + kFirst;
}

CharacterRows::CharacterRows(const TensorFile& file) {
  for (const auto character : file.strings("vocabulary/characters"))
    rows_.emplace(code_points(character).at(0), static_cast<std::uint16_t>(rows_.size() + kFirst));
}

CharacterIds CharacterRows::rows(std::u32string_view form) const {
  CharacterIds out{};
  const std::u32string visible = cut(form);
  std::transform(visible.begin(), visible.end(), out.begin(), [&](char32_t c) {
    const auto found = rows_.find(c);
    return found == rows_.end() ? std::uint16_t{kUnknown} : found->second;
  });
  return out;
}

}  // namespace whom::extract
