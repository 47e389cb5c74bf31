// Plan and graph to rows, pulled one by one.
#ifndef WHOM_QUERY_RUN_HPP
#define WHOM_QUERY_RUN_HPP

#include <atomic>
#include <memory>

#include "graph/knowledge_graph.hpp"
#include "query/lexicon.hpp"
#include "query/pattern.hpp"
#include "query/plan.hpp"
#include "query/query.hpp"

namespace whom::query {

/// What a search works on; all of it outlives the rows. `stop` may be null.
struct Search {
  const graph::KnowledgeGraph& graph;
  const Lexicon& lexicon;
  const Pattern& pattern;
  const Plan& plan;
  const std::atomic<bool>* stop = nullptr;
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual bool next(Row&) = 0;
};

/// The rows of the pattern, distinct on its columns, in the order in which they are found.
std::unique_ptr<RowSource> run(const Search&);

/// True when the statement pattern alone, through this alternative alone, finds some statement.
bool contributes(const Search&, const StatementPattern&, const Alternative&);

}  // namespace whom::query

#endif
