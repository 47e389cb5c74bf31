// The closed classes of English words that the language knows by itself; everything else comes from the graph.
#ifndef WHOM_QUERY_QUESTION_WORDS_HPP
#define WHOM_QUERY_QUESTION_WORDS_HPP

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/statement.hpp"
#include "query/question/ast.hpp"

namespace whom::query::words {

/// What an auxiliary says of its clause.
struct AuxiliaryMeaning {
  enum class Kind { Do, Be, Have, Modal, Negation } kind = Kind::Do;
  bool denied = false;
  std::optional<graph::Modality> modality;  ///< of the modal ones
};

/// Forms that can open a clause ("did", "isn't") and those that can follow ("not", "been"), apostrophes straight.
const std::vector<std::string>& opening_auxiliaries();
const std::vector<std::string>& following_auxiliaries();
AuxiliaryMeaning auxiliary(std::string_view form);

/// "someone", "anything"; "person", "country" (after an article).
const std::vector<std::string>& indefinite_pronouns();
const std::vector<std::string>& plain_nouns();

/// January to December.
const std::array<std::string, 12>& months();

const std::vector<std::pair<std::string_view, ast::StatusFilter::Status>>& statuses();
const std::vector<std::pair<std::string_view, ast::ConfidenceFilter::Comparison>>& comparisons();

/// In lower case: "the", "his"; "of", "about"; "up", "out".
bool determiner(std::string_view);
bool preposition(std::string_view);
const std::vector<std::string>& prepositions();
bool particle(std::string_view);

/// A preposition after which a relation may be named without what it selects: "rally" for "rally outside".
bool optional_preposition(std::string_view);

/// Prepositions after which a person cannot stand: "before", "during".
bool time_preposition(std::string_view);

/// Prepositions that name a topic and answer for "about".
bool topic_preposition(std::string_view);

/// Words that open every question, for "did you mean".
const std::vector<std::string>& question_words();

/// ASCII letters in lower case, typographic apostrophes straight.
std::string lower(std::string_view);

}  // namespace whom::query::words

#endif
