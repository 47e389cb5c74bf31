// Rows numbered by the values of some keys.
#ifndef WHOM_QUERY_ENGINE_GROUPS_HPP
#define WHOM_QUERY_ENGINE_GROUPS_HPP

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/engine/compiled.hpp"
#include "query/engine/marks.hpp"

namespace whom::engine {

/// A property of what a column of nodes or relationships holds.
struct ColumnProperty {
  Slot element = 0;
  std::string key;
};

/// Numbers the values of one key.
class KeyNumbers {
 public:
  virtual ~KeyNumbers() = default;
  /// Equivalent values have the same number. `numbers` has room for all rows.
  virtual void number(const Batch&, std::uint32_t* numbers) = 0;
  /// Numbers are below, where that is known beforehand.
  virtual std::optional<std::uint32_t> bound() const { return {}; }
  virtual void append(std::uint32_t number, Vector&) const = 0;
};
using KeyNumbersPtr = std::unique_ptr<KeyNumbers>;

KeyNumbersPtr number_column(Slot, Execution&, Vector::Form);
KeyNumbersPtr number_values(const Compiled&, Execution&);
/// Null when the values of the property are not numbered.
KeyNumbersPtr number_property(const ColumnProperty&, const Execution&, Vector::Form of_element);

/// Null when the graph does not have it as an array.
const property::Column* column_of(const ColumnProperty&, const property::Graph&, Vector::Form of_element);

/// Groups of rows that agree on all keys, numbered in the order in which they come. Without keys there is one.
class Groups {
 public:
  Groups(std::vector<KeyNumbersPtr> keys, Execution&);

  void number(const Batch&, std::vector<std::uint32_t>& groups);
  std::size_t size() const { return keys_.empty() ? 1 : numbers_.size() / keys_.size(); }
  /// Appends the value that a key has in some groups.
  void append(std::size_t key, std::span<const std::uint32_t> groups, Vector&) const;

 private:
  void number_by_one_key(std::span<std::uint32_t> groups);
  void number_by_all_keys(std::span<std::uint32_t> groups);
  std::uint32_t find(std::size_t row);
  void grow();
  std::size_t hash_of(std::span<const std::uint32_t> tuple) const;

  std::vector<KeyNumbersPtr> keys_;
  Execution& execution_;
  std::vector<std::vector<std::uint32_t>> columns_;  ///< by key: numbers of the rows of a batch
  std::vector<std::uint32_t> numbers_;               ///< by group, then by key
  std::optional<Marks> group_of_;                    ///< by the number of the only key, if those are few
  std::vector<std::uint32_t> table_;                 ///< else groups by hash of all numbers, with linear probing
  std::vector<std::uint32_t> tuple_;
};

}  // namespace whom::engine

#endif
