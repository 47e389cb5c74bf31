// Analysed text: tokens with their tags, heads and entities, in the terms of Universal Dependencies.
#ifndef WHOM_EXTRACT_ANALYSIS_HPP
#define WHOM_EXTRACT_ANALYSIS_HPP

#include <string>
#include <vector>

#include "graph/value.hpp"

namespace whom::extract {

/// One syntactic word.
struct Token {
  graph::Span span;  ///< in the document's text
  std::string form;
  std::string lemma;
  std::string upos;          ///< "NOUN", "VERB", ...
  std::string xpos;          ///< Penn tag
  std::string feats;         ///< "Number=Sing|Person=3", or "_"
  int head = -1;             ///< index of the head in the sentence; -1: root
  std::string deprel;        ///< with subtype: "nsubj:pass"
  std::string entity = "O";  ///< BIOES tag with its class: "B-Person", "S-Location", ...
  double confidence = 1.0;   ///< probability of the head and relation chosen
};

struct Sentence {
  graph::Span span;
  bool paragraph_start = false;
  std::vector<Token> tokens;
};

/// Fills tags, lemmas, heads, relations and entities of sentences whose tokens have a span and a form.
/// The model of whom implements it; so can any other parser.
class Analyzer {
 public:
  virtual ~Analyzer() = default;
  /// Sentences may come from many documents; results do not depend on how they are grouped. Thread-safe.
  virtual void analyze(std::vector<Sentence>& sentences) const = 0;
};

}  // namespace whom::extract

#endif
