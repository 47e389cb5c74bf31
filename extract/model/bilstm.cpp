// Sentences of similar length form a batch. Its tokens are laid out by time step, longest sentence first, so that the
// tokens of one step are neighbours and a sentence that has ended simply drops off the end (the packed sequences of
// PyTorch): the recurrent product of a step is one matrix product for all sentences. What follows the encoder works on
// tokens in their natural order.
#include "extract/model/bilstm.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "extract/model/convolution.hpp"
#include "extract/model/features.hpp"
#include "extract/model/heads.hpp"

namespace whom::extract {
namespace {

using Sentences = std::vector<std::vector<std::string_view>>;

constexpr std::size_t kBatchTokens = 1024;

/// A batch laid out by time step.
struct Steps {
  explicit Steps(const std::vector<SentenceRows>& batch) {  // the longest first
    std::size_t active = batch.size(), offset = 0;
    for (std::size_t t = 0; t < batch.front().length; ++t) {
      while (batch[active - 1].length <= t) --active;
      first.push_back(offset);
      sentences.push_back(active);
      offset += active;
    }
  }
  std::vector<std::size_t> first;      // row of the first sentence's token, for each step
  std::vector<std::size_t> sentences;  // still going on at each step
};

/// One direction of one layer of the encoder.
struct Direction {
  Direction(const TensorFile& file, const std::string& suffix, std::size_t depth, std::size_t hidden_)
      : hidden(hidden_),
        input(file, "input_" + suffix, depth, 4 * hidden),
        recurrent(file, "recurrent_" + suffix, hidden, 4 * hidden) {}

  /// Writes the states into columns [at, at + hidden) of out.
  void run(const Kernels& kernel, const ByteMatrix& x, const Steps& steps, bool backward, Matrix& out,
           std::size_t at) const {
    Matrix gates = input(kernel, x);
    Matrix cells(steps.sentences.front(), hidden);
    ByteMatrix states(cells.rows, hidden);  // of the step before
    const std::size_t count = steps.first.size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t t = backward ? count - 1 - i : i;
      if (i > 0) {
        const std::size_t before = backward ? t + 1 : t - 1;
        const std::size_t rows = std::min(steps.sentences[t], steps.sentences[before]);
        recurrent.add(kernel, states, rows, gates.row(steps.first[t]), gates.stride);
      }
      for (std::size_t s = 0; s < steps.sentences[t]; ++s) {
        float* state = out.row(steps.first[t] + s) + at;
        kernel.lstm_cell(gates.row(steps.first[t] + s), cells.row(s), state, hidden);
        states.assign(kernel, s, state);
      }
    }
  }

  std::size_t hidden;
  ByteLinear input, recurrent;
};

/// Word vectors, learned word embeddings and characters of a token, side by side.
class Embeddings {
 public:
  explicit Embeddings(const TensorFile& file)
      : vector_words_(file.strings("vocabulary/vectors")),
        words_(file.strings("vocabulary/words")),
        vector_rows_(file.strings("vocabulary/vectors").size()),
        vector_width_(file.integer("vector")),
        word_width_(file.integer("word")),
        vectors_(file.bytes("vectors.rows", {vector_rows_, vector_width_})),
        scales_(file.floats("vectors.scale", {vector_rows_})),
        word_table_(file.floats("words.weight", {file.strings("vocabulary/words").size() + 2, word_width_})),
        characters_(file) {}

  std::size_t width() const { return vector_width_ + word_width_ + characters_.width(); }

  void write(std::string_view form, float* out) const {
    const std::u32string plain = normalise(form);
    const std::string low = utf8(lower(plain));
    write_vector(vector_words_.row(low), out);
    out = std::copy_n(word_table_.data() + words_.row(low) * word_width_, word_width_, out + vector_width_);
    characters_.write(plain, out);
  }

