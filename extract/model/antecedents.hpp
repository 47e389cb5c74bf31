// Which earlier word a pronoun, name or noun refers to: scores of pairs of words, learned with the accurate network.
#ifndef WHOM_EXTRACT_MODEL_ANTECEDENTS_HPP
#define WHOM_EXTRACT_MODEL_ANTECEDENTS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/model/linear.hpp"
#include "extract/model/lstm.hpp"
#include "extract/model/network.hpp"
#include "extract/model/pronouns.hpp"

namespace whom::extract {

/// Words of a document that may refer, in order, with what is needed to compare them.
struct ReferringWords {
  struct Word {
    std::size_t sentence, token;
    std::size_t kind;         ///< 0 pronoun, 1 name, 2 noun
    std::size_t number;       ///< 0 unknown, 1 one, 2 several
    std::string form;         ///< in lower case
    std::size_t pronoun = 0;  ///< PronounScorer::form of a pronoun, else 0
    std::size_t row = 0;      ///< where its row of pronouns begins, if it is one of these
  };
  std::vector<Word> words;
  std::vector<float> anaphors;     ///< as one that refers: what the biaffine form makes of it, a row a word
  std::vector<float> antecedents;  ///< as one that is referred to
  std::vector<float> candidates;   ///< as one that "he", "she" or "it" may mean
  std::vector<float> pronouns;     ///< of "he", "she" and "it" alone, a row each
};

/// A biaffine form of two words' states, and weights for their kinds, distance, forms and numbers; a word may also
/// refer to nothing before it (Lee et al. 2017, on head words as Dobrovolskii 2021). To the scores of "he", "she" and
/// "it" PronounScorer adds its own.
class AntecedentScorer {
 public:
  AntecedentScorer(const TensorFile&, const Kernels&, std::size_t width);

  /// Adds the referring words of a window, whose tags stand in the predictions.
  void add(const ByteMatrix& states, const std::vector<SentenceRows>&,
           const std::vector<std::vector<std::string_view>>& forms, const std::vector<Prediction>&,
           ReferringWords&) const;

  /// Fills the antecedents of all words.
  void score(const ReferringWords&, std::vector<Prediction>&) const;

 private:
  void add_pronoun(const ReferringWords&, std::size_t word, std::size_t first, std::vector<float>& scores) const;
  float weight(const ReferringWords::Word& anaphor, const ReferringWords::Word& antecedent) const;
  std::size_t kind(int upos) const;
  void choose(const ReferringWords&, std::size_t word, std::size_t first, const float* scores,
              std::vector<Prediction>&) const;

  const Kernels& kernel_;
  std::size_t width_;
  ByteLinear anaphor_, antecedent_;
  std::vector<float> form_;  ///< packed [width, width + 1]
  std::vector<float> bias_;  ///< its row of ones
  std::vector<float> pair_;  ///< [kinds, features]
  std::vector<std::string_view> upos_;
  std::vector<std::size_t> number_of_feats_;
  PronounScorer pronouns_;
};

}  // namespace whom::extract

#endif
