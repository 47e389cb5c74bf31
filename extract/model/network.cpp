// Sentences of similar length form a batch. Its tokens are laid out by time step, longest sentence first, so that the
// tokens of one step are neighbours and a sentence that has ended simply drops off the end (the packed sequences of
// PyTorch): the recurrent product of a step is one matrix product for all sentences. What follows the encoder works on
// tokens in their natural order.
//
// The convolution over characters is a sum of three looked-up rows per position, one for each tap, because the product
// of a character's embedding and a tap of the filters can be computed once and for all.
//
// A biaffine score of vectors x and y with W is (x W) y: the left product is a matrix product over all tokens, its
// result serves as the packed matrix (see kernels.hpp) of the right one.
#include "extract/model/network.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "extract/model/decode.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kBatchTokens = 1024;
constexpr std::size_t kTaps = 3;
constexpr std::size_t kRelationRows = 64;  // tokens whose left products are held at once

std::size_t panels(std::size_t columns) { return (columns + kPanel - 1) / kPanel; }

/// Rows padded to whole panels.
struct Matrix {
  Matrix(std::size_t rows_, std::size_t columns)
      : rows(rows_), stride(panels(columns) * kPanel), values(rows_ * stride) {}
  float* row(std::size_t i) { return values.data() + i * stride; }
  const float* row(std::size_t i) const { return values.data() + i * stride; }

  std::size_t rows, stride;
  std::vector<float> values;
};

/// The packed form of the matrix [depth, columns] with these elements.
template <typename Element>
std::vector<float> pack(std::size_t depth, std::size_t columns, Element element) {
  std::vector<float> out(panels(columns) * kPanel * depth);
  for (std::size_t column = 0; column < columns; ++column) {
    float* panel = out.data() + column / kPanel * kPanel * depth + column % kPanel;
    for (std::size_t k = 0; k < depth; ++k) panel[k * kPanel] = element(k, column);
  }
  return out;
}

/// y = x W + b.
struct Linear {
  template <typename Element>
  Linear(std::size_t depth_, std::size_t columns_, Element element, const std::vector<float>& start)
      : depth(depth_), columns(columns_), weights(pack(depth, columns, element)), bias(start) {
    bias.resize(panels(columns) * kPanel);
  }

  void apply(const Kernels& kernel, const Matrix& x, std::size_t first, std::size_t rows, Matrix& y) const {
    kernel.multiply(x.row(first), x.stride, rows, weights.data(), depth, panels(columns), bias.data(), 0, y.row(0),
                    y.stride);
  }
  Matrix operator()(const Kernels& kernel, const Matrix& x) const {
    Matrix y(x.rows, columns);
    apply(kernel, x, 0, x.rows, y);
    return y;
  }

  std::size_t depth, columns;
  std::vector<float> weights, bias;
};

/// A layer as PyTorch stores it: weight [columns, depth].
Linear read_linear(const TensorFile& file, const std::string& name, std::size_t depth, std::size_t columns) {
  const auto weight = file.floats(name + ".weight", {columns, depth});
  return {depth, columns, [&](std::size_t k, std::size_t c) { return weight[c * depth + k]; },
          file.floats(name + ".bias", {columns})};
}

void leaky_relu(Matrix& x) {
  for (float& value : x.values) value = std::max(value, 0.1F * value);
}

