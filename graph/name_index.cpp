#include "graph/name_index.hpp"

#include <algorithm>

namespace whom::graph {

NameIndex::NameIndex(const Table& table) {
  std::vector<const Table::value_type*> sorted;
  for (const auto& entry : table) sorted.push_back(&entry);
  std::ranges::sort(sorted, {}, [](const auto* entry) -> const std::string& { return entry->first; });
  keys_ = Texts::join(sorted.size(), [&](std::size_t i) { return std::string_view(sorted[i]->first); }).value();
  RowsBuilder<EntityIndex> rows;
  for (const auto* entry : sorted) {
    rows.values.insert(rows.values.end(), entry->second.begin(), entry->second.end());
    rows.end_row();
  }
  entities_ = rows.finish();
}

std::span<const EntityIndex> NameIndex::find(std::string_view key) const {
  std::size_t first = 0, count = entities_.size();
  while (count > 0) {
    const std::size_t half = count / 2;
    const bool after = keys_[first + half] < key;
    if (after) first += half + 1;
    count = after ? count - half - 1 : half;
  }
  if (first == entities_.size() || keys_[first] != key) return {};
  return entities_[static_cast<std::uint32_t>(first)];
}

void NameIndex::write(ImageWriter& image) const {
  keys_.write(image);
  entities_.write(image);
}

NameIndex NameIndex::read(ImageReader& image) {
  NameIndex index;
  index.keys_ = Texts::read(image);
  index.entities_ = Rows<EntityIndex>::read(image);
  if (index.keys_.size() != index.entities_.size()) image.fail();
  return index;
}

}  // namespace whom::graph
