// A window is run through all layers by itself. Its rows are subwords; attention is computed head by head, a block of
// rows at a time, so that the scores stay in the cache; so does the wide inner layer. A word is then the mean of its
// subwords beside its character convolution. Entities are told from a recurrent layer over these states and what is
// known of whole words.
#include "extract/model/transformer.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "extract/model/convolution.hpp"
#include "extract/model/features.hpp"
#include "extract/model/word_embeddings.hpp"
#include "extract/model/wordpiece.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kBlock = 48;  // rows whose attention or inner layer is computed together

struct Sizes {
  explicit Sizes(const TensorFile& file)
      : width(file.integer("width")), heads(file.integer("attention_heads")), inner(file.integer("inner")) {
    if (heads == 0 || width % (heads * kPanel) != 0 || inner % kPanel != 0)
      throw std::runtime_error("the network's sizes are no multiples of 16");
  }
  std::size_t width, heads, inner;
};

/// What the layers write into, for windows of up to so many subwords.
struct Workspace {
  Workspace(const Sizes& sizes, std::size_t rows)
      : projected(rows, 3 * sizes.width),
        mixed(rows, sizes.width),
        change(rows, sizes.width),
        scores(kBlock, rows),
        inner(kBlock, sizes.inner),
        bytes(rows, sizes.width),
        inner_bytes(kBlock, sizes.inner) {}

  Matrix projected;  // queries, keys and values, each of all heads
  Matrix mixed, change, scores, inner;
  ByteMatrix bytes, inner_bytes;
};

struct Norm {
  Norm(const TensorFile& file, const std::string& name, std::size_t width)
      : weight(file.floats(name + ".weight", {width})), bias(file.floats(name + ".bias", {width})) {}

  /// The sum of x and y, normalised, in place of x.
  void apply(const Kernels& kernel, float* x, const float* y) const {
    kernel.add_and_norm(x, y, weight.data(), bias.data(), weight.size());
  }

  std::vector<float> weight, bias;
};

/// The packed form (see kernels.hpp) of columns [begin, begin + count) of a matrix; count is a multiple of 16.
std::vector<float> pack_rows(const Matrix& x, std::size_t begin, std::size_t count) {
  std::vector<float> out(x.rows * count);
  for (std::size_t row = 0; row < x.rows; ++row)
    for (std::size_t k = 0; k < count; k += kPanel)
      std::copy_n(x.row(row) + begin + k, kPanel, out.data() + k * x.rows + row * kPanel);
  return out;
}

class Layer {
 public:
  Layer(const TensorFile& file, const Sizes& sizes, const std::string& name)
      : sizes_(sizes),
        attention_(file, name + ".attention", sizes.width, 3 * sizes.width),
        project_(file, name + ".project", sizes.width, sizes.width),
        expand_(file, name + ".expand", sizes.width, sizes.inner),
        contract_(file, name + ".contract", sizes.inner, sizes.width),
        attention_factors_(file.floats(name + ".attention.factors", {sizes.width})),
        expand_factors_(file.floats(name + ".expand.factors", {sizes.width})),
        attention_norm_(file, name + ".attention_norm", sizes.width),
        norm_(file, name + ".norm", sizes.width) {}

  void run(const Kernels& kernel, Matrix& x, Workspace& w) const {
    w.bytes.assign(kernel, x, 0, x.rows, attention_factors_.data());
    attention_.apply(kernel, w.bytes, 0, x.rows, w.projected);
    for (std::size_t head = 0; head < sizes_.heads; ++head) attend(kernel, head, x.rows, w);
    w.bytes.assign(kernel, w.mixed, 0, x.rows);
    project_.apply(kernel, w.bytes, 0, x.rows, w.change);
    for (std::size_t i = 0; i < x.rows; ++i) attention_norm_.apply(kernel, x.row(i), w.change.row(i));
    w.bytes.assign(kernel, x, 0, x.rows, expand_factors_.data());
    for (std::size_t i = 0; i < x.rows; i += kBlock) feed_forward(kernel, i, std::min(kBlock, x.rows - i), x, w);
  }

