// What "he", "she" and "it" mean: a second look at the candidates. extract/training/pronouns.py trains it.
#ifndef WHOM_EXTRACT_MODEL_PRONOUNS_HPP
#define WHOM_EXTRACT_MODEL_PRONOUNS_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/model/linear.hpp"

namespace whom::extract {

/// A hidden layer over a pronoun, a candidate, their product, distance and kinds.
class PronounScorer {
 public:
  PronounScorer(const TensorFile&, const Kernels&, std::size_t width);

  /// 1 "he", 2 "she", 3 "it" and their forms; 0 for other words. In lower case.
  static std::size_t form(std::string_view word);

  /// Sentences back from a pronoun, and words that may refer, within which candidates are told.
  static constexpr std::size_t kReach = 6, kBand = 256;

  std::size_t hidden() const { return hidden_; }

  /// Of words with these states, as a pronoun and as a candidate: rows of `hidden` floats.
  Matrix pronouns(const ByteMatrix& states) const { return rectified(kernel_, pronoun_, states); }
  Matrix candidates(const ByteMatrix& states) const { return rectified(kernel_, candidate_, states); }

  struct Candidate {
    const float* row;        ///< of candidates()
    std::size_t sentences;   ///< back from the pronoun, at most kReach
    std::size_t kind;        ///< 0 pronoun, 1 name, 2 noun
    std::size_t number;      ///< 0 unknown, 1 one, 2 several
    std::size_t words_back;  ///< that may refer, at least 1
  };

  /// What to add to the score of each candidate of a pronoun: a row of pronouns(), and its form.
  std::vector<float> score(const float* pronoun, std::size_t form, const std::vector<Candidate>&) const;

 private:
  const float* row(const std::vector<float>& table, std::size_t i) const { return table.data() + i * hidden_; }

  const Kernels& kernel_;
  std::size_t hidden_;
  ByteLinear pronoun_, candidate_, pronoun_hidden_, candidate_hidden_, product_hidden_;
  std::vector<float> sentences_, kinds_, distances_, forms_;  ///< rows of hidden_
  std::vector<float> out_;
};

}  // namespace whom::extract

#endif
