// Values: what statements are about. Plain structs, no behaviour beyond comparison and names.
#ifndef WHOM_GRAPH_VALUE_HPP
#define WHOM_GRAPH_VALUE_HPP

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace whom::graph {

/// Half-open range of Unicode code points in a document's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const Span&) const = default;
};

/// Position of an entity in the table of its owner: a Reading's `entities`, or a KnowledgeGraph's.
struct EntityIndex {
  std::uint32_t value = 0;
  auto operator<=>(const EntityIndex&) const = default;
};

enum class EntityType : std::uint8_t {
  Person,
  Organization,
  Place,
  GeopoliticalEntity,
  Group,
  Facility,
  Event,
  Product,
  Concept,
};

enum class LiteralType : std::uint8_t { Time, Money, Quantity, Text };

/// A value that is not an entity. How it was written is no part of what it is: `text` does not take part in comparison.
struct Literal {
  std::string value;  ///< normalised: ISO 8601 / EDTF for times ("2022-12-05", "2021-11", "XXXX-06"), else the text
  std::string text;   ///< as written; in a merged statement the longest of its evidences' texts
  LiteralType type = LiteralType::Text;
  bool operator==(const Literal& other) const { return value == other.value && type == other.type; }
  std::strong_ordering operator<=>(const Literal& other) const {
    if (const auto order = value <=> other.value; order != 0) return order;
    return type <=> other.type;
  }
};

/// What fills a place of a statement.
using Term = std::variant<EntityIndex, Literal>;

std::string_view name(EntityType);
std::string_view name(LiteralType);
std::optional<EntityType> entity_type(std::string_view name);
std::optional<LiteralType> literal_type(std::string_view name);

}  // namespace whom::graph

#endif
