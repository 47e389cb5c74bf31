// How likely a sentence says what a statement says it does.
#ifndef WHOM_EXTRACT_CONFIDENCE_HPP
#define WHOM_EXTRACT_CONFIDENCE_HPP

#include "extract/participants.hpp"

namespace whom::extract {

/// The probability that a better analysis of the sentence would give the same relation with the same phrases: of the
/// words of the relation and of the participants, either may be null. What a pronoun means is not part of it.
double confidence_of(const Tree&, const Indices& relation, const Participant* subject, const Participant* object);

}  // namespace whom::extract

#endif
