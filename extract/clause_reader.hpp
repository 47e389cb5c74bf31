// What a clause states: its verb or complement as a relation, with participants, qualifiers and status.
#ifndef WHOM_EXTRACT_CLAUSE_READER_HPP
#define WHOM_EXTRACT_CLAUSE_READER_HPP

#include <string>

#include "extract/sentence_parts.hpp"

namespace whom::extract {

/// Reports what the clause states.
/// @param replaced a rule says it in its own way: only the clause above an open complement is left to report
void read_clause(const Clause&, bool replaced, SentenceParts&);

/// The verb with its particles: "call off".
std::string verb_name(const Tree&, int verb);

}  // namespace whom::extract

#endif
