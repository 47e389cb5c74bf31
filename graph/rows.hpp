// Values grouped under 0..n-1: offsets into one array.
#ifndef WHOM_GRAPH_ROWS_HPP
#define WHOM_GRAPH_ROWS_HPP

#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "graph/image_file.hpp"

namespace whom::graph {

template <class Value>
struct Rows {
  Array<std::uint32_t> offsets;  ///< one more than rows; empty when there are none
  Array<Value> values;

  std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::span<const Value> operator[](std::uint32_t row) const {
    if (row >= size()) throw std::out_of_range("no such row");
    return values.view().subspan(offsets[row], offsets[row + 1] - offsets[row]);
  }

  void write(ImageWriter& image) const {
    image.lend(offsets.view());
    image.lend(values.view());
  }
  static Rows read(ImageReader& image) {
    Rows rows{image.next<std::uint32_t>(), image.next<Value>()};
    if (!rows.offsets.empty() && rows.offsets[rows.size()] != rows.values.size()) image.fail();
    return rows;
  }
};

template <class Value>
struct RowsBuilder {
  std::vector<std::uint32_t> offsets = {0};
  std::vector<Value> values;

  void end_row() { offsets.push_back(static_cast<std::uint32_t>(values.size())); }
  Rows<Value> finish() { return {Array(std::move(offsets)), Array(std::move(values))}; }
};

/// Rows from (row, value) pairs in any order of rows; values of one row keep their order.
template <class Value>
Rows<Value> rows_of(std::size_t count, const std::vector<std::pair<std::uint32_t, Value>>& pairs) {
  RowsBuilder<Value> rows;
  rows.offsets.assign(count + 1, 0);
  for (const auto& [row, value] : pairs) ++rows.offsets[row + 1];
  std::partial_sum(rows.offsets.begin(), rows.offsets.end(), rows.offsets.begin());
  rows.values.resize(pairs.size());
  std::vector<std::uint32_t> next(rows.offsets.begin(), rows.offsets.end() - 1);
  for (const auto& [row, value] : pairs) rows.values[next[row]++] = value;
  return rows.finish();
}

}  // namespace whom::graph

#endif
