// Each step of the plan is an operator that pulls a solution from the step before it and extends it: it looks at the
// statements of a relation, or at those of an entity that is already known, whichever are fewer, and keeps what fits.
// A row needs all statements that say it. Without a limit they are gathered by running to the end; with one, each new
// row is found first and its statements by a second search with the row's cells already bound.
#include "query/run.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>

#include "graph/paths.hpp"
#include "query/match.hpp"

namespace whom::query {
namespace {

using graph::StatementIndex;
using graph::Term;

struct Solution {
  Values values;
  std::vector<StatementIndex> statements;
};

/// The statements one alternative has to look at, given what is bound.
class Candidates {
 public:
  Candidates(const Search& search, const Alternative& alternative, const Values& values)
      : search_(&search), relation_(&alternative.relation), all_(search.graph.with_relation(alternative.relation)) {
    std::size_t fewest = all_.size();
    for (const Slot& slot : alternative.slots) {
      std::vector<graph::EntityIndex> entities;
      if (!known_entities(slot.participant, values, entities)) continue;
      std::size_t count = 0;
      for (const graph::EntityIndex entity : entities) count += search.graph.participations(entity).size();
      if (count >= fewest) continue;
      fewest = count;
      entities_ = std::move(entities);
    }
  }

  std::optional<StatementIndex> next() {
    if (search_->stop != nullptr && search_->stop->load(std::memory_order_relaxed)) return {};
    return entities_ ? next_of_entities() : at_ < all_.size() ? std::optional(all_[at_++]) : std::nullopt;
  }

 private:
  bool known_entities(const Participant& participant, const Values& values,
                      std::vector<graph::EntityIndex>& entities) const {
    if (participant.kind == Participant::Kind::Name) {
      const NameMatch& name = search_->pattern.names[participant.index];
      entities = name.entities;
      return name.stems.empty();
    }
    const Term* value = values[participant.index];
    const auto* entity = value == nullptr ? nullptr : std::get_if<graph::EntityIndex>(value);
    if (entity != nullptr) entities = {*entity};
    return entity != nullptr;
  }

  std::optional<StatementIndex> next_of_entities() {
    for (; entity_ < entities_->size(); ++entity_, at_ = 0) {
      const auto participations = search_->graph.participations((*entities_)[entity_]);
      while (at_ < participations.size()) {
        const StatementIndex statement = participations[at_].statement;
        const bool again = at_ > 0 && participations[at_ - 1].statement == statement;
        ++at_;
        if (!again && search_->graph.statement(statement).relation == *relation_) return statement;
      }
    }
    return {};
  }

  const Search* search_;
  const std::string* relation_;
  std::span<const StatementIndex> all_;
  std::optional<std::vector<graph::EntityIndex>> entities_;
  std::size_t entity_ = 0, at_ = 0;
};

class Operator {
 public:
  virtual ~Operator() = default;
  virtual bool next(Solution&) = 0;
};

/// One solution: nothing, or what is bound beforehand.
class Given : public Operator {
 public:
  explicit Given(Values values) : values_(std::move(values)) {}
  bool next(Solution& solution) override {
    if (!values_) return false;
    solution = {std::move(*values_), {}};
    values_.reset();
    return true;
  }

 private:
  std::optional<Values> values_;
};

/// Extends each solution by the statements that fit one pattern.
class Extend : public Operator {
 public:
  Extend(const Search& search, const StatementPattern& pattern, std::unique_ptr<Operator> input)
      : search_(search),
        pattern_(pattern),
        matcher_(search.graph, search.lexicon, search.pattern),
        input_(std::move(input)) {}

  bool next(Solution& solution) override {
    while (found_.empty())
      if (!advance()) return false;
    solution = std::move(found_.front());
    found_.pop_front();
    return true;
  }

 private:
  /// Looks at one more statement; false at the end.
  bool advance() {
    while (!candidates_) {
      if (alternative_ == pattern_.alternatives.size()) alternative_ = 0, open_ = false;
      if (!open_ && !(open_ = input_->next(base_))) return false;
      if (pattern_.alternatives.empty()) return false;
      candidates_.emplace(search_, pattern_.alternatives[alternative_], base_.values);
    }
    if (const auto statement = candidates_->next()) {
      look_at(*statement);
    } else {
      candidates_.reset();
      ++alternative_;
    }
    return true;
  }

