// The fast network: word vectors, learned words and characters into a bidirectional LSTM, one sentence at a time.
// extract/training/network.py trains it.
#ifndef WHOM_EXTRACT_MODEL_BILSTM_HPP
#define WHOM_EXTRACT_MODEL_BILSTM_HPP

#include <memory>

#include "extract/model/network.hpp"

namespace whom::extract {

class BiLstm : public Network {
 public:
  BiLstm(const TensorFile&, const Kernels&);
  ~BiLstm() override;

  /// Sentences are grouped into batches by length; the numbers come out the same in any grouping. Memory grows with the
  /// square of the longest sentence.
  std::vector<Prediction> predict(const std::vector<std::vector<std::string_view>>&) const override;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace whom::extract

#endif
