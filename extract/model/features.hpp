// Words as the networks see them. Repeats `normalise` and `lower` of extract/training/forms.py and the character ids of
// data.py.
#ifndef WHOM_EXTRACT_MODEL_FEATURES_HPP
#define WHOM_EXTRACT_MODEL_FEATURES_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/model/tensor_file.hpp"

namespace whom::extract {

/// Code points of a UTF-8 text; each byte that is not UTF-8 becomes U+FFFD.
std::u32string code_points(std::string_view utf8);
std::string utf8(std::u32string_view text);

/// Typographic variants of one character, and Penn Treebank brackets, as the plain character.
std::u32string normalise(std::string_view form);

/// Lower case of the characters whose lower case is a single character.
std::u32string lower(std::u32string text);

/// Rows of a table of embeddings: 0 = padding, 1 = unknown, then the words of its vocabulary.
class WordRows {
 public:
  /// The words must outlive this object. Throws std::runtime_error when they are not in the order of their bytes: they
  /// are searched where they lie, because a hash table of a hundred thousand would take longer to build than most runs
  /// last.
  explicit WordRows(std::vector<std::string_view> words);

  std::uint32_t row(std::string_view word) const;

 private:
  std::vector<std::string_view> words_;
};

/// Of a word: its first eight and its last eight characters.
inline constexpr std::size_t kCharacters = 16;
using CharacterIds = std::array<std::uint16_t, kCharacters>;

/// Rows of the table of characters: 0 = padding, 1 = unknown, then those of the vocabulary.
class CharacterRows {
 public:
  explicit CharacterRows(const TensorFile&);

  std::size_t count() const { return rows_.size() + 2; }
  CharacterIds rows(std::u32string_view form) const;

 private:
  std::unordered_map<char32_t, std::uint16_t> rows_;
};

}  // namespace whom::extract

#endif
