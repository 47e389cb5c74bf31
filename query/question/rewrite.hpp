// Questions in the pattern language: what a question means as the text of a pattern that answers it.
#ifndef WHOM_QUERY_QUESTION_REWRITE_HPP
#define WHOM_QUERY_QUESTION_REWRITE_HPP

#include <string>

#include "query/question/pattern.hpp"

namespace whom::query {

/// The pattern that answers the question, over several lines. Its columns are those of the question, then "statements":
/// a list of all statements that say so. A question for yes or no has that one alone, one for a number has "answer"
/// before it; one for a connection has "path", a list of nodes and the statements between them, in turn.
std::string rewritten(const Pattern&);

/// A row where something is found; its column does not matter.
std::string existence(const Pattern&);

/// The relations by which this statement pattern, for itself, finds something: a row with "relation" for each.
std::string relations_found(const Pattern&, const StatementPattern&);

/// For a connection: by what speaks of the ends, where nothing connects the ends themselves.
std::string connection_of_mentions(const Pattern&);

}  // namespace whom::query

#endif
