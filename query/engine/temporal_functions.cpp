#include "query/engine/temporal_functions.hpp"

#include <chrono>
#include <deque>
#include <string>
#include <vector>

#include "graph/property/calendar.hpp"
#include "graph/property/duration.hpp"
#include "graph/property/temporal_parse.hpp"
#include "graph/property/temporal_parts.hpp"
#include "query/engine/temporal_components.hpp"
#include "query/engine/temporal_fields.hpp"

namespace whom::engine {
namespace {

using namespace whom::property;
using Arguments = std::span<const Value>;

[[noreturn]] void fail_type(const std::string& expected, const Value& value) {
  fail("TypeError", "InvalidArgumentType", "expected " + expected + ", not " + print(value));
}

/// What cannot be is the fault of an argument.
template <typename Make>
Value checked(const Make& make) {
  try {
    return make();
  } catch (const TemporalError& error) {
    fail("ArgumentError", "InvalidArgumentValue", error.what());
  }
}

using Call = Value (*)(const Context&, Arguments);

template <Call call>
Value checked_call(const Context& context, Arguments arguments) {
  return checked([&] { return call(context, arguments); });
}

bool is_time(const Value& value) { return value.is_temporal() && !value.is(Kind::Duration); }

std::string_view expect_string(const Value& value) {
  if (!value.is(Kind::String)) fail_type("a string", value);
  return value.string();
}

std::int64_t expect_integer(const Value& value) {
  if (!value.is(Kind::Integer)) fail_type("an integer", value);
  return value.integer();
}

const Value& expect_time(const Value& value) {
  if (!is_time(value)) fail_type("a date or a time", value);
  return value;
}

// Making values and clocks. Of one kind each.

template <Kind kind>
Value from_value(const Context& context, const Value& value) {
  if (value.is(Kind::String)) return parse_temporal(kind, value.string());
  if (value.is(Kind::Map)) return temporal_from_map(kind, value.map(), context.now);
  if (!is_time(value)) fail_type("a string, a map, a date or a time", value);
  return put_together(kind, take_apart(value));
}

template <Kind kind>
Value clock(const DateTime& now, Arguments arguments) {
  const Zone zone = arguments.empty() ? Zone{} : parse_zone(expect_string(arguments[0]));
  return put_together(kind, take_apart(Value(at_instant(now.seconds, now.nanoseconds, zone))));
}

template <Kind kind>
Value statement_clock(const Context& context, Arguments arguments) {
  return clock<kind>(context.now, arguments);
}

template <Kind kind>
Value real_clock(const Context&, Arguments arguments) {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(since_1970).count();
  return clock<kind>({floor_divide(nanoseconds, nanoseconds_per_second),
                      static_cast<std::int32_t>(floor_modulo(nanoseconds, nanoseconds_per_second)),
                      0,
                      {}},
                     arguments);
}

template <Kind kind>
Value make(const Context& context, Arguments arguments) {
  return arguments.empty() ? statement_clock<kind>(context, {}) : from_value<kind>(context, arguments[0]);
}

template <Kind kind>
Value truncate(const Context& context, Arguments arguments) {
  const std::string_view unit = expect_string(arguments[0]);
  const Value value = arguments.size() > 1 ? expect_time(arguments[1]) : Value(context.now);
  if (arguments.size() < 3) return truncate_temporal(kind, unit, value, {}, context.now);
  if (!arguments[2].is(Kind::Map)) fail_type("a map", arguments[2]);
  return truncate_temporal(kind, unit, value, arguments[2].map(), context.now);
}

Value from_epoch(const Context&, Arguments arguments) {
  DurationSum sum;
  sum.add(DurationPart::Seconds, expect_integer(arguments[0]));
  sum.add(DurationPart::Nanoseconds, expect_integer(arguments[1]));
  return add(Value(DateTime{}), sum.result());
}

Value from_epoch_milliseconds(const Context&, Arguments arguments) {
  DurationSum sum;
  sum.add(DurationPart::Seconds, floor_divide(expect_integer(arguments[0]), 1000));
  sum.add(DurationPart::Nanoseconds, floor_modulo(expect_integer(arguments[0]), 1000), 1'000'000);
  return add(Value(DateTime{}), sum.result());
}

// Durations.

Value make_duration(const Context&, Arguments arguments) {
  const Value& value = arguments[0];
  if (value.is(Kind::Duration)) return value;
  if (value.is(Kind::String)) return Value(parse_duration(value.string()));
  if (value.is(Kind::Map)) return Value(duration_from_map(value.map()));
  fail_type("a map or a string", value);
}

template <Measure measure>
Value duration_between(const Context&, Arguments arguments) {
  return Value(between(expect_time(arguments[0]), expect_time(arguments[1]), measure));
}

long double exact(const Value& number) {
  return number.is(Kind::Integer) ? static_cast<long double>(number.integer()) : decimal(number.number());
}

// The table.

class Table {
 public:
  Table() {
    add_kind<Kind::Date>("date");
    add_kind<Kind::LocalTime>("localtime");
    add_kind<Kind::Time>("time");
    add_kind<Kind::LocalDateTime>("localdatetime");
    add_kind<Kind::DateTime>("datetime");
    add<from_epoch>("datetime.fromepoch", 2, 2);
    add<from_epoch_milliseconds>("datetime.fromepochmillis", 1, 1);
    add<make_duration>("duration", 1, 1);
    add<duration_between<Measure::All>>("duration.between", 2, 2);
    add<duration_between<Measure::Months>>("duration.inmonths", 2, 2);
    add<duration_between<Measure::Days>>("duration.indays", 2, 2);
    add<duration_between<Measure::Seconds>>("duration.inseconds", 2, 2);
  }
  std::span<const Function> functions() const { return functions_; }

