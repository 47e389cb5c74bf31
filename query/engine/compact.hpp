// Dropping entries of arrays that go together.
#ifndef WHOM_QUERY_ENGINE_COMPACT_HPP
#define WHOM_QUERY_ENGINE_COMPACT_HPP

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace whom::engine {

/// Places of the marks that are not zero.
inline void select(std::span<const std::uint8_t> marks, std::vector<std::uint32_t>& places) {
  places.resize(marks.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    places[count] = static_cast<std::uint32_t>(i);
    count += marks[i] != 0 ? 1 : 0;
  }
  places.resize(count);
}
/// Keeps the entries at these places, which ascend.
template <typename T>
void compact(std::vector<T>& entries, std::span<const std::uint32_t> places) {
  std::size_t i = 0;
  while (i < places.size() && places[i] == i) ++i;
  for (; i < places.size(); ++i) entries[i] = std::move(entries[places[i]]);
  entries.resize(places.size());
}

}  // namespace whom::engine

#endif
