// Reports on their way from readings into the graph. Internal to graph.
#ifndef WHOM_GRAPH_REPORTS_HPP
#define WHOM_GRAPH_REPORTS_HPP

#include "graph/reading.hpp"

namespace whom::graph {

// Of a Statement, which may be const.
template <class S, class Visit>
void for_each_term(S& statement, const Visit& visit) {
  if (statement.subject) visit(*statement.subject);
  if (statement.object) visit(*statement.object);
  for (auto& qualifier : statement.qualifiers) visit(qualifier.value);
}

template <class S, class Visit>
void for_each_entity(S& statement, const Visit& visit) {
  for_each_term(statement, [&](auto& term) {
    if (auto* entity = std::get_if<EntityIndex>(&term)) visit(*entity);
  });
}

/// Brings qualifiers into order, without duplicates, and their spans with them.
void sort_qualifiers(Report&);

}  // namespace whom::graph

#endif
