// Each referring word is kept as two short vectors: as an antecedent, and as an anaphor already multiplied with the
// biaffine form, so that a score is one inner product. Blocks of anaphors are multiplied with a band of the words
// before them; words farther than the band are out of reach, which bounds the work in a long document.
#include "extract/model/antecedents.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "extract/model/features.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kKinds = 3, kFeatures = 16;
constexpr std::size_t kAlways = 0, kSameForm = 1, kDistance = 2, kOtherNumber = 8;  // columns of the pair weights
constexpr std::array<std::size_t, 5> kDistances = {1, 2, 3, 5, 9};                  // in sentences: 0, 1, 2, 3-4, …
constexpr std::size_t kBlock = 32;                                                  // anaphors scored together
constexpr std::size_t kBand = 512;                                                  // words looked back
constexpr float kNever = -1e9F;                                                     // score of what is out of reach
constexpr double kLeast = 0.02;                                                     // probability worth telling

std::string lower_case(std::string_view form) { return utf8(lower(code_points(form))); }

}  // namespace

AntecedentScorer::AntecedentScorer(const TensorFile& file, const Kernels& kernel, std::size_t width)
    : kernel_(kernel),
      width_(file.integer("coreference")),
      anaphor_(file, "anaphor", width, width_),
      antecedent_(file, "antecedent", width, width_),
      pair_(file.floats("pair", {kKinds * kKinds, kFeatures})),
      upos_(file.strings("vocabulary/upos")),
      pronouns_(file, kernel, width) {
  const auto form = file.floats("coreference", {width_ + 1, width_ + 1});
  form_ = pack(width_, width_ + 1, [&](std::size_t k, std::size_t column) { return form[k * (width_ + 1) + column]; });
  bias_.resize(panels(width_ + 1) * kPanel);
  std::copy_n(form.end() - static_cast<std::ptrdiff_t>(width_ + 1), width_ + 1, bias_.begin());
  for (const auto feats : file.strings("vocabulary/feats")) {
    const bool one = feats.find("Number=Sing") != feats.npos, several = feats.find("Number=Plur") != feats.npos;
    number_of_feats_.push_back(one ? 1 : several ? 2 : 0);
  }
}

/// kKinds for a word that does not refer.
std::size_t AntecedentScorer::kind(int upos) const {
  const auto tag = upos_[static_cast<std::size_t>(upos)];
  return tag == "PRON" ? 0 : tag == "PROPN" ? 1 : tag == "NOUN" ? 2 : kKinds;
}

void AntecedentScorer::add(const ByteMatrix& states, const std::vector<SentenceRows>& sentences,
                           const std::vector<std::vector<std::string_view>>& forms,
                           const std::vector<Prediction>& predictions, ReferringWords& out) const {
  const Matrix anaphors = rectified(kernel_, anaphor_, states), antecedents = rectified(kernel_, antecedent_, states);
  const Matrix pronouns = pronouns_.pronouns(states), candidates = pronouns_.candidates(states);
  std::vector<float> product(bias_.size());
  for (const SentenceRows& s : sentences) {
    const Prediction& prediction = predictions[s.sentence];
    for (std::size_t t = 0; t < s.length; ++t) {
      const std::size_t is = kind(prediction.upos[t]);
      if (is == kKinds) continue;
      const std::size_t number = number_of_feats_[static_cast<std::size_t>(prediction.feats[t])];
      out.words.push_back({s.sentence, t, is, number, lower_case(forms[s.sentence][t])});
      const float* antecedent = antecedents.row(s.begin + t);
      out.antecedents.insert(out.antecedents.end(), antecedent, antecedent + width_);
      kernel_.multiply(anaphors.row(s.begin + t), 0, 1, form_.data(), width_, panels(width_ + 1), bias_.data(), 0,
                       product.data(), 0);
      out.anaphors.insert(out.anaphors.end(), product.begin(), product.end());
      const float* candidate = candidates.row(s.begin + t);
      out.candidates.insert(out.candidates.end(), candidate, candidate + pronouns_.hidden());
      auto& word = out.words.back();
      word.pronoun = is == 0 ? PronounScorer::form(word.form) : 0;
      if (word.pronoun == 0) continue;
      word.row = out.pronouns.size();
      const float* pronoun = pronouns.row(s.begin + t);
      out.pronouns.insert(out.pronouns.end(), pronoun, pronoun + pronouns_.hidden());
    }
  }
}

