#include "query/engine/functions.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "query/cypher/error.hpp"
#include "query/engine/function_tables.hpp"
#include "query/engine/temporal_functions.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::Value;

using ByName = std::unordered_map<std::string_view, const Function*>;

ByName all_functions() {
  ByName functions;
  for (const auto table : {number_functions(), string_functions(), list_functions(), graph_functions(),
                           conversion_functions(), temporal_functions(), statement_functions()})
    for (const Function& function : table) functions.emplace(function.name, &function);
  return functions;
}

}  // namespace

const Function* find_function(std::string_view name) {
  static const ByName functions = all_functions();
  const auto found = functions.find(lower_case(name));
  return found == functions.end() ? nullptr : found->second;
}

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

const property::Value& parameter(const Context& context, const std::string& name) {
  const auto found = context.parameters.find(name);
  if (found == context.parameters.end())
    fail("ParameterMissing", "MissingParameter", "the query asks for a parameter $" + name + " that was not given");
  return found->second;
}

void fail(std::string_view type, std::string_view detail, const std::string& message) {
  throw cypher::Error(cypher::Error::Phase::Run, std::string(type), std::string(detail), message);
}

std::string_view string_argument(std::string_view function, const Value& value) {
  if (!value.is(Kind::String)) fail_kind(function, value);
  return value.string();
}

std::int64_t integer_argument(std::string_view function, const Value& value) {
  if (!value.is(Kind::Integer)) fail_kind(function, value);
  return value.integer();
}

double number_argument(std::string_view function, const Value& value) {
  if (!value.is_number()) fail_kind(function, value);
  return value.number();
}

}  // namespace whom::engine
