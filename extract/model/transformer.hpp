// The accurate network: a transformer over the subwords of a window, which is some neighbouring sentences.
// extract/training/transformer.py trains it.
#ifndef WHOM_EXTRACT_MODEL_TRANSFORMER_HPP
#define WHOM_EXTRACT_MODEL_TRANSFORMER_HPP

#include <memory>

#include "extract/model/network.hpp"

namespace whom::extract {

class Transformer : public Network {
 public:
  Transformer(const TensorFile&, const Kernels&);
  ~Transformer() override;

  /// Sentences see those of their window: as many whole sentences from the beginning, then from where it ended, as have
  /// at most 160 words together. A longer sentence is a window of its own.
  std::vector<Prediction> predict(const std::vector<std::vector<std::string_view>>&) const override;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace whom::extract

#endif