float AntecedentScorer::weight(const ReferringWords::Word& anaphor, const ReferringWords::Word& antecedent) const {
  const float* w = pair_.data() + (anaphor.kind * kKinds + antecedent.kind) * kFeatures;
  const std::size_t distance = anaphor.sentence - antecedent.sentence;
  const auto bucket = std::upper_bound(kDistances.begin(), kDistances.end(), distance) - kDistances.begin();
  float out = w[kAlways] + w[kDistance + static_cast<std::size_t>(bucket)];
  if (anaphor.form == antecedent.form) out += w[kSameForm];
  if (anaphor.number * antecedent.number == 2) out += w[kOtherNumber];
  return out;
}

void AntecedentScorer::score(const ReferringWords& referring, std::vector<Prediction>& out) const {
  const auto& words = referring.words;
  const std::size_t stride = bias_.size();
  for (Prediction& p : out) {
    p.antecedents.resize(p.upos.size());
    p.no_antecedent.assign(p.upos.size(), 1);
  }
  for (std::size_t begin = 0; begin < words.size(); begin += kBlock) {
    const std::size_t end = std::min(begin + kBlock, words.size()), first = begin > kBand ? begin - kBand : 0;
    const std::size_t columns = end - first;
    const auto band = pack(width_, columns, [&](std::size_t k, std::size_t column) {
      return referring.antecedents[(first + column) * width_ + k];
    });
    const std::vector<float> zeros(panels(columns) * kPanel);
    Matrix scores(end - begin, columns);
    kernel_.multiply(referring.anaphors.data() + begin * stride, stride, end - begin, band.data(), width_,
                     panels(columns), zeros.data(), 0, scores.row(0), scores.stride);
    for (std::size_t i = begin; i < end; ++i) choose(referring, i, first, scores.row(i - begin), out);
  }
}

/// Adds to the scores of the words from `first` on what PronounScorer finds, and leaves out what it does not look at.
void AntecedentScorer::add_pronoun(const ReferringWords& referring, std::size_t i, std::size_t first,
                                   std::vector<float>& scores) const {
  const auto& words = referring.words;
  std::vector<PronounScorer::Candidate> candidates;
  std::size_t begin = i;
  while (begin > first && i - begin < PronounScorer::kBand &&
         words[i].sentence - words[begin - 1].sentence <= PronounScorer::kReach)
    --begin;
  for (std::size_t j = begin; j < i; ++j)
    candidates.push_back({referring.candidates.data() + j * pronouns_.hidden(), words[i].sentence - words[j].sentence,
                          words[j].kind, words[j].number, i - j});
  const auto more = pronouns_.score(referring.pronouns.data() + words[i].row, words[i].pronoun, candidates);
  std::fill(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(begin - first), kNever);
  for (std::size_t j = begin; j < i; ++j) scores[j - first] += more[j - begin];
}

/// Of word i, with the biaffine scores of the words from `first` on, brought to shares.
void AntecedentScorer::choose(const ReferringWords& referring, std::size_t i, std::size_t first, const float* scores,
                              std::vector<Prediction>& out) const {
  const auto& words = referring.words;
  const std::size_t count = i - first;
  const float own = referring.anaphors[i * bias_.size() + width_];
  std::vector<float> shares(panels(count + 1) * kPanel);  // the last: nothing before it
  for (std::size_t j = 0; j < count; ++j) shares[j] = scores[j] + own + weight(words[i], words[first + j]);
  if (words[i].pronoun != 0) add_pronoun(referring, i, first, shares);
  const auto end = shares.begin() + static_cast<std::ptrdiff_t>(count + 1);
  kernel_.exponentials(shares.data(), count + 1, *std::max_element(shares.begin(), end));
  const double sum = std::accumulate(shares.begin(), end, 0.0);
  const double none = static_cast<double>(shares[count]) / sum;
  out[words[i].sentence].no_antecedent[words[i].token] = none;
  auto& found = out[words[i].sentence].antecedents[words[i].token];
  for (std::size_t j = 0; j < count; ++j) {
    const double probability = static_cast<double>(shares[j]) / sum;
    if (probability >= std::min(kLeast, none))
      found.push_back({words[first + j].sentence, words[first + j].token, probability});
  }
}

}  // namespace whom::extract
