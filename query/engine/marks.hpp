// A set of nodes, or a number for each, that is emptied at no cost: for searches that see a small part of a graph.
#ifndef WHOM_QUERY_ENGINE_MARKS_HPP
#define WHOM_QUERY_ENGINE_MARKS_HPP

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace whom::engine {

/// The memory is kept by the thread for the next one, so that a search of a few nodes does not pay for clearing an
/// array of all.
class Marks {
 public:
  explicit Marks(std::size_t bound) : table_(take()) {
    if (table_->entries.size() < bound) table_->entries.resize(bound);
    clear();
  }
  Marks(const Marks&) = delete;
  Marks& operator=(const Marks&) = delete;
  ~Marks() { spare().push_back(std::move(table_)); }

  void clear() {
    if (++table_->epoch != 0) return;
    std::fill(table_->entries.begin(), table_->entries.end(), Entry{});
    table_->epoch = 1;
  }

  bool contains(std::uint32_t node) const { return table_->entries[node].epoch == table_->epoch; }
  std::uint32_t operator[](std::uint32_t node) const { return table_->entries[node].value; }

  /// False when it was there.
  bool insert(std::uint32_t node, std::uint32_t value = 0) {
    Entry& entry = table_->entries[node];
    if (entry.epoch == table_->epoch) return false;
    entry = {table_->epoch, value};
    return true;
  }
  void add(std::uint32_t node, std::uint32_t more) { table_->entries[node].value += more; }  ///< to one that is there
  void set(std::uint32_t node, std::uint32_t value) { table_->entries[node] = {table_->epoch, value}; }

 private:
  struct Entry {
    std::uint32_t epoch = 0, value = 0;
  };
  struct Table {
    std::uint32_t epoch = 0;
    std::vector<Entry> entries;
  };

  static std::vector<std::unique_ptr<Table>>& spare() {
    thread_local std::vector<std::unique_ptr<Table>> tables;
    return tables;
  }
  static std::unique_ptr<Table> take() {
    if (spare().empty()) return std::make_unique<Table>();
    std::unique_ptr<Table> table = std::move(spare().back());
    spare().pop_back();
    return table;
  }

  std::unique_ptr<Table> table_;
};

}  // namespace whom::engine

#endif
