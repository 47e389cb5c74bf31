// Solutions of a pattern, found step by step along its plan: all of them with what says so, or the next one.
#ifndef WHOM_QUERY_SEARCH_HPP
#define WHOM_QUERY_SEARCH_HPP

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "query/lexicon.hpp"
#include "query/match.hpp"
#include "query/pattern.hpp"
#include "query/plan.hpp"

namespace whom::query {

/// What a search works on; all of it outlives the search. `stop` may be null; once *stop is true searches end early.
struct Search {
  const graph::KnowledgeGraph& graph;
  const Lexicon& lexicon;
  const Pattern& pattern;
  const Plan& plan;
  const std::atomic<bool>* stop = nullptr;

  bool stopped() const { return stop != nullptr && stop->load(std::memory_order_relaxed); }
};

struct ValuesHash {
  std::size_t operator()(const Values&) const;
};

/// Null equals null only.
struct ValuesEqual {
  bool operator()(const Values&, const Values&) const;
};

/// The statements one alternative has to look at, given what is bound: those of the relation, or those of an entity
/// that is known, whichever are fewer.
class Candidates {
 public:
  Candidates(const Search&, const Alternative&, const Values&);
  std::optional<graph::StatementIndex> next();

 private:
  bool known_entities(const Participant&, const Values&, std::vector<graph::EntityIndex>&) const;
  std::optional<graph::StatementIndex> next_of_entities();

  const Search* search_;
  const std::string* relation_;
  std::span<const graph::StatementIndex> all_;
  std::optional<std::vector<graph::EntityIndex>> entities_;
  std::size_t entity_ = 0, at_ = 0;
};

/// All solutions. Those that agree on all variables that still matter after a step are one group, so that a hidden
/// variable with many values is not multiplied out; a group knows each statement that led to it, and from which group.
class Evaluation {
 public:
  /// `given`: values bound beforehand.
  Evaluation(const Search&, Values given);

  /// Distinct values of the columns; other variables are null.
  std::size_t size() const { return levels_.back().size(); }
  const Values& values(std::size_t solution) const { return levels_.back()[solution].values; }
  std::optional<std::size_t> find(const Values&) const;

  /// All statements of all ways to reach the solution, sorted.
  std::vector<graph::StatementIndex> statements(std::size_t solution);

 private:
  struct Reason {
    graph::StatementIndex statement;
    std::uint32_t from;  ///< group of the level before
  };
  struct Group {
    Values values;
    std::vector<Reason> reasons;
    std::uint32_t seen = 0;  ///< by which call of statements()
  };
  using Level = std::vector<Group>;
  using Index = std::unordered_map<Values, std::uint32_t, ValuesHash, ValuesEqual>;

  void extend(const Search&, std::size_t step);
  void collect(std::size_t level, std::size_t group, std::vector<graph::StatementIndex>&);

  std::vector<Level> levels_;
  Index last_;  ///< of the groups of the last level
  Reports reports_;
  std::uint32_t call_ = 0;
};

/// Solutions one by one, in the order of the search and each once; only as much is searched as the next one needs.
class Stream {
 public:
  explicit Stream(const Search&);
  Stream(const Stream&) = delete;
  ~Stream();

  /// Values of the columns; other variables are null.
  bool next(Values&);

 private:
  struct Stage;
  bool next(std::size_t stage, Values&);

  Search search_;
  Reports reports_;
  std::vector<Stage> stages_;
  bool begun_ = false;
};

/// True when the statement pattern alone, through this alternative alone, finds some statement.
bool contributes(const Search&, const StatementPattern&, const Alternative&);

}  // namespace whom::query

#endif
