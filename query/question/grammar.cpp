#include "query/question/grammar_def.hpp"

namespace whom::query::grammar {

BOOST_SPIRIT_INSTANTIATE(start_type, Iterator, Context)

}  // namespace whom::query::grammar
