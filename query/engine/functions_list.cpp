// Lists, and what lists and strings have in common.
#include <algorithm>
#include <limits>

#include "graph/utf8.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::List;
using property::Value;

const List& list_argument(std::string_view function, const Value& value) {
  if (!value.is(Kind::List)) fail_kind(function, value);
  return value.list();
}

Value size(const Value& value) {
  if (value.is(Kind::String)) return Value(static_cast<std::int64_t>(graph::count_code_points(value.string())));
  return Value(static_cast<std::int64_t>(list_argument("size()", value).size()));
}

Value is_empty(const Value& value) {
  if (value.is(Kind::String)) return Value(value.string().empty());
  if (value.is(Kind::Map)) return Value(value.map().empty());
  return Value(list_argument("isEmpty()", value).empty());
}

Value head(const Value& value) {
  const List& list = list_argument("head()", value);
  return list.empty() ? Value() : list.front();
}

Value last(const Value& value) {
  const List& list = list_argument("last()", value);
  return list.empty() ? Value() : list.back();
}

Value tail(const Value& value) {
  const List& list = list_argument("tail()", value);
  return list.empty() ? value : Value(List(list.begin() + 1, list.end()));
}

std::string reversed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  const graph::CodePointMap map(text);
  for (std::uint32_t i = map.size(); i > 0; --i) result += map.substring({i - 1, i});
  return result;
}

Value reverse(const Value& value) {
  if (value.is(Kind::String)) return Value(reversed(value.string()));
  const List& list = list_argument("reverse()", value);
  return Value(List(list.rbegin(), list.rend()));
}

// --- range ---

constexpr std::uint64_t longest_range = 100'000'000;

std::int64_t bound(const Value& value) {
  if (!value.is(Kind::Integer))
    fail("ArgumentError", "InvalidArgumentType", "range() cannot be applied to " + std::string(name(value.kind())));
  return value.integer();
}

/// Elements of first, first + step, ... up to last; in unsigned arithmetic, which holds all distances.
std::uint64_t range_size(std::int64_t first, std::int64_t last, std::int64_t step) {
  if (step > 0 ? first > last : first < last) return 0;
  const auto from = static_cast<std::uint64_t>(first), to = static_cast<std::uint64_t>(last);
  const auto stride = static_cast<std::uint64_t>(step);
  return (step > 0 ? (to - from) / stride : (from - to) / (0 - stride)) + 1;
}

Value range(const Context&, Arguments arguments) {
  const std::int64_t first = bound(arguments[0]), final = bound(arguments[1]);
  const std::int64_t step = arguments.size() > 2 ? bound(arguments[2]) : 1;
  if (step == 0) fail("ArgumentError", "NumberOutOfRange", "the step of range() cannot be 0");
  const std::uint64_t count = range_size(first, final, step);
  if (count == 0) return Value(List());
  if (count - 1 >= longest_range) fail("ArgumentError", "NumberOutOfRange", "range() would give too long a list");
  List list;
  list.reserve(count);
  auto next = static_cast<std::uint64_t>(first);
  for (std::uint64_t i = 0; i < count; ++i, next += static_cast<std::uint64_t>(step))
    list.emplace_back(static_cast<std::int64_t>(next));
  return Value(std::move(list));
}

// --- Nulls ---

Value coalesce(const Context&, Arguments arguments) {
  const auto found = std::ranges::find_if_not(arguments, &Value::is_null);
  return found == arguments.end() ? Value() : *found;
}

Value null_if(const Context&, Arguments arguments) {
  return equal(arguments[0], arguments[1]) == true ? Value() : arguments[0];
}

Value exists(const Value& value) { return Value(!value.is_null()); }

constexpr Function functions[] = {
    {"size", 1, 1, true, of_one<size>}, {"isempty", 1, 1, true, of_one<is_empty>},
    {"head", 1, 1, true, of_one<head>}, {"last", 1, 1, true, of_one<last>},
    {"tail", 1, 1, true, of_one<tail>}, {"reverse", 1, 1, true, of_one<reverse>},
    {"range", 2, 3, true, range},       {"coalesce", 1, std::numeric_limits<std::size_t>::max(), false, coalesce},
    {"nullif", 2, 2, false, null_if},   {"exists", 1, 1, false, of_one<exists>},
};

}  // namespace

std::span<const Function> list_functions() { return functions; }

}  // namespace whom::engine