/// A batch laid out by time step.
struct Steps {
  explicit Steps(const std::vector<std::size_t>& lengths) {  // in descending order
    std::size_t active = lengths.size(), offset = 0;
    for (std::size_t t = 0; t < lengths.front(); ++t) {
      while (lengths[active - 1] <= t) --active;
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
      : hidden(hidden_), input(read(file, suffix, depth)) {
    const auto weight = file.floats("encoder.weight_hh_" + suffix, {4 * hidden, hidden});
    recurrent = pack(hidden, 4 * hidden, [&](std::size_t k, std::size_t c) { return weight[c * hidden + k]; });
  }

  Linear read(const TensorFile& file, const std::string& suffix, std::size_t depth) const {
    const auto weight = file.floats("encoder.weight_ih_" + suffix, {4 * hidden, depth});
    auto bias = file.floats("encoder.bias_ih_" + suffix, {4 * hidden});
    const auto more = file.floats("encoder.bias_hh_" + suffix, {4 * hidden});
    std::transform(bias.begin(), bias.end(), more.begin(), bias.begin(), std::plus<>());
    return {depth, 4 * hidden, [&](std::size_t k, std::size_t c) { return weight[c * depth + k]; }, bias};
  }

  /// Writes the states into columns [at, at + hidden) of out.
  void run(const Kernels& kernel, const Matrix& x, const Steps& steps, bool backward, Matrix& out,
           std::size_t at) const {
    Matrix gates = input(kernel, x);
    Matrix cells(steps.sentences.front(), hidden);
    const std::size_t count = steps.first.size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t t = backward ? count - 1 - i : i;
      if (i > 0) {
        const std::size_t before = backward ? t + 1 : t - 1;
        const std::size_t rows = std::min(steps.sentences[t], steps.sentences[before]);
        float* now = gates.row(steps.first[t]);
        kernel.multiply(out.row(steps.first[before]) + at, out.stride, rows, recurrent.data(), hidden,
                        panels(4 * hidden), now, gates.stride, now, gates.stride);
      }
      for (std::size_t s = 0; s < steps.sentences[t]; ++s)
        kernel.lstm_cell(gates.row(steps.first[t] + s), cells.row(s), out.row(steps.first[t] + s) + at, hidden);
    }
  }

  std::size_t hidden;
  Linear input;
  std::vector<float> recurrent;
};

/// Word vectors, learned word embeddings and characters of a token, side by side.
class Embeddings {
 public:
  explicit Embeddings(const TensorFile& file)
      : vector_rows_(file.strings("vocabulary/vectors").size()),
        vector_width_(file.tensor("vectors.rows").shape.at(1)),
        word_width_(file.integer("word")),
        filters_(file.integer("filters")),
        vectors_(file.bytes("vectors.rows", {vector_rows_, vector_width_})),
        scales_(file.floats("vectors.scale", {vector_rows_})),
        words_(file.floats("words.weight", {file.strings("vocabulary/words").size() + 2, word_width_})),
        bias_(file.floats("convolution.bias", {filters_})) {
    const std::size_t width = file.integer("character");
    const std::size_t rows = file.strings("vocabulary/characters").size() + 2;
    const auto embedding = file.floats("characters.weight", {rows, width});
    const auto filter = file.floats("convolution.weight", {filters_, width, kTaps});
    taps_.resize(kTaps * rows * filters_);
    for (std::size_t tap = 0; tap < kTaps; ++tap)
      for (std::size_t c = 0; c < rows; ++c)
        for (std::size_t f = 0; f < filters_; ++f)
          for (std::size_t k = 0; k < width; ++k)
            taps_[(c * kTaps + tap) * filters_ + f] += embedding[c * width + k] * filter[(f * width + k) * kTaps + tap];
  }

  std::size_t width() const { return vector_width_ + word_width_ + filters_; }

  void write(const WordIds& ids, float* out) const {
    if (ids.vector >= 2) {
      const std::int8_t* row = vectors_ + (ids.vector - 2) * vector_width_;
      const float scale = scales_[ids.vector - 2];
      std::transform(row, row + vector_width_, out, [scale](std::int8_t v) { return static_cast<float>(v) * scale; });
    } else {
      std::fill_n(out, vector_width_, 0.0F);
    }
    out = std::copy_n(words_.data() + ids.word * word_width_, word_width_, out + vector_width_);
    convolve(ids.characters, out);
  }

