#include "query/engine/match_access.hpp"

namespace whom::engine {
namespace {

using Shape = ElementCondition::Shape;

bool finds_relationships(const ElementCondition& condition) {
  const bool equality = condition.shape == Shape::Compare && condition.comparison == property::Comparison::Equal;
  return equality || condition.shape == Shape::Holds;
}

}  // namespace

NodeSource::By source_by(const ElementCondition& condition) {
  switch (condition.shape) {
    case Shape::Compare:
      return condition.comparison == property::Comparison::Equal ? NodeSource::By::Property : NodeSource::By::All;
    case Shape::Holds:
      return NodeSource::By::Holds;
    case Shape::Prefix:
      return NodeSource::By::Prefix;
    case Shape::Id:
      return NodeSource::By::Id;
    case Shape::Label:
      break;
  }
  return NodeSource::By::All;
}

std::optional<std::size_t> seek_of(const MatchPattern& pattern, const NodeVariable& node, const SlotSet& known) {
  std::optional<std::size_t> best;
  NodeSource::By best_by = NodeSource::By::All;
  for (std::size_t i = 0; i < pattern.conditions.size(); ++i) {
    const Condition& condition = pattern.conditions[i];
    if (!condition.is_open_on(node.name)) continue;
    const NodeSource::By by = source_by(*condition.element);
    if (by > best_by && known.contains(condition.operand_needs)) best = i, best_by = by;
  }
  return best;
}

std::optional<std::size_t> rarest_label(const MatchPattern& pattern, const NodeVariable& node,
                                        const property::Graph& graph) {
  std::optional<std::size_t> best;
  std::size_t least = 0;
  for (std::size_t i = 0; i < pattern.conditions.size(); ++i) {
    const Condition& condition = pattern.conditions[i];
    if (!condition.is_open_on(node.name) || condition.element->shape != Shape::Label) continue;
    const std::size_t count = count_of_label(graph, condition.element->key);
    if (!best || count < least) best = i, least = count;
  }
  return best;
}

std::optional<std::size_t> index_of(const MatchPattern& pattern, const Link& link, const SlotSet& known) {
  for (std::size_t i = 0; i < pattern.conditions.size(); ++i) {
    const Condition& condition = pattern.conditions[i];
    if (condition.is_open_on(link.name) && finds_relationships(*condition.element) &&
        known.contains(condition.operand_needs))
      return i;
  }
  return {};
}

std::vector<std::size_t> hops_to(const MatchPattern& pattern, std::size_t node, const SlotSet& known) {
  std::vector<std::size_t> hops;
  for (std::size_t i = 0; i < pattern.links.size(); ++i) {
    const Link& link = pattern.links[i];
    const std::size_t other = link.to == node ? link.from : link.to;
    if ((link.to != node && link.from != node) || other == node || !known.contains(pattern.nodes[other].slot)) continue;
    if (link.bound || link.variable_length() || link.pattern->types.size() != 1 ||
        link.pattern->direction == ast::RelationshipPattern::Direction::Either)
      continue;
    hops.push_back(i);
  }
  return hops;
}

std::size_t count_of_label(const property::Graph& graph, std::string_view name) {
  const auto label = graph.find_label(name);
  return label ? graph.count(*label) : 0;
}

}  // namespace whom::engine