 private:
  void attend(const Kernels& kernel, std::size_t head, std::size_t rows, Workspace& w) const {
    const std::size_t depth = sizes_.width / sizes_.heads, at = head * depth;
    const Matrix& p = w.projected;
    const auto keys =
        pack(depth, rows, [&](std::size_t k, std::size_t row) { return p.row(row)[sizes_.width + at + k]; });
    const auto values = pack_rows(p, 2 * sizes_.width + at, depth);
    const std::vector<float> zeros(std::max(panels(rows) * kPanel, depth));
    const float factor = 1 / std::sqrt(static_cast<float>(depth));
    for (std::size_t i = 0; i < rows; i += kBlock) {
      const std::size_t count = std::min(kBlock, rows - i);
      kernel.multiply(p.row(i) + at, p.stride, count, keys.data(), depth, panels(rows), zeros.data(), 0,
                      w.scores.row(0), w.scores.stride);
      float sums[kBlock];
      for (std::size_t k = 0; k < count; ++k) sums[k] = kernel.attention_weights(w.scores.row(k), rows, factor);
      kernel.multiply(w.scores.row(0), w.scores.stride, count, values.data(), rows, panels(depth), zeros.data(), 0,
                      w.mixed.row(i) + at, w.mixed.stride);
      for (std::size_t k = 0; k < count; ++k) {
        float* mixed = w.mixed.row(i + k) + at;
        std::transform(mixed, mixed + depth, mixed, [share = 1 / sums[k]](float value) { return value * share; });
      }
    }
  }

  void feed_forward(const Kernels& kernel, std::size_t begin, std::size_t rows, Matrix& x, Workspace& w) const {
    expand_.apply(kernel, w.bytes, begin, rows, w.inner);
    kernel.gelu(w.inner.row(0), rows * w.inner.stride);
    w.inner_bytes.assign(kernel, w.inner, 0, rows);
    contract_.apply(kernel, w.inner_bytes, 0, rows, w.change);
    for (std::size_t i = 0; i < rows; ++i) norm_.apply(kernel, x.row(begin + i), w.change.row(i));
  }

  Sizes sizes_;
  ByteLinear attention_, project_, expand_, contract_;
  std::vector<float> attention_factors_, expand_factors_;  // of the inputs, so that none takes all the room of a byte
  Norm attention_norm_, norm_;
};

/// Vectors of subwords, their places and their shapes.
class Embeddings {
 public:
  Embeddings(const TensorFile& file, std::size_t width, std::size_t subwords)
      : width_(width),
        rows_(file.bytes("subwords.rows", {subwords, width})),
        scales_(file.floats("subwords.scale", {subwords})),
        last_position_(file.integer("positions") - 1),
        positions_(file.floats("positions.weight", {last_position_ + 1, width})),
        shapes_(file.floats("shapes.weight", {file.integer("shapes"), width})),
        norm_(file, "norm", width) {}

  void write(const Kernels& kernel, const std::vector<Subword>& subwords, Matrix& x) const {
    for (std::size_t i = 0; i < subwords.size(); ++i) {
      const std::int8_t* row = rows_ + subwords[i].id * width_;
      const float scale = scales_[subwords[i].id];
      const float* form = shapes_.data() + static_cast<std::size_t>(subwords[i].shape) * width_;
      for (std::size_t k = 0; k < width_; ++k) x.row(i)[k] = static_cast<float>(row[k]) * scale + form[k];
      norm_.apply(kernel, x.row(i), positions_.data() + std::min(i, last_position_) * width_);
    }
  }

 private:
  std::size_t width_;
  const std::int8_t* rows_;
  std::vector<float> scales_;
  std::size_t last_position_;
  std::vector<float> positions_, shapes_;
  Norm norm_;
};

