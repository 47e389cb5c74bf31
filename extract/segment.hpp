// Text to sentences and tokens with exact offsets.
#ifndef WHOM_EXTRACT_SEGMENT_HPP
#define WHOM_EXTRACT_SEGMENT_HPP

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "extract/analysis.hpp"

namespace whom::extract {

/// A convolution over characters, trained on treebanks, that labels each character as inside, end of token or end
/// of sentence. A blank line always ends a sentence. Thread-safe.
class Segmenter {
 public:
  explicit Segmenter(const std::filesystem::path& weights);
  Segmenter(Segmenter&&) noexcept;
  ~Segmenter();

  /// Sentences of a UTF-8 text; spans count code points of `text`. Tokens have span and form only.
  std::vector<Sentence> segment(const std::string& text) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace whom::extract

#endif
