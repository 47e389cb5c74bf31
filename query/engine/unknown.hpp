// Words of a query that its graph does not know: seldom meant.
#ifndef WHOM_QUERY_ENGINE_UNKNOWN_HPP
#define WHOM_QUERY_ENGINE_UNKNOWN_HPP

#include <string>
#include <vector>

#include "graph/property/graph.hpp"
#include "query/cypher/ast.hpp"
#include "query/engine/texts.hpp"

namespace whom::engine {

/// A line for each label, relationship type, key of a property of an element, relation, role and name of a statement
/// pattern that is looked for and that nothing bears, with what may have been meant; in the order of the text. What
/// the query itself writes is known.
std::vector<std::string> unknown_words(const cypher::ast::Query&, const property::Graph&, const Texts&);

}  // namespace whom::engine

#endif
