// Text to tree, or what is wrong with the text.
#ifndef WHOM_QUERY_QUESTION_PARSE_HPP
#define WHOM_QUERY_QUESTION_PARSE_HPP

#include <string_view>
#include <variant>

#include "query/diagnostic.hpp"
#include "query/question/ast.hpp"

namespace whom::query {

/// A longer text is refused at once, as are questions with more words or nested deeper than anyone could mean.
constexpr std::size_t longest_query = 65536, most_words = 128, deepest_nesting = 16;

/// The tree of one question, or a diagnostic of Kind::Syntax.
std::variant<ast::Question, Diagnostic> parse(std::string_view text);

}  // namespace whom::query

#endif