 private:
  void write_vector(std::uint32_t id, float* out) const {
    if (id < 2) {
      std::fill_n(out, vector_width_, 0.0F);
      return;
    }
    const std::int8_t* row = vectors_ + (id - 2) * vector_width_;
    const float scale = scales_[id - 2];
    std::transform(row, row + vector_width_, out, [scale](std::int8_t v) { return static_cast<float>(v) * scale; });
  }

  WordRows vector_words_, words_;
  std::size_t vector_rows_, vector_width_, word_width_;
  const std::int8_t* vectors_;
  std::vector<float> scales_, word_table_;
  CharacterConvolution characters_;
};

/// The tokens of a batch in their natural order, the longest sentence first.
struct Batch {
  std::vector<SentenceRows> sentences;
  std::size_t tokens = 0;
};

std::vector<Batch> make_batches(const Sentences& sentences) {
  std::vector<std::size_t> order(sentences.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sentences[a].size() > sentences[b].size(); });
  std::vector<Batch> out;
  for (const std::size_t i : order) {
    const std::size_t length = sentences[i].size();
    if (length == 0) continue;
    if (out.empty() || out.back().tokens + length > kBatchTokens) out.emplace_back();
    Batch& batch = out.back();
    batch.sentences.push_back({i, batch.tokens, length});
    batch.tokens += length;
  }
  return out;
}

class BiLstm : public Network {
 public:
  BiLstm(const TensorFile& file, const Kernels& kernel_)
      : kernel(kernel_),
        hidden(file.integer("hidden")),
        width(2 * hidden),
        embeddings(file),
        heads(file, kernel, width) {
    if (hidden % kPanel != 0) throw std::runtime_error("the network's hidden size is no multiple of 16");
    for (std::size_t layer = 0; layer < file.integer("layers"); ++layer) {
      const std::string suffix = std::string("l").append(std::to_string(layer));
      const std::size_t depth = layer == 0 ? embeddings.width() : width;
      layers.push_back({Direction(file, suffix, depth, hidden), Direction(file, suffix + "_reverse", depth, hidden)});
    }
  }

  std::vector<Prediction> predict(const Sentences& sentences) const override {
    std::vector<Prediction> out(sentences.size());
    for (const Batch& batch : make_batches(sentences))
      heads.predict(ByteMatrix(kernel, encode(sentences, batch)), batch.sentences, out);
    return out;
  }

 private:
  /// States of the encoder, in natural order.
  Matrix encode(const Sentences& sentences, const Batch& batch) const {
    const Steps steps(batch.sentences);
    Matrix x(batch.tokens, embeddings.width());
    for_each_token(batch, steps, [&](std::size_t s, std::size_t t, std::size_t row) {
      embeddings.write(sentences[batch.sentences[s].sentence][t], x.row(row));
    });
    for (const auto& layer : layers) {
      Matrix out(batch.tokens, width);
      const ByteMatrix bytes(kernel, x);
      layer[0].run(kernel, bytes, steps, false, out, 0);
      layer[1].run(kernel, bytes, steps, true, out, hidden);
      x = std::move(out);
    }
    Matrix natural(batch.tokens, width);
    for_each_token(batch, steps, [&](std::size_t s, std::size_t t, std::size_t row) {
      std::copy_n(x.row(row), width, natural.row(batch.sentences[s].begin + t));
    });
    return natural;
  }

  template <typename Visit>
  static void for_each_token(const Batch& batch, const Steps& steps, Visit visit) {
    for (std::size_t s = 0; s < batch.sentences.size(); ++s)
      for (std::size_t t = 0; t < batch.sentences[s].length; ++t) visit(s, t, steps.first[t] + s);
  }

  const Kernels& kernel;
  std::size_t hidden, width;
  Embeddings embeddings;
  std::vector<std::array<Direction, 2>> layers;
  Heads heads;
};

}  // namespace

std::unique_ptr<Network> make_bilstm(const TensorFile& file, const Kernels& kernel) {
  return std::make_unique<BiLstm>(file, kernel);
}

}  // namespace whom::extract
