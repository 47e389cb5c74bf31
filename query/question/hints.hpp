// Forms of English questions that are not understood, with the way to ask instead. docs/language.md lists them.
#ifndef WHOM_QUERY_QUESTION_HINTS_HPP
#define WHOM_QUERY_QUESTION_HINTS_HPP

#include <optional>
#include <string_view>
#include <vector>

#include "query/diagnostic.hpp"
#include "query/question/names.hpp"
#include "query/question/token.hpp"

namespace whom::query {

/// For a question that does not parse: what its first words ask for ("why did", "how much").
std::optional<Diagnostic> hint_for_opening(std::string_view text);

/// For words within a clause that are neither names nor anything else that is understood ("nobody", "last week").
std::optional<Diagnostic> hint_for_words(const std::vector<Token>&, const NameResolver&);

}  // namespace whom::query

#endif
