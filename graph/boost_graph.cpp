#include "graph/boost_graph.hpp"

#include <map>
#include <utility>
#include <vector>

namespace whom::graph {
namespace {

/// Literal -> vertex.
std::map<Literal, std::uint32_t> number_literals(const KnowledgeGraph& graph) {
  std::map<Literal, std::uint32_t> numbers;
  for (const Statement& statement : graph.statements()) {
    for (const auto* place : {&statement.subject, &statement.object}) {
      if (!*place) continue;
      if (const auto* literal = std::get_if<Literal>(&**place)) numbers.emplace(*literal, 0);
    }
  }
  auto next = static_cast<std::uint32_t>(graph.entities().size());
  for (auto& [literal, number] : numbers) number = next++;
  return numbers;
}

struct Parts {
  std::vector<Vertex> vertices;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Edge> edges;
};

Parts take_apart(const KnowledgeGraph& graph) {
  const auto literals = number_literals(graph);
  const auto vertex = [&](const Term& term) {
    const auto* entity = std::get_if<EntityIndex>(&term);
    return entity != nullptr ? entity->value : literals.at(std::get<Literal>(term));
  };
  Parts parts;
  parts.vertices.resize(graph.entities().size() + literals.size());
  for (std::uint32_t e = 0; e < graph.entities().size(); ++e) parts.vertices[e].value = EntityIndex{e};
  for (const auto& [literal, number] : literals) parts.vertices[number].value = literal;
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
    const Statement& statement = graph.statement({s});
    if (!statement.subject || !statement.object) continue;
    parts.ends.emplace_back(vertex(*statement.subject), vertex(*statement.object));
    parts.edges.push_back({{s}});
  }
  return parts;
}

template <class Graph>
void set_vertices(Graph& made, const std::vector<Vertex>& vertices) {
  for (std::uint32_t v = 0; v < vertices.size(); ++v) made[v] = vertices[v];
}

}  // namespace

MutableGraph mutable_graph(const KnowledgeGraph& graph) {
  const Parts parts = take_apart(graph);
  MutableGraph made(parts.vertices.size());
  for (std::size_t e = 0; e < parts.edges.size(); ++e) {
    boost::add_edge(parts.ends[e].first, parts.ends[e].second, parts.edges[e], made);
  }
  set_vertices(made, parts.vertices);
  return made;
}

CompactGraph compact_graph(const KnowledgeGraph& graph) {
  const Parts parts = take_apart(graph);
  CompactGraph made(boost::edges_are_unsorted_multi_pass, parts.ends.begin(), parts.ends.end(), parts.edges.begin(),
                    static_cast<std::uint32_t>(parts.vertices.size()));
  set_vertices(made, parts.vertices);
  return made;
}

}  // namespace whom::graph
