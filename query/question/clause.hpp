// One clause of a question read with the graph at hand: where the verb ends, which words are names, who stands where.
#ifndef WHOM_QUERY_QUESTION_CLAUSE_HPP
#define WHOM_QUERY_QUESTION_CLAUSE_HPP

#include <optional>
#include <string>
#include <vector>

#include "query/question/names.hpp"
#include "query/question/pattern.hpp"
#include "query/question/reading.hpp"
#include "query/question/token.hpp"
#include "query/question/vocabulary.hpp"

namespace whom::query {

/// The variable that is asked for outside the words: "what" of "what did Ruto discuss".
struct Gap {
  enum class Kind : std::uint8_t { None, Thing, Time, Place } kind = Kind::None;
  std::size_t variable = 0;
  bool person = false;  ///< asked for by "who" or "whom"
};

/// The words of a clause without its auxiliaries, negations and filters.
struct ClauseText {
  std::vector<Token> tokens;
  Gap gap;
  bool be = false;                 ///< the last auxiliary is a form of "be"
  bool past = false;               ///< "was", "were"
  bool inverted = false;           ///< the subject may follow the auxiliary
  bool subject_gap = false;        ///< the gap may be the subject
  std::optional<Token> auxiliary;  ///< the last one when it may be the main verb: "did", "has"
};

/// All ways to read the clause in which every relation and name is known. Names are added to `names`.
ClauseReading read_clause(const ClauseText&, const Vocabulary&, const Roles&, NameResolver&,
                          std::vector<NameMatch>& names);

}  // namespace whom::query

#endif
