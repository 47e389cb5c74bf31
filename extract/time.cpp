// Method. One pass collects the parts a date can have (day, month, year, weekday, a word such as "yesterday", a step
// such as "last"); then they are put together. Weekdays and months without a year are placed relative to the document's
// date in the direction the clause looks; without such a date they stay open.
#include "extract/time.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <unordered_map>
#include <unordered_set>

namespace whom::extract {
namespace {

using namespace std::chrono;

const std::unordered_map<std::string, unsigned> kMonths{
    {"january", 1},  {"jan", 1},    {"february", 2},  {"feb", 2},       {"march", 3},     {"mar", 3},
    {"april", 4},    {"apr", 4},    {"may", 5},       {"june", 6},      {"jun", 6},       {"july", 7},
    {"jul", 7},      {"august", 8}, {"aug", 8},       {"september", 9}, {"sept", 9},      {"sep", 9},
    {"october", 10}, {"oct", 10},   {"november", 11}, {"nov", 11},      {"december", 12}, {"dec", 12}};
const std::unordered_map<std::string, unsigned> kWeekdays{
    {"sunday", 0}, {"monday", 1}, {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4}, {"friday", 5}, {"saturday", 6},
    {"sun", 0},    {"mon", 1},    {"tue", 2},     {"wed", 3},       {"thu", 4},      {"fri", 5},    {"sat", 6}};
const std::unordered_map<std::string, int> kDays{{"today", 0}, {"tonight", 0}, {"yesterday", -1}, {"tomorrow", 1}};
const std::unordered_set<std::string> kTimeWords{
    "day",     "week",     "month",   "year",    "years",     "months", "weeks",   "days",    "hour",
    "hours",   "minutes",  "morning", "evening", "afternoon", "night",  "weekend", "decade",  "decades",
    "century", "moment",   "time",    "spring",  "summer",    "autumn", "winter",  "quarter", "minute",
    "noon",    "midnight", "earlier", "later",   "recently",  "ago"};

struct Parts {
  std::optional<int> year;
  std::optional<unsigned> month, day, weekday;
  std::optional<int> shift;  // days from today
  int step = 0;              // "last" -1, "next" +1
  bool this_month = false, this_year = false, current = false;
  std::string iso_value;
};

std::string bare(const std::string& word) {
  return !word.empty() && word.back() == '.' ? word.substr(0, word.size() - 1) : word;
}

std::optional<int> number(std::string_view word) {
  int out = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  if (error != std::errc() || end == word.data()) return std::nullopt;
  const std::string_view rest(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th") return out;
  return std::nullopt;
}

std::optional<year_month_day> parse_day(std::string_view iso) {
  int y = 0;
  unsigned m = 0, d = 0;
  if (iso.size() < 10 || std::sscanf(std::string(iso.substr(0, 10)).c_str(), "%d-%u-%u", &y, &m, &d) != 3)
    return std::nullopt;
  const year_month_day out{year(y), month(m), day(d)};
  return out.ok() ? std::optional(out) : std::nullopt;
}

std::string text(year_month_day d) {
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
  return out;
}

std::string text(std::optional<int> y, unsigned m) {
  char out[16];
  if (y) {
    std::snprintf(out, sizeof out, "%04d-%02u", *y, m);
  } else {
    std::snprintf(out, sizeof out, "XXXX-%02u", m);
  }
  return out;
}

Parts collect(const std::vector<std::string>& words) {
  Parts p;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto w = bare(words[i]);
    if (w.size() == 10 && parse_day(w)) {
      p.iso_value = w;
    } else if (auto m = kMonths.find(w); m != kMonths.end() && !(w == "may" && words.size() > 4)) {
      p.month = m->second;
    } else if (auto d = kWeekdays.find(w); d != kWeekdays.end()) {
      p.weekday = d->second;
    } else if (auto s = kDays.find(w); s != kDays.end()) {
      p.shift = s->second;
    } else if (auto n = number(w)) {
      if (*n >= 1000 && *n <= 2999 && w.size() == 4) {
        p.year = *n;
      } else if (*n >= 1 && *n <= 31) {
        p.day = static_cast<unsigned>(*n);
      }
    } else if (w == "last" || w == "previous") {
      p.step = -1;
    } else if (w == "next" || w == "coming") {
      p.step = 1;
    } else if (w == "this") {
      p.current = true;
    } else if (w == "month") {
      p.this_month = true;
    } else if (w == "year") {
      p.this_year = true;
    }
  }
  return p;
}

std::string near_weekday(year_month_day today, unsigned wanted, int step, Direction direction) {
  const sys_days now(today);
  const int ahead = static_cast<int>((wanted + 7 - weekday(now).c_encoding()) % 7);
  const bool forward = step > 0 || (step == 0 && direction == Direction::Future);
  int shift = forward ? ahead : ahead - 7;
  if (shift == -7 && step == 0) shift = 0;
  if (forward && shift == 0 && step > 0) shift = 7;
  return text(year_month_day(now + days(shift)));
}

/// The year of a month (and day) without one: the last such before the document's date, or the next for plans.
std::optional<int> near_year(std::optional<year_month_day> today, const Parts& p, Direction direction) {
  if (!today) return std::nullopt;
  const int y = int(today->year());
  const auto then = month_day(month(*p.month), p.day ? day(*p.day) : today->day());
  const auto now = month_day(today->month(), today->day());
  if (direction == Direction::Past) return then <= now ? y : y - 1;
  return then >= now ? y : y + 1;
}

std::optional<std::string> with_month(const Parts& p, std::optional<year_month_day> today, Direction direction) {
  if (p.step != 0) direction = p.step < 0 ? Direction::Past : Direction::Future;
  const auto y = p.year ? p.year : near_year(today, p, direction);
  if (!p.day) return text(y, *p.month);
  if (!year_month_day(year(y.value_or(2000)), month(*p.month), day(*p.day)).ok()) return std::nullopt;
  char out[24];
  std::snprintf(out, sizeof out, "-%02u", *p.day);
  return text(y, *p.month) + out;
}

}  // namespace

std::optional<std::string> time_value(const std::vector<std::string>& words, std::string_view document_date,
                                      Direction direction) {
  const auto today = parse_day(document_date);
  const auto p = collect(words);
  if (!p.iso_value.empty()) return p.iso_value;
  if (p.month) return with_month(p, today, direction);
  if (p.shift) return today ? std::optional(text(year_month_day(sys_days(*today) + days(*p.shift)))) : std::nullopt;
  if (p.weekday) return today ? std::optional(near_weekday(*today, *p.weekday, p.step, direction)) : std::nullopt;
  if (p.year) return std::to_string(*p.year);
  if (!today || (p.step == 0 && !p.current)) return std::nullopt;
  if (p.this_year) return std::to_string(int(today->year()) + p.step);
  if (p.this_month) {
    const auto month_then = year_month(today->year(), today->month()) + months(p.step);
    return text(int(month_then.year()), unsigned(month_then.month()));
  }
  return std::nullopt;
}

bool names_only_weekday(const std::vector<std::string>& words) {
  const auto p = collect(words);
  return p.weekday && !p.month && !p.day && p.iso_value.empty();
}

bool names_day_of_month(const std::vector<std::string>& words) {
  const auto p = collect(words);
  return p.month && p.day;
}

bool names_time(const std::vector<std::string>& words) {
  for (const auto& word : words) {
    const auto w = bare(word);
    if (kMonths.count(w) || kWeekdays.count(w) || kDays.count(w) || kTimeWords.count(w)) return true;
  }
  return words.size() == 1 && time_value(words, "", Direction::Past).has_value();
}

}  // namespace whom::extract
