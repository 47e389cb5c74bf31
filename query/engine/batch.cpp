#include "query/engine/batch.hpp"

#include <algorithm>

#include "query/engine/compact.hpp"

namespace whom::engine {
namespace {

template <typename T>
void append(const std::vector<T>& from, std::span<const std::uint32_t> rows, std::vector<T>& to) {
  if (to.capacity() < to.size() + rows.size()) to.reserve(std::max(2 * to.capacity(), to.size() + rows.size()));
  for (const std::uint32_t row : rows) to.push_back(from[row]);
}

}  // namespace

Batch make_batch(std::span<const Vector::Form> forms) {
  Batch batch;
  batch.columns.resize(forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i) batch.columns[i].form = forms[i];
  return batch;
}

void clear(Batch& batch) {
  batch.size = 0;
  batch.multiplicities.clear();
  for (Vector& column : batch.columns) {
    column.elements.clear();
    column.values.clear();
  }
}

void carry(const Batch& from, std::span<const std::uint32_t> rows, std::span<const Slot> slots, Batch& to) {
  for (const Slot slot : slots) {
    const Vector& column = from.columns[slot];
    if (column.form == Vector::Form::Values)
      append(column.values, rows, to.columns[slot].values);
    else
      append(column.elements, rows, to.columns[slot].elements);
  }
  if (!from.multiplicities.empty()) {
    to.multiplicities.resize(to.size, 1);
    append(from.multiplicities, rows, to.multiplicities);
  } else if (!to.multiplicities.empty()) {
    to.multiplicities.resize(to.size + rows.size(), 1);
  }
  to.size += rows.size();
}

void keep(Batch& batch, std::span<const std::uint32_t> rows, std::span<const Slot> slots) {
  std::vector<std::uint8_t> wanted(batch.columns.size());
  for (const Slot slot : slots) wanted[slot] = 1;
  for (Slot slot = 0; slot < batch.columns.size(); ++slot) {
    Vector& column = batch.columns[slot];
    if (!wanted[slot]) {
      column.elements.clear();
      column.values.clear();
    } else if (column.form == Vector::Form::Values) {
      compact(column.values, rows);
    } else {
      compact(column.elements, rows);
    }
  }
  if (!batch.multiplicities.empty()) compact(batch.multiplicities, rows);
  batch.size = rows.size();
}

}  // namespace whom::engine
