// Questions answered by way of patterns against the plainest search: every way to put terms of the graph for variables
// is tried on every statement, over random small graphs and questions of every form.
#include "query/question/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "graph/property/edtf.hpp"
#include "graph/property/statement_graph.hpp"
#include "graph/relation_table.hpp"
#include "query/question/bind.hpp"
#include "query/question/parse.hpp"
#include "query/question/rewrite.hpp"
#include "query/question/times.hpp"
#include "tests/query/facts.hpp"
#include "tests/query/small_lexicon.hpp"

namespace whom::query {
namespace {

using graph::KnowledgeGraph;
using graph::Statement;
using graph::StatementIndex;
using graph::Term;

using Cells = std::vector<Term>;
using Rows = std::map<Cells, std::set<StatementIndex>>;

bool is_time(const Term& term) {
  return std::holds_alternative<graph::Literal>(term) &&
         std::get<graph::Literal>(term).type == graph::LiteralType::Time;
}

std::string text_of(const std::optional<property::Date>& date) { return date ? print(*date) : ""; }

bool holds(const ast::TimeFilter& filter, const std::string& value) {
  using Relation = ast::TimeFilter::Relation;
  if (filter.date.year == 0)
    return property::month_of(value) == filter.date.month &&
           (filter.date.day == 0 || property::day_of(value) == filter.date.day);
  const std::string first = text_of(property::first_day(value)), last = text_of(property::last_day(value));
  const std::string begin = print(days(filter.date).first), end = print(days(filter.date).last);
  switch (filter.relation) {
    case Relation::Before:
      return !last.empty() && last < begin;
    case Relation::After:
      return !first.empty() && first > end;
    case Relation::Since:
      return !first.empty() && first >= begin;
    case Relation::Until:
      return !last.empty() && last <= end;
    case Relation::In:
      return !first.empty() && !last.empty() && first >= begin && last <= end;
    case Relation::Between:
      return !first.empty() && !last.empty() && first >= begin && last <= print(days(filter.last).last);
  }
  return false;
}

/// One participant's place: what stands there, and whether a location means it.
struct Place {
  Location::Kind kind;
  std::string role;
  Term term;
};

std::vector<Place> places_of(const Statement& statement) {
  std::vector<Place> places;
  if (statement.subject) places.push_back({Location::Kind::Subject, "", *statement.subject});
  if (statement.object) places.push_back({Location::Kind::Object, "", *statement.object});
  for (const auto& qualifier : statement.qualifiers)
    places.push_back({Location::Kind::Role, qualifier.role, qualifier.value});
  return places;
}

class PlainSearch {
 public:
  PlainSearch(const KnowledgeGraph& graph, const Pattern& pattern) : graph_(graph), pattern_(pattern) {
    std::set<Term> all;
    for (const Statement& statement : graph.statements())
      for (const Place& place : places_of(statement)) all.insert(place.term);
    terms_.assign(all.begin(), all.end());
    std::set<Term> reports;
    for (std::uint32_t i = 0; i < graph.statements().size(); ++i)
      for (const graph::Evidence& evidence : graph.evidence({i})) reports.insert(report(evidence));
    reports_.assign(reports.begin(), reports.end());
  }

  Rows run() {
    std::vector<const Term*> values(pattern_.variables.size());
    choose(values, 0);
    return std::move(rows_);
  }

 private:
  void choose(std::vector<const Term*>& values, std::size_t variable) {
    if (variable == values.size()) return test(values);
    const bool report = std::any_of(pattern_.statements.begin(), pattern_.statements.end(),
                                    [variable](const StatementPattern& pattern) { return pattern.report == variable; });
    for (const Term& term : report ? reports_ : terms_) {
      values[variable] = &term;
      choose(values, variable + 1);
    }
  }

  void test(const std::vector<const Term*>& values) {
    std::set<StatementIndex> said;
    for (const StatementPattern& pattern : pattern_.statements) {
      bool some = false;
      for (std::uint32_t i = 0; i < graph_.statements().size(); ++i) {
        if (!fits(pattern, {i}, values)) continue;
        some = true;
        said.insert({i});
      }
      if (!some) return;
    }
    Cells cells;
    for (const std::size_t column : pattern_.columns) cells.push_back(*values[column]);
    rows_[cells].insert(said.begin(), said.end());
  }

