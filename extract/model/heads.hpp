// From the states of words to scores of tags, entities, heads and relations: what all networks share.
#ifndef WHOM_EXTRACT_MODEL_HEADS_HPP
#define WHOM_EXTRACT_MODEL_HEADS_HPP

#include <vector>

#include "extract/model/encoder.hpp"
#include "extract/model/linear.hpp"
#include "extract/model/network.hpp"

namespace whom::extract {

/// Of the words of some sentences: logits of the rows of the label inventories, and for each sentence those of its
/// heads, [words, words + 1], where head 0 is the root.
struct Scores {
  Matrix upos, xpos, feats, entities, types;
  std::vector<Matrix> arcs;
};

class Heads {
 public:
  /// Reads the layers that follow states of this width; entities may be told from other states.
  Heads(const TensorFile&, const Kernels&, std::size_t width, std::size_t entity_width);

  Scores score(const States&, const std::vector<SentenceRows>&) const;

  /// Logits [words, relations] of each word to the head that its prediction has.
  Matrix score_relations(const States&, const std::vector<SentenceRows>&, const std::vector<Prediction>&) const;

 private:
  Matrix score_types(const States&) const;
  std::vector<Matrix> score_arcs(const ByteMatrix& states, const std::vector<SentenceRows>&) const;

  const Kernels& kernel_;
  std::size_t arc_width_, rel_width_;
  ByteLinear upos_, xpos_, feats_, arc_dependent_, arc_head_, rel_dependent_, rel_head_, arc_;
  std::size_t relation_count_;
  ByteLinear relation_left_;
  ByteLinear entity_hidden_, entities_;
  ByteLinear type_states_, type_vectors_, types_;
  Matrix root_arc_, root_relation_;  // the root as a head
};

}  // namespace whom::extract

#endif
