// A biaffine score of vectors x and y with W is (x W) y: the left product is a matrix product over all tokens, its
// result serves as the packed matrix (see kernels.hpp) of the right one. The matrix of the relations' left products is
// laid out for that: for each row of the right product its panels of floats, then the scores of a zero head.
#include "extract/model/heads.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

constexpr std::size_t kRelationRows = 64;  // tokens whose left products are held at once

int best(const float* scores, std::size_t count) {
  return static_cast<int>(std::max_element(scores, scores + count) - scores);
}

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
      sequences_(file.strings("vocabulary/entities")),
      root_arc_(rectified(kernel, arc_head_, ByteMatrix(kernel, read_root(file, width)))),
      root_relation_(rectified(kernel, rel_head_, ByteMatrix(kernel, read_root(file, width)))) {}

double Heads::probability(const float* scores, std::size_t count, int chosen) const {
  std::vector<float> shares(panels(count) * kPanel);
  std::copy_n(scores, count, shares.begin());
  kernel_.exponentials(shares.data(), count, scores[chosen]);
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += static_cast<double>(shares[i]);
  return 1 / sum;
}

void Heads::predict(const ByteMatrix& states, const ByteMatrix& entity_states,
                    const std::vector<SentenceRows>& sentences, std::vector<Prediction>& out) const {
  tag(states, sentences, upos_, &Prediction::upos, out);
  tag(states, sentences, xpos_, &Prediction::xpos, out);
  tag(states, sentences, feats_, &Prediction::feats, out);
  find_entities(entity_states, sentences, out);
  find_heads(states, sentences, out);
  find_relations(states, sentences, out);
}

void Heads::tag(const ByteMatrix& states, const std::vector<SentenceRows>& sentences, const ByteLinear& layer,
                std::vector<int> Prediction::*labels, std::vector<Prediction>& out) const {
  const Matrix scores = layer(kernel_, states);
  for (const auto& s : sentences)
    for (std::size_t t = 0; t < s.length; ++t)
      (out[s.sentence].*labels).push_back(best(scores.row(s.begin + t), layer.columns()));
}

void Heads::find_entities(const ByteMatrix& states, const std::vector<SentenceRows>& sentences,
                          std::vector<Prediction>& out) const {
  const Matrix scores = entities_(kernel_, rectified(kernel_, entity_hidden_, states));
  for (const auto& s : sentences)
    out[s.sentence].entities = sequences_.best({scores.row(s.begin), s.length, entities_.columns(), scores.stride});
}

void Heads::find_heads(const ByteMatrix& states, const std::vector<SentenceRows>& sentences,
                       std::vector<Prediction>& out) const {
  const Matrix left = arc_(kernel_, rectified(kernel_, arc_dependent_, states));
  const Matrix heads = rectified(kernel_, arc_head_, states);
  for (const auto& s : sentences) {
    const std::size_t candidates = s.length + 1;
    const auto packed = pack(arc_width_, candidates, [&](std::size_t k, std::size_t head) {
      return head == 0 ? root_arc_.row(0)[k] : heads.row(s.begin + head - 1)[k];
    });
    const std::vector<float> zeros(panels(candidates) * kPanel);
    Matrix scores(s.length, candidates);
    kernel_.multiply(left.row(s.begin), left.stride, s.length, packed.data(), arc_width_, panels(candidates),
                     zeros.data(), 0, scores.row(0), scores.stride);
    Prediction& prediction = out[s.sentence];
    prediction.heads = best_tree({scores.row(0), s.length, candidates, scores.stride});
    for (std::size_t t = 0; t < s.length; ++t)
      prediction.confidence.push_back(probability(scores.row(t), candidates, prediction.heads[t]));
  }
}

void Heads::find_relations(const ByteMatrix& states, const std::vector<SentenceRows>& sentences,
                           std::vector<Prediction>& out) const {
  const ByteMatrix dependents(kernel_, rectified(kernel_, rel_dependent_, states));
  const Matrix heads = rectified(kernel_, rel_head_, states);
  const std::size_t tokens = heads.rows, padded = panels(relation_count_) * kPanel;
  Matrix left(kRelationRows, relation_left_.columns());
  std::vector<float> scores(padded);
  std::size_t row = 0;
  for (const auto& s : sentences) {
    Prediction& prediction = out[s.sentence];
    for (std::size_t t = 0; t < s.length; ++t, ++row) {
      if (row % kRelationRows == 0)
        relation_left_.apply(kernel_, dependents, row, std::min(kRelationRows, tokens - row), left);
      const auto head = static_cast<std::size_t>(prediction.heads[t]);
      const float* head_row = head == 0 ? root_relation_.row(0) : heads.row(s.begin + head - 1);
      const float* own = left.row(row % kRelationRows);
      kernel_.multiply(head_row, 0, 1, own, rel_width_, padded / kPanel, own + rel_width_ * padded, 0, scores.data(),
                       0);
      const int relation = best(scores.data(), relation_count_);
      prediction.deprels.push_back(relation);
      prediction.confidence[t] *= probability(scores.data(), relation_count_, relation);
    }
  }
}

}  // namespace whom::extract
