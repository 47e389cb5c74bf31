// Problems of a query, with their place and, where there is one, the word that was probably meant.
#ifndef WHOM_QUERY_DIAGNOSTIC_HPP
#define WHOM_QUERY_DIAGNOSTIC_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace whom::query {

struct Diagnostic {
  /// Syntax and Meaning: the query cannot be asked. Unknown: it can, but nothing in this graph can answer it.
  enum class Kind { Syntax, Meaning, Unknown } kind = Kind::Syntax;
  std::size_t begin = 0, end = 0;  ///< bytes of the query's text
  std::string message;             ///< without final full stop
  std::string suggestion;          ///< "met", or empty
};

/// The words at this place cannot be asked.
template <typename Place>
Diagnostic meaning(const Place& place, std::string message) {
  return {Diagnostic::Kind::Meaning, place.begin, place.end, std::move(message), {}};
}

/// "query:1:5: message; did you mean 'x'?", the source line, and a caret line; three lines, no trailing newline.
std::string render(const Diagnostic&, std::string_view text);

}  // namespace whom::query

#endif
