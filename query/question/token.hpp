// A word of a clause on its way from the tree to a reading.
#ifndef WHOM_QUERY_QUESTION_TOKEN_HPP
#define WHOM_QUERY_QUESTION_TOKEN_HPP

#include <cstddef>
#include <optional>
#include <string>

#include "query/question/ast.hpp"

namespace whom::query {

/// A word, or a variable where there is one.
struct Token {
  std::string text;   ///< as written
  std::string lower;  ///< in lower case, apostrophes straight
  ast::Position place;
  bool quoted = false;
  std::optional<std::size_t> variable = {};
  std::optional<ast::Connective::Kind> connective = {};
};

}  // namespace whom::query

#endif
