#include "query/times.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace whom::query {
namespace {

/// The least and greatest number that fits digits and X's; nothing when there is anything else.
std::optional<std::pair<unsigned, unsigned>> range(std::string_view digits) {
  unsigned low = 0, high = 0;
  for (const char c : digits) {
    if (c != 'X' && (c < '0' || c > '9')) return {};
    low = low * 10 + (c == 'X' ? 0U : static_cast<unsigned>(c - '0'));
    high = high * 10 + (c == 'X' ? 9U : static_cast<unsigned>(c - '0'));
  }
  return std::pair(low, high);
}

/// A month or day: digits, X's, or not given.
std::optional<std::pair<unsigned, unsigned>> part(std::string_view value, std::size_t at, unsigned highest) {
  if (value.size() <= at) return std::pair(1U, highest);
  if (value.size() < at + 3 || value[at] != '-') return {};
  const auto found = range(value.substr(at + 1, 2));
  if (!found || found->first > highest) return {};
  return std::pair(std::max(found->first, 1U), std::min(found->second, highest));
}

std::optional<Days> simple(std::string_view value) {
  value = value.substr(0, value.find('T'));
  while (!value.empty() && (value.back() == '?' || value.back() == '~' || value.back() == '%')) value.remove_suffix(1);
  if (value.size() != 4 && value.size() != 7 && value.size() != 10) return {};
  const auto year = range(value.substr(0, 4)), month = part(value, 4, 12), day = part(value, 7, 31);
  if (!year || !month || !day || value[0] == 'X') return {};
  return Days{year->first * 10000 + month->first * 100 + day->first,
              year->second * 10000 + month->second * 100 + day->second};
}

}  // namespace

std::optional<Days> days(std::string_view value) {
  const auto slash = value.find('/');
  if (slash == std::string_view::npos) return simple(value);
  const std::string_view first = value.substr(0, slash), last = value.substr(slash + 1);
  const auto open = [](std::string_view end) { return end.empty() || end == ".."; };
  const auto begin = open(first) ? Days{0, 0} : simple(first);
  const auto end = open(last) ? Days{99999999, 99999999} : simple(last);
  if (!begin || !end) return {};
  return Days{begin->first, end->last};
}

Days days(const ast::Date& date) {
  return {date.year * 10000 + (date.month ? date.month : 1) * 100 + (date.day ? date.day : 1),
          date.year * 10000 + (date.month ? date.month : 12) * 100 + (date.day ? date.day : 31)};
}

bool holds(const ast::TimeFilter& filter, std::string_view value) {
  const auto when = days(value);
  if (!when) return false;
  const Days date = days(filter.date);
  switch (filter.relation) {
    case ast::TimeFilter::Relation::Before:
      return when->last < date.first;
    case ast::TimeFilter::Relation::After:
      return when->first > date.last;
    case ast::TimeFilter::Relation::Since:
      return when->first >= date.first;
    case ast::TimeFilter::Relation::Until:
      return when->last <= date.last;
    case ast::TimeFilter::Relation::In:
      return when->first >= date.first && when->last <= date.last;
  }
  return false;
}

}  // namespace whom::query
