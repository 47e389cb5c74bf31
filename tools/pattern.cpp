#include "tools/pattern.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <span>

#include "query/cypher/lexer.hpp"
#include "query/cypher/parse.hpp"
#include "query/cypher/token.hpp"

namespace whom::tools {
namespace {

constexpr std::string_view kClauseWords[] = {"CREATE", "DELETE", "DETACH", "MATCH",  "MERGE", "OPTIONAL",
                                             "REMOVE", "RETURN", "SET",    "UNWIND", "WITH"};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The end of the string, quoted name or comment that begins there; else the next byte.
std::size_t past_piece(std::string_view text, std::size_t at) {
  const char c = text[at];
  const auto past = [&](std::size_t end, std::size_t length) { return end == text.npos ? text.size() : end + length; };
  if (text.substr(at, 2) == "//") return past(text.find('\n', at), 1);
  if (text.substr(at, 2) == "/*") return past(text.find("*/", at + 2), 2);
  if (c != '\'' && c != '"' && c != '`') return at + 1;
  for (++at; at < text.size() && text[at] != c; ++at)
    if (text[at] == '\\' && c != '`') ++at;
  return std::min(at + 1, text.size());
}

std::string_view without_space_and_comments(std::string_view text) {
  while (!text.empty()) {
    const bool is_comment = text.starts_with("//") || text.starts_with("/*");
    if (!is_space(text[0]) && !is_comment) break;
    text.remove_prefix(past_piece(text, 0));
  }
  return text;
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_letter) - text.begin()));
}

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char c, char d) { return (c | 0x20) == (d | 0x20); });
}

struct Unit {
  std::string_view name;
  std::int64_t size;
};
constexpr Unit kTimes[] = {{"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}};
constexpr Unit kSizes[] = {{"", 1},          {"B", 1},        {"K", 1 << 10},  {"KB", 1 << 10},
                           {"KiB", 1 << 10}, {"M", 1 << 20},  {"MB", 1 << 20}, {"MiB", 1 << 20},
                           {"G", 1 << 30},   {"GB", 1 << 30}, {"GiB", 1 << 30}};

/// A number and the name of a unit; nothing when it is not one, or too much.
std::optional<std::int64_t> measure(std::string_view text, std::span<const Unit> units) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  const std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Unit& unit : units) {
    if (!equal_without_case(unit.name, name)) continue;
    if (number > std::numeric_limits<std::int64_t>::max() / unit.size) return std::nullopt;
    return number * unit.size;
  }
  return std::nullopt;
}

std::string literal(const property::Value& value) {
  using property::Kind;
  constexpr std::pair<Kind, std::string_view> temporal[] = {
      {Kind::Date, "date"},         {Kind::Time, "time"},         {Kind::LocalTime, "localtime"},
      {Kind::DateTime, "datetime"}, {Kind::Duration, "duration"}, {Kind::LocalDateTime, "localdatetime"}};
  std::string text;
  if (value.is(Kind::List)) {
    for (const property::Value& element : value.list()) text += (text.empty() ? "" : ", ") + literal(element);
    return "[" + text + "]";
  }
  if (value.is(Kind::Map)) {
    for (const auto& [key, element] : value.map())
      text += (text.empty() ? "" : ", ") + cypher::quote_word(key) + ": " + literal(element);
    return "{" + text + "}";
  }
  for (const auto& [kind, function] : temporal)
    if (value.is(kind)) return std::string(function) + "(" + property::print(value) + ")";
  return property::print(value);
}

}  // namespace

bool is_pattern(std::string_view text) {
  text = without_space_and_comments(text);
  const std::string_view word = first_word(text);
  const bool is_clause = std::any_of(std::begin(kClauseWords), std::end(kClauseWords),
                                     [&](std::string_view clause) { return equal_without_case(clause, word); });
  if (!is_clause || !equal_without_case(word, "with")) return is_clause;
  const std::string_view next = first_word(without_space_and_comments(text.substr(word.size())));
  return !equal_without_case(next, "whom") && !equal_without_case(next, "who") && !equal_without_case(next, "what");
}

std::vector<std::string> split_script(std::string_view text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    if (!without_space_and_comments(part).empty()) parts.emplace_back(part);
    begin = end + 1;
  };
  for (std::size_t at = 0; at < text.size(); at = past_piece(text, at))
    if (text[at] == ';') add(at);
  if (begin < text.size()) add(text.size());
  return parts;
}

bool is_complete(std::string_view script) {
  bool complete = false;
  for (std::size_t at = 0; at < script.size(); at = past_piece(script, at)) {
    const bool is_blank = without_space_and_comments(script.substr(at, past_piece(script, at) - at)).empty();
    if (!is_blank) complete = script[at] == ';';
  }
  return complete;
}

property::Value parse_parameter(const std::string& name, const std::string& text) {
  try {
    const cypher::ast::Expression expression = cypher::parse_expression(text);
    property::Graph nothing;
    return engine::run("RETURN " + cypher::print(expression), nothing).values[0][0];
  } catch (const cypher::Error& error) {
    throw UsageError("the value of the parameter " + name +
                     " is no literal (strings stand in quotes): " + error.what());
  }
}

engine::Parameters parse_parameters(const std::vector<std::string>& assignments) {
  engine::Parameters parameters;
  for (const std::string& assignment : assignments) {
    const std::size_t equals = assignment.find('=');
    if (equals == 0 || equals == std::string::npos)
      throw UsageError("--param wants NAME=VALUE, not '" + assignment + "'");
    const std::string name = assignment.substr(0, equals);
    parameters[name] = parse_parameter(name, assignment.substr(equals + 1));
  }
  return parameters;
}

std::string with_literals(std::string_view pattern, const engine::Parameters& parameters) {
  std::string text;
  std::size_t done = 0;
  for (const cypher::Token& token : cypher::tokens(pattern)) {
    if (token.symbol != cypher::Symbol::Parameter) continue;
    const auto given = parameters.find(cypher::parameter_name(pattern, token));
    if (given == parameters.end()) continue;
    text += std::string(pattern.substr(done, token.begin - done)) + literal(given->second);
    done = token.end;
  }
  return text.append(pattern.substr(done));
}

std::chrono::milliseconds parse_duration(const std::string& text) {
  constexpr std::chrono::milliseconds longest = std::chrono::hours(24 * 365);
  if (const auto given = measure(text, kTimes)) return std::min(std::chrono::milliseconds(*given), longest);
  throw UsageError("'" + text + "' is no length of time (500ms, 10s, 2m, 1h)");
}

std::size_t parse_size(const std::string& text) {
  if (const auto bytes = measure(text, kSizes)) return static_cast<std::size_t>(*bytes);
  throw UsageError("'" + text + "' is no size of memory (64K, 512M, 2G)");
}

}  // namespace whom::tools
