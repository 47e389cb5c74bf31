// Analysed text: tokens with their tags, heads and entities, in the terms of Universal Dependencies.
#ifndef WHOM_EXTRACT_ANALYSIS_HPP
#define WHOM_EXTRACT_ANALYSIS_HPP

#include <string>
#include <vector>

#include "graph/value.hpp"

namespace whom::extract {

/// What a word that refers may refer to: an earlier word, the head of a mention of the same document.
struct Antecedent {
  int sentences_back = 0;
  int token = -1;  ///< in that sentence
  double probability = 0;
};

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
  /// Of the mention that the word heads, as GUM has them ("person", "place", ...); "_": it heads none, or nobody tells.
  std::string type = "_";
  double confidence = 1.0;  ///< probability of the head and relation chosen
  /// The likelier antecedents of a pronoun, name or noun, beside the probability that it has none. Empty
  /// also where the analyser does not tell.
  std::vector<Antecedent> antecedents;
  double no_antecedent = 1.0;
};

struct Sentence {
  graph::Span span;
  bool paragraph_start = false;
  bool document_start = false;  ///< what stands before it belongs to another document and is no context
  std::vector<Token> tokens;
};

/// A phrase that refers to an entity of its document: tokens [begin, end) of a sentence.
struct EntityMention {
  int sentence = 0;
  int begin = 0, end = 0;
  int entity = 0;  ///< the same number for the same entity
  std::string type;
};

/// Fills tags, lemmas, heads, relations and entities of sentences whose tokens have a span and a form.
/// The model of whom implements it; so can any other parser.
class Analyzer {
 public:
  virtual ~Analyzer() = default;
  /// The sentences of a document, in order: neighbours may give each other context; several documents, where the first
  /// sentence of each is marked. Thread-safe.
  virtual void analyze(std::vector<Sentence>& sentences) const = 0;
};

}  // namespace whom::extract

#endif
