// The fast network: word vectors, learned words and characters into a bidirectional LSTM, one sentence at a time.
// extract/training/network.py trains it.
#ifndef WHOM_EXTRACT_MODEL_BILSTM_HPP
#define WHOM_EXTRACT_MODEL_BILSTM_HPP

#include <memory>

#include "extract/model/network.hpp"

namespace whom::extract {

/// Sentences are grouped into batches by length; the numbers come out the same in any grouping. Memory grows with the
/// square of the longest sentence.
std::unique_ptr<Network> make_bilstm(const TensorFile&, const Kernels&);

}  // namespace whom::extract

#endif
