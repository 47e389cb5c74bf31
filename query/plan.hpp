// The order in which the patterns of a question are searched: the most selective first, then what it is joined to.
#ifndef WHOM_QUERY_PLAN_HPP
#define WHOM_QUERY_PLAN_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "query/pattern.hpp"

namespace whom::query {

/// How the candidates for one alternative are reached.
struct Access {
  enum class Kind : std::uint8_t { Relation, Name, Variable } kind = Kind::Relation;
  std::size_t index = 0;  ///< of the name or variable
  double statements = 0;  ///< how many are looked at, each time
};

struct Step {
  std::size_t statement = 0;     ///< index into the pattern's statements
  std::vector<Access> accesses;  ///< parallel to its alternatives
  double statements = 0;         ///< their sum
};

struct Plan {
  std::vector<Step> steps;
};

Plan make_plan(const Pattern&, const graph::KnowledgeGraph&);

/// One line per step and alternative.
std::string print(const Plan&, const Pattern&);

}  // namespace whom::query

#endif
