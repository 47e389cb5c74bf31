// Fusion's view of the tree: how attributes of the grammar fill its structs.
#ifndef WHOM_QUERY_QUESTION_AST_ADAPTED_HPP
#define WHOM_QUERY_QUESTION_AST_ADAPTED_HPP

#include <boost/fusion/include/adapt_struct.hpp>

#include "query/question/ast.hpp"

BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Word, text, quoted)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Date, year, month, day)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::TimeFilter, relation, date, last)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::ConfidenceFilter, comparison, value)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Nested, noun, pronoun, clause)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Chain, clause, nested)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Ask, preposition, variable, chain)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Count, noun, chain)
BOOST_FUSION_ADAPT_STRUCT(whom::query::ast::Connection, from, to)

#endif
