// A row needs all statements that say it. Without a limit, all solutions are found and their statements put together
// when the row is asked for. With a limit the search goes no further than the rows need: each is found first, and its
// statements by a second search with its cells bound.
#include "query/run.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_set>

#include "graph/paths.hpp"
#include "query/match.hpp"

namespace whom::query {
Pattern alone(const Pattern& pattern, std::size_t member) {
  Pattern one = pattern;
  one.statements.assign({pattern.statements[member]});
  one.statements.front().report.reset();
  one.statements.insert(one.statements.end(),
                        pattern.statements.begin() + static_cast<std::ptrdiff_t>(pattern.main_statements),
                        pattern.statements.end());
  one.main_statements = 1;
  return one;
}

namespace {

using graph::StatementIndex;
using graph::Term;

/// A solution and all that says so.
struct Found {
  Values values;
  std::vector<StatementIndex> statements;
};

void tidy(std::vector<StatementIndex>& statements) {
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
}

Row row_of(const Found& found, const Pattern& pattern) {
  Row row;
  for (const std::size_t column : pattern.columns) row.cells.emplace_back(*found.values[column]);
  row.statements = found.statements;
  return row;
}

/// The same values the other way round, where the pattern does not tell the two columns apart.
std::optional<Values> exchanged(const Values& values, const Pattern& pattern) {
  if (!pattern.interchangeable) return {};
  const std::size_t first = pattern.columns[pattern.interchangeable->first];
  const std::size_t second = pattern.columns[pattern.interchangeable->second];
  if (*values[first] == *values[second]) return {};
  Values other = values;
  std::swap(other[first], other[second]);
  return other;
}

std::size_t evidence_for(const Found& found, const graph::KnowledgeGraph& graph) {
  std::size_t count = 0;
  for (const StatementIndex statement : found.statements) count += graph.evidence(statement).size();
  return count;
}

/// Joins a solution with its reverse; the direction with more evidence stays.
Found merged(Found found, Found reverse, const graph::KnowledgeGraph& graph) {
  if (evidence_for(reverse, graph) > evidence_for(found, graph)) std::swap(found, reverse);
  found.statements.insert(found.statements.end(), reverse.statements.begin(), reverse.statements.end());
  tidy(found.statements);
  return found;
}

Values nothing(const Search& search) { return Values(search.pattern.variables.size()); }

/// All rows; the search is made when the first is asked for.
class AllRows : public RowSource {
 public:
  explicit AllRows(const Search& search) : search_(search) {}

  bool next(Row& row) override {
    if (!solutions_) solutions_.emplace(search_, nothing(search_));
    for (; at_ < solutions_->size() && !search_.stopped(); ++at_) {
      const auto other = exchanged(solutions_->values(at_), search_.pattern);
      const auto reverse = other ? solutions_->find(*other) : std::nullopt;
      if (reverse && *reverse < at_) continue;  // came with its reverse
      Found found = solution(at_++);
      if (reverse) found = merged(std::move(found), solution(*reverse), search_.graph);
      row = row_of(found, search_.pattern);
      return true;
    }
    return false;
  }

 private:
  Found solution(std::size_t index) { return {solutions_->values(index), solutions_->statements(index)}; }

  Search search_;
  std::optional<Evaluation> solutions_;
  std::size_t at_ = 0;
};

/// The first rows only.
class FirstRows : public RowSource {
 public:
  FirstRows(const Search& search, std::uint64_t limit) : search_(search), left_(limit), stream_(search) {}

  bool next(Row& row) override {
    if (left_ == 0) return false;
    for (Values values; stream_.next(values);) {
      if (reverses_.contains(values)) continue;
      row = row_of(complete(values), search_.pattern);
      --left_;
      return true;
    }
    return false;
  }

 private:
  Found complete(const Values& values) {
    Found found = solution(values);
    const auto other = exchanged(values, search_.pattern);
    if (!other) return found;
    reverses_.insert(*other);
    Found reverse = solution(*other);
    return reverse.statements.empty() ? found : merged(std::move(found), std::move(reverse), search_.graph);
  }

  Found solution(const Values& values) const {
    Evaluation evaluation(search_, values);
    return {values, evaluation.size() == 0 ? std::vector<StatementIndex>() : evaluation.statements(0)};
  }

  Search search_;
  std::uint64_t left_;
  Stream stream_;
  std::unordered_set<Values, ValuesHash, ValuesEqual> reverses_;
};

/// A row for each shortest path. Where nothing connects the entities that bear the names, what mentions them is taken.
class PathRows : public RowSource {
 public:
  explicit PathRows(const Search& search) : search_(search) {}
  bool next(Row& row) override {
    if (!paths_) find();
    if (at_ == paths_->size()) return false;
    Path path = through_subjects((*paths_)[at_++]);
    row = {{}, path.steps};
    row.cells.emplace_back(std::move(path));
    tidy(row.statements);
    return true;
  }

 private:
  void find() {
    const Pattern& pattern = search_.pattern;
    const auto entities = [&pattern](std::size_t name) -> const auto& { return pattern.names[name].entities; };
    paths_ = between(entities(pattern.ends.first), entities(pattern.ends.second));
    if (paths_->empty() && pattern.topic_ends)
      paths_ = between(entities(pattern.topic_ends->first), entities(pattern.topic_ends->second));
  }

