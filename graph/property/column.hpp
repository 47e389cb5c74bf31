// One property of all nodes, or of all relationships, as an array.
#ifndef WHOM_GRAPH_PROPERTY_COLUMN_HPP
#define WHOM_GRAPH_PROPERTY_COLUMN_HPP

#include <cstdint>
#include <span>

#include "graph/property/value.hpp"

namespace whom::property {

enum class Comparison : std::uint8_t { Less, LessEqual, Equal, NotEqual, GreaterEqual, Greater };

/// Values by element number; elements without one are null. Immutable and compact: numbers and dates in as few bytes as
/// their range needs, repeated values as codes into a dictionary, values of several kinds in one column as they are.
class Column {
 public:
  virtual ~Column() = default;

  virtual Value at(std::uint32_t element) const = 0;  ///< strings are borrowed from the column

  /// Values of the elements, in their order, one after the other.
  virtual void gather(std::span<const std::uint32_t> elements, Value* values) const = 0;

  /// Clears keep[i] where `value-of-elements[i] comparison constant` is not true. The comparison is made in the
  /// encoding of the column, so that it costs a few instructions an element.
  virtual void test(Comparison, const Value& constant, std::span<const std::uint32_t> elements,
                    std::uint8_t* keep) const = 0;

  virtual std::size_t bytes() const = 0;
};

}  // namespace whom::property

#endif
