// Whether a statement fits a pattern, and how its participants then fill the variables.
#ifndef WHOM_QUERY_MATCH_HPP
#define WHOM_QUERY_MATCH_HPP

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "query/lexicon.hpp"
#include "query/pattern.hpp"

namespace whom::query {

/// Values of the pattern's variables, null while open; they point into the graph's statements or into cells of rows.
using Values = std::vector<const graph::Term*>;

/// What reports statements, as values of a variable: equal for those that the same words of a text say.
class Reports {
 public:
  const graph::Term& of(const graph::Evidence&);

 private:
  std::map<std::pair<std::uint32_t, graph::Span>, graph::Term> terms_;
};

/// Borrowed: graph, lexicon and pattern outlive it.
class Matcher {
 public:
  Matcher(const graph::KnowledgeGraph&, const Lexicon&, const Pattern&);

  /// Status, times and evidence fit; relation and participants are not looked at.
  bool admits(const StatementPattern&, graph::StatementIndex) const;

  /// Calls `found` with `values` filled for every way the slots take different places of the statement, and restores
  /// `values`. `found` returns false to stop; so does assign, then. The relation is not looked at.
  bool assign(const Alternative&, graph::StatementIndex, Values& values, const std::function<bool()>& found) const;

  /// Likewise; where the pattern has a variable for it, once for every report of the statement that fits.
  bool assign(const StatementPattern&, const Alternative&, graph::StatementIndex, Values& values, Reports&,
              const std::function<bool()>& found) const;

  bool matches(const NameMatch&, const graph::Term&) const;

 private:
  bool evidence_fits(const graph::Evidence&) const;

  const graph::KnowledgeGraph& graph_;
  const Lexicon& lexicon_;
  const Pattern& pattern_;
};

}  // namespace whom::query

#endif
