// Numbers: rounding, powers and logarithms, trigonometry, chance.
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "query/engine/function_tables.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::Value;

/// A function of a number to a Float.
template <double (*function)(double)>
Value of_number(const Context&, Arguments arguments) {
  return Value(function(number_argument("a mathematical function", arguments[0])));
}

template <double (*function)()>
Value of_nothing(const Context&, Arguments) {
  return Value(function());
}

Value absolute(const Value& value) {
  if (!value.is(Kind::Integer)) return Value(std::abs(number_argument("abs()", value)));
  if (value.integer() == std::numeric_limits<std::int64_t>::min())
    fail("ArithmeticError", "IntegerOverflow", "the result of abs() does not fit into 64 bits");
  return Value(std::abs(value.integer()));
}

Value sign(const Value& value) {
  const double number = number_argument("sign()", value);
  return Value(static_cast<std::int64_t>((number > 0) - (number < 0)));
}

Value arc_tangent_of_two(const Context&, Arguments arguments) {
  return Value(std::atan2(number_argument("atan2()", arguments[0]), number_argument("atan2()", arguments[1])));
}

Value is_nan(const Value& value) { return Value(std::isnan(number_argument("isNaN()", value))); }

// --- Rounding ---

/// Ties go up, whatever the sign.
double round_half_up(double number) {
  const double below = std::floor(number);
  return number - below >= 0.5 ? below + 1 : below;
}

double round_half_down(double number) {
  const double truncated = std::trunc(number);
  return std::abs(number - truncated) > 0.5 ? truncated + std::copysign(1, number) : truncated;
}

double round_half_even(double number) {
  const double away = std::round(number);
  return std::abs(number - std::trunc(number)) == 0.5 ? 2 * std::round(number / 2) : away;
}

struct RoundingMode {
  std::string_view name;
  double (*round)(double);
};

constexpr RoundingMode rounding_modes[] = {
    {"up", [](double number) { return std::copysign(std::ceil(std::abs(number)), number); }},
    {"down", [](double number) { return std::trunc(number); }},
    {"ceiling", [](double number) { return std::ceil(number); }},
    {"floor", [](double number) { return std::floor(number); }},
    {"half_up", [](double number) { return std::round(number); }},
    {"half_down", round_half_down},
    {"half_even", round_half_even},
};

const RoundingMode& rounding_mode(std::string_view name) {
  const std::string lower = lower_case(name);
  for (const RoundingMode& mode : rounding_modes)
    if (mode.name == lower) return mode;
  fail("ArgumentError", "InvalidArgumentValue", "round() knows no mode '" + std::string(name) + "'");
}

/// The number times the scale as it is written: a product that missed the half or whole number that it stands for is
/// put back there, so that 1.005 and 0.29 round to hundredths as expected.
double scaled(double number, double scale) {
  const double product = number * scale, half = std::round(product * 2) / 2;
  return half / scale == number ? half : product;
}

/// round(number [, places [, mode]]).
Value round(const Context&, Arguments arguments) {
  const double number = number_argument("round()", arguments[0]);
  if (arguments.size() == 1) return Value(round_half_up(number));
  const std::int64_t places = integer_argument("round()", arguments[1]);
  if (places < 0) fail("ArgumentError", "NegativeIntegerArgument", "round() takes no negative number of places");
  const auto& mode = rounding_mode(arguments.size() > 2 ? string_argument("round()", arguments[2]) : "half_up");
  const double scale = std::pow(10.0, static_cast<double>(places));
  const double rounded = mode.round(scaled(number, scale)) / scale;
  return Value(std::isfinite(rounded) ? rounded : number);
}

// --- Chance ---

std::mt19937_64& chance() {
  thread_local std::mt19937_64 generator(std::random_device{}());
  return generator;
}

double random_number() { return std::uniform_real_distribution<double>(0, 1)(chance()); }

/// Version 4: all bits but those of the version and the variant are random.
Value random_uuid(const Context&, Arguments) {
  const std::uint64_t high = (chance()() & ~std::uint64_t{0xF000}) | 0x4000;
  const std::uint64_t low = (chance()() & ~(std::uint64_t{3} << 62)) | (std::uint64_t{1} << 63);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (int nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text += '-';
    text += digits[((nibble < 16 ? high : low) >> (60 - nibble % 16 * 4)) & 0xF];
  }
  return Value(text);
}

constexpr double degree = std::numbers::pi / 180;

constexpr Function functions[] = {
    {"abs", 1, 1, true, of_one<absolute>},
    {"sign", 1, 1, true, of_one<sign>},
    {"isnan", 1, 1, true, of_one<is_nan>},
    {"ceil", 1, 1, true, of_number<[](double x) { return std::ceil(x); }>},
    {"floor", 1, 1, true, of_number<[](double x) { return std::floor(x); }>},
    {"round", 1, 3, true, round},
    {"e", 0, 0, true, of_nothing<[] { return std::numbers::e; }>},
    {"exp", 1, 1, true, of_number<[](double x) { return std::exp(x); }>},
    {"log", 1, 1, true, of_number<[](double x) { return std::log(x); }>},
    {"log10", 1, 1, true, of_number<[](double x) { return std::log10(x); }>},
    {"sqrt", 1, 1, true, of_number<[](double x) { return std::sqrt(x); }>},
    {"pi", 0, 0, true, of_nothing<[] { return std::numbers::pi; }>},
    {"sin", 1, 1, true, of_number<[](double x) { return std::sin(x); }>},
    {"cos", 1, 1, true, of_number<[](double x) { return std::cos(x); }>},
    {"tan", 1, 1, true, of_number<[](double x) { return std::tan(x); }>},
    {"cot", 1, 1, true, of_number<[](double x) { return 1 / std::tan(x); }>},
    {"asin", 1, 1, true, of_number<[](double x) { return std::asin(x); }>},
    {"acos", 1, 1, true, of_number<[](double x) { return std::acos(x); }>},
    {"atan", 1, 1, true, of_number<[](double x) { return std::atan(x); }>},
    {"atan2", 2, 2, true, arc_tangent_of_two},
    {"haversin", 1, 1, true, of_number<[](double x) { return (1 - std::cos(x)) / 2; }>},
    {"degrees", 1, 1, true, of_number<[](double x) { return x / degree; }>},
    {"radians", 1, 1, true, of_number<[](double x) { return x * degree; }>},
    {"rand", 0, 0, true, of_nothing<random_number>, true},
    {"randomuuid", 0, 0, true, random_uuid, true},
};

}  // namespace

std::span<const Function> number_functions() { return functions; }

}  // namespace whom::engine
