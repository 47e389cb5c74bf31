// Words as subwords of a pre-trained encoder's vocabulary. Repeats extract/training/wordpiece.py.
#ifndef WHOM_EXTRACT_MODEL_WORDPIECE_HPP
#define WHOM_EXTRACT_MODEL_WORDPIECE_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace whom::extract {

/// Letters of a form: none (also of a mark), all small, only the first large, all large, mixed.
enum class Shape : std::uint8_t { Mark, Small, Capitalised, Capitals, Mixed, NoLetters };

Shape shape(std::u32string_view form);

struct Subword {
  std::uint32_t id;
  std::uint32_t word;  ///< counted through the sentences of the window; kMark: none
  Shape shape;

  static constexpr std::uint32_t kMark = 0xffffffff;
};

class WordPiece {
 public:
  /// The subwords in the order of their ids, which must outlive this object. Throws std::runtime_error when one of the
  /// marks [CLS], [SEP], [UNK] is missing.
  explicit WordPiece(const std::vector<std::string_view>& subwords);

  /// Ids of a form's subwords: small letters without accents, cut around punctuation, then always the longest subword
  /// that fits. At least one, at most twelve.
  std::vector<std::uint32_t> word(std::string_view form) const;

  /// Subwords of neighbouring sentences, a mark at the beginning and after each sentence. Where there would be more
  /// than 512, words keep their first only.
  std::vector<Subword> window(const std::vector<std::vector<std::string_view>>& sentences) const;

 private:
  using Ids = std::unordered_map<std::string_view, std::uint32_t>;

  void add_part(std::string_view part, std::vector<std::uint32_t>& out) const;

  Ids beginnings_, continuations_;
  std::size_t longest_ = 0;  // bytes
  std::uint32_t unknown_, begin_, end_;
};

}  // namespace whom::extract

#endif
