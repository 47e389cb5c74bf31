// Dropping entries of arrays that go together.
#ifndef WHOM_QUERY_ENGINE_COMPACT_HPP
#define WHOM_QUERY_ENGINE_COMPACT_HPP

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace whom::engine {

/// Keeps the entries at these places, which ascend.
template <typename T>
void compact(std::vector<T>& entries, std::span<const std::uint32_t> places) {
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] != i) entries[i] = std::move(entries[places[i]]);
  entries.resize(places.size());
}

}  // namespace whom::engine

#endif
