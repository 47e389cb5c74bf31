// A network: tags, heads, relations and entities of sentences in one pass. extract/training/ trains them.
#ifndef WHOM_EXTRACT_MODEL_NETWORK_HPP
#define WHOM_EXTRACT_MODEL_NETWORK_HPP

#include <memory>
#include <string_view>
#include <vector>

#include "extract/model/kernels.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

/// An earlier word, and the probability that it is what a word refers to.
struct AntecedentPrediction {
  std::size_t sentence, token;
  double probability;
};

/// One sentence: for each token rows of the label inventories.
struct Prediction {
  std::vector<int> upos, xpos, feats, deprels, entities, types;
  std::vector<int> heads;                                      ///< 1-based, 0 = root
  std::vector<double> confidence;                              ///< probability of the head times that of its relation
  std::vector<std::vector<AntecedentPrediction>> antecedents;  ///< of each token; empty where the network tells none
  std::vector<double> no_antecedent;                           ///< the probability of that, beside them
};

class Network {
 public:
  virtual ~Network() = default;

  /// One prediction per sentence, which is a list of forms. The sentences are neighbours in one document, in order, and
  /// may give each other context. Every instruction set gives the same result to the last bit. Thread-safe.
  virtual std::vector<Prediction> predict(const std::vector<std::vector<std::string_view>>& sentences) const = 0;
};

/// The network of the kind the file names ("bilstm" or "transformer"). With a second file both networks read, and their
/// scores are averaged; the first counts more and tells the antecedents. The files must outlive it. Throws
/// std::runtime_error when a kind is unknown, a tensor is missing or has an unexpected shape, or the files have other
/// labels.
std::unique_ptr<Network> load_network(const TensorFile&, const Kernels& = kernels());
std::unique_ptr<Network> load_network(const TensorFile&, const TensorFile& second, const Kernels& = kernels());

}  // namespace whom::extract

#endif
