// What whole words tell: pre-trained vectors and learned embeddings, side by side.
#ifndef WHOM_EXTRACT_MODEL_WORD_EMBEDDINGS_HPP
#define WHOM_EXTRACT_MODEL_WORD_EMBEDDINGS_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "extract/model/features.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

class WordEmbeddings {
 public:
  explicit WordEmbeddings(const TensorFile&);

  std::size_t vector_width() const { return vector_width_; }
  std::size_t word_width() const { return word_width_; }

  /// Each writes as many floats as its width, of a form in lower case.
  void write_vector(const std::string& form, float* out) const;
  void write_word(const std::string& form, float* out) const;

 private:
  WordRows vector_words_, words_;
  std::size_t vector_rows_, vector_width_, word_width_;
  const std::int8_t* vectors_;
  std::vector<float> scales_, word_table_;
};

}  // namespace whom::extract

#endif
