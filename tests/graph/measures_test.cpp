#include "graph/measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <numeric>

#include "graph/boost_graph.hpp"
#include "graph/ledger.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

KnowledgeGraph random_graph(std::uint32_t seed) {
  return KnowledgeGraph::merge(test::random_readings(seed, 10, 3), Ledger());
}

TEST(BoostGraph, BothGraphsHoldEveryStatementWithTwoEnds) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const KnowledgeGraph graph = random_graph(seed);
    const MutableGraph grown = mutable_graph(graph);
    const CompactGraph compact = compact_graph(graph);
    std::vector<std::tuple<std::size_t, std::size_t, StatementIndex>> a, b, expected;
    for (const auto& e : boost::make_iterator_range(boost::edges(grown))) {
      a.emplace_back(boost::source(e, grown), boost::target(e, grown), grown[e].statement);
    }
    for (const auto& e : boost::make_iterator_range(boost::edges(compact))) {
      b.emplace_back(boost::source(e, compact), boost::target(e, compact), compact[e].statement);
      const Statement& statement = graph.statement(compact[e].statement);
      EXPECT_EQ(compact[boost::source(e, compact)].value, *statement.subject);
      EXPECT_EQ(compact[boost::target(e, compact)].value, *statement.object);
    }
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    EXPECT_EQ(a, b);
    const auto complete =
        std::ranges::count_if(graph.statements(), [](const Statement& s) { return s.subject && s.object; });
    EXPECT_EQ(boost::num_edges(compact), static_cast<std::size_t>(complete));
  }
}

TEST(BoostGraph, ParallelEdgesLiveSideBySide) {
  const KnowledgeGraph graph = test::sample_graph();
  const CompactGraph compact = compact_graph(graph);
  const auto okello = graph.find_entity("tomas-okello")->value, valmont = graph.find_entity("ingrid-j-valmont")->value;
  std::size_t between = 0;
  for (const auto& edge : boost::make_iterator_range(boost::out_edges(okello, compact))) {
    between += boost::target(edge, compact) == valmont ? 1 : 0;
  }
  EXPECT_EQ(between, 2u);
}

TEST(BoostGraph, AlgorithmsRunOnItAsTheyAre) {
  const KnowledgeGraph graph = random_graph(3);
  const CompactGraph compact = compact_graph(graph);
  const MutableGraph grown = mutable_graph(graph);
  std::vector<int> a(boost::num_vertices(compact), -1), b(a.size(), -1);
  a[0] = b[0] = 0;
  const auto distances = [](auto& out, const auto& on) {
    boost::breadth_first_search(
        on, boost::vertex(0, on),
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(out.data(), boost::on_tree_edge()))));
  };
  distances(a, compact);
  distances(b, grown);
  EXPECT_EQ(a, b);
}

TEST(Measures, ComponentsAgreeWithBoost) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const KnowledgeGraph graph = random_graph(seed);
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> joined(graph.entities().size());
    std::vector<std::vector<std::uint32_t>> of(graph.statements().size());
    for (std::uint32_t e = 0; e < graph.entities().size(); ++e) {
      for (const Participation& p : graph.participations({e})) of[p.statement.value].push_back(e);
    }
    for (const auto& members : of) {
      for (std::size_t m = 1; m < members.size(); ++m) boost::add_edge(members[0], members[m], joined);
    }
    std::vector<int> component(graph.entities().size());
    EXPECT_EQ(count_components(graph), static_cast<std::size_t>(boost::connected_components(joined, component.data())));
  }
}

TEST(Measures, PageRankIsADistribution) {
  const KnowledgeGraph graph = test::sample_graph();
  const auto rank = page_rank(graph);
  ASSERT_EQ(rank.size(), graph.entities().size());
  EXPECT_NEAR(std::accumulate(rank.begin(), rank.end(), 0.0), 1.0, 1e-9);
  const auto central = most_central(graph, 2);
  ASSERT_EQ(central.size(), 2u);
  EXPECT_EQ(graph.entity(central[0]).id, "tomas-okello");
  EXPECT_EQ(most_central(graph, 1000).size(), graph.entities().size());
  EXPECT_TRUE(most_central(KnowledgeGraph::merge({}, Ledger()), 3).empty());
}

}  // namespace
}  // namespace whom::graph
