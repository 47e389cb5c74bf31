// What the language needs to know of words; tools hands it the lemmatiser of extract.
#ifndef WHOM_QUERY_LEXICON_HPP
#define WHOM_QUERY_LEXICON_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace whom::query {

/// What a verb says of an infinitive below it.
enum class Embedding : std::uint8_t {
  None,     ///< nothing is known of it
  Fact,     ///< it happens: "manage to"
  Denial,   ///< it does not: "fail to"
  Plan,     ///< it is planned: "want to"
  Request,  ///< somebody asks for it: "be asked to"
  Attempt,  ///< it may happen: "try to"
  Report,   ///< somebody says it: "be said to", "say that"
};

class Lexicon {
 public:
  virtual ~Lexicon() = default;
  /// Base form of a verb form ("met" -> "meet"); the word itself, in lower case, when unknown.
  virtual std::string verb(std::string_view form) const = 0;
  /// Base form of a noun form ("members" -> "member").
  virtual std::string noun(std::string_view form) const = 0;
  /// Of the base form of a verb, or of an adjective that is used like one ("ready to").
  virtual Embedding embedding(std::string_view base) const = 0;
};

}  // namespace whom::query

#endif