  bool fits(const StatementPattern& pattern, StatementIndex index, const std::vector<const Term*>& values) const {
    const Statement& statement = graph_.statement(index);
    if (statement.polarity != pattern.polarity || statement.modality != pattern.modality) return false;
    for (const ast::TimeFilter& filter : pattern.times) {
      bool some = false;
      for (const auto& qualifier : statement.qualifiers)
        some |= is_time(qualifier.value) && holds(filter, std::get<graph::Literal>(qualifier.value).value);
      if (!some) return false;
    }
    bool evident = false;
    for (const graph::Evidence& evidence : graph_.evidence(index))
      evident |= proves(evidence) && (!pattern.report || *values[*pattern.report] == report(evidence));
    if (!evident) return false;
    return std::any_of(pattern.alternatives.begin(), pattern.alternatives.end(),
                       [&](const Alternative& alternative) { return fits(alternative, statement, values); });
  }

  /// The words that say it: document and place.
  static Term report(const graph::Evidence& evidence) {
    return graph::Literal{std::to_string(evidence.document) + ':' + std::to_string(evidence.relation.begin), {}, {}};
  }

  bool proves(const graph::Evidence& evidence) const {
    if (pattern_.evidence.asserted && !evidence.sources.empty()) return false;
    for (const std::size_t name : pattern_.evidence.sources) {
      bool some = false;
      for (const auto speaker : evidence.sources) some |= means(name, speaker);
      if (!some) return false;
    }
    for (const auto& bound : pattern_.evidence.confidence)
      if (!(evidence.confidence > bound.value)) return false;  // the questions below ask for '>' only
    return true;
  }

  bool means(std::size_t name, const Term& term) const {
    const auto* entity = std::get_if<graph::EntityIndex>(&term);
    const auto& entities = pattern_.names[name].entities;
    return entity != nullptr && std::find(entities.begin(), entities.end(), *entity) != entities.end();
  }

  bool fits(const Alternative& alternative, const Statement& statement, const std::vector<const Term*>& values) const {
    if (statement.relation != alternative.relation) return false;
    if (alternative.irreflexive && statement.subject == statement.object) return false;
    std::vector<Place> places = places_of(statement);
    std::vector<std::size_t> order(places.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (order.size() < alternative.slots.size()) return false;
    do {  // some order of the places fits the slots one by one
      bool all = true;
      for (std::size_t i = 0; i < alternative.slots.size() && all; ++i)
        all = fits(alternative.slots[i], places[order[i]], values);
      if (all) return true;
    } while (std::next_permutation(order.begin(), order.end()));
    return false;
  }

  bool fits(const Slot& slot, const Place& place, const std::vector<const Term*>& values) const {
    const bool variable = slot.participant.kind == Participant::Kind::Variable;
    const bool located = std::any_of(slot.locations.begin(), slot.locations.end(), [&](const Location& location) {
      const bool qualifier = place.kind == Location::Kind::Role;
      if (location.kind == Location::Kind::Time) return qualifier && is_time(place.term);
      if (location.kind == Location::Kind::Place) return tells_where(place);
      if (location.kind != place.kind) return false;
      return !qualifier || (location.role == place.role && !(variable && is_time(place.term)));
    });
    if (!located) return false;
    return variable ? *values[slot.participant.index] == place.term : means(slot.participant.index, place.term);
  }

  /// In these graphs all places are what is said to be "in" something, and no relation ends in "in".
  static bool tells_where(const Place& place) {
    return place.kind == Location::Kind::Role && place.role == "in" && !is_time(place.term);
  }

  const KnowledgeGraph& graph_;
  const Pattern& pattern_;
  std::vector<Term> terms_, reports_;
  Rows rows_;
};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  bool chance(std::size_t of) { return below(of) == 0; }
  const std::string& one_of(const std::vector<std::string>& list) { return list[below(list.size())]; }