  void look_at(StatementIndex statement) {
    if (!matcher_.admits(pattern_, statement)) return;
    Values values = base_.values;
    matcher_.assign(pattern_.alternatives[alternative_], statement, values, [&] {
      Solution extended{values, base_.statements};
      extended.statements.push_back(statement);
      found_.push_back(std::move(extended));
      return true;
    });
  }

  const Search search_;
  const StatementPattern& pattern_;
  Matcher matcher_;
  std::unique_ptr<Operator> input_;
  Solution base_;
  bool open_ = false;
  std::size_t alternative_ = 0;
  std::optional<Candidates> candidates_;
  std::deque<Solution> found_;
};

std::unique_ptr<Operator> pipeline(const Search& search, Values values) {
  std::unique_ptr<Operator> last = std::make_unique<Given>(std::move(values));
  for (const Step& step : search.plan.steps)
    last = std::make_unique<Extend>(search, search.pattern.statements[step.statement], std::move(last));
  return last;
}

// --- Rows ---

using Cells = std::vector<const Term*>;

std::size_t hash_of(const Term& term) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term)) return std::hash<std::uint32_t>{}(entity->value);
  const auto& literal = std::get<graph::Literal>(term);
  return std::hash<std::string>{}(literal.value) * 31 + std::hash<std::string>{}(literal.text);
}

struct CellsHash {
  std::size_t operator()(const Cells& cells) const {
    std::size_t hash = 0;
    for (const Term* cell : cells) hash = hash * 1000003 + hash_of(*cell);
    return hash;
  }
};

struct CellsEqual {
  bool operator()(const Cells& a, const Cells& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Term* x, const Term* y) { return *x == *y; });
  }
};

struct Found {
  Cells cells;
  std::vector<StatementIndex> statements;
};
using Index = std::unordered_map<Cells, std::size_t, CellsHash, CellsEqual>;

void tidy(std::vector<StatementIndex>& statements) {
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
}

/// Finds solutions as cells of the columns.
class Finder {
 public:
  explicit Finder(const Search& search) : search_(search) {}

  std::unique_ptr<Operator> solutions() const { return pipeline(search_, Values(search_.pattern.variables.size())); }

  /// Nothing when a column stays open in this solution.
  std::optional<Cells> cells(const Solution& solution) const {
    Cells cells;
    for (const std::size_t column : search_.pattern.columns) cells.push_back(solution.values[column]);
    if (std::find(cells.begin(), cells.end(), nullptr) != cells.end()) return {};
    return cells;
  }

  std::vector<StatementIndex> statements_of(const Cells& cells) const {
    Values values(search_.pattern.variables.size());
    for (std::size_t i = 0; i < cells.size(); ++i) values[search_.pattern.columns[i]] = cells[i];
    std::vector<StatementIndex> statements;
    const auto last = pipeline(search_, std::move(values));
    for (Solution solution; last->next(solution);)
      statements.insert(statements.end(), solution.statements.begin(), solution.statements.end());
    tidy(statements);
    return statements;
  }

  /// The same row the other way round, where the pattern does not tell the two apart.
  std::optional<Cells> exchanged(const Cells& cells) const {
    const auto& pair = search_.pattern.interchangeable;
    if (!pair || *cells[pair->first] == *cells[pair->second]) return {};
    Cells other = cells;
    std::swap(other[pair->first], other[pair->second]);
    return other;
  }

  /// Joins a row with its reverse; the direction with more evidence stays.
  Found merged(Found row, Found reverse) const {
    if (evidence_for(reverse) > evidence_for(row)) std::swap(row, reverse);
    row.statements.insert(row.statements.end(), reverse.statements.begin(), reverse.statements.end());
    tidy(row.statements);
    return row;
  }

 private:
  std::size_t evidence_for(const Found& row) const {
    std::size_t count = 0;
    for (const StatementIndex statement : row.statements) count += search_.graph.evidence(statement).size();
    return count;
  }

  Search search_;
};

