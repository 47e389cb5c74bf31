// Names of enumerators, both ways. Internal to graph.
#ifndef WHOM_GRAPH_NAMED_VALUES_HPP
#define WHOM_GRAPH_NAMED_VALUES_HPP

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace whom::graph {

/// The enumerator whose value is the position of `name` in `names`.
template <class Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace whom::graph

#endif
