// A biaffine score of vectors x and y with W is (x W) y: the left product is a matrix product over all tokens, its
// result serves as the packed matrix (see kernels.hpp) of the right one. The matrix of the relations' left products is
// laid out for that: for each row of the right product its panels of floats, then the scores of a zero head.
#include "extract/model/heads.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

constexpr std::size_t kRelationRows = 64;  // tokens whose left products are held at once

std::size_t labels(const TensorFile& file, const std::string& name) {
  return file.strings("vocabulary/" + name).size();
}

Matrix read_root(const TensorFile& file, std::size_t width) {
  Matrix out(1, width);
  const auto vector = file.floats("root", {width});
  std::copy(vector.begin(), vector.end(), out.row(0));
  return out;
}

}  // namespace

Heads::Heads(const TensorFile& file, const Kernels& kernel, std::size_t width, std::size_t entity_width)
    : kernel_(kernel),
      arc_width_(file.integer("arc")),
      rel_width_(file.integer("rel")),
      upos_(file, "upos", width, labels(file, "upos")),
      xpos_(file, "xpos", width, labels(file, "xpos")),
      feats_(file, "feats", width, labels(file, "feats")),
      arc_dependent_(file, "arc_dependent", width, arc_width_),
      arc_head_(file, "arc_head", width, arc_width_),
      rel_dependent_(file, "rel_dependent", width, rel_width_),
      rel_head_(file, "rel_head", width, rel_width_),
      arc_(file, "arc", arc_width_, arc_width_),
      relation_count_(labels(file, "deprels")),
      relation_left_(file, "rel", rel_width_, (rel_width_ + 1) * panels(relation_count_) * kPanel),
      entity_hidden_(file, "entity_hidden", entity_width, file.integer("entity")),
      entities_(file, "entities", file.integer("entity"), labels(file, "entities")),
      type_states_(file, "type_states", width, file.integer("type")),
      type_vectors_(file, "type_vectors", file.integer("vector"), file.integer("type")),
      types_(file, "types", file.integer("type"), labels(file, "types")),
      root_arc_(rectified(kernel, arc_head_, ByteMatrix(kernel, read_root(file, width)))),
      root_relation_(rectified(kernel, rel_head_, ByteMatrix(kernel, read_root(file, width)))) {}

Scores Heads::score(const States& states, const std::vector<SentenceRows>& sentences) const {
  const ByteMatrix& words = states.words;
  const ByteMatrix& of_entities = states.entities ? *states.entities : words;
  return {upos_(kernel_, words),  xpos_(kernel_, words),
          feats_(kernel_, words), entities_(kernel_, rectified(kernel_, entity_hidden_, of_entities)),
          score_types(states),    score_arcs(words, sentences)};
}

/// What a noun may name hangs on the noun more than on its sentence, so its vector tells as well.
Matrix Heads::score_types(const States& states) const {
  Matrix hidden = type_states_(kernel_, states.words);
  type_vectors_.add(kernel_, states.vectors, hidden.rows, hidden.row(0), hidden.stride);
  rectify(hidden);
  return types_(kernel_, hidden);
}

std::vector<Matrix> Heads::score_arcs(const ByteMatrix& states, const std::vector<SentenceRows>& sentences) const {
  const Matrix left = arc_(kernel_, rectified(kernel_, arc_dependent_, states));
  const Matrix heads = rectified(kernel_, arc_head_, states);
  std::vector<Matrix> out;
  for (const auto& s : sentences) {
    const std::size_t candidates = s.length + 1;
    const auto packed = pack(arc_width_, candidates, [&](std::size_t k, std::size_t head) {
      return head == 0 ? root_arc_.row(0)[k] : heads.row(s.begin + head - 1)[k];
    });
    const std::vector<float> zeros(panels(candidates) * kPanel);
    Matrix& scores = out.emplace_back(s.length, candidates);
    kernel_.multiply(left.row(s.begin), left.stride, s.length, packed.data(), arc_width_, panels(candidates),
                     zeros.data(), 0, scores.row(0), scores.stride);
  }
  return out;
}

Matrix Heads::score_relations(const States& states, const std::vector<SentenceRows>& sentences,
                              const std::vector<Prediction>& predictions) const {
  const ByteMatrix dependents(kernel_, rectified(kernel_, rel_dependent_, states.words));
  const Matrix heads = rectified(kernel_, rel_head_, states.words);
  Matrix left(kRelationRows, relation_left_.columns()), out(heads.rows, relation_count_);
  for (const auto& s : sentences) {
    for (std::size_t t = 0; t < s.length; ++t) {
      const std::size_t row = s.begin + t;
      if (row % kRelationRows == 0)
        relation_left_.apply(kernel_, dependents, row, std::min(kRelationRows, heads.rows - row), left);
      const auto head = static_cast<std::size_t>(predictions[s.sentence].heads[t]);
      const float* head_row = head == 0 ? root_relation_.row(0) : heads.row(s.begin + head - 1);
      const float* own = left.row(row % kRelationRows);
      kernel_.multiply(head_row, 0, 1, own, rel_width_, out.stride / kPanel, own + rel_width_ * out.stride, 0,
                       out.row(row), 0);
    }
  }
  return out;
}

}  // namespace whom::extract
