#include "query/engine/conditions.hpp"

#include <algorithm>
#include <vector>

#include "query/engine/planning.hpp"

namespace whom::engine {
namespace {

using ast::Expression;
using Kind = Expression::Kind;
using property::Comparison;

bool speaks_of(const Expression& expression, std::string_view variable) {
  std::vector<std::string> names;
  mentioned(expression, names);
  return std::find(names.begin(), names.end(), variable) != names.end();
}

bool is_property_of_variable(const Expression& expression) {
  return expression.kind == Kind::Property && expression.operands.front().kind == Kind::Variable;
}

bool is_id_of_variable(const Expression& expression) {
  return expression.kind == Kind::Function && expression.operands.size() == 1 &&
         expression.operands.front().kind == Kind::Variable && (expression.text == "id" || expression.text == "ID");
}

std::optional<Comparison> comparison_of(Kind kind) {
  switch (kind) {
    case Kind::Less:
      return Comparison::Less;
    case Kind::LessEqual:
      return Comparison::LessEqual;
    case Kind::Equal:
      return Comparison::Equal;
    case Kind::NotEqual:
      return Comparison::NotEqual;
    case Kind::GreaterEqual:
      return Comparison::GreaterEqual;
    case Kind::Greater:
      return Comparison::Greater;
    default:
      return {};
  }
}

/// a < b as b > a.
Comparison turned(Comparison comparison) {
  constexpr Comparison others[] = {Comparison::Greater,  Comparison::GreaterEqual, Comparison::Equal,
                                   Comparison::NotEqual, Comparison::LessEqual,    Comparison::Less};
  return others[static_cast<std::size_t>(comparison)];
}

std::optional<ElementCondition> condition(ElementCondition::Shape shape, const Expression& element,
                                          const Expression& operand, Comparison comparison = Comparison::Equal) {
  const std::string& variable = element.operands.front().text;
  if (speaks_of(operand, variable)) return {};
  return ElementCondition{shape, variable, element.text, comparison, &operand};
}

std::optional<ElementCondition> recognise_comparison(const Expression& left, const Expression& right,
                                                     Comparison comparison) {
  using Shape = ElementCondition::Shape;
  if (is_property_of_variable(left))
    if (auto found = condition(Shape::Compare, left, right, comparison)) return found;
  if (comparison == Comparison::Equal && is_id_of_variable(left)) return condition(Shape::Id, left, right);
  return {};
}

}  // namespace

std::optional<ElementCondition> recognise(const ast::Expression& expression) {
  using Shape = ElementCondition::Shape;
  const std::vector<ast::Expression>& operands = expression.operands;
  if (expression.kind == Kind::HasLabels && expression.names.size() == 1 && operands.front().kind == Kind::Variable)
    return ElementCondition{Shape::Label, operands.front().text, expression.names.front(), Comparison::Equal, nullptr};
  if (const auto comparison = comparison_of(expression.kind)) {
    if (auto found = recognise_comparison(operands[0], operands[1], *comparison)) return found;
    return recognise_comparison(operands[1], operands[0], turned(*comparison));
  }
  if (expression.kind == Kind::StartsWith && is_property_of_variable(operands[0]))
    return condition(Shape::Prefix, operands[0], operands[1]);
  if (expression.kind == Kind::In && is_property_of_variable(operands[1]))
    return condition(Shape::Holds, operands[1], operands[0]);
  return {};
}

ast::Expression equals_property(const std::string& variable_name, const std::string& key,
                                const ast::Expression& value) {
  ast::Expression property, equality;
  property.kind = Kind::Property;
  property.text = key;
  property.operands.push_back(variable(variable_name));
  equality.kind = Kind::Equal;
  equality.operands.push_back(std::move(property));
  equality.operands.push_back(value);
  return equality;
}

ast::Expression has_label(const std::string& variable_name, const std::string& label) {
  ast::Expression expression;
  expression.kind = Kind::HasLabels;
  expression.names.push_back(label);
  expression.operands.push_back(variable(variable_name));
  return expression;
}

}  // namespace whom::engine
