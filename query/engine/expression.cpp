#include "query/engine/expression.hpp"

#include <algorithm>

#include "query/engine/expressions.hpp"

namespace whom::engine {

using property::Value;

const Place* Scope::find(std::string_view name) const {
  const auto found =
      std::find_if(variables.rbegin(), variables.rend(), [&](const auto& variable) { return variable.first == name; });
  return found == variables.rend() ? nullptr : &found->second;
}

void Expression::evaluate(const Context& context, const Batch& batch, Value* values) const {
  if (batch.size == 0) return;
  if (!depends_on_row()) {
    std::fill_n(values, batch.size, evaluate_once(*this, context, batch));
    return;
  }
  std::vector<Value> locals;
  for (std::size_t i = 0; i < batch.size; ++i) values[i] = evaluate(Row{context, batch, i, locals});
}

Value evaluate_once(const Expression& expression, const Context& context, const Batch& batch) {
  std::vector<Value> locals;
  return expression.evaluate(Row{context, batch, 0, locals});
}

ExpressionPtr fold(std::unique_ptr<const Composite> composite) {
  static const property::Graph no_graph;
  static const Parameters no_parameters;
  if (!std::ranges::all_of(composite->operands(), [](const auto& operand) { return operand->constant(); }))
    return composite;
  try {
    return make_constant(evaluate_once(*composite, Context{no_graph, no_parameters, {}}, Batch{}));
  } catch (const cypher::Error&) {
    return composite;
  }
}

Composite::Composite(Expressions operands) : operands_(std::move(operands)) {
  depends_on_row_ = std::ranges::any_of(operands_, [](const auto& operand) { return operand->depends_on_row(); });
}

void Composite::evaluate(const Context& context, const Batch& batch, Value* values) const {
  if (depends_on_row_ && batch.size > 0)
    evaluate_rows(context, batch, values);
  else
    Expression::evaluate(context, batch, values);
}

}  // namespace whom::engine
