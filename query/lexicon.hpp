// What the language needs to know of words; tools hands it the lemmatiser of extract.
#ifndef WHOM_QUERY_LEXICON_HPP
#define WHOM_QUERY_LEXICON_HPP

#include <string>
#include <string_view>

namespace whom::query {

class Lexicon {
 public:
  virtual ~Lexicon() = default;
  /// Base form of a verb form ("met" -> "meet"); the word itself, in lower case, when unknown.
  virtual std::string verb(std::string_view form) const = 0;
  /// Base form of a noun form ("members" -> "member").
  virtual std::string noun(std::string_view form) const = 0;
};

}  // namespace whom::query

#endif
