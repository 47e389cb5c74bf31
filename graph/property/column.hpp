// One property of all nodes, or of all relationships, as an array.
#ifndef WHOM_GRAPH_PROPERTY_COLUMN_HPP
#define WHOM_GRAPH_PROPERTY_COLUMN_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/property/value.hpp"

namespace whom::graph {
class ImageReader;
class ImageWriter;
}  // namespace whom::graph

namespace whom::property {

using graph::ImageReader;
using graph::ImageWriter;

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

  /// Elements that have a value, by its place in the total order of values, then by number.
  virtual std::vector<std::uint32_t> sorted() const = 0;

  // Classes of elements with equivalent values, by number; the last one is that of null.

  /// How many numbers there are; 0 when the column does not give out any. The first call may look at all elements.
  virtual std::uint32_t classes() const { return 0; }
  virtual void classify(std::span<const std::uint32_t>, std::uint32_t*) const {}
  virtual Value class_value(std::uint32_t) const { return {}; }
  /// Whether each element has a value, and a class to itself. The first call may look at all elements.
  virtual bool all_different() const { return false; }

  virtual std::size_t bytes() const = 0;
  virtual void write(ImageWriter&) const = 0;
};

/// The column may be null, and is null then when it is read.
void write_column(const Column*, ImageWriter&);
std::unique_ptr<const Column> read_column(ImageReader&, std::size_t size);

/// Takes values in any order and chooses the encoding.
class ColumnBuilder {
 public:
  bool empty() const { return kind_ == Kind::Null; }
  void set(std::uint32_t element, const Value&);  ///< null removes
  void set_text(std::uint32_t element, std::string_view text) { set_bits(element, Kind::String, keep(text)); }
  void set_bits(std::uint32_t element, Kind, std::uint64_t bits);  ///< of Integer, Date, Boolean, Node and Float
  Value at(std::uint32_t element) const;                           ///< so far
  void append(ColumnBuilder&& later, std::uint32_t first);         ///< its element i becomes first + i

  /// A column of `size` elements whose element i was given as order[i], or as i where no order is given.
  std::unique_ptr<const Column> finish(std::size_t size, std::span<const std::uint32_t> order = {});

 private:
  using Entry = std::pair<std::uint32_t, Value>;  ///< of an element

  std::uint64_t keep(std::string_view text);
  std::string_view text(std::uint64_t bits) const;
  Value value(Kind, std::uint64_t bits) const;
  std::unique_ptr<const Column> encoded(std::size_t size, std::span<const std::uint32_t> order) const;
  void mix();
  void set_mixed(std::uint32_t element, Value);

  Kind kind_ = Kind::Null;             ///< of all values so far; Map when they are mixed
  std::vector<std::uint64_t> bits_;    ///< by element; what they say depends on the kind
  std::vector<std::uint8_t> present_;  ///< by element
  std::string texts_;                  ///< each after its length
  std::vector<Entry> mixed_;           ///< ascending by element, once values are mixed
};

}  // namespace whom::property

#endif
