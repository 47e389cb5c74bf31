#include "query/engine/value_operators.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "query/engine/expression.hpp"
#include "query/engine/functions.hpp"
#include "query/engine/regular_expression.hpp"
#include "query/engine/temporal_functions.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::List;
using property::Value;

// --- Arithmetic ---

struct Arithmetic {
  std::string_view symbol;
  std::int64_t (*integers)(std::int64_t, std::int64_t) = nullptr;  ///< null: computed as floats
  double (*floats)(double, double);
  std::optional<Value> (*temporal)(const Value&, const Value&) = nullptr;
};

[[noreturn]] void overflow() { fail("ArithmeticError", "IntegerOverflow", "the result does not fit into 64 bits"); }

/// `compute` is one of the compiler's checked operations.
template <typename Operation>
std::int64_t checked(std::int64_t a, std::int64_t b, Operation operation) {
  std::int64_t result = 0;
  if (operation(a, b, &result)) overflow();
  return result;
}

std::int64_t quotient(std::int64_t a, std::int64_t b) {
  if (b == 0) fail("ArithmeticError", "DivisionByZero", "division by zero");
  if (b == -1) return checked(0, a, [](auto x, auto y, auto* result) { return __builtin_sub_overflow(x, y, result); });
  return a / b;
}

std::int64_t remainder(std::int64_t a, std::int64_t b) {
  if (b == 0) fail("ArithmeticError", "DivisionByZero", "division by zero");
  return b == -1 ? 0 : a % b;
}

constexpr Arithmetic addition{
    "+",
    [](std::int64_t a, std::int64_t b) {
      return checked(a, b, [](auto x, auto y, auto* result) { return __builtin_add_overflow(x, y, result); });
    },
    [](double a, double b) { return a + b; }, add_temporal};
constexpr Arithmetic subtraction{
    "-",
    [](std::int64_t a, std::int64_t b) {
      return checked(a, b, [](auto x, auto y, auto* result) { return __builtin_sub_overflow(x, y, result); });
    },
    [](double a, double b) { return a - b; }, subtract_temporal};
constexpr Arithmetic multiplication{
    "*",
    [](std::int64_t a, std::int64_t b) {
      return checked(a, b, [](auto x, auto y, auto* result) { return __builtin_mul_overflow(x, y, result); });
    },
    [](double a, double b) { return a * b; }, multiply_temporal};
constexpr Arithmetic division{"/", quotient, [](double a, double b) { return a / b; }, divide_temporal};
constexpr Arithmetic modulo{"%", remainder, [](double a, double b) { return std::fmod(a, b); }};
constexpr Arithmetic power{"^", nullptr, [](double a, double b) { return std::pow(a, b); }};

Value compute(const Arithmetic& operation, const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (a.is_number() && b.is_number()) {
    if (operation.integers && a.is(Kind::Integer) && b.is(Kind::Integer))
      return Value(operation.integers(a.integer(), b.integer()));
    return Value(operation.floats(a.number(), b.number()));
  }
  if (operation.temporal)
    if (auto result = operation.temporal(a, b)) return *std::move(result);
  fail("TypeError", "InvalidArgumentType",
       std::string(operation.symbol) + " cannot be applied to " + std::string(name(a.kind())) + " and " +
           std::string(name(b.kind())));
}

template <const Arithmetic& operation>
Value arithmetic(const Value& a, const Value& b) {
  return compute(operation, a, b);
}

Value negate(const Value& value) {
  if (value.is(Kind::Float)) return Value(-value.number());
  if (value.is(Kind::Duration)) return *multiply_temporal(value, Value(std::int64_t{-1}));
  return compute(subtraction, Value(std::int64_t{0}), value);
}

Value plus(const Value& value) {
  if (!value.is_null() && !value.is_number() && !value.is(Kind::Duration)) fail_kind("unary +", value);
  return value;
}

// --- Lists and strings joined by + ---

Value join_lists(const Value& a, const Value& b) {
  List joined;
  for (const Value* part : {&a, &b}) {
    if (part->is(Kind::List))
      joined.insert(joined.end(), part->list().begin(), part->list().end());
    else
      joined.push_back(*part);
  }
  return Value(std::move(joined));
}

/// Nothing where one of the two cannot be written as text.
std::optional<Value> join_texts(const Value& a, const Value& b) {
  auto left = to_text(a);
  const auto right = to_text(b);
  if (!left || !right) return std::nullopt;
  if (left->size() + right->size() > std::numeric_limits<std::uint32_t>::max())
    fail("ArgumentError", "NumberOutOfRange", "a string would be longer than 4 GiB");
  return Value(*left + *right);
}

// --- Comparison ---

Value equals(const Value& a, const Value& b) { return from_truth(equal(a, b)); }

Value differs(const Value& a, const Value& b) {
  const auto same = equal(a, b);
  return same ? Value(!*same) : Value();
}

template <bool (*accepts)(std::partial_ordering)>
Value compares(const Value& a, const Value& b) {
  const auto ordering = compare(a, b);
  return ordering ? Value(accepts(*ordering)) : Value();
}

// --- Strings ---

template <bool (*holds)(std::string_view, std::string_view)>
Value on_strings(const Value& a, const Value& b) {
  if (!a.is(Kind::String) || !b.is(Kind::String)) return {};
  return Value(holds(a.string(), b.string()));
}