 private:
  /// The maximum over all positions, padding included, of the filters' rectified output.
  void convolve(const std::array<std::uint16_t, kCharacters>& characters, float* out) const {
    std::fill_n(out, filters_, 0.0F);
    std::vector<float> sum(filters_);
    for (std::size_t position = 0; position < kCharacters; ++position) {
      sum = bias_;
      for (std::size_t tap = 0; tap < kTaps; ++tap) {
        if (position + tap < 1 || position + tap > kCharacters) continue;
        const float* row = taps_.data() + (characters[position + tap - 1] * kTaps + tap) * filters_;
        for (std::size_t f = 0; f < filters_; ++f) sum[f] += row[f];
      }
      for (std::size_t f = 0; f < filters_; ++f) out[f] = std::max(out[f], sum[f]);
    }
  }

  std::size_t vector_rows_, vector_width_, word_width_, filters_;
  const std::int8_t* vectors_;
  std::vector<float> scales_, words_, bias_;
  std::vector<float> taps_;  // [character, tap, filter]
};

/// Biaffine scores of the relations between two tokens.
class Relations {
 public:
  Relations(const TensorFile& file, std::size_t width, std::size_t relations)
      : width_(width), padded_(panels(relations) * kPanel), left_(read(file, width, relations)) {}

  /// Left products of the rows, each the packed matrix [width, relations] followed by the scores of a zero head.
  void left(const Kernels& kernel, const Matrix& dependents, std::size_t first, std::size_t rows, Matrix& out) const {
    left_.apply(kernel, dependents, first, rows, out);
  }
  std::size_t left_columns() const { return left_.columns; }
  std::size_t padded() const { return padded_; }

  void scores(const Kernels& kernel, const float* left, const float* head, float* out) const {
    kernel.multiply(head, 0, 1, left, width_, padded_ / kPanel, left + width_ * padded_, 0, out, 0);
  }

 private:
  /// The columns of the left product are the elements of the right one's packed matrix, then those of its bias.
  static Linear read(const TensorFile& file, std::size_t width, std::size_t relations) {
    const std::size_t side = width + 1, padded = panels(relations) * kPanel;
    const auto weight = file.floats("rel", {relations, side, side});
    const auto element = [&](std::size_t k, std::size_t column) {
      const bool last = column >= width * padded;
      const std::size_t panel = column / (width * kPanel), within = column % (width * kPanel);
      const std::size_t relation = last ? column - width * padded : panel * kPanel + within % kPanel;
      const std::size_t j = last ? width : within / kPanel;
      return relation < relations ? weight[(relation * side + k) * side + j] : 0.0F;
    };
    std::vector<float> bias(side * padded);
    for (std::size_t column = 0; column < bias.size(); ++column) bias[column] = element(width, column);
    return {width, bias.size(), element, bias};
  }

  std::size_t width_, padded_;
  Linear left_;
};

int best(const float* scores, std::size_t count) {
  return static_cast<int>(std::max_element(scores, scores + count) - scores);
}

double probability(const float* scores, std::size_t count, int chosen) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += static_cast<double>(std::exp(scores[i] - scores[chosen]));
  return 1 / sum;
}

/// The tokens of a batch in their natural order.
struct Batch {
  std::vector<std::size_t> sentences;  // indices, longest first
  std::vector<std::size_t> lengths;
  std::vector<std::size_t> begins;  // row of each sentence's first token
  std::size_t tokens = 0;
};

std::vector<Batch> make_batches(const std::vector<std::vector<WordIds>>& sentences) {
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
    batch.sentences.push_back(i);
    batch.lengths.push_back(length);
    batch.begins.push_back(batch.tokens);
    batch.tokens += length;
  }
  return out;
}

}  // namespace

