// The fast network: word vectors, learned words and characters into a bidirectional LSTM, one sentence at a time.
// extract/training/network.py trains it.
#ifndef WHOM_EXTRACT_MODEL_BILSTM_HPP
#define WHOM_EXTRACT_MODEL_BILSTM_HPP

#include <memory>

#include "extract/model/encoder.hpp"
#include "extract/model/kernels.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

/// The states of a sentence do not depend on what else is in the window.
std::unique_ptr<Encoder> make_bilstm(const TensorFile&, const Kernels&);

}  // namespace whom::extract

#endif
