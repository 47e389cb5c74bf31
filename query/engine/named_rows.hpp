// Tables whose rows have names. Internal to the engine.
#ifndef WHOM_QUERY_ENGINE_NAMED_ROWS_HPP
#define WHOM_QUERY_ENGINE_NAMED_ROWS_HPP

#include <algorithm>
#include <iterator>
#include <string_view>

namespace whom::engine {

/// Null when no row has the name.
template <typename Table>
const auto* find_by_name(const Table& table, std::string_view name) {
  const auto row = std::find_if(std::begin(table), std::end(table), [&](const auto& r) { return r.name == name; });
  return row == std::end(table) ? nullptr : &*row;
}

}  // namespace whom::engine

#endif
