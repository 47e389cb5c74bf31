#include "query/cypher/grammar_def.hpp"

namespace whom::cypher::grammar {

BOOST_SPIRIT_INSTANTIATE(query_type, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(expression_type, Iterator, Context)

}  // namespace whom::cypher::grammar