struct Network::Parts {
  Parts(const TensorFile& file, const Kernels& kernel_)
      : kernel(kernel_),
        hidden(file.integer("hidden")),
        width(2 * hidden),
        arc_width(file.integer("arc")),
        rel_width(file.integer("rel")),
        embeddings(file),
        upos(read_linear(file, "upos", width, file.strings("vocabulary/upos").size())),
        xpos(read_linear(file, "xpos", width, file.strings("vocabulary/xpos").size())),
        feats(read_linear(file, "feats", width, file.strings("vocabulary/feats").size())),
        arc_dependent(read_linear(file, "arc_dependent", width, arc_width)),
        arc_head(read_linear(file, "arc_head", width, arc_width)),
        rel_dependent(read_linear(file, "rel_dependent", width, rel_width)),
        rel_head(read_linear(file, "rel_head", width, rel_width)),
        arc(read_arc(file)),
        relations(file, rel_width, file.strings("vocabulary/deprels").size()),
        relation_count(file.strings("vocabulary/deprels").size()),
        entity_hidden(read_linear(file, "entity_hidden", width, file.integer("entity"))),
        entities(read_linear(file, "entities", file.integer("entity"), file.strings("vocabulary/entities").size())),
        sequences(file.strings("vocabulary/entities")),
        root(1, width) {
    if (hidden % kPanel != 0) throw std::runtime_error("the network's hidden size is no multiple of 16");
    for (std::size_t layer = 0; layer < file.integer("layers"); ++layer) {
      const std::string suffix = std::string("l").append(std::to_string(layer));
      const std::size_t depth = layer == 0 ? embeddings.width() : width;
      layers.push_back({Direction(file, suffix, depth, hidden), Direction(file, suffix + "_reverse", depth, hidden)});
    }
    const auto vector = file.floats("root", {width});
    std::copy(vector.begin(), vector.end(), root.row(0));
  }

  Linear read_arc(const TensorFile& file) const {
    const auto weight = file.floats("arc", {arc_width + 1, arc_width});
    return {arc_width,
            arc_width,
            [&](std::size_t k, std::size_t c) { return weight[k * arc_width + c]; },
            {weight.end() - static_cast<std::ptrdiff_t>(arc_width), weight.end()}};
  }

  /// States of the encoder, in natural order.
  Matrix encode(const std::vector<std::vector<WordIds>>& sentences, const Batch& batch) const {
    const Steps steps(batch.lengths);
    Matrix x(batch.tokens, embeddings.width());
    for_each_token(batch, steps, [&](std::size_t s, std::size_t t, std::size_t row) {
      embeddings.write(sentences[batch.sentences[s]][t], x.row(row));
    });
    for (const auto& layer : layers) {
      Matrix out(batch.tokens, width);
      layer[0].run(kernel, x, steps, false, out, 0);
      layer[1].run(kernel, x, steps, true, out, hidden);
      x = std::move(out);
    }
    Matrix natural(batch.tokens, width);
    for_each_token(batch, steps, [&](std::size_t s, std::size_t t, std::size_t row) {
      std::copy_n(x.row(row), width, natural.row(batch.begins[s] + t));
    });
    return natural;
  }

  template <typename Visit>
  static void for_each_token(const Batch& batch, const Steps& steps, Visit visit) {
    for (std::size_t s = 0; s < batch.lengths.size(); ++s)
      for (std::size_t t = 0; t < batch.lengths[s]; ++t) visit(s, t, steps.first[t] + s);
  }

  Matrix hidden_layer(const Linear& layer, const Matrix& x) const {
    Matrix out = layer(kernel, x);
    leaky_relu(out);
    return out;
  }

  void run(const std::vector<std::vector<WordIds>>& sentences, const Batch& batch, std::vector<Prediction>& out) const {
    const Matrix states = encode(sentences, batch);
    tag(states, upos, batch, &Prediction::upos, out);
    tag(states, xpos, batch, &Prediction::xpos, out);
    tag(states, feats, batch, &Prediction::feats, out);
    find_entities(states, batch, out);
    find_heads(states, batch, out);
    find_relations(states, batch, out);
  }

  void tag(const Matrix& states, const Linear& layer, const Batch& batch, std::vector<int> Prediction::*labels,
           std::vector<Prediction>& out) const {
    const Matrix scores = layer(kernel, states);
    for (std::size_t s = 0; s < batch.lengths.size(); ++s)
      for (std::size_t t = 0; t < batch.lengths[s]; ++t)
        (out[batch.sentences[s]].*labels).push_back(best(scores.row(batch.begins[s] + t), layer.columns));
  }

