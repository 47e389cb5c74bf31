// The accurate network: a transformer over the subwords of a window, which is some neighbouring sentences.
// extract/training/transformer.py trains it.
#ifndef WHOM_EXTRACT_MODEL_TRANSFORMER_HPP
#define WHOM_EXTRACT_MODEL_TRANSFORMER_HPP

#include <memory>

#include "extract/model/network.hpp"

namespace whom::extract {

/// Sentences see those of their window: as many whole sentences from the beginning, then from where it ended, as have
/// at most 160 words together. A longer sentence is a window of its own.
std::unique_ptr<Network> make_transformer(const TensorFile&, const Kernels&);

}  // namespace whom::extract

#endif
