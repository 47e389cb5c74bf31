#include "extract/model/bilstm.hpp"

#include <algorithm>
#include <stdexcept>

#include "extract/model/convolution.hpp"
#include "extract/model/features.hpp"
#include "extract/model/word_embeddings.hpp"

namespace whom::extract {
namespace {

class BiLstm : public Encoder {
 public:
  BiLstm(const TensorFile& file, const Kernels& kernel)
      : kernel_(kernel), hidden_(file.integer("hidden")), embeddings_(file), characters_(file) {
    if (hidden_ % kPanel != 0) throw std::runtime_error("the network's hidden size is no multiple of 16");
    for (std::size_t layer = 0; layer < file.integer("layers"); ++layer)
      layers_.emplace_back(file, layer, layer == 0 ? depth() : width(), hidden_);
  }

  std::size_t width() const override { return 2 * hidden_; }
  std::size_t entity_width() const override { return width(); }
  std::size_t window() const override { return 1024; }

  States encode(const Forms& sentences, const std::vector<SentenceRows>& rows) const override {
    Matrix x(rows.back().begin + rows.back().length, depth()), vectors(x.rows, embeddings_.vector_width());
    std::size_t row = 0;
    for (const auto& sentence : sentences)
      for (const auto form : sentence) {
        embed(form, x.row(row));
        std::copy_n(x.row(row), embeddings_.vector_width(), vectors.row(row));
        ++row;
      }
    for (const auto& layer : layers_) x = layer(kernel_, x, rows);
    return {ByteMatrix(kernel_, x), ByteMatrix(kernel_, vectors), std::nullopt};
  }

 private:
  /// Columns of what is known of a word alone.
  std::size_t depth() const { return embeddings_.vector_width() + embeddings_.word_width() + characters_.width(); }

  void embed(std::string_view form, float* out) const {
    const std::u32string plain = normalise(form);
    const std::string low = utf8(lower(plain));
    embeddings_.write_vector(low, out);
    embeddings_.write_word(low, out + embeddings_.vector_width());
    characters_.write(plain, out + embeddings_.vector_width() + embeddings_.word_width());
  }

  const Kernels& kernel_;
  std::size_t hidden_;
  WordEmbeddings embeddings_;
  CharacterConvolution characters_;
  std::vector<BiLstmLayer> layers_;
};

}  // namespace

std::unique_ptr<Encoder> make_bilstm(const TensorFile& file, const Kernels& kernel) {
  return std::make_unique<BiLstm>(file, kernel);
}

}  // namespace whom::extract
