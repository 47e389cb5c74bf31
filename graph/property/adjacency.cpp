#include "graph/property/adjacency.hpp"

#include <tuple>

namespace whom::property {
namespace {

Adjacent part(const Adjacent& all, std::size_t first, std::size_t last) {
  return {all.nodes.subspan(first, last - first), all.relationships.subspan(first, last - first)};
}

std::size_t first_at_least(std::span<const std::uint32_t> ascending, std::uint32_t number) {
  return static_cast<std::size_t>(std::lower_bound(ascending.begin(), ascending.end(), number) - ascending.begin());
}

/// Place in a list of the first relationship that does not come before the given one.
std::size_t place(const Adjacent& list, std::uint32_t neighbour, std::uint32_t relationship, const Ends& ends) {
  const auto wanted = std::tuple(ends.type(relationship), neighbour, relationship);
  std::size_t first = 0;
  for (std::size_t count = list.size(); count > 0;) {
    const std::size_t middle = first + count / 2;
    if (std::tuple(ends.type(list.relationships[middle]), list.nodes[middle], list.relationships[middle]) < wanted) {
      first = middle + 1;
      count -= count / 2 + 1;
    } else {
      count /= 2;
    }
  }
  return first;
}

}  // namespace

Adjacent Adjacency::of(std::uint32_t node, std::uint32_t type, const Ends& ends) const {
  if (const Lists* lists = find(node)) {
    const auto before = [&](std::uint32_t next) {
      return [&ends, next](std::uint32_t relationship) { return ends.type(relationship) < next; };
    };
    const auto& numbers = lists->relationships;
    const auto first = std::partition_point(numbers.begin(), numbers.end(), before(type));
    const auto last = std::partition_point(first, numbers.end(), before(type + 1));
    return part({lists->nodes, numbers}, static_cast<std::size_t>(first - numbers.begin()),
                static_cast<std::size_t>(last - numbers.begin()));
  }
  const Range range = ends.range(type);
  const Adjacent all = of_base(node);
  const std::size_t first = first_at_least(all.relationships, range.first);
  return part(all, first, first + first_at_least(all.relationships.subspan(first), range.last));
}

Adjacency::Lists& Adjacency::own(std::uint32_t node) {
  if (node >= base()) return written_[node - base()];
  const auto [lists, is_new] = changed_.try_emplace(node);
  if (is_new) {
    const Adjacent all = of_base(node);
    lists->second = {{all.nodes.begin(), all.nodes.end()}, {all.relationships.begin(), all.relationships.end()}};
  }
  return lists->second;
}

void Adjacency::insert(std::uint32_t node, std::uint32_t neighbour, std::uint32_t relationship, const Ends& ends) {
  Lists& lists = own(node);
  const auto at = static_cast<std::ptrdiff_t>(place({lists.nodes, lists.relationships}, neighbour, relationship, ends));
  lists.nodes.insert(lists.nodes.begin() + at, neighbour);
  lists.relationships.insert(lists.relationships.begin() + at, relationship);
}

void Adjacency::erase(std::uint32_t node, std::uint32_t neighbour, std::uint32_t relationship, const Ends& ends) {
  Lists& lists = own(node);
  const auto at = static_cast<std::ptrdiff_t>(place({lists.nodes, lists.relationships}, neighbour, relationship, ends));
  lists.nodes.erase(lists.nodes.begin() + at);
  lists.relationships.erase(lists.relationships.begin() + at);
}

std::size_t Adjacency::bytes() const {
  std::size_t sum = offsets_.bytes() + nodes_.bytes() + relationships_.bytes();
  const auto add = [&](const Lists& lists) {
    sum += sizeof(Lists) + (lists.nodes.capacity() + lists.relationships.capacity()) * sizeof(std::uint32_t);
  };
  for (const Lists& lists : written_) add(lists);
  for (const auto& [node, lists] : changed_) add(lists);
  return sum;
}

}  // namespace whom::property
