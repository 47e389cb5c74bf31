#include "query/engine/texts.hpp"

#include <algorithm>
#include <array>

namespace whom::engine {
namespace {

using PlaceKind = StatementPlace::Kind;

constexpr std::array kinds = {PlaceKind::Subject, PlaceKind::Object, PlaceKind::Time, PlaceKind::Place};
constexpr std::array<std::string_view, kinds.size()> words = {"subject", "object", "time", "place"};  ///< parallel

}  // namespace

StatementPlace statement_place(const std::string& name) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == name) return {kinds[i], {}};
  return {PlaceKind::Role, name};
}

std::string name(const StatementPlace& place) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == place.kind) return std::string(words[i]);
  return place.role;
}

std::span<const std::string_view> places_beside_roles() { return words; }

bool matches(const NameSource& names, const NameMatch& name, const graph::Term& term) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term))
    return std::binary_search(name.entities.begin(), name.entities.end(), *entity);
  return !name.stems.empty() && names.has_words(std::get<graph::Literal>(term).text, name);
}

}  // namespace whom::engine