  void find_entities(const Matrix& states, const Batch& batch, std::vector<Prediction>& out) const {
    const Matrix scores = entities(kernel, hidden_layer(entity_hidden, states));
    for (std::size_t s = 0; s < batch.lengths.size(); ++s)
      out[batch.sentences[s]].entities =
          sequences.best({scores.row(batch.begins[s]), batch.lengths[s], entities.columns, scores.stride});
  }

  void find_heads(const Matrix& states, const Batch& batch, std::vector<Prediction>& out) const {
    const Matrix left = arc(kernel, hidden_layer(arc_dependent, states));
    const Matrix heads = hidden_layer(arc_head, states), root_head = hidden_layer(arc_head, root);
    const std::vector<float> zeros(panels(batch.lengths.front() + 1) * kPanel);
    for (std::size_t s = 0; s < batch.lengths.size(); ++s) {
      const std::size_t n = batch.lengths[s], begin = batch.begins[s];
      const auto packed = pack(arc_width, n + 1, [&](std::size_t k, std::size_t head) {
        return head == 0 ? root_head.row(0)[k] : heads.row(begin + head - 1)[k];
      });
      Matrix scores(n, n + 1);
      kernel.multiply(left.row(begin), left.stride, n, packed.data(), arc_width, panels(n + 1), zeros.data(), 0,
                      scores.row(0), scores.stride);
      Prediction& prediction = out[batch.sentences[s]];
      prediction.heads = best_tree({scores.row(0), n, n + 1, scores.stride});
      for (std::size_t t = 0; t < n; ++t)
        prediction.confidence.push_back(probability(scores.row(t), n + 1, prediction.heads[t]));
    }
  }

  void find_relations(const Matrix& states, const Batch& batch, std::vector<Prediction>& out) const {
    const Matrix dependents = hidden_layer(rel_dependent, states);
    const Matrix heads = hidden_layer(rel_head, states), root_head = hidden_layer(rel_head, root);
    Matrix left(kRelationRows, relations.left_columns());
    std::vector<float> scores(relations.padded());
    for (std::size_t s = 0, row = 0; s < batch.lengths.size(); ++s) {
      Prediction& prediction = out[batch.sentences[s]];
      for (std::size_t t = 0; t < batch.lengths[s]; ++t, ++row) {
        if (row % kRelationRows == 0)
          relations.left(kernel, dependents, row, std::min(kRelationRows, batch.tokens - row), left);
        const int head = prediction.heads[t];
        const float* head_row =
            head == 0 ? root_head.row(0) : heads.row(batch.begins[s] + static_cast<std::size_t>(head) - 1);
        relations.scores(kernel, left.row(row % kRelationRows), head_row, scores.data());
        const int relation = best(scores.data(), relation_count);
        prediction.deprels.push_back(relation);
        prediction.confidence[t] *= probability(scores.data(), relation_count, relation);
      }
    }
  }

  const Kernels& kernel;
  std::size_t hidden, width, arc_width, rel_width;
  Embeddings embeddings;
  std::vector<std::array<Direction, 2>> layers;
  Linear upos, xpos, feats, arc_dependent, arc_head, rel_dependent, rel_head, arc;
  Relations relations;
  std::size_t relation_count;
  Linear entity_hidden, entities;
  TagSequences sequences;
  Matrix root;
};

Network::Network(const TensorFile& file, const Kernels& kernel) : parts_(std::make_unique<Parts>(file, kernel)) {}
Network::Network(Network&&) noexcept = default;
Network::~Network() = default;

std::vector<Prediction> Network::predict(const std::vector<std::vector<WordIds>>& sentences) const {
  std::vector<Prediction> out(sentences.size());
  for (const Batch& batch : make_batches(sentences)) parts_->run(sentences, batch, out);
  return out;
}

}  // namespace whom::extract
