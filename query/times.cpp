#include "query/times.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "query/words.hpp"

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

/// Without the time of day and marks of doubt.
std::string_view plain(std::string_view value) {
  value = value.substr(0, value.find('T'));
  while (!value.empty() && (value.back() == '?' || value.back() == '~' || value.back() == '%')) value.remove_suffix(1);
  return value;
}

std::optional<Days> simple(std::string_view value) {
  value = plain(value);
  if (value.size() != 4 && value.size() != 7 && value.size() != 10) return {};
  const auto year = range(value.substr(0, 4)), month = part(value, 4, 12), day = part(value, 7, 31);
  if (!year || !month || !day || value[0] == 'X') return {};
  return Days{year->first * 10000 + month->first * 100 + day->first,
              year->second * 10000 + month->second * 100 + day->second};
}

/// True of a month, or a day of it, of whatever year.
bool recurs(const ast::Date& date, std::string_view value) {
  if (const auto slash = value.find('/'); slash != std::string_view::npos) {
    const std::string_view first = value.substr(0, slash), last = value.substr(slash + 1);
    return first.substr(0, 7) == last.substr(0, 7) && recurs(date, first) && recurs(date, last);
  }
  value = plain(value);
  if (value.size() != 7 && value.size() != 10) return false;
  const auto year = range(value.substr(0, 4)), month = part(value, 4, 12), day = part(value, 7, 31);
  const auto exactly = [](const auto& found, unsigned wanted) {
    return found->first == wanted && found->second == wanted;
  };
  return year && month && day && exactly(month, date.month) && (date.day == 0 || exactly(day, date.day));
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
  if (filter.date.year == 0) return recurs(filter.date, value);
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
    case ast::TimeFilter::Relation::Between:
      return when->first >= date.first && when->last <= days(filter.last).last;
  }
  return false;
}

std::string impossible(const ast::Date& date) {
  if (date.month > 12) return "there is no month " + std::to_string(date.month);
  if (date.month == 0) return {};
  const bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  static constexpr std::array<unsigned, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const unsigned length = date.month == 2 && leap ? 29 : lengths[date.month - 1];
  if (date.day <= length) return {};
  const bool yearly = date.month == 2 && date.year != 0;
  return words::months()[date.month - 1] + (yearly ? ' ' + std::to_string(date.year) : "") + " has " +
         std::to_string(length) + " days, not " + std::to_string(date.day);
}

}  // namespace whom::query
