// Text to sentences and tokens with exact offsets.
#ifndef WHOM_EXTRACT_SEGMENT_HPP
#define WHOM_EXTRACT_SEGMENT_HPP

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.hpp"

namespace whom::extract {

/// A convolution over characters, trained on treebanks, that labels each character as inside, end of token or end
/// of sentence. A token never spans white space; a blank line always ends a sentence. Thread-safe.
class Segmenter {
 public:
  /// Reads segmenter.bin of the folder of weights. Throws std::runtime_error naming the file.
  explicit Segmenter(const std::filesystem::path& weights);
  Segmenter(Segmenter&&) noexcept;
  ~Segmenter();

  /// Sentences of a UTF-8 text; spans count code points of `text`. Tokens have span and form only.
  std::vector<Sentence> segment(std::string_view text) const;

  /// The same, sentence by sentence: memory does not grow with the text.
  void segment(std::string_view text, const std::function<void(Sentence)>& sink) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace whom::extract

#endif
