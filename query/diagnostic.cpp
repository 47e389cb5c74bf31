#include "query/diagnostic.hpp"

#include <algorithm>

namespace whom::query {
namespace {

struct Line {
  std::size_t number = 1, begin = 0;
  std::string_view text;
};

Line line_at(std::string_view text, std::size_t at) {
  Line line;
  for (std::size_t newline = text.find('\n'); newline < at; newline = text.find('\n', newline + 1)) {
    ++line.number;
    line.begin = newline + 1;
  }
  line.text = text.substr(line.begin, text.find('\n', line.begin) - line.begin);
  return line;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Long lines are shown around the place; returns how many bytes were cut off in front.
std::size_t cut(std::string_view& line, std::size_t at) {
  constexpr std::size_t before = 80, width = 160;
  if (line.size() <= width) return 0;
  std::size_t first = at > before ? at - before : 0;
  const auto inside = [&line](std::size_t byte) {
    return byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0) == 0x80;
  };
  while (inside(first)) ++first;
  std::size_t last = std::min(line.size(), first + width);
  while (inside(last)) --last;
  line = line.substr(first, last - first);
  return first;
}

}  // namespace

std::string render(const Diagnostic& problem, std::string_view text) {
  const std::size_t begin = std::min(problem.begin, text.size());
  Line line = line_at(text, begin);
  std::size_t at = begin - line.begin;
  std::string result = "query:" + std::to_string(line.number) + ':' +
                       std::to_string(code_points(line.text.substr(0, at)) + 1) + ": " + problem.message;
  if (!problem.suggestion.empty()) result += "; did you mean '" + problem.suggestion + "'?";
  const std::size_t length = std::max<std::size_t>(problem.end, begin + 1) - begin;
  at -= cut(line.text, at);
  const std::size_t marked = std::max<std::size_t>(1, code_points(line.text.substr(at, length)));
  std::string shown(line.text);
  std::replace(shown.begin(), shown.end(), '\t', ' ');
  return result + "\n  " + shown + "\n  " + std::string(code_points(line.text.substr(0, at)), ' ') + '^' +
         std::string(marked - 1, '~');
}

}  // namespace whom::query
