// The start rules of openCypher. Only parse.cpp and grammar.cpp see Spirit.
#ifndef WHOM_QUERY_CYPHER_GRAMMAR_HPP
#define WHOM_QUERY_CYPHER_GRAMMAR_HPP

#include <boost/spirit/home/x3.hpp>

#include "query/cypher/ast.hpp"

namespace whom::cypher::grammar {

using query_type = boost::spirit::x3::rule<struct whole_query_class, ast::Query>;
using expression_type = boost::spirit::x3::rule<struct whole_expression_class, ast::Expression>;
BOOST_SPIRIT_DECLARE(query_type, expression_type)

}  // namespace whom::cypher::grammar

#endif
