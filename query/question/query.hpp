// The front door of the language: text in, rows out, one at a time. No Boost header comes through here.
#ifndef WHOM_QUERY_QUESTION_QUERY_HPP
#define WHOM_QUERY_QUESTION_QUERY_HPP

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/property/graph.hpp"
#include "query/diagnostic.hpp"
#include "query/engine/engine.hpp"
#include "query/lexicon.hpp"

namespace whom::query {

/// A shortest path: nodes.size() == steps.size() + 1. Where a statement joins two participants that are not its
/// subject, the path leads through the subject and has the statement twice.
struct Path {
  std::vector<graph::Term> nodes;
  std::vector<graph::StatementIndex> steps;
};

/// yes/no, a count, an entity or literal, or a path.
using Cell = std::variant<bool, std::int64_t, graph::Term, Path>;

struct Row {
  std::vector<Cell> cells;                        ///< parallel to the columns
  std::vector<graph::StatementIndex> statements;  ///< what says so, sorted, without duplicates
};

/// What questions are asked of: what was read, its statement graph (graph/property/statement_graph.hpp), which is not
/// written to, and the words of the language. They outlive what is made of them.
struct Asked {
  const graph::KnowledgeGraph& knowledge;
  property::Graph& graph;
  const Lexicon& lexicon;
};

/// How questions understand names, for patterns. Both outlive it.
std::unique_ptr<engine::NameSource> make_names(const graph::KnowledgeGraph&, const Lexicon&);

/// Found when the first is asked for.
class Rows {
 public:
  Rows(Rows&&) noexcept;
  ~Rows();
  bool next(Row&);

  /// What each step of the plan took, once a row was asked for, of rows that are to be profiled.
  const std::string& profile() const;

 private:
  friend class Query;
  struct Parts;
  explicit Rows(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

/// A question understood, rewritten to a pattern and planned.
class Query {
 public:
  /// The query, or what is wrong with it (at least one diagnostic).
  static std::variant<Query, std::vector<Diagnostic>> prepare(std::string_view text, const Asked&);

  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;
  ~Query();

  /// Names of the variables ("who", "whom", "what", "when", "where"), or "answer".
  const std::vector<std::string>& columns() const;

  /// The pattern that the question is rewritten to.
  const std::string& pattern() const;

  /// What was widened, for people: "'met' also finds: have meeting with".
  const std::vector<std::string>& notes() const;

  /// What to know of the answer, for people; `found`: there was a row. What would find something where nothing is
  /// found, and what a count takes for one. It searches; see run() for `stop`.
  std::vector<std::string> advice(bool found, const std::atomic<bool>* stop = nullptr) const;

  /// The stages as text: question, the pattern that it is rewritten to, what its names were taken for, plan.
  std::string explain() const;

  /// Rows distinct on the columns' cells; `statements` gathers those of equal rows. The rows end early once stopped,
  /// and throw cypher::Error when out of time or memory; what the options point to outlives them. They may outlive the
  /// query.
  Rows run(const engine::Options& = {}) const;

 private:
  friend class Rows;
  struct Parts;
  explicit Query(std::shared_ptr<const Parts>);
  std::shared_ptr<const Parts> parts_;
};

}  // namespace whom::query

#endif
