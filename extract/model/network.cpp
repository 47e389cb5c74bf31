// Two networks are averaged before anything is decided, so that what one finds likely and the other does not can still
// be second best. A constant added to all scores of a word changes neither its best tag or head nor their probability:
// the scores need no normalisation.
#include "extract/model/network.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>

#include "extract/model/antecedents.hpp"
#include "extract/model/bilstm.hpp"
#include "extract/model/decode.hpp"
#include "extract/model/heads.hpp"
#include "extract/model/transformer.hpp"

namespace whom::extract {
namespace {

constexpr float kSecond = 0.4F;  // share of the second network

/// Neighbouring sentences.
struct Window {
  std::vector<SentenceRows> sentences;
  std::size_t words = 0;
};

std::vector<Window> make_windows(const Forms& sentences, std::size_t most) {
  std::vector<Window> out;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::size_t length = sentences[i].size();
    if (length == 0) continue;
    if (out.empty() || out.back().words + length > most) out.emplace_back();
    out.back().sentences.push_back({i, out.back().words, length});
    out.back().words += length;
  }
  return out;
}

std::unique_ptr<Encoder> load_encoder(const TensorFile& file, const Kernels& kernel) {
  const std::string_view kind = file.string("kind");
  if (kind == "bilstm") return make_bilstm(file, kernel);
  if (kind == "transformer") return make_transformer(file, kernel);
  throw std::runtime_error("unknown kind of network '" + std::string(kind) + "'");
}

void require_same_labels(const TensorFile& a, const TensorFile& b) {
  for (const char* labels : {"upos", "xpos", "feats", "deprels", "entities", "types"}) {
    const std::string name = std::string("vocabulary/") + labels;
    if (a.strings(name) != b.strings(name)) throw std::runtime_error("the networks have other labels: " + name);
  }
}

void mix(Matrix& x, const Matrix& second) {
  std::transform(x.values.begin(), x.values.end(), second.values.begin(), x.values.begin(),
                 [](float a, float b) { return (1 - kSecond) * a + kSecond * b; });
}

void mix(Scores& x, const Scores& second) {
  for (const auto part : {&Scores::upos, &Scores::xpos, &Scores::feats, &Scores::entities, &Scores::types})
    mix(x.*part, second.*part);
  for (std::size_t s = 0; s < x.arcs.size(); ++s) mix(x.arcs[s], second.arcs[s]);
}

int best(const float* scores, std::size_t count) {
  return static_cast<int>(std::max_element(scores, scores + count) - scores);
}

struct Member {
  Member(const TensorFile& file, const Kernels& kernel)
      : encoder(load_encoder(file, kernel)), heads(file, kernel, encoder->width(), encoder->entity_width()) {}

  std::unique_ptr<Encoder> encoder;
  Heads heads;
};

class Reader : public Network {
 public:
  Reader(const TensorFile& file, const TensorFile* second, const Kernels& kernel)
      : kernel_(kernel),
        first_(file, kernel),
        window_(first_.encoder->window()),
        upos_(file.strings("vocabulary/upos").size()),
        xpos_(file.strings("vocabulary/xpos").size()),
        feats_(file.strings("vocabulary/feats").size()),
        deprels_(file.strings("vocabulary/deprels").size()),
        types_(file.strings("vocabulary/types").size()),
        entities_(file.strings("vocabulary/entities")) {
    if (file.string("kind") == "transformer") antecedents_.emplace(file, kernel, first_.encoder->width());
    if (second == nullptr) return;
    require_same_labels(file, *second);
    second_.emplace(*second, kernel);
    window_ = std::min(window_, second_->encoder->window());
  }

  std::vector<Prediction> predict(const Forms& sentences) const override {
    std::vector<Prediction> out(sentences.size());
    ReferringWords referring;
    for (const Window& window : make_windows(sentences, window_)) read(sentences, window.sentences, out, referring);
    if (antecedents_) antecedents_->score(referring, out);
    return out;
  }

 private:
  void read(const Forms& all, const std::vector<SentenceRows>& rows, std::vector<Prediction>& out,
            ReferringWords& referring) const {
    Forms forms;
    for (const SentenceRows& s : rows) forms.push_back(all[s.sentence]);
    const States states = first_.encoder->encode(forms, rows);
    Scores scores = first_.heads.score(states, rows);
    std::optional<States> second;
    if (second_) {
      second = second_->encoder->encode(forms, rows);
      mix(scores, second_->heads.score(*second, rows));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) decide(scores, i, rows[i], out[rows[i].sentence]);
    Matrix relations = first_.heads.score_relations(states, rows, out);
    if (second_) mix(relations, second_->heads.score_relations(*second, rows, out));
    for (const SentenceRows& s : rows) decide_relations(relations, s, out[s.sentence]);
    if (antecedents_) antecedents_->add(states.words, rows, all, out, referring);
  }

  void decide(const Scores& scores, std::size_t at, const SentenceRows& rows, Prediction& out) const {
    for (std::size_t row = rows.begin; row < rows.begin + rows.length; ++row) {
      out.upos.push_back(best(scores.upos.row(row), upos_));
      out.xpos.push_back(best(scores.xpos.row(row), xpos_));
      out.feats.push_back(best(scores.feats.row(row), feats_));
      out.types.push_back(best(scores.types.row(row), types_));
    }
    const Matrix& entities = scores.entities;
    out.entities = entities_.best({entities.row(rows.begin), rows.length, entities_.size(), entities.stride});
    const Matrix& arcs = scores.arcs[at];
    out.heads = best_tree({arcs.row(0), rows.length, rows.length + 1, arcs.stride});
    for (std::size_t t = 0; t < rows.length; ++t)
      out.confidence.push_back(probability(arcs.row(t), rows.length + 1, out.heads[t]));
  }

  void decide_relations(const Matrix& scores, const SentenceRows& rows, Prediction& out) const {
    for (std::size_t t = 0; t < rows.length; ++t) {
      const float* row = scores.row(rows.begin + t);
      out.deprels.push_back(best(row, deprels_));
      out.confidence[t] *= probability(row, deprels_, out.deprels.back());
    }
  }

  /// Of the chosen one of these scores.
  double probability(const float* scores, std::size_t count, int chosen) const {
    std::vector<float> shares(panels(count) * kPanel);
    std::copy_n(scores, count, shares.begin());
    kernel_.exponentials(shares.data(), count, scores[chosen]);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += static_cast<double>(shares[i]);
    return 1 / sum;
  }

  const Kernels& kernel_;
  Member first_;
  std::optional<Member> second_;
  std::size_t window_;                                 // words
  std::size_t upos_, xpos_, feats_, deprels_, types_;  // labels
  TagSequences entities_;
  std::optional<AntecedentScorer> antecedents_;  // of the first network's states
};

}  // namespace

std::unique_ptr<Network> load_network(const TensorFile& file, const Kernels& kernel) {
  return std::make_unique<Reader>(file, nullptr, kernel);
}

std::unique_ptr<Network> load_network(const TensorFile& file, const TensorFile& second, const Kernels& kernel) {
  return std::make_unique<Reader>(file, &second, kernel);
}

}  // namespace whom::extract
