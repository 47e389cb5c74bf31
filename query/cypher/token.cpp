#include "query/cypher/token.hpp"

#include <algorithm>
#include <array>

namespace whom::cypher {
namespace {

constexpr std::array<std::string_view, symbol_count> spellings = {
    "the end of the query",
    "an integer",
    "a float",
    "no number",
    "a string",
    "a parameter",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ";",
    ".",
    "..",
    "|",
    "+",
    "+=",
    "-",
    "*",
    "/",
    "%",
    "^",
    "=",
    "=~",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "~",
    "a name",
    "a quoted name",
    "ALLSHORTESTPATHS",
    "ANY",
    "ASC",
    "ASCENDING",
    "BY",
    "COUNT",
    "DESC",
    "DESCENDING",
    "END",
    "GROUPS",
    "NONE",
    "ON",
    "REDUCE",
    "SHORTEST",
    "SHORTESTPATH",
    "SINGLE",
    "STATEMENT",
    "ALL",
    "AND",
    "AS",
    "CASE",
    "CONTAINS",
    "CREATE",
    "DELETE",
    "DETACH",
    "DISTINCT",
    "ELSE",
    "ENDS",
    "EXISTS",
    "FALSE",
    "IN",
    "IS",
    "LIMIT",
    "MATCH",
    "MERGE",
    "NOT",
    "NULL",
    "OPTIONAL",
    "OR",
    "ORDER",
    "REMOVE",
    "RETURN",
    "SET",
    "SKIP",
    "STARTS",
    "THEN",
    "TRUE",
    "UNION",
    "UNWIND",
    "WHEN",
    "WHERE",
    "WITH",
    "XOR",
    "an expression",
    "an operator",
    "a clause",
    "a label, type or key",
};

constexpr std::size_t index(Symbol symbol) { return static_cast<std::size_t>(symbol); }

constexpr std::size_t first_word = index(Symbol::AllShortestPaths), last_word = index(Symbol::Xor);
constexpr std::size_t longest_word = 16;

/// Spreads the words of the language over a table of twice their number.
constexpr std::size_t slot(std::string_view word) {
  std::size_t hash = word.size();
  for (const char c : word) hash = hash * 31 + static_cast<unsigned char>(c);
  return hash % 128;
}

/// Open addressing; 0 is an empty slot.
constexpr auto words = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t word = first_word; word <= last_word; ++word) {
    std::size_t at = slot(spellings[word]);
    while (table[at] != 0) ++at;
    table[at] = static_cast<std::uint8_t>(word);
  }
  return table;
}();

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string_view spelling(Symbol symbol) { return spellings[index(symbol)]; }

Symbol find_word(std::string_view text) {
  if (text.size() > longest_word) return Symbol::Name;
  std::array<char, longest_word> buffer{};
  std::transform(text.begin(), text.end(), buffer.begin(), upper);
  const std::string_view word(buffer.data(), text.size());
  for (std::size_t at = slot(word); words[at] != 0; ++at)
    if (spellings[words[at]] == word) return static_cast<Symbol>(words[at]);
  return Symbol::Name;
}

}  // namespace whom::cypher
