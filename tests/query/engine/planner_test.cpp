// What plans are made of: the shapes that make a difference by orders of magnitude are there where they should be.
#include "query/engine/planner.hpp"

#include <gtest/gtest.h>

#include "query/engine/engine.hpp"

namespace whom::engine {
namespace {

/// Four hundred people in a ring who know those next to them, and where some live.
property::Graph ring() {
  property::Graph graph;
  run("UNWIND range(0, 399) AS i CREATE (:Person {id: i, name: 'p' + toString(i)})", graph);
  run("MATCH (a:Person), (b:Person) WHERE b.id = (a.id + 1) % 400 OR b.id = (a.id + 2) % 400 CREATE (a)-[:KNOWS]->(b)",
      graph);
  run("CREATE (t:Town {name: 'Ostby'}) WITH t MATCH (p:Person) WHERE p.id % 2 = 0 CREATE (p)-[:LIVES_IN]->(t)", graph);
  return graph;
}

std::string plan_of(const std::string& query) {
  property::Graph graph = ring();
  return Prepared(query, graph).explain();
}

bool holds(const std::string& plan, const std::string& text) { return plan.find(text) != std::string::npos; }

TEST(Planner, ClosesCyclesByIntersection) {
  const std::string plan = plan_of("MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c), (a)-[:KNOWS]->(c) RETURN a.id, c.id");
  EXPECT_TRUE(holds(plan, "Intersect (")) << plan;
  EXPECT_FALSE(holds(plan, "ExpandInto")) << plan;
}

TEST(Planner, CountsWhatNobodyReads) {
  EXPECT_TRUE(
      holds(plan_of("MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c), (a)-[:KNOWS]->(c) RETURN count(*)"), "IntersectCount"));
  EXPECT_TRUE(
      holds(plan_of("MATCH (n)--() WITH n, count(*) AS degree RETURN degree ORDER BY degree LIMIT 3"), "ExpandCount"));
  EXPECT_FALSE(holds(plan_of("MATCH (n)--(m) WITH n, collect(m) AS found RETURN size(found)"), "Count"));
}

TEST(Planner, WalksToEachNodeOnceWhereDuplicatesDoNotMatter) {
  EXPECT_TRUE(holds(plan_of("MATCH (a {id: 0})-[*1..3]-(b) RETURN count(DISTINCT b)"), "Reach"));
  EXPECT_FALSE(holds(plan_of("MATCH (a {id: 0})-[*1..3]-(b) RETURN count(b)"), "Reach"));
  EXPECT_FALSE(holds(plan_of("MATCH (a {id: 0})-[r*1..3]-(b) RETURN DISTINCT r"), "Reach"));
  EXPECT_FALSE(holds(plan_of("MATCH (a {id: 0})-[*2..3]-(b) RETURN DISTINCT b"), "Reach"));
}

TEST(Planner, StartsWhereFewestAre) {
  const std::string plan = plan_of("MATCH (p:Person)-[:LIVES_IN]->(t:Town {name: 'Ostby'}) RETURN p.name");
  EXPECT_TRUE(holds(plan, "NodeIndex t.name = 'Ostby'")) << plan;
  EXPECT_TRUE(holds(plan_of("MATCH (p) WHERE p.name STARTS WITH 'p3' RETURN p.name"), "STARTS WITH 'p3'"));
  EXPECT_TRUE(holds(plan_of("MATCH (p) WHERE id(p) = 3 RETURN p.name"), "NodeById"));
}

TEST(Planner, TestsConstantsWhereElementsAreReached) {
  const std::string plan = plan_of("MATCH (a {id: 1})-[:KNOWS]->(b:Person) WHERE b.id > 2 RETURN b.name");
  EXPECT_TRUE(holds(plan, "where node:Person and node.id > 2")) << plan;
  EXPECT_FALSE(holds(plan, "Filter")) << plan;
}

TEST(Planner, SearchesSelectedPathsOnceForAllEndsThatNoIndexFinds) {
  const std::string selected = "MATCH p = ALL SHORTEST (a {id: 0})-[:KNOWS]->(m)-[:KNOWS*..3]->(b";
  const std::string all = plan_of(selected + ":Person) WHERE b.id > 9 RETURN p");
  EXPECT_LT(all.find("SelectPaths p = ALL SHORTEST (a"), all.find("Filter b.id > 9")) << all;
  EXPECT_LT(all.find("Filter b.id > 9"), all.find("VariableExpand (m)-[:KNOWS*..3]->(b)")) << all;
  const std::string one = plan_of(selected + " {name: 'p7'}) WHERE m.id > 1 RETURN p");
  EXPECT_LT(one.find("VariableExpand"), one.find("NodeIndex b.name = 'p7'")) << one;
  EXPECT_LT(one.find("Filter m.id > 1"), one.find("SelectPaths")) << one;
}

TEST(Planner, SearchesForWhatHasNoUpperBoundWithinSelectedPaths) {
  const auto plan = [](const std::string& path) {
    return plan_of("MATCH p = " + path + " (a {id: 0})-[:KNOWS]->(m)-[r*]-(b {id: 99})-->(c {name: 'Ostby'}) RETURN p");
  };
  EXPECT_LT(plan("ANY SHORTEST").find("ShortestPath (m)-[r*]-(b)"), plan("ANY SHORTEST").find("Expand")) << plan("ANY");
  EXPECT_TRUE(holds(plan("SHORTEST 2 GROUPS"), "ShortestGroups (m)-[r*]-(b)"));
  EXPECT_FALSE(holds(plan_of("MATCH ANY SHORTEST (a)-[r*]->(b {id: size(r)})-->(c) RETURN a"), "ShortestPath"));
  EXPECT_FALSE(holds(plan_of("MATCH ANY SHORTEST (a)-[*]->(b)-[*]->(c) RETURN a"), "ShortestPath"));
  EXPECT_FALSE(holds(plan_of("MATCH ANY SHORTEST (a)-[*..3]->(b)-->(c) RETURN a"), "ShortestPath"));
  property::Graph graph = ring();
  EXPECT_EQ(run("MATCH p = ALL SHORTEST (a {id: 0})--(m)-[*]-(b {id: 51}) RETURN m, length(p)", graph).rows, 2u);
}

TEST(Planner, RefusesSelectedPathsThatWaitForEachOther) {
  EXPECT_THROW(
      plan_of("MATCH ANY SHORTEST (a)-->(m {id: n.id})-->(b), ANY SHORTEST (a)-->(n {id: m.id})-->(c) RETURN a"),
      cypher::Error);
  EXPECT_THROW(plan_of("MATCH p = ANY SHORTEST (a)-->({id: length(p)})-->(b) RETURN a"), cypher::Error);
}

TEST(Planner, KeepsTheFirstRowsOnlyWhereALimitFollows) {
  EXPECT_TRUE(holds(plan_of("MATCH (p:Person) RETURN p.name ORDER BY p.id DESC SKIP 2 LIMIT 3"), "Top 2 3 by"));
  EXPECT_TRUE(holds(plan_of("MATCH (p:Person) RETURN p.name ORDER BY p.id"), "Sort by"));
}

}  // namespace
}  // namespace whom::engine
