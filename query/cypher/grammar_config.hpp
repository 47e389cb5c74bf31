// The one iterator and context the grammar is instantiated for.
#ifndef WHOM_QUERY_CYPHER_GRAMMAR_CONFIG_HPP
#define WHOM_QUERY_CYPHER_GRAMMAR_CONFIG_HPP

#include <bitset>
#include <boost/spirit/home/x3.hpp>
#include <functional>
#include <string_view>

#include "query/cypher/fold.hpp"
#include "query/cypher/token.hpp"

namespace whom::cypher::grammar {

namespace x3 = boost::spirit::x3;

/// The last token is the End, which no rule passes.
using Iterator = const Token*;
using Symbols = std::bitset<symbol_count>;

/// What the rules share while they parse.
struct State {
  std::string_view text;
  Fold fold;
  Iterator furthest;  ///< the token at which the parse got no further
  Symbols expected;   ///< what would have done there

  /// Always false, as what the parser answers.
  bool miss(Iterator at, Symbol symbol) {
    if (at < furthest) return false;
    if (at > furthest) expected.reset();
    furthest = at;
    expected.set(static_cast<std::size_t>(symbol));
    return false;
  }
};
struct state_tag;

using Context = x3::context<state_tag, std::reference_wrapper<State>, x3::unused_type>;

}  // namespace whom::cypher::grammar

#endif