 private:
  template <Call call>
  void add(std::string name, std::size_t least, std::size_t most, bool varies = false) {
    names_.push_back(std::move(name));
    functions_.push_back({names_.back(), least, most, true, checked_call<call>, varies});
  }

  template <Kind kind>
  void add_kind(const std::string& name) {
    add<make<kind>>(name, 0, 1);
    add<truncate<kind>>(name + ".truncate", 1, 3);
    add<statement_clock<kind>>(name + ".transaction", 0, 1);
    add<statement_clock<kind>>(name + ".statement", 0, 1);
    add<real_clock<kind>>(name + ".realtime", 0, 1, true);
  }

  std::deque<std::string> names_;  ///< stay where they are
  std::vector<Function> functions_;
};

}  // namespace

std::span<const Function> temporal_functions() {
  static const Table table;
  return table.functions();
}

std::optional<Value> add_temporal(const Value& a, const Value& b) {
  if (a.is(Kind::Duration) && b.is(Kind::Duration)) {
    return checked([&] { return Value(add(a.duration(), b.duration())); });
  }
  if (is_time(a) && b.is(Kind::Duration)) return checked([&] { return add(a, b.duration()); });
  if (a.is(Kind::Duration) && is_time(b)) return add_temporal(b, a);
  return std::nullopt;
}

std::optional<Value> subtract_temporal(const Value& a, const Value& b) {
  if (!a.is_temporal() || !b.is(Kind::Duration)) return std::nullopt;
  return add_temporal(a, checked([&] { return Value(negate(b.duration())); }));
}

std::optional<Value> multiply_temporal(const Value& a, const Value& b) {
  if (a.is_number() && b.is(Kind::Duration)) return multiply_temporal(b, a);
  if (!a.is(Kind::Duration) || !b.is_number()) return std::nullopt;
  return checked([&] { return Value(multiply(a.duration(), exact(b))); });
}

std::optional<Value> divide_temporal(const Value& a, const Value& b) {
  if (!a.is(Kind::Duration) || !b.is_number()) return std::nullopt;
  if (b.number() == 0) fail("ArithmeticError", "DivisionByZero", "a duration cannot be divided by zero");
  return checked([&] { return Value(divide(a.duration(), exact(b))); });
}

Value temporal_component(const Value& value, std::string_view key) {
  if (!value.is_temporal()) return {};
  return checked([&] { return component(value, key); });
}

}  // namespace whom::engine
