#include "query/question/times.hpp"

#include <array>
#include <cstdio>

#include "query/question/words.hpp"

namespace whom::query {
namespace {

unsigned length_of(unsigned year, unsigned month) {
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  static constexpr std::array<unsigned, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap ? 29 : lengths[month - 1];
}

}  // namespace

Days days(const ast::Date& date) {
  const unsigned last_month = date.month ? date.month : 12;
  return {{date.year, date.month ? date.month : 1, date.day ? date.day : 1},
          {date.year, last_month, date.day ? date.day : length_of(date.year, last_month)}};
}

std::string iso(const Day& day) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04u-%02u-%02u", day.year, day.month, day.day);
  return text.data();
}

std::string impossible(const ast::Date& date) {
  if (date.month > 12) return "there is no month " + std::to_string(date.month);
  if (date.month == 0) return {};
  const unsigned length = length_of(date.year, date.month);
  if (date.day <= length) return {};
  const bool yearly = date.month == 2 && date.year != 0;
  return words::months()[date.month - 1] + (yearly ? ' ' + std::to_string(date.year) : "") + " has " +
         std::to_string(length) + " days, not " + std::to_string(date.day);
}

}  // namespace whom::query
