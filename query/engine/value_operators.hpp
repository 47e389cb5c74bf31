// The operators of the language as functions of values.
#ifndef WHOM_QUERY_ENGINE_VALUE_OPERATORS_HPP
#define WHOM_QUERY_ENGINE_VALUE_OPERATORS_HPP

#include <optional>
#include <string_view>

#include "graph/property/graph.hpp"
#include "graph/property/value.hpp"
#include "query/cypher/ast.hpp"

namespace whom::engine {

using UnaryFunction = property::Value (*)(const property::Value&);
using BinaryFunction = property::Value (*)(const property::Value&, const property::Value&);

/// Null where the kind is no such operator or one that does not need all its operands (AND, OR).
UnaryFunction unary_function(cypher::ast::Expression::Kind);
BinaryFunction binary_function(cypher::ast::Expression::Kind);

/// "<", "<>", ...; null when it is no comparison.
BinaryFunction comparison_function(std::string_view symbol);

/// What a value says as a condition; nothing when it is null. Anything but a boolean is a TypeError.
std::optional<bool> truth(const property::Value&);
property::Value from_truth(std::optional<bool>);

/// `element IN list`. A string is also found where the list holds a node that has it among its `names`, a list.
property::Value is_element(const property::Graph&, const property::Value& element, const property::Value& list);

/// As toString() writes it; nothing when it is a list, a map, or of the graph.
std::optional<std::string> to_text(const property::Value&);

/// Raises a TypeError that names the kind of the value: "keys() cannot be applied to INTEGER".
[[noreturn]] void fail_kind(std::string_view what, const property::Value&,
                            std::string_view detail = "InvalidArgumentType");

}  // namespace whom::engine

#endif
