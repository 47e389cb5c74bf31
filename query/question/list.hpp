// "A, B and C": how the words of a participant may be cut into names joined by "and" or "or".
#ifndef WHOM_QUERY_QUESTION_LIST_HPP
#define WHOM_QUERY_QUESTION_LIST_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "query/question/ast.hpp"
#include "query/question/token.hpp"

namespace whom::query {

/// A participant, or one of a list, as written.
struct Part {
  std::string text;
  ast::Position place;
};

struct NameList {
  ast::Connective::Kind kind = ast::Connective::Kind::And;
  std::vector<Part> parts;  ///< at least two
};

/// The text of tokens [begin, end); not empty.
Part part_of(const std::vector<Token>&, std::size_t begin, std::size_t end);

/// All ways to cut, those with fewest parts first: names have "and" and commas in them too. A list ends in "and X" or
/// "or X" and does not mix the two. A phrase of many cuts is cut at all of them or not at all.
std::vector<NameList> lists(const std::vector<Token>&);

/// Cut at every "and", "or" and comma, whatever they are; without the empty parts.
std::vector<Part> smallest_parts(const std::vector<Token>&);

/// Joined by both "and" and "or".
bool mixed(const std::vector<Token>&);

}  // namespace whom::query

#endif
