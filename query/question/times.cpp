#include "query/question/times.hpp"

#include "graph/property/calendar.hpp"
#include "query/question/words.hpp"

namespace whom::query {

Days days(const ast::Date& date) {
  const unsigned last_month = date.month ? date.month : 12;
  const std::int64_t last_day = date.day ? date.day : property::days_in_month(date.year, last_month);
  return {property::to_date(property::YearMonthDay{date.year, date.month ? date.month : 1, date.day ? date.day : 1}),
          property::to_date(property::YearMonthDay{date.year, last_month, last_day})};
}

std::string impossible(const ast::Date& date) {
  if (date.month > 12) return "there is no month " + std::to_string(date.month);
  if (date.month == 0) return {};
  const std::int64_t length = property::days_in_month(date.year, date.month);  // year 0, for none, is a leap year
  if (date.day <= length) return {};
  const bool yearly = date.month == 2 && date.year != 0;
  return words::months()[date.month - 1] + (yearly ? ' ' + std::to_string(date.year) : "") + " has " +
         std::to_string(length) + " days, not " + std::to_string(date.day);
}

}  // namespace whom::query
