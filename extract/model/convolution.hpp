// What a word's characters tell: the maximum over all positions of filters that see three neighbours.
#ifndef WHOM_EXTRACT_MODEL_CONVOLUTION_HPP
#define WHOM_EXTRACT_MODEL_CONVOLUTION_HPP

#include <string_view>
#include <vector>

#include "extract/model/features.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

class CharacterConvolution {
 public:
  explicit CharacterConvolution(const TensorFile&);

  /// Number of filters.
  std::size_t width() const { return filters_; }

  /// Writes `width` floats for a normalised form.
  void write(std::u32string_view form, float* out) const;

 private:
  CharacterRows rows_;
  std::size_t filters_;
  std::vector<float> bias_;
  std::vector<float> taps_;  // [character, tap, filter]
};

}  // namespace whom::extract

#endif
