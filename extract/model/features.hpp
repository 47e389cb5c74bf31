// Words as the numbers the network sees. Repeats `normalise`, `lower` and `Encoder` of extract/training/data.py.
#ifndef WHOM_EXTRACT_MODEL_FEATURES_HPP
#define WHOM_EXTRACT_MODEL_FEATURES_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extract/model/tensor_file.hpp"

namespace whom::extract {

/// Of a word: its first eight and its last eight characters.
inline constexpr std::size_t kCharacters = 16;

/// Rows of the three embedding tables; 0 = padding, 1 = unknown.
struct WordIds {
  std::uint32_t vector = 1;
  std::uint32_t word = 1;
  std::array<std::uint16_t, kCharacters> characters{};
};

/// Code points of a UTF-8 text; each byte that is not UTF-8 becomes U+FFFD.
std::u32string code_points(std::string_view utf8);
std::string utf8(std::u32string_view text);

/// Typographic variants of one character, and Penn Treebank brackets, as the plain character.
std::u32string normalise(std::string_view form);

/// Lower case of the characters whose lower case is a single character.
std::u32string lower(std::u32string text);

class Features {
 public:
  /// Reads the vocabularies; the file must outlive this object.
  explicit Features(const TensorFile&);

  WordIds ids(std::string_view form) const;

 private:
  std::unordered_map<std::string_view, std::uint32_t> vectors_;
  std::unordered_map<std::string_view, std::uint32_t> words_;
  std::unordered_map<char32_t, std::uint16_t> characters_;
};

}  // namespace whom::extract

#endif
