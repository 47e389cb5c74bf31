// Analysed sentences and documents written by hand, for tests of what is read off them.
//
// One word a line: form, lemma, UPOS, XPOS, head, relation and, for names, an entity tag ("S-Person"), for heads of
// mentions their type ("place"). The head is the form of the head word, "-" for the root; "the#2" is the second "the"
// of the sentence. "~," adjoins the word before it. A blank line ends a sentence; "¶" on a line of its own begins a
// paragraph.
//
//   Ada   Ada  PROPN NNP met nsubj S-Person
//   met   meet VERB  VBD -   root
//   Li    Li   PROPN NNP met obj   S-Person
//   ~.    .    PUNCT .   met punct
#ifndef WHOM_TESTS_EXTRACT_SUPPORT_TREE_HPP
#define WHOM_TESTS_EXTRACT_SUPPORT_TREE_HPP

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/coreference.hpp"
#include "extract/rule_set.hpp"
#include "extract/tree.hpp"
#include "extract/words.hpp"
#include "graph/reading.hpp"

namespace whom::test {

/// Sentences with the text their spans lie in.
struct Sample {
  std::string text;
  std::vector<extract::Sentence> sentences;
};

/// Throws std::invalid_argument with the line that is not understood. Number is set as the Penn tag has it.
Sample sample(std::string_view lines);

/// The only sentence of a sample.
extract::Sentence sentence(std::string_view lines);

/// The committed word table.
const extract::Words& words();

/// The rules that are built in.
const extract::RuleSet& rules();

/// A sample through all stages before statements.
class Analysed {
 public:
  explicit Analysed(std::string_view lines);
  explicit Analysed(Sample);

  const extract::Tree& tree(int sentence = 0) const { return trees_[static_cast<std::size_t>(sentence)]; }
  const std::vector<extract::Clause>& clauses(int sentence = 0) const {
    return clauses_[static_cast<std::size_t>(sentence)];
  }
  const extract::Quotations& quotations() const { return *quotations_; }
  const extract::DocumentView& view() const { return *view_; }
  const extract::Coreference& coreference() const { return *coreference_; }

  /// Where a word stands, written as heads are: "the#2".
  extract::Place place(std::string_view word, int sentence = 0) const;
  int token(std::string_view word, int sentence = 0) const { return place(word, sentence).token; }

  /// The clause whose predicate this word is; fails the test when there is none.
  const extract::Clause& clause(std::string_view predicate, int sentence = 0) const;

  /// Names of what a word refers to, sorted, joined by " + ".
  std::string refers(std::string_view word, int sentence = 0) const;

  graph::Reading read(std::string_view date = "") const;

 private:
  Sample sample_;
  std::vector<extract::Tree> trees_;
  std::vector<std::vector<extract::Clause>> clauses_;
  std::unique_ptr<extract::Quotations> quotations_;
  std::unique_ptr<graph::CodePointMap> text_;
  std::unique_ptr<extract::DocumentView> view_;
  std::unique_ptr<extract::Coreference> coreference_;
};

/// Forms of words, joined by spaces.
std::string forms(const extract::Tree&, const extract::Indices&);

}  // namespace whom::test

#endif
