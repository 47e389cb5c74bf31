// Clauses of a sentence: predicates with their subjects and arguments, as the rules find them in the dependency tree.
// This is syntax only; statement.hpp says what the clauses claim, tuples.hpp prints them.
#ifndef WHOM_EXTRACT_CLAUSE_HPP
#define WHOM_EXTRACT_CLAUSE_HPP

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/tree.hpp"
#include "extract/words.hpp"

namespace whom::extract {

class RuleSet;

/// A phrase by its head, with the words that mark it ("on behalf of"), which are not part of the phrase.
struct Phrase {
  int head = -1;
  Indices marker;
  int without = -1;  ///< a child of head that is left out: the clause the phrase takes part in
};

struct Argument {
  enum class Slot : std::uint8_t {
    Object,
    IndirectObject,
    Oblique,    ///< with a preposition
    Time,       ///< an oblique without one: "last Wednesday"
    Attribute,  ///< what the subject is, after a copula or "become"
    Content,    ///< a clause that completes the verb: "said (that) …"
    Adverbial,  ///< a clause beside the verb; its marker introduces it
  } slot = Slot::Object;
  std::vector<Phrase> members;  ///< conjuncts, at least one
};

struct Clause {
  std::string_view rule;  ///< that found it: "verb", "relative", "past-participle", …
  int predicate = -1;     ///< last verb of the chain, or head of the complement of a copula
  Indices chain;          ///< content verbs or adjectives from the matrix one down: "continues", "block"
  Indices relation;       ///< words of the verb group: auxiliaries, negation, adverbs, chain, particles
  bool passive = false;
  bool copular = false;
  std::vector<Phrase> subjects;     ///< conjuncts; empty where there is none
  std::vector<Phrase> controllers;  ///< whom the matrix verb makes do what the last verb says: "urge *Moscow* to"
  std::vector<Argument> arguments;
};

/// All clauses, by position of their predicate. The rules must outlive them.
std::vector<Clause> find_clauses(const Tree&, const Words&, const RuleSet&);

/// How much of a noun phrase is meant.
enum class Extent : std::uint8_t {
  Full,     ///< all but conjuncts, appositions, relative clauses of the head
  Tight,    ///< and those of the phrases inside it
  Whole,    ///< everything
  Mention,  ///< all that tells what is meant: no conjuncts of the head, no "only" before it
};

/// Words of a phrase, without its marker, trimmed of punctuation at its ends.
Indices words_of(const Tree&, const Phrase&, Extent);

/// Words without punctuation, conjunctions and unpaired brackets or quotation marks at the ends.
Indices trimmed(const Tree&, Indices);

/// The head and its nominal conjuncts.
Indices conjuncts(const Tree&, int head);

/// The same, a phrase each.
std::vector<Phrase> with_conjuncts(const Tree&, int head);

/// The head and its conjuncts, a phrase each; where the word stands below the head, the head alone, without the branch
/// that holds the word.
std::vector<Phrase> phrases_beside(const Tree&, int head, int word);

/// The words of the prepositions before a phrase, with those fixed to them ("because of").
Indices preposition(const Tree&, int head);

/// The word stands for a clause: a verb in a clause's place, or a complement with a copula or subject.
bool is_predicate(const Tree&, int);

/// "not", "never", "n't".
bool is_negation(const Tree&, int);

/// The same, but not in "not only", "not just".
bool negates(const Tree&, int);

/// "instead of", "rather than" stand before it.
bool preferred_to(const Tree&, int);

/// A Wh-word that stands for the noun a relative clause modifies, or asks.
bool is_relative_pronoun(const Tree&, int);

}  // namespace whom::extract

#endif
