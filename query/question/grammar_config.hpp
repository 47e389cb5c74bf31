// The one iterator, skipper and context the grammar is instantiated for.
#ifndef WHOM_QUERY_QUESTION_GRAMMAR_CONFIG_HPP
#define WHOM_QUERY_QUESTION_GRAMMAR_CONFIG_HPP

#include <boost/spirit/home/x3.hpp>
#include <cstddef>
#include <optional>

namespace whom::query::grammar {

namespace x3 = boost::spirit::x3;

using Iterator = const char*;

/// What the rules share while they parse: where the text begins, and where a quotation mark was left open.
struct Source {
  Iterator begin;
  std::optional<std::size_t> open_quote;
};
struct source_tag;

/// White space, the no-break space included.
const auto space = x3::rule<struct space_class>{"white space"} = x3::char_(" \t\n\r\f\v") | x3::lit("\xC2\xA0");

using Skipper = std::remove_const_t<decltype(space)>;
using Context = x3::context<source_tag, std::reference_wrapper<Source>, x3::phrase_parse_context<Skipper>::type>;

}  // namespace whom::query::grammar

#endif
