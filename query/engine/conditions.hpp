// Conditions of a shape that a scan, an index or a column can take over.
#ifndef WHOM_QUERY_ENGINE_CONDITIONS_HPP
#define WHOM_QUERY_ENGINE_CONDITIONS_HPP

#include <optional>
#include <string>

#include "graph/property/column.hpp"
#include "query/cypher/ast.hpp"

namespace whom::engine {

/// A condition on one variable; the pointers lead into the expression it was recognised in.
struct ElementCondition {
  enum class Shape : std::uint8_t {
    Label,    ///< variable:key
    Compare,  ///< variable.key comparison operand
    Prefix,   ///< variable.key STARTS WITH operand
    Holds,    ///< operand IN variable.key
    Id,       ///< id(variable) = operand
  } shape = Shape::Compare;
  std::string_view variable, key;
  property::Comparison comparison = property::Comparison::Equal;
  const cypher::ast::Expression* operand = nullptr;  ///< does not speak of the variable
};

/// Nothing for any other shape.
std::optional<ElementCondition> recognise(const cypher::ast::Expression&);

/// The condition `variable.key = value`.
cypher::ast::Expression equals_property(const std::string& variable, const std::string& key,
                                        const cypher::ast::Expression& value);
/// The condition `variable:label`.
cypher::ast::Expression has_label(const std::string& variable, const std::string& label);

}  // namespace whom::engine

#endif
