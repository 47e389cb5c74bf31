// The convolution is a sum of three looked-up rows per position, one for each tap, because the product of a character's
// embedding and a tap of the filters can be computed once and for all.
#include "extract/model/convolution.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

constexpr std::size_t kTaps = 3;

}  // namespace

CharacterConvolution::CharacterConvolution(const TensorFile& file)
    : rows_(file), filters_(file.integer("filters")), bias_(file.floats("convolution.bias", {filters_})) {
  const std::size_t width = file.integer("character"), rows = rows_.count();
  const auto embedding = file.floats("characters.weight", {rows, width});
  const auto filter = file.floats("convolution.weight", {filters_, width, kTaps});
  taps_.resize(kTaps * rows * filters_);
  for (std::size_t tap = 0; tap < kTaps; ++tap)
    for (std::size_t c = 0; c < rows; ++c)
      for (std::size_t f = 0; f < filters_; ++f)
        for (std::size_t k = 0; k < width; ++k)
          taps_[(c * kTaps + tap) * filters_ + f] += embedding[c * width + k] * filter[(f * width + k) * kTaps + tap];
}

void CharacterConvolution::write(std::u32string_view form, float* out) const {
  const CharacterIds characters = rows_.rows(form);
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

}  // namespace whom::extract
