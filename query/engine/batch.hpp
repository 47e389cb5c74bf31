// Rows on their way through a plan: columns of a few thousand at a time.
#ifndef WHOM_QUERY_ENGINE_BATCH_HPP
#define WHOM_QUERY_ENGINE_BATCH_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "graph/property/value.hpp"

namespace whom::engine {

/// Stands for null in columns of nodes and relationships.
constexpr std::uint32_t no_element = std::numeric_limits<std::uint32_t>::max();

/// One variable over the rows of a batch. What a column holds is fixed when the plan is made: numbers of nodes or of
/// relationships, values of any kind, or (never read by expressions) numbers of rows of another batch.
struct Vector {
  enum class Form : std::uint8_t { Values, Nodes, Relationships, Ordinals } form = Form::Values;
  std::vector<std::uint32_t> elements;  ///< of all but Values
  std::vector<property::Value> values;  ///< of Values

  property::Value at(std::size_t row) const {
    if (form == Form::Values) return values[row];
    if (elements[row] == no_element) return {};
    return form == Form::Nodes ? property::Value(property::Node{elements[row]})
                               : property::Value(property::Relationship{elements[row]});
  }
};

/// All columns have `size` rows; those that no later step reads may be empty.
struct Batch {
  std::size_t size = 0;
  std::vector<Vector> columns;                ///< by slot
  std::vector<std::uint64_t> multiplicities;  ///< how often each row occurs; empty: once
};

using Slot = std::size_t;

/// Rows that steps aim at for a batch: the columns of one stay in the first caches.
constexpr std::size_t batch_rows = 1024;

/// An empty batch with a column for each slot.
Batch make_batch(std::span<const Vector::Form>);

/// No rows; room is kept.
void clear(Batch&);

/// Appends the given rows of one batch to another: the columns of these slots, and multiplicities.
void carry(const Batch& from, std::span<const std::uint32_t> rows, std::span<const Slot> slots, Batch& to);

/// Keeps these rows, ascending, in the columns of these slots; the other columns are emptied.
void keep(Batch&, std::span<const std::uint32_t> rows, std::span<const Slot> slots);

}  // namespace whom::engine

#endif
