// "who plans to meet Ruto", "who failed to sign": a verb above an infinitive says whether what the infinitive names
// happened, is planned, was asked for or may be. Statements keep that as their status, so the question asks for it.
#ifndef WHOM_QUERY_QUESTION_INFINITIVE_HPP
#define WHOM_QUERY_QUESTION_INFINITIVE_HPP

#include <optional>
#include <vector>

#include "query/lexicon.hpp"
#include "query/question/clause.hpp"

namespace whom::query {

/// A clause read as that of its infinitive.
struct Infinitive {
  ClauseText text;      ///< without the verb above and "to"
  bool denied = false;  ///< the verb above denies it: "failed to"
  std::optional<graph::Modality> modality;
  std::size_t verb = 0;  ///< which token of the whole clause the verb above is
  bool bare = false;     ///< no verb but the auxiliary is above: "is to meet", "has to meet"
};

/// Every place where a verb, or what is like one ("is ready to", "is to"), may stand above an infinitive.
std::vector<Infinitive> infinitives(const ClauseText&, const Lexicon&);

/// Why the clause has an infinitive or clause below its verb that cannot be asked for: "is said to have met", "said
/// that", "urged others to follow it".
std::optional<Diagnostic> unanswerable(const ClauseText&, const Vocabulary&);

}  // namespace whom::query

#endif
