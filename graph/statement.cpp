#include "graph/statement.hpp"

#include "graph/named_values.hpp"

namespace whom::graph {
namespace {

constexpr std::array<std::string_view, 2> polarities = {"affirmed", "denied"};
constexpr std::array<std::string_view, 5> modalities = {"actual", "planned", "possible", "conditional", "asked"};

}  // namespace

std::string_view name(Polarity polarity) { return polarities.at(static_cast<std::size_t>(polarity)); }
std::string_view name(Modality modality) { return modalities.at(static_cast<std::size_t>(modality)); }
std::optional<Polarity> polarity(std::string_view name) { return value_of<Polarity>(polarities, name); }
std::optional<Modality> modality(std::string_view name) { return value_of<Modality>(modalities, name); }

}  // namespace whom::graph
