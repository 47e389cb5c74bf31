#include "graph/paths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "graph/ledger.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

constexpr std::size_t many = 100000;
using Filter = std::function<bool(StatementIndex)>;

std::set<EntityIndex> participants(const KnowledgeGraph& graph, StatementIndex index) {
  std::set<EntityIndex> found;
  const auto see = [&](const Term& term) {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) found.insert(*entity);
  };
  const Statement& statement = graph.statement(index);
  if (statement.subject) see(*statement.subject);
  if (statement.object) see(*statement.object);
  for (const Qualifier& qualifier : statement.qualifiers) see(qualifier.value);
  return found;
}

/// The plain way: all paths in order of length, without returning to an entity, until some have arrived.
std::vector<EntityPath> plain_paths(const KnowledgeGraph& graph, EntityIndex from, EntityIndex to,
                                    const Filter& filter) {
  std::vector<EntityPath> arrived, open = {{{from}, {}}};
  std::set<EntityIndex> seen = {from};
  while (!open.empty()) {
    for (const EntityPath& path : open) {
      if (path.nodes.back() == to) arrived.push_back(path);
    }
    if (!arrived.empty()) break;
    std::vector<EntityPath> longer;
    for (const EntityPath& path : open) {
      for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
        const auto here = participants(graph, {s});
        if (here.count(path.nodes.back()) == 0 || (filter && !filter({s}))) continue;
        for (const EntityIndex next : here) {
          if (seen.count(next) > 0) continue;
          longer.push_back(path);
          longer.back().nodes.push_back(next);
          longer.back().steps.push_back({s});
        }
      }
    }
    for (const EntityPath& path : longer) seen.insert(path.nodes.back());
    open = std::move(longer);
  }
  return arrived;
}

bool by_steps(const EntityPath& a, const EntityPath& b) {
  for (std::size_t i = 0; i < a.steps.size(); ++i) {
    const auto left = std::pair(a.steps[i], a.nodes[i + 1]), right = std::pair(b.steps[i], b.nodes[i + 1]);
    if (left != right) return left < right;
  }
  return false;
}

TEST(Paths, LeadThroughAnyPlaceOfAStatement) {
  const KnowledgeGraph graph = test::sample_graph();
  const EntityIndex dressler = *graph.find_entity("pavel-dressler"), haiti = *graph.find_entity("haiti");
  const auto direct = all_shortest_paths(graph, std::span(&dressler, 1), std::span(&haiti, 1), {}, many);
  ASSERT_EQ(direct.size(), 1u);
  EXPECT_EQ(graph.statement(direct[0].steps.at(0)).relation, "talk with") << "Haiti is its topic only";
  const EntityIndex corvid = *graph.find_entity("corvid-telecom");
  const auto far = all_shortest_paths(graph, std::span(&corvid, 1), std::span(&haiti, 1), {}, many);
  ASSERT_EQ(far.size(), 1u);
  EXPECT_EQ(graph.entity(far[0].nodes.at(1)).id, "lena-marchetti");
}

TEST(Paths, EndsMayBeTheSameOrApart) {
  const KnowledgeGraph graph = test::sample_graph();
  const EntityIndex haiti = *graph.find_entity("haiti"), ostara = *graph.find_entity("ostara-bank");
  const auto self = all_shortest_paths(graph, std::span(&haiti, 1), std::span(&haiti, 1), {}, many);
  EXPECT_EQ(self, (std::vector<EntityPath>{{{haiti}, {}}}));
  const auto none = [](StatementIndex) { return false; };
  EXPECT_TRUE(all_shortest_paths(graph, std::span(&haiti, 1), std::span(&ostara, 1), none, many).empty());
  EXPECT_TRUE(all_shortest_paths(graph, {}, std::span(&ostara, 1), {}, many).empty());
}

TEST(Paths, AgreeWithTryingEverything) {
  for (std::uint32_t seed = 0; seed < 25; ++seed) {
    const KnowledgeGraph graph = KnowledgeGraph::merge(test::random_readings(seed, 6, 6), Ledger());
    const Filter filter = [&](StatementIndex s) { return seed % 2 == 0 || s.value % 3 != 0; };
    for (std::uint32_t from = 0; from < graph.entities().size(); from += 3) {
      for (std::uint32_t to = 0; to < graph.entities().size(); to += 2) {
        const EntityIndex a{from}, b{to};
        const auto found = all_shortest_paths(graph, std::span(&a, 1), std::span(&b, 1), filter, many);
        auto expected = plain_paths(graph, a, b, filter);
        std::sort(expected.begin(), expected.end(), by_steps);
        ASSERT_EQ(found, expected) << seed << ": " << from << " to " << to;
        const auto some = all_shortest_paths(graph, std::span(&a, 1), std::span(&b, 1), filter, 2);
        expected.resize(std::min<std::size_t>(expected.size(), 2));
        ASSERT_EQ(some, expected);
      }
    }
  }
}

TEST(Paths, FromManyToManyTakesTheShortestOfAll) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const KnowledgeGraph graph = KnowledgeGraph::merge(test::random_readings(seed, 8, 5), Ledger());
    const std::vector<EntityIndex> from = {{3}, {0}, {3}}, to = {{9}, {7}, {12}};
    std::vector<EntityPath> expected;
    std::size_t shortest = many;
    for (const EntityIndex a : std::set<EntityIndex>(from.begin(), from.end())) {
      for (const EntityIndex b : to) {
        for (EntityPath& path : plain_paths(graph, a, b, {})) {
          shortest = std::min(shortest, path.steps.size());
          expected.push_back(std::move(path));
        }
      }
    }
    std::erase_if(expected, [&](const EntityPath& path) { return path.steps.size() != shortest; });
    auto found = all_shortest_paths(graph, from, to, {}, many);
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected) << seed;
  }
}

}  // namespace
}  // namespace whom::graph
