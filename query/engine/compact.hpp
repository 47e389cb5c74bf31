// Dropping entries of arrays that go together.
#ifndef WHOM_QUERY_ENGINE_COMPACT_HPP
#define WHOM_QUERY_ENGINE_COMPACT_HPP

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace whom::engine {

/// Places of the entries that pass the test.
template <typename Entry, typename Test>
void select_if(std::span<const Entry> entries, const Test& test, std::vector<std::uint32_t>& places) {
  places.resize(entries.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    places[count] = static_cast<std::uint32_t>(i);
    count += test(entries[i]) ? 1 : 0;
  }
  places.resize(count);
}

/// Places of the marks that are not zero.
inline void select(std::span<const std::uint8_t> marks, std::vector<std::uint32_t>& places) {
  select_if(
      marks, [](std::uint8_t mark) { return mark != 0; }, places);
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
