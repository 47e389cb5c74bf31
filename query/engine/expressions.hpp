// The kinds of expressions, one maker for each. compile.cpp chooses among them.
#ifndef WHOM_QUERY_ENGINE_EXPRESSIONS_HPP
#define WHOM_QUERY_ENGINE_EXPRESSIONS_HPP

#include <string>
#include <vector>

#include "query/engine/expression.hpp"
#include "query/engine/functions.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {

using Expressions = std::vector<ExpressionPtr>;

/// What is computed from operands. Its value is the same for all rows where those of the operands are.
class Composite : public Expression {
 public:
  explicit Composite(Expressions operands);
  using Expression::evaluate;
  void evaluate(const Context&, const Batch&, property::Value* values) const final;
  bool depends_on_row() const override { return depends_on_row_; }
  const Expressions& operands() const { return operands_; }

 protected:
  /// For all rows of a batch that is not empty; one by one unless overridden.
  virtual void evaluate_rows(const Context& context, const Batch& batch, property::Value* values) const {
    Expression::evaluate(context, batch, values);
  }
  const Expression& operand(std::size_t index) const { return *operands_[index]; }
  std::size_t size() const { return operands_.size(); }

  bool depends_on_row_ = false;

 private:
  Expressions operands_;
};

/// Computes once and for all what has only constant operands and asks nothing of its Context. What fails then is left
/// to fail when the query runs.
ExpressionPtr fold(std::unique_ptr<const Composite>);

/// The only value of an expression that depends on no row.
property::Value evaluate_once(const Expression&, const Context&, const Batch&);

// Leaves.
ExpressionPtr make_constant(property::Value);
ExpressionPtr make_parameter(std::string name);
ExpressionPtr make_variable(const Place&);

// Operators and calls.
ExpressionPtr make_unary(UnaryFunction, ExpressionPtr);
ExpressionPtr make_binary(BinaryFunction, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr make_comparisons(std::vector<BinaryFunction>, Expressions);  ///< a chain: one operand more
ExpressionPtr make_membership(ExpressionPtr element, ExpressionPtr list);
ExpressionPtr make_call(const Function&, Expressions arguments);

// Those that do not need all their operands. The deciding value is that of AND (false) or OR (true).
ExpressionPtr make_connective(bool deciding, Expressions);
ExpressionPtr make_case(bool with_subject, bool with_else, Expressions);

// Containers and access.
ExpressionPtr make_list(Expressions);
ExpressionPtr make_map(std::vector<std::string> keys, Expressions);
ExpressionPtr make_property(ExpressionPtr owner, std::string key);
ExpressionPtr make_column_property(const Place& element, std::string key);  ///< of a column of elements
ExpressionPtr make_index(ExpressionPtr owner, ExpressionPtr index);
ExpressionPtr make_slice(ExpressionPtr list, ExpressionPtr from, ExpressionPtr to);  ///< without a bound: null pointer
ExpressionPtr make_has_labels(ExpressionPtr element, std::vector<std::string> labels);

// Those with variables of their own, kept among the locals.
struct Comprehension {
  std::size_t local = 0;
  ExpressionPtr list;
};
ExpressionPtr make_list_comprehension(Comprehension, ExpressionPtr where, ExpressionPtr projection);  ///< may be null
ExpressionPtr make_quantifier(cypher::ast::Expression::Kind, Comprehension, ExpressionPtr predicate);
ExpressionPtr make_reduce(Comprehension, std::size_t accumulator, ExpressionPtr start, ExpressionPtr step);

}  // namespace whom::engine

#endif
