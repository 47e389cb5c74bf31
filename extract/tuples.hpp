// Prints the clauses of a sentence as tuples of its own words, in the two ways the public extraction sets want them.
#ifndef WHOM_EXTRACT_TUPLES_HPP
#define WHOM_EXTRACT_TUPLES_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "extract/tree.hpp"
#include "extract/words.hpp"

namespace whom::extract {

class RuleSet;

struct Tuple {
  std::string subject, relation;
  std::vector<std::string> arguments;
  double confidence = 1.0;  ///< product of the confidences of the attachments it rests on
};

enum class TupleStyle : std::uint8_t {
  Nary,    ///< object, then all obliques; without an object the first preposition goes into the relation (CaRB)
  Binary,  ///< one argument a tuple; what stands before it goes into the relation (BenchIE)
};

/// Distinct tuples in order of their predicates. Tokens are printed as they stand, joined by spaces.
std::vector<Tuple> tuples(const Tree&, const Words&, const RuleSet&, TupleStyle);

}  // namespace whom::extract

#endif
