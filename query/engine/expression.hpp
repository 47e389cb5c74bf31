// Expressions made ready to be evaluated over rows.
#ifndef WHOM_QUERY_ENGINE_EXPRESSION_HPP
#define WHOM_QUERY_ENGINE_EXPRESSION_HPP

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/ast.hpp"
#include "query/engine/batch.hpp"
#include "query/engine/functions.hpp"

namespace whom::engine {

/// Where the value of a variable lies: in a column of the batch, or among the locals of comprehensions.
struct Place {
  bool local = false;
  std::size_t index = 0;
  Vector::Form form = Vector::Form::Values;  ///< of a column
};

struct Scope {
  std::vector<std::pair<std::string, Place>> variables;  ///< the last of a name counts
  const Place* find(std::string_view name) const;
};

/// A row, and the variables of the comprehensions around the expression.
struct Row {
  const Context& context;
  const Batch& batch;
  std::size_t index = 0;
  std::vector<property::Value>& locals;  ///< grown by who needs more; shared by the expressions of a row
};

class Expression {
 public:
  virtual ~Expression() = default;
  virtual property::Value evaluate(const Row&) const = 0;

  /// For all rows of a batch, into values[0 .. batch.size); made for what can do better than one by one.
  /// Evaluates once where no row is looked at.
  virtual void evaluate(const Context&, const Batch&, property::Value* values) const;

  /// False where all rows of a run have the same value.
  virtual bool depends_on_row() const { return true; }
  /// The value where it is known before any run, else null.
  virtual const property::Value* constant() const { return nullptr; }
};
using ExpressionPtr = std::unique_ptr<const Expression>;

/// Makes those expressions that hold patterns or queries of their own (PatternPredicate, PatternComprehension, Exists,
/// CountSubquery); given by the planner.
using SubqueryCompiler = std::function<ExpressionPtr(const cypher::ast::Expression&, const Scope&)>;

/// The tree is no longer needed afterwards. Variables must be in scope, functions known and no aggregates among them.
ExpressionPtr compile(const cypher::ast::Expression&, const Scope&, const SubqueryCompiler&);

/// Operators as the language has them: null where a null decides, TypeError where the kinds do not fit.
property::Value add(const property::Value&, const property::Value&);
property::Value subtract(const property::Value&, const property::Value&);

/// WHERE: only true is true; a value that is neither boolean nor null is a TypeError.
bool is_true(const property::Value&);

}  // namespace whom::engine

#endif