class Transformer : public Encoder {
 public:
  Transformer(const TensorFile& file, const Kernels& kernel_)
      : kernel(kernel_),
        sizes(file),
        window_words(file.integer("window")),
        hidden(file.integer("hidden")),
        wordpiece(file.strings("vocabulary/subwords")),
        embeddings(file, sizes.width, file.strings("vocabulary/subwords").size()),
        characters(file),
        whole_words(file),
        entity_layer(file, 0, width() + whole_words.vector_width() + whole_words.word_width(), hidden) {
    for (std::size_t i = 0; i < file.integer("layers"); ++i)
      layers.emplace_back(file, sizes, std::string("layers.").append(std::to_string(i)));
  }

  std::size_t width() const override { return sizes.width + characters.width(); }
  std::size_t entity_width() const override { return 2 * hidden; }
  std::size_t window() const override { return window_words; }

  States encode(const Forms& sentences, const std::vector<SentenceRows>& rows) const override {
    const Matrix states = words(sentences, rows.back().begin + rows.back().length);
    Matrix vectors(states.rows, whole_words.vector_width());
    const Matrix more = with_whole_words(states, sentences, vectors);
    return {ByteMatrix(kernel, states), ByteMatrix(kernel, vectors),
            ByteMatrix(kernel, entity_layer(kernel, more, rows))};
  }

 private:
  /// The states, then what is known of the words apart from their sentence; writes their vectors.
  Matrix with_whole_words(const Matrix& states, const Forms& sentences, Matrix& vectors) const {
    Matrix out(states.rows, width() + whole_words.word_width() + whole_words.vector_width());
    std::size_t row = 0;
    for (const auto& sentence : sentences)
      for (const auto form : sentence) {
        const std::string low = utf8(lower(normalise(form)));
        float* word = std::copy_n(states.row(row), width(), out.row(row));
        whole_words.write_word(low, word);
        whole_words.write_vector(low, vectors.row(row));
        std::copy_n(vectors.row(row), whole_words.vector_width(), word + whole_words.word_width());
        ++row;
      }
    return out;
  }

  /// States of the words of a window.
  Matrix words(const Forms& sentences, std::size_t count) const {
    const auto subwords = wordpiece.window(sentences);
    const Matrix states = run(subwords);
    Matrix out(count, width());
    std::vector<float> sizes_of_words(count);
    for (std::size_t i = 0; i < subwords.size(); ++i) {
      if (subwords[i].word == Subword::kMark) continue;
      sizes_of_words[subwords[i].word] += 1;
      float* word = out.row(subwords[i].word);
      for (std::size_t k = 0; k < sizes.width; ++k) word[k] += states.row(i)[k];
    }
    std::size_t row = 0;
    for (const auto& sentence : sentences)
      for (const auto form : sentence) {
        for (std::size_t k = 0; k < sizes.width; ++k) out.row(row)[k] /= sizes_of_words[row];
        characters.write(normalise(form), out.row(row) + sizes.width);
        ++row;
      }
    return out;
  }

  Matrix run(const std::vector<Subword>& subwords) const {
    Matrix x(subwords.size(), sizes.width);
    embeddings.write(kernel, subwords, x);
    Workspace workspace(sizes, subwords.size());
    for (const Layer& layer : layers) layer.run(kernel, x, workspace);
    return x;
  }

  const Kernels& kernel;
  Sizes sizes;
  std::size_t window_words, hidden;
  WordPiece wordpiece;
  Embeddings embeddings;
  std::vector<Layer> layers;
  CharacterConvolution characters;
  WordEmbeddings whole_words;
  BiLstmLayer entity_layer;
};

}  // namespace

std::unique_ptr<Encoder> make_transformer(const TensorFile& file, const Kernels& kernel) {
  return std::make_unique<Transformer>(file, kernel);
}

}  // namespace whom::extract
