#include "graph/property/rdf_literal.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "graph/property/import_text.hpp"
#include "graph/property/temporal_parse.hpp"
#include "graph/rdf.hpp"

namespace whom::property {
namespace {

struct Datatype {
  std::string_view name;
  Kind kind;
};
constexpr Datatype datatypes[] = {
    {"integer", Kind::Integer},
    {"int", Kind::Integer},
    {"long", Kind::Integer},
    {"short", Kind::Integer},
    {"byte", Kind::Integer},
    {"nonNegativeInteger", Kind::Integer},
    {"positiveInteger", Kind::Integer},
    {"nonPositiveInteger", Kind::Integer},
    {"negativeInteger", Kind::Integer},
    {"unsignedInt", Kind::Integer},
    {"unsignedLong", Kind::Integer},
    {"unsignedShort", Kind::Integer},
    {"unsignedByte", Kind::Integer},
    {"decimal", Kind::Float},
    {"double", Kind::Float},
    {"float", Kind::Float},
    {"boolean", Kind::Boolean},
    {"date", Kind::Date},
    {"time", Kind::LocalTime},
    {"dateTime", Kind::LocalDateTime},
    {"dateTimeStamp", Kind::DateTime},
    {"duration", Kind::Duration},
    {"dayTimeDuration", Kind::Duration},
    {"yearMonthDuration", Kind::Duration},
};

bool has_offset(std::string_view text) { return text.find_first_of("Z+-", text.find(':')) != text.npos; }

/// As XML Schema writes them: +7, 007, .5, INF.
template <typename Number>
std::optional<Value> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number read{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(Value(read)) : std::nullopt;
}

/// Throws TemporalError; nothing for numbers and booleans that are none.
std::optional<Value> typed_value(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::Integer:
      return number<std::int64_t>(text);
    case Kind::Float:
      return number<double>(text);
    case Kind::Boolean:
      return text == "1" || text == "0" ? Value(text == "1") : read_value(kind, text);
    case Kind::Duration:
      return Value(parse_duration(text));
    case Kind::LocalTime:
      return parse_temporal(has_offset(text) ? Kind::Time : Kind::LocalTime, text);
    case Kind::LocalDateTime:
      return parse_temporal(has_offset(text) ? Kind::DateTime : Kind::LocalDateTime, text);
    default:
      return parse_temporal(kind, text);
  }
}

}  // namespace

Value rdf_literal(std::string_view text, std::string_view datatype) {
  constexpr std::string_view xml_schema = graph::vocabulary::xsd;
  if (!datatype.starts_with(xml_schema)) return Value(text);
  const std::string_view name = datatype.substr(xml_schema.size());
  const auto* known =
      std::find_if(std::begin(datatypes), std::end(datatypes), [&](const Datatype& d) { return d.name == name; });
  if (known == std::end(datatypes)) return Value(text);
  try {
    return typed_value(known->kind, text).value_or(Value(text));
  } catch (const TemporalError&) {
    return Value(text);
  }
}

}  // namespace whom::property
