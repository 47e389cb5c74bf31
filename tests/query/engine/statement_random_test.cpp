// Statements by who stands where, on random graphs: however the search is begun, the rows are the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "graph/ledger.hpp"
#include "graph/property/statement_graph.hpp"
#include "query/cypher/lexer.hpp"
#include "query/engine/engine.hpp"
#include "tests/support/random_readings.hpp"

namespace whom::engine {
namespace {

using Rows = std::vector<std::string>;

class StatementsAtRandom {
 public:
  explicit StatementsAtRandom(std::uint32_t seed)
      : random_(seed),
        knowledge_(graph::KnowledgeGraph::merge(test::random_readings(seed, 4, 12), graph::Ledger())),
        graph_(property::statement_graph(knowledge_)) {
    for (const graph::Statement& statement : knowledge_.statements())
      for (const graph::Qualifier& qualifier : statement.qualifiers) places_.push_back(qualifier.role);
  }

  /// Sorted.
  Rows rows(const std::string& query) {
    const Result result = Prepared(query, graph_, Texts(&knowledge_)).run();
    Rows all(result.rows);
    for (std::size_t row = 0; row < result.rows; ++row)
      for (const auto& column : result.values) all[row] += print(column[row]) + " | ";
    std::sort(all.begin(), all.end());
    return all;
  }

  std::string relation() { return cypher::quote_word(one_of(knowledge_.relations())); }

  /// Always with a; b and c as it comes, also twice.
  std::string participants() {
    std::string text = "(" + place() + ": a";
    for (std::size_t i = random_() % 3; i > 0; --i)
      text += ", " + place() + ": " + std::string(1, static_cast<char>('a' + random_() % 3));
    return text + ")";
  }

  bool maybe() { return random_() % 2 == 0; }

 private:
  template <typename List>
  std::string one_of(const List& list) {
    return list[random_() % std::size(list)];
  }

  std::string place() {
    const std::string named[] = {"subject", "object", "time", "place"};
    const std::string first = maybe() ? one_of(named) : cypher::quote_word(one_of(places_));
    return maybe() ? first : first + "|" + cypher::quote_word(one_of(places_));
  }

  std::mt19937 random_;
  graph::KnowledgeGraph knowledge_;
  property::Graph graph_;
  std::vector<std::string> places_ = {"about"};
};

constexpr const char* result = " RETURN m.id, a";

TEST(StatementsAtRandom, AreTheSameFromEitherEnd) {
  std::size_t found = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    StatementsAtRandom on(seed);
    const std::string statement = "m = STATEMENT " + (on.maybe() ? on.relation() : "") + on.participants();
    const Rows all = on.rows("MATCH " + statement + ", (a)" + result);
    EXPECT_EQ(all, on.rows("MATCH (a) MATCH " + statement + result)) << statement;
    EXPECT_EQ(all, on.rows("MATCH (a) WITH collect(a) AS every UNWIND every AS a MATCH " + statement + result))
        << statement;
    found += all.size();
  }
  EXPECT_GT(found, 300U);
}

TEST(StatementsAtRandom, AreTheSameByARelationOrACondition) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    StatementsAtRandom on(seed);
    const std::string relation = on.relation(), who = on.participants();
    const std::string text = "'" + relation + "'";
    if (relation.find('`') != relation.npos || relation.find('\'') != relation.npos) continue;
    EXPECT_EQ(on.rows("MATCH m = STATEMENT " + relation + who + result),
              on.rows("MATCH m = STATEMENT " + who + " WHERE m.relation = " + text + result))
        << relation << who;
  }
}

TEST(StatementsAtRandom, OfAlternativesAreThoseOfEach) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    StatementsAtRandom on(seed);
    const std::string one = on.relation() + "(subject: a)", other = on.relation() + "(object: a)";
    Rows both = on.rows("MATCH m = STATEMENT " + one + result);
    const Rows more = on.rows("MATCH m = STATEMENT " + other + result);
    both.insert(both.end(), more.begin(), more.end());
    std::sort(both.begin(), both.end());
    EXPECT_EQ(both, on.rows("MATCH m = STATEMENT " + one + " | " + other + result)) << one << other;
  }
}

}  // namespace
}  // namespace whom::engine
