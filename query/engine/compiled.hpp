// An expression of a plan, with what the plan must know of it.
#ifndef WHOM_QUERY_ENGINE_COMPILED_HPP
#define WHOM_QUERY_ENGINE_COMPILED_HPP

#include <string>
#include <vector>

#include "query/engine/expression.hpp"
#include "query/engine/operator.hpp"

namespace whom::engine {

struct Compiled {
  ExpressionPtr expression;
  std::vector<Slot> reads;
  std::string text;  ///< as the printer of the language writes it
  cypher::ast::Position place = {};

  bool constant() const { return reads.empty(); }

  property::Value value(const Execution& execution, const Batch& batch, std::size_t row) const {
    std::vector<property::Value> locals;
    property::Value result;
    placed([&] { result = expression->evaluate(Row{execution.context, batch, row, locals}); });
    return result;
  }
  void values(const Execution& execution, const Batch& batch, std::vector<property::Value>& out) const {
    out.resize(batch.size);
    placed([&] { expression->evaluate(execution.context, batch, out.data()); });
  }

 private:
  /// Tells errors where they arose, unless they only end the query.
  template <typename Evaluate>
  void placed(const Evaluate& evaluate) const {
    try {
      evaluate();
    } catch (cypher::Error& error) {
      if (error.position.end == 0 && error.type != "Interrupted") error.position = place;
      throw;
    }
  }
};

/// Of an expression that reads no row.
inline property::Value value_of(const Compiled& compiled, const Execution& execution) {
  return compiled.value(execution, Batch{1, {}, {}}, 0);
}

}  // namespace whom::engine

#endif
