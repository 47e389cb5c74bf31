// The start rule of the question language. Only parse.cpp and grammar.cpp see Spirit.
#ifndef WHOM_QUERY_QUESTION_GRAMMAR_HPP
#define WHOM_QUERY_QUESTION_GRAMMAR_HPP

#include <boost/spirit/home/x3.hpp>

#include "query/question/ast.hpp"

namespace whom::query::grammar {

using start_type = boost::spirit::x3::rule<struct start_class, ast::Question>;
BOOST_SPIRIT_DECLARE(start_type)

}  // namespace whom::query::grammar

#endif
