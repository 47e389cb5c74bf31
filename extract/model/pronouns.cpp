#include "extract/model/pronouns.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

namespace whom::extract {
namespace {

constexpr std::size_t kKinds = 3, kForms = 4, kDistances = 10;
constexpr float kSlope = 0.1F;  // of the rectifier below zero

}  // namespace

PronounScorer::PronounScorer(const TensorFile& file, const Kernels& kernel, std::size_t width)
    : kernel_(kernel),
      hidden_(file.integer("pronoun")),
      pronoun_(file, "pronouns.pronoun", width, hidden_),
      candidate_(file, "pronouns.candidate", width, hidden_),
      pronoun_hidden_(file, "pronouns.pronoun_hidden", hidden_, hidden_),
      candidate_hidden_(file, "pronouns.candidate_hidden", hidden_, hidden_),
      product_hidden_(file, "pronouns.product_hidden", hidden_, hidden_),
      sentences_(file.floats("pronouns.sentences", {kReach + 1, hidden_})),
      kinds_(file.floats("pronouns.kinds", {kKinds * kKinds, hidden_})),
      distances_(file.floats("pronouns.distances", {kDistances, hidden_})),
      forms_(file.floats("pronouns.forms", {kForms, hidden_})),
      out_(file.floats("pronouns.out", {hidden_ + 1})) {}

std::size_t PronounScorer::form(std::string_view word) {
  static constexpr std::string_view kWords[] = {"he",   "him",     "his", "himself", "she",   "her",
                                                "hers", "herself", "it",  "its",     "itself"};
  const auto found = std::find(std::begin(kWords), std::end(kWords), word);
  return found == std::end(kWords) ? 0 : 1 + static_cast<std::size_t>(found - std::begin(kWords)) / 4;
}

std::vector<float> PronounScorer::score(const float* pronoun, std::size_t form,
                                        const std::vector<Candidate>& candidates) const {
  Matrix own(1, hidden_), both(candidates.size(), hidden_), products(candidates.size(), hidden_);
  std::copy_n(pronoun, hidden_, own.row(0));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::copy_n(candidates[i].row, hidden_, both.row(i));
    std::transform(pronoun, pronoun + hidden_, candidates[i].row, products.row(i),
                   [](float a, float b) { return a * b; });
  }
  const Matrix of_pronoun = pronoun_hidden_(kernel_, own);
  const Matrix of_candidates = candidate_hidden_(kernel_, both), of_products = product_hidden_(kernel_, products);
  std::vector<float> out(candidates.size(), out_[hidden_]);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& c = candidates[i];
    const std::size_t apart = std::min<std::size_t>(std::bit_width(c.words_back - 1), kDistances - 1);
    const float* tables[] = {row(sentences_, c.sentences), row(kinds_, c.kind * kKinds + c.number),
                             row(distances_, apart), row(forms_, form), of_pronoun.row(0)};
    for (std::size_t k = 0; k < hidden_; ++k) {
      float sum = of_candidates.row(i)[k] + of_products.row(i)[k];
      for (const float* table : tables) sum += table[k];
      out[i] += out_[k] * (sum < 0 ? kSlope * sum : sum);
    }
  }
  return out;
}

}  // namespace whom::extract
