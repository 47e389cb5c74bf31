#include "query/engine/engine.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace whom::engine {
namespace {

using property::Graph;
using property::Value;

std::int64_t number(const std::string& query, Graph& graph, const Parameters& parameters = {}) {
  const Result result = run(query, graph, parameters);
  EXPECT_EQ(result.rows, 1U) << query;
  return result.values[0][0].integer();
}

std::string detail_of(const std::string& query, Graph& graph, const Options& options = {}) {
  try {
    run(query, graph, {}, options);
  } catch (const cypher::Error& error) {
    return error.detail;
  }
  return {};
}

Graph complete(int size) {
  Graph graph;
  run("UNWIND range(1, " + std::to_string(size) + ") AS i CREATE (:N {i: i})", graph);
  run("MATCH (a:N), (b:N) WHERE a.i <> b.i CREATE (a)-[:T]->(b)", graph);
  return graph;
}

TEST(Engine, KeepsAQueryForSeveralRuns) {
  Graph graph = complete(4);
  Prepared query("MATCH (n {i: $i})-->(m) RETURN count(m) AS c", graph);
  EXPECT_EQ(query.columns(), std::vector<std::string>{"c"});
  EXPECT_FALSE(query.writes());
  for (const std::int64_t i : {1, 2, 9}) {
    const Result result = query.run({{"i", Value(i)}});
    EXPECT_EQ(result.values[0][0].integer(), i == 9 ? 0 : 3);
  }
}

TEST(Engine, TakesBackWhatAFailedQueryWrote) {
  Graph graph = complete(3);
  EXPECT_EQ(detail_of("MATCH (n) SET n.x = 1 CREATE (m {y: 2}) WITH n DELETE n", graph), "DeleteConnectedNode");
  EXPECT_EQ(number("MATCH (n) RETURN count(n.x) + count(n.y)", graph), 0);
  EXPECT_EQ(number("MATCH (n) RETURN count(n)", graph), 3);
}

/// A path of nodes that were there before all queries.
Graph path(std::int64_t size) {
  property::GraphBuilder builder;
  const property::Label label = builder.label("N");
  std::vector<property::Node> nodes;
  for (std::int64_t i = 0; i < size; ++i) {
    nodes.push_back(builder.node({&label, 1}));
    builder.set(nodes.back(), builder.key("i"), Value(i));
    if (i > 0) builder.relationship(nodes[nodes.size() - 2], builder.type("T"), nodes.back());
  }
  return builder.finish();
}

TEST(Engine, ReadsWhatTheQueryHasWrittenBefore) {
  const std::pair<const char*, std::int64_t> cases[] = {
      {"MATCH (a:N) CREATE (a)-[:T]->(b:N) WITH a MATCH (a)--() RETURN count(*)", 13},
      {"MATCH (a:N) CREATE (a)-[:T]->(b:N) WITH b MATCH (b)--() RETURN count(*)", 5},
      {"MATCH (a:N) CREATE (a)-[:T]->(b:N {i: 9}) WITH b.i AS i, count(*) AS c RETURN i * c", 45},
      {"MATCH (a:N) CREATE (b:N) WITH b, count(*) AS c RETURN sum(c)", 5},
      {"MATCH (a:N) SET a.i = 7 WITH a.i AS i, count(*) AS c RETURN i * c", 35},
      {"MATCH (a:N) CREATE (a)-[:T]->(b) WITH a, b MATCH (a)-[:T]->(c)-[:T]->(d), (a)-[:T]->(d) RETURN count(*)", 0},
      {"MATCH (a:N) CREATE (a)-[:T]->(b)-[:T]->(c), (a)-[:T]->(c) WITH count(*) AS k "
       "MATCH (a)-[:T]->(b)-[:T]->(c), (a)-[:T]->(c) RETURN count(*)",
       5},
      {"MATCH (a:N) CREATE (a)-[:T]->(b)-[:T]->(c) WITH a MATCH (a)--()--(d) RETURN count(DISTINCT d)", 15},
  };
  for (const auto& [query, expected] : cases) {
    Graph graph = path(5);
    EXPECT_EQ(number(query, graph), expected) << query;
  }
}

TEST(Engine, CountsWhatIsNeverNullAsRows) {
  Graph dense = complete(6);
  const auto plan = [&](const char* query) { return Prepared(query, dense).explain(); };
  EXPECT_NE(plan("MATCH (a)-[r]-() RETURN a.i, Count(r) AS c").find("ExpandCount"), std::string::npos);
  EXPECT_EQ(plan("MATCH (a) OPTIONAL MATCH (a)-[r]->() RETURN a.i, count(r) AS c").find("Count "), std::string::npos);
  Graph graph = path(5);
  EXPECT_EQ(number("MATCH (a)-[r]->(b) RETURN count(r) + count(b)", graph), 8);
  EXPECT_EQ(number("MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN count(r) + count(*)", graph), 9);
  EXPECT_EQ(number("MATCH (a) OPTIONAL MATCH (a)-->(b) WITH a, b WHERE a.i = 4 OR EXISTS { MATCH (b)<--() } "
                   "RETURN count(b)",
                   graph),
            4);
  EXPECT_EQ(number("MATCH (a) OPTIONAL MATCH (a)-->(b) OPTIONAL MATCH (b)-->(c) RETURN count(c)", graph), 3);
  EXPECT_EQ(number("MATCH (a) OPTIONAL MATCH (a)-->(b) MATCH (b)-->(c) RETURN count(b)", graph), 3);
}

TEST(Engine, KeepsTheFirstOfGroupsInAnOrder) {
  Graph graph;
  run("UNWIND range(0, 2999) AS i CREATE (:N {i: i, name: 'n' + toString(i)})", graph);
  run("MATCH (a:N), (b:N) WHERE b.i < a.i % 7 AND a.i > 2900 CREATE (a)-[:T]->(b)", graph);
  for (const char* key : {"a", "a.name", "a.i"}) {
    const std::string pattern = std::string("MATCH (a)-->() RETURN ") + key + " AS k, count(*) AS c ";
    for (const char* order : {"c", "c DESC", "c DESC, k", "c, k DESC", "k, c"}) {
      const Result all = run(pattern + "ORDER BY " + order, graph);
      const Result first = run(pattern + "ORDER BY " + order + " LIMIT 20", graph);
      ASSERT_EQ(first.rows, 20U);
      for (std::size_t row = 0; row < first.rows; ++row)
        EXPECT_TRUE(equivalent(first.values[1][row], all.values[1][row])) << key << ' ' << order << ' ' << row;
    }
  }
}

TEST(Engine, EndsInTime) {
  Graph graph = complete(12);
  const std::string endless = "MATCH (a)-[*]-(b) RETURN count(*)";
  Options options;
  options.timeout = std::chrono::milliseconds(50);
  EXPECT_EQ(detail_of(endless, graph, options), "Timeout");
}

TEST(Engine, EndsWhenAskedTo) {
  Graph graph = complete(12);
  std::atomic<bool> stop = false;
  Options options;
  options.stop = &stop;
  std::thread other([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop = true;
  });
  EXPECT_EQ(detail_of("MATCH (a)-[*]-(b) RETURN count(*)", graph, options), "Stopped");
  other.join();
}

TEST(Engine, EndsWhereMemoryDoes) {
  Graph graph = complete(30);
  Options options;
  options.memory = 1000000;
  EXPECT_EQ(detail_of("MATCH (a)-->(b)-->(c)-->(d) RETURN a, b, c, d ORDER BY d.i", graph, options), "Memory");
  EXPECT_EQ(detail_of("MATCH (a)-->(b)-->(c)-->(d) RETURN DISTINCT a, b, c, d", graph, options), "Memory");
  EXPECT_EQ(detail_of("MATCH (a), (b), (c), (d) RETURN a", graph, options), "Memory");
  EXPECT_EQ(detail_of("MATCH ALL SHORTEST (a)-->(b)-->(c)-->(d) RETURN count(*)", graph, options), "Memory");
  EXPECT_EQ(detail_of("MATCH (a), (b), (c), (d) RETURN collect(a.i)", graph, options), "Memory");
}

/// 40 nodes in a row, each joined twice to the next, and one by itself: 2^39 trails from the first to the last.
TEST(Engine, FindsShortestTrailsAmongMany) {
  Graph graph;
  run("UNWIND range(0, 40) AS i CREATE ({i: i})", graph);
  run("MATCH (a), (b) WHERE b.i = a.i + 1 AND b.i < 40 CREATE (a)-[:R]->(b), (a)-[:R]->(b)", graph);
  const auto count = [&](const std::string& selector, int last) {
    return run("MATCH p = " + selector + " ({i: 0})-[*]->({i: " + std::to_string(last) + "}) RETURN count(*)", graph)
        .values[0][0]
        .integer();
  };
  EXPECT_EQ(count("SHORTEST 2", 39), 2);
  EXPECT_EQ(count("SHORTEST 2", 40), 0);
  EXPECT_EQ(count("SHORTEST 1 GROUPS", 40), 0);
  EXPECT_EQ(count("SHORTEST 2 GROUPS", 10), 1024);
  Options options;
  options.memory = 1000000;
  for (const char* const selector : {"ALL SHORTEST", "SHORTEST 1 GROUPS"})
    EXPECT_EQ(
        detail_of("MATCH p = " + std::string(selector) + " ({i: 0})-[*]->({i: 39}) RETURN count(*)", graph, options),
        "Memory");
}

TEST(Engine, SaysHowManyRowsEachStepHad) {
  Graph graph = complete(50);
  Options options;
  options.profile = true;
  const Result result = run("MATCH (a {i: 1})-->(b) RETURN b.i", graph, {}, options);
  EXPECT_NE(result.profile.find("Expand (a)-[]->(b)  ~"), std::string::npos) << result.profile;
  EXPECT_NE(result.profile.find("  49 rows, "), std::string::npos) << result.profile;
}

TEST(Engine, SaysWhereAnErrorArose) {
  Graph graph;
  try {
    run("UNWIND [1, 'a'] AS x RETURN toUpper(x) AS y", graph);
    FAIL();
  } catch (const cypher::Error& error) {
    EXPECT_EQ(error.position.begin, 28U);
    EXPECT_EQ(error.position.end, 38U);
  }
}

TEST(Engine, ReturnsOneVariableUnderTwoNames) {
  Graph graph = complete(3);
  const Result result = run("UNWIND [0, 1] AS x MATCH (n) RETURN x AS a, x AS b ORDER BY a DESC", graph);
  EXPECT_EQ(result.rows, 6U);
  for (std::size_t row = 0; row < result.rows; ++row)
    EXPECT_EQ(result.values[0][row].integer(), result.values[1][row].integer());
}

TEST(Engine, MakesWhatALimitDoesNotShow) {
  Graph graph;
  run("UNWIND [1, 2, 3] AS i CREATE (n) RETURN n LIMIT 0", graph);
  EXPECT_EQ(number("MATCH (n) RETURN count(*)", graph), 3);
}

}  // namespace
}  // namespace whom::engine
