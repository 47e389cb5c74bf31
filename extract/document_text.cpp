#include "extract/document_text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "extract/document.hpp"
#include "graph/utf8.hpp"

namespace whom::extract {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char32_t dropped = 0xFFFFFFFF;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

[[noreturn]] void fail(std::string_view bytes, std::size_t offset, const std::string& name, std::size_t first_line,
                       const char* message) {
  throw DocumentError(position(bytes, offset, name, first_line) + ": " + message);
}

void check(std::string_view bytes, const std::string& name, std::size_t first_line) {
  const auto binary = bytes.find('\0');
  const auto invalid = graph::first_invalid_utf8(bytes);
  if (binary < invalid.value_or(bytes.size())) fail(bytes, binary, name, first_line, "binary file (NUL byte)");
  if (invalid) fail(bytes, *invalid, name, first_line, "invalid UTF-8");
}

/// What a character becomes in stored text, or `dropped`.
char32_t plain(char32_t c) {
  if (c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029) return '\n';
  if (c == '\t' || c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
      c == 0x3000)
    return ' ';
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return dropped;
  const bool invisible = c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF ||
                         (c >= 0xFFF9 && c <= 0xFFFB);
  return invisible ? dropped : c;
}

/// Line ends and characters made plain; not yet normalised.
std::string simplify(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    char32_t c = next_code_point(bytes, i);
    if (c == '\r') {
      if (i < bytes.size() && bytes[i] == '\n') continue;
      c = '\n';
    }
    c = plain(c);
    if (c != dropped) graph::append_utf8(text, c);
  }
  return text;
}

void append_nfc(std::string& text, std::string_view piece) {
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(piece.data()), static_cast<utf8proc_ssize_t>(piece.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
  if (length < 0) throw DocumentError(std::string("cannot normalise text: ") + utf8proc_errmsg(length));
  text.append(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length));
}

/// NFC in pieces: an ASCII character never joins what stands before it, so a piece may end there.
std::string compose(const std::string& text) {
  constexpr std::size_t piece_size = 1 << 16;
  std::string composed;
  composed.reserve(text.size());
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(begin + piece_size, text.size());
    while (end < text.size() && !is_ascii(text[end])) ++end;
    const std::string_view piece(text.data() + begin, end - begin);
    if (std::all_of(piece.begin(), piece.end(), is_ascii))
      composed += piece;
    else
      append_nfc(composed, piece);
    begin = end;
  }
  return composed;
}

}  // namespace

std::string decode_text(std::string_view bytes, const std::string& name, std::size_t first_line) {
  check(bytes, name, first_line);
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return compose(simplify(bytes));
}

std::string position(std::string_view bytes, std::size_t offset, const std::string& name, std::size_t first_line) {
  const auto before = bytes.substr(0, offset);
  const auto line = first_line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const auto start = before.rfind('\n');
  const auto current = start == std::string_view::npos ? before : before.substr(start + 1);
  const auto column = 1 + graph::count_code_points(current);
  return name + ":" + std::to_string(line) + ":" + std::to_string(column);
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(offset);
  const std::size_t full = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  const std::size_t length = std::min(full, text.size() - offset);
  char32_t code_point = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) code_point = (code_point << 6) | (byte(offset + k) & 0x3FU);
  offset += length;
  return code_point;
}

}  // namespace whom::extract
