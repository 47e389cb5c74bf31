// Words of names and roles, reduced to what spelling variants share.
#ifndef WHOM_QUERY_QUESTION_TEXT_HPP
#define WHOM_QUERY_QUESTION_TEXT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "query/lexicon.hpp"

namespace whom::query {

/// The words of a phrase without case, accents, possessive endings, determiners and prepositions.
/// "the owners of Haiti's port": "owners", "haiti", "port".
std::vector<std::string> content_words(std::string_view phrase);

/// Their base forms; sorted, without duplicates: "haiti", "owner", "port".
std::vector<std::string> stems(std::string_view phrase, const Lexicon&);

/// True when all of `needed` (not empty) are in `present`; both sorted.
bool includes(const std::vector<std::string>& present, const std::vector<std::string>& needed);

/// Base forms in order, without determiners: "the Secretaries of State": "secretary", "of", "state".
std::vector<std::string> base_forms(std::string_view phrase, const Lexicon&);

/// "Haiti's", "parties'": the last word of a possessor; and without the ending.
bool possessive(std::string_view word);
std::string without_possessive(std::string_view word);

std::string join(const std::vector<std::string>& words, std::string_view separator = " ");
std::vector<std::string> split(std::string_view text);

}  // namespace whom::query

#endif