bool starts_with(std::string_view text, std::string_view part) { return text.starts_with(part); }
bool ends_with(std::string_view text, std::string_view part) { return text.ends_with(part); }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// --- Logic ---

Value negation(const Value& value) {
  const auto condition = truth(value);
  return condition ? Value(!*condition) : Value();
}

Value exclusive_or(const Value& a, const Value& b) {
  const auto left = truth(a), right = truth(b);
  return left && right ? Value(*left != *right) : Value();
}

// --- Tables ---

struct Unary {
  cypher::ast::Expression::Kind kind;
  UnaryFunction function;
};
struct Binary {
  cypher::ast::Expression::Kind kind;
  BinaryFunction function;
  std::string_view symbol = {};  ///< of comparisons
};
using Syntax = cypher::ast::Expression::Kind;

constexpr Unary unary_functions[] = {
    {Syntax::Not, negation},
    {Syntax::Plus, plus},
    {Syntax::Negate, negate},
    {Syntax::IsNull, [](const Value& value) { return Value(value.is_null()); }},
    {Syntax::IsNotNull, [](const Value& value) { return Value(!value.is_null()); }},
};

constexpr Binary binary_functions[] = {
    {Syntax::Xor, exclusive_or},
    {Syntax::Equal, equals, "="},
    {Syntax::NotEqual, differs, "<>"},
    {Syntax::Less, compares<std::is_lt>, "<"},
    {Syntax::LessEqual, compares<std::is_lteq>, "<="},
    {Syntax::Greater, compares<std::is_gt>, ">"},
    {Syntax::GreaterEqual, compares<std::is_gteq>, ">="},
    {Syntax::StartsWith, on_strings<starts_with>},
    {Syntax::EndsWith, on_strings<ends_with>},
    {Syntax::Contains, on_strings<contains>},
    {Syntax::Matches, matches},
    {Syntax::Add, add},
    {Syntax::Subtract, subtract},
    {Syntax::Multiply, arithmetic<multiplication>},
    {Syntax::Divide, arithmetic<division>},
    {Syntax::Modulo, arithmetic<modulo>},
    {Syntax::Power, arithmetic<power>},
};

// --- Membership ---

bool bears(const property::Graph& graph, property::Node node, const Value& name) {
  const auto key = graph.find_key("names");
  if (!key || !graph.exists(node)) return false;
  const Value names = graph.property(node, *key);
  return names.is(Kind::List) &&
         std::ranges::any_of(names.list(), [&](const Value& one) { return equal(one, name) == true; });
}

}  // namespace

Value add(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (a.is(Kind::List) || b.is(Kind::List)) return join_lists(a, b);
  if (a.is(Kind::String) || b.is(Kind::String))
    if (auto joined = join_texts(a, b)) return *std::move(joined);
  return compute(addition, a, b);
}

Value subtract(const Value& a, const Value& b) { return compute(subtraction, a, b); }

UnaryFunction unary_function(Syntax kind) {
  const auto* found = std::ranges::find(unary_functions, kind, &Unary::kind);
  return found == std::end(unary_functions) ? nullptr : found->function;
}

BinaryFunction binary_function(Syntax kind) {
  const auto* found = std::ranges::find(binary_functions, kind, &Binary::kind);
  return found == std::end(binary_functions) ? nullptr : found->function;
}

BinaryFunction comparison_function(std::string_view symbol) {
  const auto* found = std::ranges::find(binary_functions, symbol, &Binary::symbol);
  return found == std::end(binary_functions) ? nullptr : found->function;
}

std::optional<bool> truth(const Value& value) {
  if (value.is(Kind::Boolean)) return value.boolean();
  if (value.is_null()) return std::nullopt;
  fail("TypeError", "InvalidArgumentType", "a condition must be a BOOLEAN, not " + std::string(name(value.kind())));
}

Value from_truth(std::optional<bool> condition) { return condition ? Value(*condition) : Value(); }

bool is_true(const Value& value) { return truth(value) == true; }

Value is_element(const property::Graph& graph, const Value& element, const Value& list) {
  if (list.is_null()) return {};
  if (!list.is(Kind::List)) fail_kind("IN", list);
  bool unknown = false;
  for (const Value& candidate : list.list()) {
    const auto same = element.is(Kind::String) && candidate.is(Kind::Node) ? bears(graph, candidate.node(), element)
                                                                           : equal(element, candidate);
    if (same == true) return Value(true);
    unknown = unknown || !same;
  }
  return unknown ? Value() : Value(false);
}

std::optional<std::string> to_text(const Value& value) {
  switch (value.kind()) {
    case Kind::String:
      return std::string(value.string());
    case Kind::Boolean:
      return value.boolean() ? "true" : "false";
    case Kind::Integer:
      return std::to_string(value.integer());
    case Kind::Float:
      return property::print_float(value.number());
    case Kind::Date:
      return print(value.date());
    case Kind::LocalTime:
      return print(value.local_time());
    case Kind::Time:
      return print(value.time());
    case Kind::LocalDateTime:
      return print(value.local_date_time());
    case Kind::DateTime:
      return print(value.date_time());
    case Kind::Duration:
      return print(value.duration());
    default:
      return std::nullopt;
  }
}

void fail_kind(std::string_view what, const Value& value, std::string_view detail) {
  fail("TypeError", detail, std::string(what) + " cannot be applied to " + std::string(name(value.kind())));
}

}  // namespace whom::engine
