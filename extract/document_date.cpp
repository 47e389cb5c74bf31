#include "extract/document_date.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <optional>
#include <vector>

namespace whom::extract {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// A run of digits or of letters.
struct Word {
  std::string text;  ///< lower case
  int number = -1;
};

std::vector<Word> split(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < text.size();) {
    const auto same = is_digit(text[i]) ? is_digit : is_letter;
    std::size_t end = i;
    Word word;
    for (; end < text.size() && same(text[end]); ++end)
      word.text += static_cast<char>(std::tolower(static_cast<unsigned char>(text[end])));
    if (end == i) {
      ++i;
      continue;
    }
    if (is_digit(word.text[0]) && word.text.size() <= 4)
      std::from_chars(text.data() + i, text.data() + end, word.number);
    words.push_back(std::move(word));
    i = end;
  }
  return words;
}

std::optional<int> month(const std::string& word) {
  constexpr std::string_view months[] = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
  for (std::size_t i = 0; i < std::size(months); ++i)
    if (word.size() >= 3 && months[i].starts_with(word)) return static_cast<int>(i) + 1;
  return word == "sept" ? std::optional(9) : std::nullopt;
}

int days(int year, int month_number) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month_number == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month_number) - 1];
}

std::string iso(int year, int month_number, int day) {
  if (year < 1800 || year > 2199 || month_number < 1 || month_number > 12) return {};
  if (day < 1 || day > days(year, month_number)) return {};
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month_number, day);
  return buffer.data();
}

/// Three numbers at `text`, divided by `divider`, the first of four digits; nothing but the end or a non-digit follows.
std::string numeric_date(std::string_view text, char divider) {
  std::array<int, 3> numbers{};
  for (std::size_t part = 0; part < numbers.size(); ++part) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length])) ++length;
    if (part == 0 ? length != 4 : length == 0 || length > 2) return {};
    std::from_chars(text.data(), text.data() + length, numbers[part]);
    text.remove_prefix(length);
    if (part == 2) break;
    if (text.empty() || text[0] != divider) return {};
    text.remove_prefix(1);
  }
  return iso(numbers[0], numbers[1], numbers[2]);
}

std::string find_numeric(std::string_view text, char divider) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
    if (auto date = numeric_date(text.substr(i), divider); !date.empty()) return date;
  }
  return {};
}

/// "13 march 2024" and "march 13 2024" at words[i]; an ordinal ending may follow the day.
std::string written_date(const std::vector<Word>& words, std::size_t i) {
  const auto ordinal = [](const std::string& w) { return w == "st" || w == "nd" || w == "rd" || w == "th"; };
  const auto word = [&](std::size_t k) { return k < words.size() ? words[k] : Word{}; };
  if (words[i].number >= 0) {
    std::size_t next = i + 1;
    if (ordinal(word(next).text)) ++next;
    if (word(next).text == "of") ++next;
    const auto m = month(word(next).text);
    return m ? iso(word(next + 1).number, *m, words[i].number) : std::string();
  }
  const auto m = month(words[i].text);
  if (!m) return {};
  const std::size_t year = ordinal(word(i + 2).text) ? i + 3 : i + 2;
  return iso(word(year).number, *m, word(i + 1).number);
}

}  // namespace

std::string find_date(std::string_view text) {
  text = text.substr(0, 300);
  if (auto date = find_numeric(text, '-'); !date.empty()) return date;
  const auto words = split(text);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (auto date = written_date(words, i); !date.empty()) return date;
  return {};
}

std::string date_in_url(std::string_view url) {
  const auto scheme = url.find("://");
  const auto path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  url = url.substr(path, 2000);
  if (auto date = find_numeric(url, '/'); !date.empty()) return date;
  return find_numeric(url, '-');
}

}  // namespace whom::extract
