// From matches of rules to statements.
#ifndef WHOM_EXTRACT_RULE_READER_HPP
#define WHOM_EXTRACT_RULE_READER_HPP

#include <vector>

#include "extract/rule_set.hpp"
#include "extract/sentence_parts.hpp"

namespace whom::extract {

/// What the rules find in a sentence, in the order of the words, then of the rules.
std::vector<Match> find_matches(const RuleSet&, const SentenceContext&);

/// Reports the statements of a match.
void read_match(const Match&, SentenceParts&);

}  // namespace whom::extract

#endif
