// The accurate network: a transformer over the subwords of a window, which is some neighbouring sentences.
// extract/training/transformer.py trains it.
#ifndef WHOM_EXTRACT_MODEL_TRANSFORMER_HPP
#define WHOM_EXTRACT_MODEL_TRANSFORMER_HPP

#include <memory>

#include "extract/model/encoder.hpp"
#include "extract/model/kernels.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

/// All words of a window see each other.
std::unique_ptr<Encoder> make_transformer(const TensorFile&, const Kernels&);

}  // namespace whom::extract

#endif
