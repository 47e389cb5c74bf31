#include "query/cypher/parse.hpp"

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "graph/nearest.hpp"
#include "query/cypher/grammar.hpp"
#include "query/cypher/grammar_config.hpp"
#include "query/cypher/lexer.hpp"

namespace whom::cypher {
namespace {

/// "an expression, ')' or ','"
std::string list(const grammar::Symbols& symbols) {
  std::string text;
  std::size_t left = symbols.count();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (!symbols[i]) continue;
    const std::string_view spelt = spelling(static_cast<Symbol>(i));
    const bool described = spelt.find(' ') != std::string_view::npos;
    text += described ? std::string(spelt) : "'" + std::string(spelt) + "'";
    --left;
    text += left > 1 ? ", " : left == 1 ? " or " : "";
  }
  return text;
}

/// The words of the language that would have done.
std::vector<std::string> words_among(const grammar::Symbols& symbols) {
  using enum Symbol;
  std::vector<std::string> words;
  const auto add = [&](std::initializer_list<Symbol> list) {
    for (const Symbol symbol : list) words.emplace_back(spelling(symbol));
  };
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const auto symbol = static_cast<Symbol>(i);
    if (!symbols[i]) continue;
    if (symbol == AClause)
      add({Match, Optional, Unwind, With, Return, Create, Set, Merge, Remove, Detach, Delete});
    else if (symbol == AnOperator)
      add({Or, Xor, And, In, Starts, Ends, Contains, Is});
    else if (is_word(symbol) && symbol > QuotedName)
      add({symbol});
  }
  return words;
}

[[noreturn]] void unexpected(std::string_view text, const grammar::State& state) {
  constexpr std::size_t longest_excerpt = 40;
  const Token& token = *state.furthest;
  const std::string_view found = text.substr(token.begin, token.end - token.begin);
  const std::string what = token.symbol == Symbol::End      ? "the query ends here"
                           : found.size() > longest_excerpt ? "found something else"
                                                            : "found '" + std::string(found) + "'";
  const bool number_wanted = state.expected[static_cast<std::size_t>(Symbol::AnExpression)];
  if (token.symbol == Symbol::NoNumber && number_wanted)
    syntax_error("InvalidNumberLiteral", "this is no number", token.begin, token.end);
  const std::string hint =
      token.symbol == Symbol::Name ? graph::did_you_mean(found, words_among(state.expected)) : std::string();
  syntax_error("UnexpectedSyntax", "expected " + list(state.expected) + ", but " + what + hint, token.begin, token.end);
}

template <typename Rule, typename Tree>
void parse_whole(const Rule& rule, std::string_view text, Tree& tree) {
  namespace x3 = boost::spirit::x3;
  const std::vector<Token> all = tokens(text);
  grammar::State state{text, {}, all.data(), {}};
  grammar::Iterator first = all.data();
  const grammar::Iterator last = all.data() + all.size();
  const auto start = x3::with<grammar::state_tag>(std::ref(state))[rule];
  try {
    if (x3::parse(first, last, start, tree)) return;
  } catch (const x3::expectation_failure<grammar::Iterator>&) {
    // The state knows the place.
  }
  unexpected(text, state);
}

}  // namespace

ast::Query parse(std::string_view text) {
  ast::Query query;
  parse_whole(grammar::query_type{"a query"}, text, query);
  return query;
}

ast::Expression parse_expression(std::string_view text) {
  ast::Expression expression;
  parse_whole(grammar::expression_type{"an expression"}, text, expression);
  return expression;
}

}  // namespace whom::cypher
