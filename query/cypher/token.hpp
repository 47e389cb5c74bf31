// What the text of a query falls into before the grammar sees it.
#ifndef WHOM_QUERY_CYPHER_TOKEN_HPP
#define WHOM_QUERY_CYPHER_TOKEN_HPP

#include <cstdint>
#include <string_view>

namespace whom::cypher {

/// The words of the language stand in three runs: those that may name a variable too, then those that may not.
enum class Symbol : std::uint8_t {
  End,
  // Literals.
  Integer,
  Float,
  NoNumber,  ///< begins like one
  String,
  Parameter,
  // Signs.
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Comma,
  Colon,
  Semicolon,
  Dot,
  Dots,
  Bar,
  Plus,
  PlusEqual,
  Minus,
  Star,
  Slash,
  Percent,
  Caret,
  Equal,
  Matches,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Tilde,
  // Names.
  Name,
  QuotedName,
  // Words that may be names.
  AllShortestPaths,
  Any,
  Asc,
  Ascending,
  By,
  Count,
  Desc,
  Descending,
  EndOfCase,
  Groups,
  None,
  On,
  Reduce,
  Shortest,
  ShortestPath,
  Single,
  Statement,
  // Words that may not.
  All,
  And,
  As,
  Case,
  Contains,
  Create,
  Delete,
  Detach,
  Distinct,
  Else,
  Ends,
  Exists,
  False,
  In,
  Is,
  Limit,
  Match,
  Merge,
  Not,
  Null,
  Optional,
  Or,
  Order,
  Remove,
  Return,
  Set,
  Skip,
  Starts,
  Then,
  True,
  Union,
  Unwind,
  When,
  Where,
  With,
  Xor,
  // What stands for many in messages.
  AnExpression,
  AnOperator,
  AClause,
  AWord,
};

constexpr Symbol first_reserved_word = Symbol::All;
constexpr std::size_t symbol_count = static_cast<std::size_t>(Symbol::AWord) + 1;

/// May name labels, types, keys and functions.
constexpr bool is_word(Symbol symbol) { return symbol >= Symbol::Name && symbol <= Symbol::Xor; }

/// May name variables.
constexpr bool is_name(Symbol symbol) { return symbol >= Symbol::Name && symbol < first_reserved_word; }

struct Token {
  Symbol symbol = Symbol::End;
  bool with_comma = false;  ///< of an opening bracket: there is one right inside, in no bracket of its own
  bool with_bar = false;
  std::uint32_t begin = 0, end = 0;  ///< bytes
  std::uint32_t partner = 0;         ///< of an opening bracket: how many tokens further its closing one is; 0: none
};

/// As it is written, or what it is called in messages.
std::string_view spelling(Symbol);

/// The word of the language that is spelt so, in any case; Name when there is none.
Symbol find_word(std::string_view);

}  // namespace whom::cypher

#endif
