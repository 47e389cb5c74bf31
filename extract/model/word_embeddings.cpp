#include "extract/model/word_embeddings.hpp"

#include <algorithm>

namespace whom::extract {

WordEmbeddings::WordEmbeddings(const TensorFile& file)
    : vector_words_(file.strings("vocabulary/vectors")),
      words_(file.strings("vocabulary/words")),
      vector_rows_(file.strings("vocabulary/vectors").size()),
      vector_width_(file.integer("vector")),
      word_width_(file.integer("word")),
      vectors_(file.bytes("vectors.rows", {vector_rows_, vector_width_})),
      scales_(file.floats("vectors.scale", {vector_rows_})),
      word_table_(file.floats("words.weight", {file.strings("vocabulary/words").size() + 2, word_width_})) {}

void WordEmbeddings::write_vector(const std::string& form, float* out) const {
  const std::uint32_t id = vector_words_.row(form);
  if (id < 2) {
    std::fill_n(out, vector_width_, 0.0F);
    return;
  }
  const std::int8_t* row = vectors_ + (id - 2) * vector_width_;
  const float scale = scales_[id - 2];
  std::transform(row, row + vector_width_, out, [scale](std::int8_t v) { return static_cast<float>(v) * scale; });
}

void WordEmbeddings::write_word(const std::string& form, float* out) const {
  std::copy_n(word_table_.data() + words_.row(form) * word_width_, word_width_, out);
}

}  // namespace whom::extract
