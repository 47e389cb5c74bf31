// Text to tokens, and what single tokens say.
#ifndef WHOM_QUERY_CYPHER_LEXER_HPP
#define WHOM_QUERY_CYPHER_LEXER_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/error.hpp"
#include "query/cypher/token.hpp"

namespace whom::cypher {

/// The last token is the End. Throws Error for numbers, strings and characters that are none of the language.
std::vector<Token> tokens(std::string_view text);

/// As a variable is written, in backticks where it must be.
std::string quote_name(std::string_view name);

/// The same of labels, types and keys, which may be words of the language.
std::string quote_word(std::string_view word);

/// The same of parameters, after the dollar sign.
std::string quote_parameter(std::string_view name);

/// Without backticks.
std::string name(std::string_view text, const Token&);

/// Of a Parameter: without dollar sign and backticks.
std::string parameter_name(std::string_view text, const Token&);

/// Without quotation marks, escapes resolved. Throws Error.
std::string string_value(std::string_view text, const Token&);

/// Of an Integer: at most 2^63, which only a minus sign before it makes an integer of the language.
std::uint64_t integer_value(std::string_view digits);

[[noreturn]] void syntax_error(std::string_view detail, const std::string& message, std::size_t begin, std::size_t end);

}  // namespace whom::cypher

#endif
