// Times as written to ISO 8601 / EDTF, against the document's date. What cannot be known stays open.
#ifndef WHOM_EXTRACT_TIME_HPP
#define WHOM_EXTRACT_TIME_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whom::extract {

/// Where a time lies when only its name is given: "on Wednesday" of a report is the last one, of a plan the next.
enum class Direction : std::uint8_t { Past, Future };

/// The value of a time expression given as folded words ("5th", "december", "2022"): a day, month or year as
/// "2022-12-05", "2022-12", "2022"; "XXXX-06" for a month whose year is not known; nothing when no time is recognised.
/// `today` is an ISO date or empty.
std::optional<std::string> time_value(const std::vector<std::string>& words, std::string_view today, Direction);

/// A weekday without a date: "Friday", "next Friday".
bool names_only_weekday(const std::vector<std::string>& words);

/// A day of a month: "12 January", "March 3, 2024".
bool names_day_of_month(const std::vector<std::string>& words);

/// The words name a time even if no value can be given: "the early hours", "three days later".
bool names_time(const std::vector<std::string>& words);

}  // namespace whom::extract

#endif
