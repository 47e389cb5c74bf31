// The functions by theme, and what they share.
#ifndef WHOM_QUERY_ENGINE_FUNCTION_TABLES_HPP
#define WHOM_QUERY_ENGINE_FUNCTION_TABLES_HPP

#include <span>
#include <string>
#include <string_view>

#include "query/engine/functions.hpp"

namespace whom::engine {

std::span<const Function> number_functions();
std::span<const Function> string_functions();
std::span<const Function> list_functions();
std::span<const Function> graph_functions();
std::span<const Function> conversion_functions();
std::span<const Function> statement_functions();

using Arguments = std::span<const property::Value>;

/// A function of one value that asks nothing of its Context, in the form of the tables.
template <property::Value (*function)(const property::Value&)>
property::Value of_one(const Context&, Arguments arguments) {
  return function(arguments[0]);
}

/// Names of functions are told apart without regard to the case of ASCII letters.
std::string lower_case(std::string_view name);

// Arguments of a certain kind, or a TypeError that names the function.
std::string_view string_argument(std::string_view function, const property::Value&);
std::int64_t integer_argument(std::string_view function, const property::Value&);
double number_argument(std::string_view function, const property::Value&);

}  // namespace whom::engine

#endif
