// A lexicon of a few rules and irregular forms, enough for the questions of the tests.
#ifndef WHOM_TESTS_QUERY_SMALL_LEXICON_HPP
#define WHOM_TESTS_QUERY_SMALL_LEXICON_HPP

#include <string>
#include <string_view>

#include "query/lexicon.hpp"

namespace whom::test {

class SmallLexicon : public query::Lexicon {
 public:
  std::string verb(std::string_view form) const override;
  std::string noun(std::string_view form) const override;
  query::Embedding embedding(std::string_view base) const override;
};

}  // namespace whom::test

#endif
