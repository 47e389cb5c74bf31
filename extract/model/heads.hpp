// From the states of words to tags, entities, heads and relations: what both networks share.
#ifndef WHOM_EXTRACT_MODEL_HEADS_HPP
#define WHOM_EXTRACT_MODEL_HEADS_HPP

#include <vector>

#include "extract/model/decode.hpp"
#include "extract/model/linear.hpp"
#include "extract/model/lstm.hpp"
#include "extract/model/network.hpp"

namespace whom::extract {

class Heads {
 public:
  /// Reads the layers that follow states of this width; entities may be told from other states.
  Heads(const TensorFile&, const Kernels&, std::size_t width, std::size_t entity_width);

  /// Fills the predictions of sentences whose states are rows of a matrix, one after the other.
  void predict(const ByteMatrix& states, const ByteMatrix& entity_states, const std::vector<SentenceRows>&,
               std::vector<Prediction>&) const;

 private:
  void tag(const ByteMatrix& states, const std::vector<SentenceRows>&, const ByteLinear&,
           std::vector<int> Prediction::*labels, std::vector<Prediction>&) const;
  void find_entities(const ByteMatrix& states, const std::vector<SentenceRows>&, std::vector<Prediction>&) const;
  void find_heads(const ByteMatrix& states, const std::vector<SentenceRows>&, std::vector<Prediction>&) const;
  void find_relations(const ByteMatrix& states, const std::vector<SentenceRows>&, std::vector<Prediction>&) const;
  double probability(const float* scores, std::size_t count, int chosen) const;

  const Kernels& kernel_;
  std::size_t arc_width_, rel_width_;
  ByteLinear upos_, xpos_, feats_, arc_dependent_, arc_head_, rel_dependent_, rel_head_, arc_;
  std::size_t relation_count_;
  ByteLinear relation_left_;
  ByteLinear entity_hidden_, entities_;
  TagSequences sequences_;
  Matrix root_arc_, root_relation_;  // the root as a head
};

}  // namespace whom::extract

#endif
