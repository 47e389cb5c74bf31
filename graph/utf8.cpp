#include "graph/utf8.hpp"

#include <algorithm>

namespace whom::graph {
namespace {

constexpr std::uint32_t stride = 64;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Length of the well-formed sequence at the front, or 0.
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || bytes.size() < length) return 0;
  if (!std::all_of(bytes.begin() + 1, bytes.begin() + static_cast<std::ptrdiff_t>(length), continues)) return 0;
  const unsigned char second = at(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second >= 0xA0;
  const bool beyond = lead == 0xF4 && second >= 0x90;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::string repair_utf8(std::string_view bytes) {
  std::string repaired;
  repaired.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length == 0) {
      append_utf8(repaired, 0xFFFD);
    } else {
      repaired.append(bytes.substr(0, length));
    }
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return repaired;
}

std::size_t count_code_points(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

void append_utf8(std::string& text, char32_t c) {
  const auto put = [&](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

CodePointMap::CodePointMap(std::string_view text) : text_(text) {
  size_ = static_cast<std::uint32_t>(count_code_points(text));
  if (size_ == text.size()) return;
  std::uint32_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (continues(text[at])) continue;
    if (seen++ % stride == 0) marks_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::size_t CodePointMap::byte(std::uint32_t code_point) const {
  if (code_point >= size_) return text_.size();
  if (marks_.empty()) return code_point;
  std::size_t at = marks_[code_point / stride];
  for (std::uint32_t left = code_point % stride; left > 0; --left) {
    do ++at;
    while (continues(text_[at]));
  }
  return at;
}

std::uint32_t CodePointMap::code_point(std::size_t byte) const {
  if (byte >= text_.size()) return size_;
  if (marks_.empty()) return static_cast<std::uint32_t>(byte);
  const auto mark = std::prev(std::upper_bound(marks_.begin(), marks_.end(), byte));
  const std::string_view between = text_.substr(*mark, byte + 1 - *mark);
  const auto block = static_cast<std::uint32_t>(mark - marks_.begin());
  return block * stride + static_cast<std::uint32_t>(count_code_points(between)) - 1;
}

std::string_view CodePointMap::substring(Span span) const {
  const std::size_t begin = byte(span.begin);
  return text_.substr(begin, std::max(begin, byte(span.end)) - begin);
}

}  // namespace whom::graph
