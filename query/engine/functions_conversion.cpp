// From one type to another. Text that says nothing of the type gives null. What can never be converted is a TypeError,
// or null by the functions whose names say so; those on lists convert each element.
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "query/engine/function_tables.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::List;
using property::Value;

/// Nothing when values of this kind cannot be converted.
using Converted = std::optional<Value>;

template <typename Number>
std::optional<Number> parse(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The part before the decimal point; nothing where it does not fit.
std::optional<std::int64_t> truncated(double number) {
  constexpr double bound = 9223372036854775808.0;  // 2^63
  if (!(number >= -bound && number < bound)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

Value parse_integer(std::string_view text) {
  if (const auto integer = parse<std::int64_t>(text)) return Value(*integer);
  const auto number = parse<double>(text);
  const auto integer = number ? truncated(*number) : std::nullopt;
  return integer ? Value(*integer) : Value();
}

Converted to_integer(const Value& value) {
  if (value.is(Kind::Integer)) return value;
  if (value.is(Kind::String)) return parse_integer(value.string());
  if (!value.is(Kind::Float)) return std::nullopt;
  if (const auto integer = truncated(value.number())) return Value(*integer);
  fail("ArithmeticError", "IntegerOverflow", property::print_float(value.number()) + " does not fit into 64 bits");
}

Converted to_float(const Value& value) {
  if (value.is_number()) return Value(value.number());
  if (!value.is(Kind::String)) return std::nullopt;
  const auto number = parse<double>(value.string());
  return number ? Value(*number) : Value();
}

Converted to_boolean(const Value& value) {
  if (value.is(Kind::Boolean)) return value;
  if (value.is(Kind::Integer)) return Value(value.integer() != 0);
  if (!value.is(Kind::String)) return std::nullopt;
  const std::string text = lower_case(value.string());
  return text == "true" ? Value(true) : text == "false" ? Value(false) : Value();
}

Converted to_string(const Value& value) {
  if (value.is(Kind::String)) return value;
  const auto text = to_text(value);
  return text ? Converted(Value(*text)) : std::nullopt;
}

template <Converted (*convert)(const Value&)>
Value strict(const Value& value) {
  if (auto converted = convert(value)) return *std::move(converted);
  fail_kind("a conversion", value, "InvalidArgumentValue");
}

template <Converted (*convert)(const Value&)>
Value lenient(const Value& value) {
  return convert(value).value_or(Value());
}

template <Converted (*convert)(const Value&)>
Value each(const Value& value) {
  if (!value.is(Kind::List)) fail_kind("a conversion of lists", value, "InvalidArgumentValue");
  List list;
  for (const Value& element : value.list()) list.push_back(lenient<convert>(element));
  return Value(std::move(list));
}

/// Milliseconds since 1970.
Value timestamp(const Context& context, Arguments) {
  return Value(context.now.seconds * 1000 + context.now.nanoseconds / 1'000'000);
}

constexpr Function functions[] = {
    {"tointeger", 1, 1, true, of_one<strict<to_integer>>},
    {"tofloat", 1, 1, true, of_one<strict<to_float>>},
    {"toboolean", 1, 1, true, of_one<strict<to_boolean>>},
    {"tostring", 1, 1, true, of_one<strict<to_string>>},
    {"tointegerornull", 1, 1, true, of_one<lenient<to_integer>>},
    {"tofloatornull", 1, 1, true, of_one<lenient<to_float>>},
    {"tobooleanornull", 1, 1, true, of_one<lenient<to_boolean>>},
    {"tostringornull", 1, 1, true, of_one<lenient<to_string>>},
    {"tointegerlist", 1, 1, true, of_one<each<to_integer>>},
    {"tofloatlist", 1, 1, true, of_one<each<to_float>>},
    {"tobooleanlist", 1, 1, true, of_one<each<to_boolean>>},
    {"tostringlist", 1, 1, true, of_one<each<to_string>>},
    {"timestamp", 0, 0, true, timestamp},
};

}  // namespace

std::span<const Function> conversion_functions() { return functions; }

}  // namespace whom::engine
