#include "graph/measures.hpp"

#include <algorithm>
#include <boost/graph/page_rank.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/property_map/property_map.hpp>
#include <numeric>
#include <set>

#include "graph/boost_graph.hpp"

namespace whom::graph {
namespace {

/// Each edge of `graph` and its opposite: importance flows both ways between who meets and who is met.
CompactGraph both_ways(const CompactGraph& graph) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Edge> properties;
  for (const auto& edge : boost::make_iterator_range(boost::edges(graph))) {
    const auto from = boost::source(edge, graph), to = boost::target(edge, graph);
    ends.insert(ends.end(), {{from, to}, {to, from}});
    properties.insert(properties.end(), 2, graph[edge]);
  }
  return CompactGraph(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), properties.begin(),
                      boost::num_vertices(graph));
}

}  // namespace

std::size_t count_components(const KnowledgeGraph& graph) {
  boost::disjoint_sets_with_storage<> sets(graph.entities().size());
  std::vector<std::size_t> first(graph.statements().size(), graph.entities().size());  // a participant, once seen
  for (std::uint32_t e = 0; e < graph.entities().size(); ++e) {
    for (const Participation& participation : graph.participations({e})) {
      std::size_t& other = first[participation.statement.value];
      if (other == graph.entities().size()) other = e;
      sets.union_set(std::size_t{e}, other);
    }
  }
  std::set<std::size_t> representatives;
  for (std::size_t e = 0; e < graph.entities().size(); ++e) representatives.insert(sets.find_set(e));
  return representatives.size();
}

std::vector<double> page_rank(const KnowledgeGraph& graph) {
  const CompactGraph edges = both_ways(compact_graph(graph));
  std::vector<double> rank(boost::num_vertices(edges)), next(rank.size());
  if (rank.empty()) return rank;
  const auto index = boost::get(boost::vertex_index, edges);
  boost::graph::page_rank(edges, boost::make_iterator_property_map(rank.begin(), index), boost::graph::n_iterations(30),
                          0.85, boost::num_vertices(edges), boost::make_iterator_property_map(next.begin(), index));
  const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
  for (double& value : rank) value /= sum;
  rank.resize(graph.entities().size());
  return rank;
}

std::vector<EntityIndex> most_central(const KnowledgeGraph& graph, std::size_t count) {
  const std::vector<double> rank = page_rank(graph);
  std::vector<EntityIndex> order;
  for (std::uint32_t e = 0; e < rank.size(); ++e) order.push_back({e});
  std::stable_sort(order.begin(), order.end(),
                   [&](EntityIndex a, EntityIndex b) { return rank[a.value] > rank[b.value]; });
  order.resize(std::min(count, order.size()));
  return order;
}

}  // namespace whom::graph
