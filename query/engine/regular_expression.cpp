// RE2 matches without backtracking, so that no pattern takes more than linear time. Patterns are mostly constants:
// each thread keeps those that it compiled last.
#include "query/engine/regular_expression.hpp"

#include <re2/re2.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "query/engine/functions.hpp"

namespace whom::engine {
namespace {

constexpr std::size_t kept_patterns = 64;

std::unique_ptr<const RE2> compile_pattern(const std::string& text) {
  RE2::Options options;
  options.set_log_errors(false);
  auto pattern = std::make_unique<const RE2>(text, options);
  if (!pattern->ok())
    fail("ArgumentError", "InvalidRegularExpression",
         "'" + text + "' is not a regular expression: " + pattern->error());
  return pattern;
}

const RE2& compiled(std::string_view text) {
  thread_local std::unordered_map<std::string, std::unique_ptr<const RE2>> patterns;
  thread_local const RE2* last = nullptr;
  if (last && last->pattern() == text) return *last;
  if (patterns.size() >= kept_patterns) patterns.clear();
  last = nullptr;
  auto& pattern = patterns[std::string(text)];
  if (!pattern) pattern = compile_pattern(std::string(text));
  return *(last = pattern.get());
}

}  // namespace

property::Value matches(const property::Value& text, const property::Value& pattern) {
  if (!text.is(property::Kind::String) || !pattern.is(property::Kind::String)) return {};
  const std::string_view subject = text.string();
  return property::Value(compiled(pattern.string()).Match(subject, 0, subject.size(), RE2::ANCHOR_BOTH, nullptr, 0));
}

}  // namespace whom::engine
