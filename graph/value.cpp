#include "graph/value.hpp"

#include "graph/named_values.hpp"

namespace whom::graph {
namespace {

constexpr std::array<std::string_view, 9> entity_types = {
    "Person", "Organization", "Place", "GeopoliticalEntity", "Group", "Facility", "Event", "Product", "Concept"};
constexpr std::array<std::string_view, 4> literal_types = {"Time", "Money", "Quantity", "Text"};

}  // namespace

std::string_view name(EntityType type) { return entity_types.at(static_cast<std::size_t>(type)); }
std::string_view name(LiteralType type) { return literal_types.at(static_cast<std::size_t>(type)); }
std::optional<EntityType> entity_type(std::string_view name) { return value_of<EntityType>(entity_types, name); }
std::optional<LiteralType> literal_type(std::string_view name) { return value_of<LiteralType>(literal_types, name); }

}  // namespace whom::graph