  /// An entity that both names may mean is no end to reach, unless it is the only one.
  std::vector<graph::EntityPath> between(const std::vector<graph::EntityIndex>& from,
                                         const std::vector<graph::EntityIndex>& named) const {
    constexpr std::uint64_t most = 1000;
    std::vector<graph::EntityIndex> to;
    std::set_difference(named.begin(), named.end(), from.begin(), from.end(), std::back_inserter(to));
    const Pattern& pattern = search_.pattern;
    const Matcher matcher(search_.graph, search_.lexicon, pattern);
    const auto admits = [&](StatementIndex statement) {
      return !search_.stopped() && matcher.admits(pattern.statements.front(), statement);
    };
    return graph::all_shortest_paths(search_.graph, from, to.empty() ? named : to, admits,
                                     pattern.limit.value_or(most));
  }

  /// "Ann told Ben about Cestria" connects Ben and Cestria by way of Ann.
  Path through_subjects(const graph::EntityPath& path) const {
    Path shown{{path.nodes.front()}, {}};
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      const auto& subject = search_.graph.statement(path.steps[i]).subject;
      const bool between = subject && *subject != Term(path.nodes[i]) && *subject != Term(path.nodes[i + 1]);
      if (between) shown.nodes.push_back(*subject), shown.steps.push_back(path.steps[i]);
      shown.nodes.emplace_back(path.nodes[i + 1]);
      shown.steps.push_back(path.steps[i]);
    }
    return shown;
  }

  Search search_;
  std::optional<std::vector<graph::EntityPath>> paths_;
  std::size_t at_ = 0;
};

/// A single row made when asked for.
class OneRow : public RowSource {
 public:
  explicit OneRow(std::function<std::optional<Row>()> make) : make_(std::move(make)) {}
  bool next(Row& row) override {
    if (!make_) return false;
    std::optional<Row> made = make_();
    make_ = nullptr;
    if (made) row = std::move(*made);
    return made.has_value();
  }

 private:
  std::function<std::optional<Row>()> make_;
};

Row count_of(const Search& search) {
  Row row;
  std::int64_t count = 0;
  Evaluation solutions(search, nothing(search));
  for (std::size_t i = 0; i < solutions.size(); ++i) {
    const Term& counted = *solutions.values(i)[search.pattern.columns.front()];
    if (!std::holds_alternative<graph::EntityIndex>(counted)) continue;
    ++count;
    const auto statements = solutions.statements(i);
    row.statements.insert(row.statements.end(), statements.begin(), statements.end());
  }
  tidy(row.statements);
  row.cells = {count};
  return row;
}

std::vector<StatementIndex> proof(const Search& search) {
  Evaluation evaluation(search, nothing(search));
  return evaluation.size() == 0 ? std::vector<StatementIndex>() : evaluation.statements(0);
}

/// The contrary of one option of the main clause.
Pattern denied(Pattern pattern, std::size_t option) {
  StatementPattern& main = pattern.statements.front();
  main.polarity = opposite(main.polarity);
  std::erase_if(main.alternatives, [option](const Alternative& a) { return (a.options >> option & 1) == 0; });
  return pattern;
}

std::vector<StatementIndex> proof_of(const Pattern& pattern, const Search& search) {
  const Plan plan = make_plan(pattern, search.graph);
  return proof({search.graph, search.lexicon, pattern, plan, search.stop});
}

/// What denies a member of the main clause: all of its options, and none of them is affirmed.
std::vector<StatementIndex> denial(const Search& search, std::size_t member) {
  const Pattern one = alone(search.pattern, member);
  if (!proof_of(one, search).empty()) return {};
  std::vector<StatementIndex> all;
  for (std::size_t option = 0; option < one.options; ++option) {
    const auto statements = proof_of(denied(one, option), search);
    if (statements.empty()) return {};
    all.insert(all.end(), statements.begin(), statements.end());
  }
  tidy(all);
  return all;
}

/// Yes where the sources say so, no where they deny it, nothing where they are silent. They deny "A and B" where they
/// deny one of them, "A or B" where they deny both.
std::optional<Row> verdict(const Search& search) {
  Row row{{true}, proof(search)};
  if (!row.statements.empty()) return row;
  row = {{false}, {}};
  for (std::size_t i = 0; i < search.pattern.main_statements && row.statements.empty(); ++i)
    row.statements = denial(search, i);
  if (row.statements.empty()) return {};
  return row;
}

}  // namespace

std::unique_ptr<RowSource> run(const Search& search) {
  switch (search.pattern.form) {
    case Pattern::Form::Count:
      return std::make_unique<OneRow>([search] { return count_of(search); });
    case Pattern::Form::Polar:
      return std::make_unique<OneRow>([search] { return verdict(search); });
    case Pattern::Form::Connection:
      return std::make_unique<PathRows>(search);
    case Pattern::Form::Rows:
      break;
  }
  if (search.pattern.limit) return std::make_unique<FirstRows>(search, *search.pattern.limit);
  return std::make_unique<AllRows>(search);
}

}  // namespace whom::query
