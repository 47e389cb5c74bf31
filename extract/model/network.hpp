// The network: tags, heads, relations and entities of sentences in one pass. extract/training/network.py trains it.
#ifndef WHOM_EXTRACT_MODEL_NETWORK_HPP
#define WHOM_EXTRACT_MODEL_NETWORK_HPP

#include <memory>
#include <vector>

#include "extract/model/features.hpp"
#include "extract/model/kernels.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

/// One sentence: for each token rows of the label inventories.
struct Prediction {
  std::vector<int> upos, xpos, feats, deprels, entities;
  std::vector<int> heads;          ///< 1-based, 0 = root
  std::vector<double> confidence;  ///< probability of the head times that of its relation
};

class Network {
 public:
  /// Reads the weights; the file must outlive this object. Throws std::runtime_error when a tensor is missing or has an
  /// unexpected shape.
  explicit Network(const TensorFile&, const Kernels& = kernels());
  Network(Network&&) noexcept;
  ~Network();

  /// One prediction per sentence. Sentences are grouped into batches by length; the numbers come out the same, to the
  /// last bit, in any grouping. Memory grows with the square of the longest sentence. Thread-safe.
  std::vector<Prediction> predict(const std::vector<std::vector<WordIds>>& sentences) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace whom::extract

#endif
