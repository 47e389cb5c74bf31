// UTF-8: what is well-formed, and the way between bytes and code points.
#ifndef WHOM_GRAPH_UTF8_HPP
#define WHOM_GRAPH_UTF8_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.hpp"

namespace whom::graph {

/// Byte offset of the first byte that belongs to no well-formed sequence (overlong forms, surrogates and values beyond
/// U+10FFFF are not well-formed); nothing when all are.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// The same text with U+FFFD for every byte that belongs to no well-formed sequence.
std::string repair_utf8(std::string_view bytes);

/// Number of code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);

/// Appends one code point.
void append_utf8(std::string& text, char32_t code_point);

/// Leads between byte offsets and code points of one well-formed text, which must outlive it and not move.
/// Keeps the offset of every 64th code point only; nothing at all for ASCII.
class CodePointMap {
 public:
  explicit CodePointMap(std::string_view text);

  /// Number of code points.
  std::uint32_t size() const { return size_; }

  /// Byte offset of a code point; positions beyond the end give the end.
  std::size_t byte(std::uint32_t code_point) const;

  /// Code point that a byte belongs to.
  std::uint32_t code_point(std::size_t byte) const;

  /// The text of a span, cut to what exists.
  std::string_view substring(Span) const;

 private:
  std::string_view text_;
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> marks_;  ///< empty when every code point is one byte
};

}  // namespace whom::graph

#endif