 private:
  std::mt19937 engine_;
};

const std::vector<std::string> people{"Ann", "Ben", "Cyd", "Dora", "Haven"};

std::string random_fact(Random& random) {
  static const std::vector<std::string> relations{"meet",
                                                  "meet",
                                                  "thank",
                                                  "talk with",
                                                  "discuss",
                                                  "call for",
                                                  "reach out to",
                                                  "be president of",
                                                  "lead",
                                                  "visit",
                                                  "have meeting with"};
  std::string fact = (random.chance(9) ? "-" : random.one_of(people)) + " | " + random.one_of(relations) + " | " +
                     (random.chance(6) ? "-" : random.one_of(people));
  static const std::vector<std::string> roles{"about", "about", "with", "in", "for", "to"};
  for (std::size_t i = random.below(3); i > 0; --i) fact += " | " + random.one_of(roles) + ' ' + random.one_of(people);
  if (random.chance(3))
    fact += " | on @202" + std::to_string(random.below(4)) + "-0" + std::to_string(1 + random.below(9));
  if (random.chance(6)) fact += " | denied";
  if (random.chance(8)) fact += " | planned";
  if (random.chance(3)) fact += " | said by " + random.one_of(people);
  return fact + " | confidence 0." + std::to_string(1 + random.below(9));
}

KnowledgeGraph random_graph(Random& random) {
  std::vector<std::string> facts;
  for (std::size_t i = 0; i < 40; ++i) facts.push_back((i > 0 && random.chance(3) ? "and " : "") + random_fact(random));
  for (const std::string& person : people) facts.push_back(person + " | exist | -");
  for (const char* one : {"meet", "thank", "talk with", "discuss", "call for", "reach out to", "lead", "visit"})
    facts.push_back(std::string("Ann | ") + one + " | Ben");
  facts.push_back("Ann | be president of | Haven");
  return test::graph_of(facts);
}

/// Questions of every form; X stands for a name.
const std::vector<std::string>& forms() {
  static const std::vector<std::string> all{
      "who met whom",
      "who met X",
      "who did X meet",
      "who met whom about X",
      "who met whom in X",
      "who met whom when",
      "who thanked whom for what",
      "what did X thank X for",
      "who reached out to whom",
      "who talked with whom about what",
      "what did X discuss with X",
      "who discussed what with whom",
      "when did X meet X",
      "where did X visit X",
      "where did X meet X",
      "who leads what",
      "who is president of X",
      "who is president of what",
      "who called for what",
      "who was thanked by whom",
      "who was visited",
      "was X thanked by X",
      "who did not meet whom",
      "who will meet whom",
      "how many met X",
      "how many did X visit",
      "did X meet X",
      "did X not visit X",
      "did X meet X about X",
      "who met someone who leads X",
      "who thanked someone who met someone who visited X",
      "who visited someone whom X thanked",
      "who met whom about someone who leads what",
      "who met whom about what about what",
      "who met X and X",
      "who visited X or X",
      "who met whom about X and X",
      "who met whom about X or X",
      "who did X and X visit",
      "when did X and X meet",
      "what did X and X discuss",
      "how many did X or X thank",
      "how many met X and X",
      "who visited someone whom X and X thanked",
  };
  return all;
}

const std::vector<std::string>& filters() {
  static const std::vector<std::string> all{"",
                                            "",
                                            "",
                                            " where asserted",
                                            " since 2021",
                                            " before 2022-05",
                                            " in 2021",
                                            " where confidence > 0.5",
                                            " said by X",
                                            " where denied",
                                            " where planned"};
  return all;
}

std::string with_names(std::string question, Random& random) {
  for (std::size_t at = 0; (at = question.find('X', at)) != std::string::npos; ++at)
    question.replace(at, 1, random.one_of(people));
  return question;
}

struct Found {
  std::vector<Row> rows;
};

Found found(const KnowledgeGraph& graph, const Lexicon& lexicon, const Pattern& pattern) {
  property::Graph statements = property::statement_graph(graph);
  const Asked asked{graph, statements, lexicon};
  return {rows_of(find(rewritten(pattern), pattern, asked, nullptr), pattern, asked, nullptr)};
}

Cells cells_of(const Row& row) {
  Cells cells;
  for (const Cell& cell : row.cells) cells.push_back(std::get<Term>(cell));
  return cells;
}

std::size_t evidence_for(const KnowledgeGraph& graph, const std::set<StatementIndex>& statements) {
  std::size_t count = 0;
  for (const StatementIndex statement : statements) count += graph.evidence(statement).size();
  return count;
}

/// Every row is expected, in its better direction, with all its statements; none is missing.
void expect_rows(const KnowledgeGraph& graph, const Pattern& pattern, Rows expected, const std::vector<Row>& rows,
                 bool all) {
  for (const Row& row : rows) {
    const Cells cells = cells_of(row);
    auto at = expected.find(cells);
    ASSERT_NE(at, expected.end()) << "a row too many, or twice";
    std::set<StatementIndex> statements = at->second;
    expected.erase(at);
    if (pattern.interchangeable) {
      Cells other = cells;
      std::swap(other[pattern.interchangeable->first], other[pattern.interchangeable->second]);
      if (const auto reverse = expected.find(other); reverse != expected.end()) {
        EXPECT_GE(evidence_for(graph, statements), evidence_for(graph, reverse->second));
        statements.insert(reverse->second.begin(), reverse->second.end());
        expected.erase(reverse);
      }
    }
    EXPECT_EQ(std::vector(statements.begin(), statements.end()), row.statements);
  }
  if (all) {
    EXPECT_TRUE(expected.empty()) << expected.size() << " rows are missing";
  }
}

std::vector<StatementIndex> union_of(const Rows& rows) {
  std::set<StatementIndex> all;
  for (const auto& [cells, statements] : rows) all.insert(statements.begin(), statements.end());
  return {all.begin(), all.end()};
}

void expect_verdict(const KnowledgeGraph& graph, Pattern pattern, const std::vector<Row>& rows) {
  Rows expected = PlainSearch(graph, pattern).run();
  const bool yes = !expected.empty();
  if (!yes) {
    auto& polarity = pattern.statements.front().polarity;
    polarity = polarity == graph::Polarity::Affirmed ? graph::Polarity::Denied : graph::Polarity::Affirmed;
    expected = PlainSearch(graph, pattern).run();
  }
  ASSERT_EQ(rows.size(), expected.empty() ? 0U : 1U);
  if (rows.empty()) return;
  EXPECT_EQ(std::get<bool>(rows.front().cells.front()), yes);
  EXPECT_EQ(rows.front().statements, union_of(expected));
}

void expect_count(const KnowledgeGraph& graph, const Pattern& pattern, const std::vector<Row>& rows) {
  Rows expected = PlainSearch(graph, pattern).run();
  std::erase_if(expected, [](const auto& row) { return !std::holds_alternative<graph::EntityIndex>(row.first[0]); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(std::get<std::int64_t>(rows.front().cells.front()), static_cast<std::int64_t>(expected.size()));
  EXPECT_EQ(rows.front().statements, union_of(expected));
}

void compare(const KnowledgeGraph& graph, const std::string& question, std::size_t& answered) {
  SCOPED_TRACE(question);
  const test::SmallLexicon lexicon;
  const auto parsed = parse(question);
  ASSERT_TRUE(std::holds_alternative<ast::Question>(parsed));
  auto bound = bind(std::get<ast::Question>(parsed), graph, graph::RelationTable::built_in(), lexicon);
  ASSERT_TRUE(std::holds_alternative<Pattern>(bound));
  Pattern& pattern = std::get<Pattern>(bound);
  const auto rows = found(graph, lexicon, pattern).rows;
  answered += !rows.empty();
  if (pattern.form == Pattern::Form::Polar) return expect_verdict(graph, pattern, rows);
  if (pattern.form == Pattern::Form::Count) return expect_count(graph, pattern, rows);
  const Rows expected = PlainSearch(graph, pattern).run();
  expect_rows(graph, pattern, expected, rows, true);
  for (const std::uint64_t limit : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{3}}) {
    pattern.limit = limit;
    const auto first = found(graph, lexicon, pattern).rows;
    EXPECT_EQ(first.size(), std::min<std::size_t>(limit, rows.size()));
    expect_rows(graph, pattern, expected, first, false);
  }
}

TEST(Run, FindsWhatPlainSearchFinds) {
  std::size_t asked = 0, answered = 0;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    const KnowledgeGraph graph = random_graph(random);
    for (const std::string& form : forms()) {
      compare(graph, with_names(form + random.one_of(filters()), random), answered);
      ++asked;
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(answered * 4, asked) << "too many questions without an answer to compare anything";
}

std::string verdict(const KnowledgeGraph& graph, property::Graph& statements, const std::string& question) {
  const test::SmallLexicon lexicon;
  auto rows = std::get<Query>(Query::prepare(question, {graph, statements, lexicon})).run();
  Row row;
  if (!rows.next(row)) return "";
  return std::get<bool>(row.cells.front()) ? "yes" : "no";
}

/// A list is denied by what is denied of its members, each asked for alone.
TEST(Run, DeniesListsAsTheirMembers) {
  std::map<std::string, std::size_t> seen;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    const KnowledgeGraph graph = random_graph(random);
    property::Graph statements = property::statement_graph(graph);
    for (const std::string verb : {" visit ", " meet ", " thank "}) {
      for (const std::string& a : people) {
        for (const std::string& b : people) {
          const std::string rest = verb + random.one_of(people);
          const std::string first = verdict(graph, statements, "did " + a + rest),
                            second = verdict(graph, statements, "did " + b + rest);
          const bool either = first == "yes" || second == "yes";
          const bool both = first == "no" && second == "no";
          const std::string any = verdict(graph, statements, "did " + a + " or " + b + rest);
          EXPECT_EQ(any, either ? "yes" : both ? "no" : "") << a << " or " << b << rest;
          const std::string all = verdict(graph, statements, "did " + a + " and " + b + rest);
          if (first == "yes" && second == "yes") {
            EXPECT_NE(all, "no") << a << " and " << b << rest;
          } else {
            EXPECT_EQ(all, first == "no" || second == "no" ? "no" : "") << a << " and " << b << rest;
          }
          ++seen["and " + all];
          ++seen["or " + any];
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), 6U) << "some answer was never given";
}

/// Whatever parses is answered or refused.
TEST(Run, TakesAnyQuestion) {
  static const std::vector<std::string> pieces{
      "Ann",   "Ben",    "Cyd's",   "Haven", "the",     "president", "of",      "in",    "with",   "about",
      "to",    "for",    "by",      "and",   "or",      "both",      "who",     "whom",  "what",   "when",
      "where", "is",     "was",     "did",   "has",     "been",      "not",     "will",  "meets",  "visited",
      "thank", "talked", "plans",   "fails", "asked",   "said",      "someone", "that",  "who",    "met",
      "met",   "2021",   "before",  "since", "limit",   "1",         "have",    "do",    "people", "leads",
      "Dora",  "call",   "meeting", "after", "between", "a",         "person",  "former"};
  static const std::vector<std::string> openings{"who",      "who is",   "who was",      "what did", "when did",
                                                 "where is", "did",      "is",           "whom",     "what is",
                                                 "when was", "how many", "how many did", "to whom",  "who has"};
  const test::SmallLexicon lexicon;
  std::size_t asked = 0, answered = 0;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    Random random(seed);
    const KnowledgeGraph graph = random_graph(random);
    property::Graph statements = property::statement_graph(graph);
    for (std::size_t i = 0; i < 4000; ++i) {
      std::string question = random.one_of(openings);
      for (std::size_t n = random.below(8); n > 0; --n) question += ' ' + random.one_of(pieces);
      const auto prepared = Query::prepare(question, {graph, statements, lexicon});
      ++asked;
      if (const auto* problems = std::get_if<std::vector<Diagnostic>>(&prepared)) {
        for (const Diagnostic& problem : *problems) {
          EXPECT_FALSE(problem.message.empty()) << question;
          EXPECT_LE(problem.begin, problem.end) << question << ": " << problem.message;
          EXPECT_LE(problem.end, question.size()) << question << ": " << problem.message;
        }
        continue;
      }
      const Query& query = std::get<Query>(prepared);
      auto rows = query.run();
      std::size_t count = 0;
      for (Row row; rows.next(row); ++count) EXPECT_EQ(row.cells.size(), query.columns().size()) << question;
      query.advice(count > 0);
      EXPECT_FALSE(query.explain().empty());
      answered += count > 0;
    }
  }
  EXPECT_GT(answered * 100, asked);
}

TEST(Run, EndsEarlyWhenStopped) {
  const KnowledgeGraph graph = test::graph_of({"Ann | meet | Ben", "Ann | meet | Cyd"});
  property::Graph statements = property::statement_graph(graph);
  const test::SmallLexicon lexicon;
  auto query = std::get<Query>(Query::prepare("who met whom", {graph, statements, lexicon}));
  const std::atomic<bool> stop = true;
  engine::Options options;
  options.stop = &stop;
  auto rows = query.run(options);
  Row row;
  EXPECT_FALSE(rows.next(row));
}

TEST(Run, RowsOutliveTheirQuery) {
  const KnowledgeGraph graph = test::graph_of({"Ann | meet | Ben"});
  property::Graph statements = property::statement_graph(graph);
  const test::SmallLexicon lexicon;
  auto rows = std::get<Query>(Query::prepare("who met Ben", {graph, statements, lexicon})).run();
  Row row;
  EXPECT_TRUE(rows.next(row));
  EXPECT_FALSE(rows.next(row));
}

}  // namespace
}  // namespace whom::query
