// The nodes, or the relationships, of a graph: which numbers are in use, and their properties.
#ifndef WHOM_GRAPH_PROPERTY_ELEMENTS_HPP
#define WHOM_GRAPH_PROPERTY_ELEMENTS_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/property/column.hpp"
#include "graph/property/value.hpp"

namespace whom::property {

using Columns = std::vector<std::unique_ptr<const Column>>;  ///< by key; null where no element has the property

/// Columns for the elements of the base. An element that is written to gets a list of all its properties, which hides
/// the columns.
class Elements {
 public:
  using Listed = std::vector<std::pair<std::uint32_t, Value>>;  ///< ascending by key

  Elements() : indexes_(std::make_unique<Indexes>()) {}
  Elements(std::uint32_t base_size, Columns columns);

  std::uint32_t base() const { return base_; }
  std::uint32_t bound() const { return base_ + static_cast<std::uint32_t>(written_.size()); }
  std::size_t count() const { return bound() - removed_; }
  bool exists(std::uint32_t element) const {
    return element < bound() && (removed_ == 0 || element >= dead_.size() || !dead_[element]);
  }
  bool has_removed() const { return removed_ != 0; }
  bool is_base() const { return written_.empty() && removed_ == 0; }
  bool is_untouched() const { return is_base() && changed_.empty(); }

  std::vector<std::uint32_t> changed() const;  ///< of the base: those that were set or removed, ascending

  std::uint32_t create();
  void forget_last();  ///< undoes create
  void remove(std::uint32_t element);
  void restore(std::uint32_t element);  ///< undoes remove

  Value get(std::uint32_t element, std::uint32_t key) const;
  Value get_base(std::uint32_t element, std::uint32_t key) const;  ///< before it was written to
  Listed list(std::uint32_t element) const;
  Value set(std::uint32_t element, std::uint32_t key, Value value);  ///< returns the value before
  void undo_set(std::uint32_t element, std::uint32_t key, Value before);
  const Column* column(std::uint32_t key) const;  ///< null when there is none or it does not say all
  const Columns& columns() const { return columns_; }

  // Indexes. Ascending.
  std::vector<std::uint32_t> with(std::uint32_t key, const Value& value) const;
  std::vector<std::uint32_t> with_member(std::uint32_t key,
                                         const Value& value) const;  ///< with, or a list that holds it
  std::vector<std::uint32_t> with_prefix(std::uint32_t key, std::string_view prefix) const;

  std::size_t bytes() const;

 private:
  using Postings = std::unordered_map<Value, std::vector<std::uint32_t>, Hash, Equivalent>;

  /// Of one key: over the base, in the order of the values; over written lists, by value.
  struct Index {
    std::vector<std::uint32_t> sorted;                     ///< elements of the base
    std::vector<std::pair<Value, std::uint32_t>> members;  ///< of lists in the base
    Postings written, written_members;
    std::size_t entries = 0;  ///< of `written`
  };
  struct Indexes {
    std::mutex mutex;
    std::map<std::uint32_t, Index> by_key;
  };

  Listed& own(std::uint32_t element);
  const Listed* find(std::uint32_t element) const;
  void replace(std::uint32_t element, std::uint32_t key, Value value, Value& before);
  const Column* base_column(std::uint32_t key) const { return key < columns_.size() ? columns_[key].get() : nullptr; }
  template <typename Visit>
  void for_each_written(const Visit&) const;

  const Index& index(std::uint32_t key) const;
  Index make_index(std::uint32_t key) const;
  static void enter(Index&, const Value&, std::uint32_t element);
  bool in_base(std::uint32_t element) const { return exists(element) && !changed_.contains(element); }
  void add_base(const Index&, std::uint32_t key, const Value&, std::vector<std::uint32_t>& found) const;
  template <typename Holds>
  void add_written(const Postings&, std::uint32_t key, const Value&, const Holds&, std::vector<std::uint32_t>&) const;

  std::uint32_t base_ = 0;
  Columns columns_;
  std::vector<Listed> written_;                        ///< of elements after the base
  std::unordered_map<std::uint32_t, Listed> changed_;  ///< of elements of the base
  std::vector<std::uint32_t> writes_;                  ///< by key: how often it was set in the base and not undone
  std::vector<bool> dead_;                             ///< as far as the highest removed one
  std::uint32_t removed_ = 0;
  std::unique_ptr<Indexes> indexes_;
};

}  // namespace whom::property

#endif
