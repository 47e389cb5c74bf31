// Strings, counted in code points.
#include <utf8proc.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "graph/utf8.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::List;
using property::Value;

Value size_of(std::string_view text) { return Value(static_cast<std::int64_t>(graph::count_code_points(text))); }

Value character_length(const Value& text) { return size_of(string_argument("char_length()", text)); }

// --- Parts ---

/// Code points first, first + 1, ... of a text, as many as there are.
Value part(std::string_view text, std::size_t first, std::size_t length) {
  const graph::CodePointMap map(text);
  const std::size_t begin = std::min<std::size_t>(first, map.size());
  const std::size_t end = begin + std::min(length, map.size() - begin);
  return Value(map.substring({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}));
}

std::size_t length_argument(std::string_view function, const Value& value) {
  const std::int64_t length = integer_argument(function, value);
  if (length < 0)
    fail("ArgumentError", "NegativeIntegerArgument",
         std::string(function) + " takes no negative number: " + std::to_string(length));
  return static_cast<std::size_t>(length);
}

Value substring(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("substring()", arguments[0]);
  const std::size_t first = length_argument("substring()", arguments[1]);
  return part(text, first, arguments.size() > 2 ? length_argument("substring()", arguments[2]) : text.size());
}

Value left(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("left()", arguments[0]);
  return part(text, 0, length_argument("left()", arguments[1]));
}

Value right(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("right()", arguments[0]);
  const std::size_t length = length_argument("right()", arguments[1]), size = graph::count_code_points(text);
  return part(text, size - std::min(length, size), length);
}

// --- Split and replace ---

/// Every code point by itself.
List characters(std::string_view text) {
  List parts;
  const graph::CodePointMap map(text);
  for (std::uint32_t i = 0; i < map.size(); ++i) parts.emplace_back(map.substring({i, i + 1}));
  return parts;
}

/// Cuts at whatever delimiter comes first; the longest of those that begin at one place.
List split_at(std::string_view text, const std::vector<std::string_view>& delimiters) {
  List parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const std::string_view delimiter : delimiters)
      if (text.substr(at).starts_with(delimiter)) length = std::max(length, delimiter.size());
    if (length > 0) {
      parts.emplace_back(text.substr(begin, at - begin));
      begin = at + length;
    }
    at += std::max<std::size_t>(length, 1);
  }
  parts.emplace_back(text.substr(begin));
  return parts;
}

/// split(text, delimiter) and split(text, list of delimiters). An empty delimiter parts all characters.
Value split(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("split()", arguments[0]);
  const std::span<const Value> given = arguments[1].is(Kind::List) ? arguments[1].list() : arguments.subspan(1);
  std::vector<std::string_view> delimiters;
  for (const Value& delimiter : given) delimiters.push_back(string_argument("split()", delimiter));
  if (std::ranges::find(delimiters, "") != delimiters.end()) return Value(characters(text));
  return Value(split_at(text, delimiters));
}

Value replace(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("replace()", arguments[0]);
  const std::string_view search = string_argument("replace()", arguments[1]);
  const std::string_view replacement = string_argument("replace()", arguments[2]);
  if (search.empty()) return arguments[0];
  std::string result;
  std::size_t begin = 0;
  for (std::size_t at; (at = text.find(search, begin)) != std::string_view::npos; begin = at + search.size()) {
    result.append(text, begin, at - begin).append(replacement);
    if (result.size() > std::numeric_limits<std::uint32_t>::max())
      fail("ArgumentError", "NumberOutOfRange", "replace() makes a string of more than 4 GiB");
  }
  return Value(result.append(text, begin));
}

// --- White space ---

bool is_space(utf8proc_int32_t point) {
  const auto category = utf8proc_category(point);
  return (point >= '\t' && point <= '\r') || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Calls `visit(code point, its text)` from the front.
template <typename Visit>
void for_each_code_point(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &point);
    const auto size = static_cast<std::size_t>(std::max<utf8proc_ssize_t>(length, 1));
    visit(point, text.substr(0, size));
    text.remove_prefix(size);
  }
}

/// What stays when what `strip` names is taken off one end or both.
template <typename Strip>
std::string_view trimmed(std::string_view text, bool front, bool back, const Strip& strip) {
  std::size_t begin = text.size(), end = 0, at = 0;
  for_each_code_point(text, [&](utf8proc_int32_t point, std::string_view character) {
    if (!strip(point, character)) {
      begin = std::min(begin, at);
      end = at + character.size();
    }
    at += character.size();
  });
  if (!front) begin = 0;
  if (!back) end = text.size();
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

template <bool front, bool back>
Value trim(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("trim()", arguments[0]);
  if (arguments.size() == 1)
    return Value(trimmed(text, front, back, [](utf8proc_int32_t point, std::string_view) { return is_space(point); }));
  const std::string_view strip = string_argument("trim()", arguments[1]);
  return Value(trimmed(text, front, back, [&](utf8proc_int32_t, std::string_view character) {
    return strip.find(character) != std::string_view::npos;
  }));
}

// --- Mapping ---

template <utf8proc_int32_t (*map)(utf8proc_int32_t)>
Value mapped(const Value& value) {
  std::string result;
  for_each_code_point(string_argument("a change of case", value), [&](utf8proc_int32_t point, std::string_view) {
    graph::append_utf8(result, static_cast<char32_t>(map(point)));
  });
  return Value(result);
}

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

int normal_form(std::string_view name) {
  const std::string lower = lower_case(name);
  const int compatible = lower.starts_with("nfk") ? UTF8PROC_COMPAT : 0;
  if (lower == "nfc" || lower == "nfkc") return UTF8PROC_COMPOSE | compatible;
  if (lower == "nfd" || lower == "nfkd") return UTF8PROC_DECOMPOSE | compatible;
  fail("ArgumentError", "InvalidArgumentValue", "normalize() knows no form '" + std::string(name) + "'");
}

Value normalize(const Context&, Arguments arguments) {
  const std::string_view text = string_argument("normalize()", arguments[0]);
  const int form = normal_form(arguments.size() > 1 ? string_argument("normalize()", arguments[1]) : "nfc");
  utf8proc_uint8_t* bytes = nullptr;
  const auto length = utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                                   static_cast<utf8proc_option_t>(form | UTF8PROC_STABLE));
  const std::unique_ptr<utf8proc_uint8_t, Free> owner(bytes);
  if (length < 0) fail("ArgumentError", "InvalidArgumentValue", std::string("normalize(): ") + utf8proc_errmsg(length));
  return Value(std::string_view(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)));
}

constexpr Function functions[] = {
    {"char_length", 1, 1, true, of_one<character_length>},
    {"character_length", 1, 1, true, of_one<character_length>},
    {"substring", 2, 3, true, substring},
    {"left", 2, 2, true, left},
    {"right", 2, 2, true, right},
    {"split", 2, 2, true, split},
    {"replace", 3, 3, true, replace},
    {"trim", 1, 2, true, trim<true, true>},
    {"btrim", 1, 2, true, trim<true, true>},
    {"ltrim", 1, 2, true, trim<true, false>},
    {"rtrim", 1, 2, true, trim<false, true>},
    {"tolower", 1, 1, true, of_one<mapped<utf8proc_tolower>>},
    {"lower", 1, 1, true, of_one<mapped<utf8proc_tolower>>},
    {"toupper", 1, 1, true, of_one<mapped<utf8proc_toupper>>},
    {"upper", 1, 1, true, of_one<mapped<utf8proc_toupper>>},
    {"normalize", 1, 2, true, normalize},
};

}  // namespace

std::span<const Function> string_functions() { return functions; }

}  // namespace whom::engine
