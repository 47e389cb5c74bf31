// Sentences of similar length form a batch, whose tokens go through the recurrent layers together.
#include "extract/model/bilstm.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "extract/model/convolution.hpp"
#include "extract/model/heads.hpp"
#include "extract/model/word_embeddings.hpp"

namespace whom::extract {
namespace {

using Sentences = std::vector<std::vector<std::string_view>>;

constexpr std::size_t kBatchTokens = 1024;

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
        embeddings(file),
        characters(file),
        heads(file, kernel, 2 * file.integer("hidden"), 2 * file.integer("hidden")) {
    const std::size_t hidden = file.integer("hidden");
    if (hidden % kPanel != 0) throw std::runtime_error("the network's hidden size is no multiple of 16");
    for (std::size_t layer = 0; layer < file.integer("layers"); ++layer)
      layers.emplace_back(file, layer, layer == 0 ? width() : 2 * hidden, hidden);
  }

  std::vector<Prediction> predict(const Sentences& sentences) const override {
    std::vector<Prediction> out(sentences.size());
    for (const Batch& batch : make_batches(sentences)) {
      const ByteMatrix states(kernel, encode(sentences, batch));
      heads.predict(states, states, batch.sentences, out);
    }
    return out;
  }

 private:
  std::size_t width() const { return embeddings.vector_width() + embeddings.word_width() + characters.width(); }

  Matrix encode(const Sentences& sentences, const Batch& batch) const {
    Matrix x(batch.tokens, width());
    for (const auto& s : batch.sentences)
      for (std::size_t t = 0; t < s.length; ++t) embed(sentences[s.sentence][t], x.row(s.begin + t));
    for (const auto& layer : layers) x = layer(kernel, x, batch.sentences);
    return x;
  }

  void embed(std::string_view form, float* out) const {
    const std::u32string plain = normalise(form);
    const std::string low = utf8(lower(plain));
    embeddings.write_vector(low, out);
    embeddings.write_word(low, out + embeddings.vector_width());
    characters.write(plain, out + embeddings.vector_width() + embeddings.word_width());
  }

  const Kernels& kernel;
  WordEmbeddings embeddings;
  CharacterConvolution characters;
  std::vector<BiLstmLayer> layers;
  Heads heads;
};

}  // namespace

std::unique_ptr<Network> make_bilstm(const TensorFile& file, const Kernels& kernel) {
  return std::make_unique<BiLstm>(file, kernel);
}

}  // namespace whom::extract
