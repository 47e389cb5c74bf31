// From keys of names to the entities that bear them.
#ifndef WHOM_GRAPH_NAME_INDEX_HPP
#define WHOM_GRAPH_NAME_INDEX_HPP

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/rows.hpp"
#include "graph/texts.hpp"
#include "graph/value.hpp"

namespace whom::graph {

class NameIndex {
 public:
  using Table = std::unordered_map<std::string, std::vector<EntityIndex>>;

  NameIndex() = default;
  explicit NameIndex(const Table&);

  /// In the order of the table.
  std::span<const EntityIndex> find(std::string_view key) const;

  void write(ImageWriter&) const;
  static NameIndex read(ImageReader&);

 private:
  Texts keys_;  ///< sorted
  Rows<EntityIndex> entities_;
};

}  // namespace whom::graph

#endif
