// Tree and graph to pattern: variables become columns, words become relations and names.
#ifndef WHOM_QUERY_QUESTION_BIND_HPP
#define WHOM_QUERY_QUESTION_BIND_HPP

#include <variant>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/relation_table.hpp"
#include "query/diagnostic.hpp"
#include "query/lexicon.hpp"
#include "query/question/ast.hpp"
#include "query/question/pattern.hpp"

namespace whom::query {

/// The pattern, or everything that is wrong (Kind::Meaning, Kind::Unknown), at least one diagnostic.
std::variant<Pattern, std::vector<Diagnostic>> bind(const ast::Question&, const graph::KnowledgeGraph&,
                                                    const graph::RelationTable&, const Lexicon&);

}  // namespace whom::query

#endif