Row row_of(const Found& found) {
  Row row;
  for (const Term* cell : found.cells) row.cells.emplace_back(*cell);
  row.statements = found.statements;
  return row;
}

std::vector<Found> all_rows(const Finder& finder) {
  std::vector<Found> rows;
  Index index;
  const auto last = finder.solutions();
  for (Solution solution; last->next(solution);) {
    const auto cells = finder.cells(solution);
    if (!cells) continue;
    const auto [at, added] = index.try_emplace(*cells, rows.size());
    if (added) rows.push_back({*cells, {}});
    auto& statements = rows[at->second].statements;
    statements.insert(statements.end(), solution.statements.begin(), solution.statements.end());
  }
  for (Found& row : rows) tidy(row.statements);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto other = rows[i].cells.empty() ? std::nullopt : finder.exchanged(rows[i].cells);
    const auto at = other ? index.find(*other) : index.end();
    if (at == index.end() || at->second <= i) continue;
    rows[i] = finder.merged(std::move(rows[i]), std::exchange(rows[at->second], {}));
  }
  std::erase_if(rows, [](const Found& row) { return row.statements.empty(); });
  return rows;
}

/// All rows, found when the first is asked for.
class AllRows : public RowSource {
 public:
  explicit AllRows(const Search& search) : finder_(search) {}
  bool next(Row& row) override {
    if (!rows_) rows_ = all_rows(finder_);
    if (at_ == rows_->size()) return false;
    row = row_of((*rows_)[at_++]);
    return true;
  }

 private:
  Finder finder_;
  std::optional<std::vector<Found>> rows_;
  std::size_t at_ = 0;
};

/// The first rows only; the search goes no further than they need.
class FirstRows : public RowSource {
 public:
  FirstRows(const Search& search, std::uint64_t limit)
      : finder_(search), left_(limit), solutions_(finder_.solutions()) {}

  bool next(Row& row) override {
    if (left_ == 0) return false;
    for (Solution solution; solutions_->next(solution);) {
      const auto cells = finder_.cells(solution);
      if (!cells || seen_.contains(*cells)) continue;
      row = row_of(complete(*cells));
      --left_;
      return true;
    }
    return false;
  }

 private:
  Found complete(const Cells& cells) {
    seen_.emplace(cells, 0);
    Found found{cells, finder_.statements_of(cells)};
    const auto other = finder_.exchanged(cells);
    if (!other) return found;
    seen_.emplace(*other, 0);
    Found reverse{*other, finder_.statements_of(*other)};
    return reverse.statements.empty() ? found : finder_.merged(std::move(found), std::move(reverse));
  }

  Finder finder_;
  std::uint64_t left_;
  std::unique_ptr<Operator> solutions_;
  Index seen_;
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
      const bool stopped = search_.stop != nullptr && search_.stop->load(std::memory_order_relaxed);
      return !stopped && matcher.admits(pattern.statements.front(), statement);
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
  for (const Found& found : all_rows(Finder(search))) {
    if (!std::holds_alternative<graph::EntityIndex>(*found.cells.front())) continue;
    ++count;
    row.statements.insert(row.statements.end(), found.statements.begin(), found.statements.end());
  }
  tidy(row.statements);
  row.cells = {count};
  return row;
}

/// Yes where the sources say so, no where they deny it, nothing where they are silent.
std::optional<Row> verdict(const Search& search) {
  Row row{{true}, Finder(search).statements_of({})};
  if (!row.statements.empty()) return row;
  Pattern denied = search.pattern;
  graph::Polarity& polarity = denied.statements.front().polarity;
  polarity = polarity == graph::Polarity::Affirmed ? graph::Polarity::Denied : graph::Polarity::Affirmed;
  row = {{false}, Finder({search.graph, search.lexicon, denied, search.plan, search.stop}).statements_of({})};
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

bool contributes(const Search& search, const StatementPattern& pattern, const Alternative& alternative) {
  StatementPattern single = pattern;
  single.alternatives = {alternative};
  Extend extend(search, single, std::make_unique<Given>(Values(search.pattern.variables.size())));
  Solution solution;
  return extend.next(solution);
}

}  // namespace whom::query
