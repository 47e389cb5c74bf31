#include "query/engine/column_test.hpp"

#include <algorithm>

#include "query/engine/functions.hpp"

namespace whom::engine {
namespace {

using Syntax = cypher::ast::Expression;
using Kind = Syntax::Kind;
using property::Comparison;

struct Sides {
  Kind kind;
  std::string_view symbol;
  Comparison as_written, turned;  ///< property on the left; on the right
};

constexpr Sides comparisons[] = {
    {Kind::Less, "<", Comparison::Less, Comparison::Greater},
    {Kind::LessEqual, "<=", Comparison::LessEqual, Comparison::GreaterEqual},
    {Kind::Equal, "=", Comparison::Equal, Comparison::Equal},
    {Kind::NotEqual, "<>", Comparison::NotEqual, Comparison::NotEqual},
    {Kind::GreaterEqual, ">=", Comparison::GreaterEqual, Comparison::LessEqual},
    {Kind::Greater, ">", Comparison::Greater, Comparison::Less},
};

bool is_property_of_variable(const Syntax& syntax) {
  return syntax.kind == Kind::Property && syntax.operands[0].kind == Kind::Variable;
}

std::optional<ColumnTest> test(const Syntax& property, std::optional<Comparison> comparison, const Syntax& constant) {
  if (!is_property_of_variable(property) || !is_row_independent(constant)) return std::nullopt;
  return ColumnTest{property.operands[0].text, property.text, comparison, &constant};
}

std::optional<ColumnTest> test(const Syntax& left, const Sides& sides, const Syntax& right) {
  if (auto found = test(left, sides.as_written, right)) return found;
  return test(right, sides.turned, left);
}

/// One test for each link of a chain, or none at all.
std::vector<ColumnTest> chain(const Syntax& condition) {
  std::vector<ColumnTest> tests;
  std::string_view symbols = condition.text;
  for (std::size_t i = 0; i + 1 < condition.operands.size(); ++i) {
    const std::string_view symbol = symbols.substr(0, symbols.find(' '));
    symbols.remove_prefix(std::min(symbol.size() + 1, symbols.size()));
    const auto* sides = std::ranges::find(comparisons, symbol, &Sides::symbol);
    const auto link = test(condition.operands[i], *sides, condition.operands[i + 1]);
    if (!link) return {};
    tests.push_back(*link);
  }
  return tests;
}

std::vector<ColumnTest> as_list(std::optional<ColumnTest> found) {
  if (!found) return {};
  return {*std::move(found)};
}

bool is_row_independent(const Syntax& syntax, std::vector<std::string_view>& locals) {
  if (!syntax.pattern.empty() || !syntax.query.empty() || syntax.kind == Kind::CountStar) return false;
  if (syntax.kind == Kind::Variable) return std::ranges::find(locals, syntax.text) != locals.end();
  if (syntax.kind == Kind::Function) {
    const Function* function = find_function(syntax.text);
    if (!function || function->varies) return false;
  }
  const std::size_t outer = locals.size();
  switch (syntax.kind) {
    case Kind::ListComprehension:
    case Kind::All:
    case Kind::Any:
    case Kind::None:
    case Kind::Single:
      locals.push_back(syntax.text);
      break;
    case Kind::Reduce:
      locals.insert(locals.end(), syntax.names.begin(), syntax.names.end());
      break;
    default:
      break;
  }
  const bool independent =
      std::ranges::all_of(syntax.operands, [&](const Syntax& operand) { return is_row_independent(operand, locals); });
  locals.resize(outer);
  return independent;
}

}  // namespace

std::vector<ColumnTest> column_tests(const Syntax& condition) {
  if (condition.kind == Kind::Comparisons) return chain(condition);
  if (condition.kind == Kind::StartsWith)
    return as_list(test(condition.operands[0], std::nullopt, condition.operands[1]));
  const auto* sides = std::ranges::find(comparisons, condition.kind, &Sides::kind);
  if (sides == std::end(comparisons)) return {};
  return as_list(test(condition.operands[0], *sides, condition.operands[1]));
}

bool is_row_independent(const Syntax& syntax) {
  std::vector<std::string_view> locals;
  return is_row_independent(syntax, locals);
}

}  // namespace whom::engine
