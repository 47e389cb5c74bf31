#include "graph/reports.hpp"

#include <algorithm>
#include <utility>

namespace whom::graph {

void sort_qualifiers(Report& report) {
  auto& qualifiers = report.statement.qualifiers;
  auto& spans = report.evidence.qualifiers;
  std::vector<std::pair<Qualifier, std::optional<Span>>> both;
  for (std::size_t q = 0; q < qualifiers.size(); ++q) both.emplace_back(std::move(qualifiers[q]), spans[q]);
  const auto with_span_first = [](const std::optional<Span>& a, const std::optional<Span>& b) {
    return a && b ? *a < *b : a.has_value() > b.has_value();
  };
  std::sort(both.begin(), both.end(), [&](const auto& a, const auto& b) {
    return a.first == b.first ? with_span_first(a.second, b.second) : a.first < b.first;
  });
  const auto end =
      std::unique(both.begin(), both.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  qualifiers.clear();
  spans.clear();
  for (auto entry = both.begin(); entry != end; ++entry) {
    qualifiers.push_back(std::move(entry->first));
    spans.push_back(entry->second);
  }
}

}  // namespace whom::graph
