#include "query/engine/texts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace whom::engine {
namespace {

using PlaceKind = StatementPlace::Kind;

constexpr std::array<std::pair<PlaceKind, std::string_view>, 4> named_places = {{{PlaceKind::Subject, "subject"},
                                                                                 {PlaceKind::Object, "object"},
                                                                                 {PlaceKind::Time, "time"},
                                                                                 {PlaceKind::Place, "place"}}};

}  // namespace

StatementPlace statement_place(const std::string& name) {
  for (const auto& [kind, word] : named_places)
    if (word == name) return {kind, {}};
  return {PlaceKind::Role, name};
}

std::string name(const StatementPlace& place) {
  for (const auto& [kind, word] : named_places)
    if (kind == place.kind) return std::string(word);
  return place.role;
}

bool matches(const NameSource& names, const NameMatch& name, const graph::Term& term) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term))
    return std::binary_search(name.entities.begin(), name.entities.end(), *entity);
  return !name.stems.empty() && names.has_words(std::get<graph::Literal>(term).text, name);
}

}  // namespace whom::engine
