// Operators and calls: what needs all its operands, whole columns at a time; and what does not: AND, OR and CASE.
#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cmath>
#include <unordered_set>

#include "query/engine/expressions.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::List;
using property::Value;

Expressions operands_of(ExpressionPtr first, ExpressionPtr second = nullptr) {
  Expressions operands;
  operands.push_back(std::move(first));
  if (second) operands.push_back(std::move(second));
  return operands;
}

class Unary : public Composite {
 public:
  Unary(UnaryFunction function, ExpressionPtr operand)
      : Composite(operands_of(std::move(operand))), function_(function) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override { return function_(operand(0).evaluate(row)); }

 private:
  void evaluate_rows(const Context& context, const Batch& batch, Value* values) const override {
    operand(0).evaluate(context, batch, values);
    for (std::size_t i = 0; i < batch.size; ++i) values[i] = function_(values[i]);
  }

  UnaryFunction function_;
};

class Binary : public Composite {
 public:
  Binary(BinaryFunction function, ExpressionPtr left, ExpressionPtr right)
      : Composite(operands_of(std::move(left), std::move(right))), function_(function) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    const Value left = operand(0).evaluate(row);
    return function_(left, operand(1).evaluate(row));
  }

 private:
  void evaluate_rows(const Context& context, const Batch& batch, Value* values) const override {
    operand(0).evaluate(context, batch, values);
    if (!operand(1).depends_on_row()) {
      const Value right = evaluate_once(operand(1), context, batch);
      for (std::size_t i = 0; i < batch.size; ++i) values[i] = function_(values[i], right);
      return;
    }
    std::vector<Value> right(batch.size);
    operand(1).evaluate(context, batch, right.data());
    for (std::size_t i = 0; i < batch.size; ++i) values[i] = function_(values[i], right[i]);
  }

  BinaryFunction function_;
};

/// a < b <= c: each operand is computed once.
class Comparisons : public Composite {
 public:
  Comparisons(std::vector<BinaryFunction> functions, Expressions operands)
      : Composite(std::move(operands)), functions_(std::move(functions)) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    bool unknown = false;
    Value left = operand(0).evaluate(row);
    for (std::size_t i = 0; i < functions_.size(); ++i) {
      Value right = operand(i + 1).evaluate(row);
      const auto holds = truth(functions_[i](left, right));
      if (holds == false) return Value(false);
      unknown = unknown || !holds;
      left = std::move(right);
    }
    return unknown ? Value() : Value(true);
  }

 private:
  std::vector<BinaryFunction> functions_;
};

/// AND and OR: the operands after the first are computed for those rows only that are not decided before.
class Connective : public Composite {
 public:
  Connective(bool deciding, Expressions operands) : Composite(std::move(operands)), deciding_(deciding) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override { return decide(operand(0).evaluate(row), row); }

 private:
  void evaluate_rows(const Context& context, const Batch& batch, Value* values) const override {
    operand(0).evaluate(context, batch, values);
    std::vector<Value> locals;
    for (std::size_t i = 0; i < batch.size; ++i) values[i] = decide(values[i], Row{context, batch, i, locals});
  }

  Value decide(const Value& first, const Row& row) const {
    auto holds = truth(first);
    bool unknown = !holds;
    for (std::size_t i = 1; i < size() && holds != deciding_; ++i) {
      holds = truth(operand(i).evaluate(row));
      unknown = unknown || !holds;
    }
    if (holds == deciding_) return Value(deciding_);
    return unknown ? Value() : Value(!deciding_);
  }

  bool deciding_;
};

/// Operands as in the syntax tree: [subject,] when, then, when, then, ... [, else].
class Case : public Composite {
 public:
  Case(bool with_subject, bool with_else, Expressions operands)
      : Composite(std::move(operands)), with_subject_(with_subject), with_else_(with_else) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    const Value subject = with_subject_ ? operand(0).evaluate(row) : Value(true);
    for (std::size_t when = with_subject_ ? 1 : 0; when + 1 < size(); when += 2) {
      const Value value = operand(when).evaluate(row);
      if (with_subject_ ? equal(subject, value) == true : is_true(value)) return operand(when + 1).evaluate(row);
    }
    return with_else_ ? operand(size() - 1).evaluate(row) : Value();
  }

 private:
  bool with_subject_, with_else_;
};

/// A set of values among which IN can look up a value instead of comparing it to each.
class Lookup {
 public:
  explicit Lookup(const Value& list) {
    if (!list.is(Kind::List) || list.list().size() < least_size) return;
    if (std::ranges::all_of(list.list(), comparable)) values_.insert(list.list().begin(), list.list().end());
    nodes_ = std::ranges::any_of(list.list(), [](const Value& value) { return value.is(Kind::Node); });
  }
  Value find(const property::Graph& graph, const Value& element, const Value& list) const {
    if (values_.empty() || !comparable(element) || (nodes_ && element.is(Kind::String)))
      return is_element(graph, element, list);
    return Value(values_.contains(element));
  }

 private:
  static constexpr std::size_t least_size = 8;

  /// Equal where equivalent: free of nulls and NaN.
  static bool comparable(const Value& value) {
    if (value.is(Kind::Float)) return !std::isnan(value.number());
    return !value.is_null() && !value.is(Kind::List) && !value.is(Kind::Map);
  }

  std::unordered_set<Value, property::Hash, property::Equivalent> values_;
  bool nodes_ = false;  ///< among the values; strings are found there by name
};

class Membership : public Composite {
 public:
  Membership(ExpressionPtr element, ExpressionPtr list) : Composite(operands_of(std::move(element), std::move(list))) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    const Value element = operand(0).evaluate(row);
    return is_element(row.context.graph, element, operand(1).evaluate(row));
  }

 private:
  void evaluate_rows(const Context& context, const Batch& batch, Value* values) const override {
    if (operand(1).depends_on_row()) return Composite::evaluate_rows(context, batch, values);
    operand(0).evaluate(context, batch, values);
    const Value list = evaluate_once(operand(1), context, batch);
    const Lookup lookup(list);
    for (std::size_t i = 0; i < batch.size; ++i) values[i] = lookup.find(context.graph, values[i], list);
  }
};

class Call : public Composite {
 public:
  Call(const Function& function, Expressions arguments) : Composite(std::move(arguments)), function_(function) {
    depends_on_row_ = depends_on_row_ || function.varies;
  }
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    Arguments arguments;
    for (const auto& argument : operands()) arguments.push_back(argument->evaluate(row));
    return call(row.context, arguments);
  }

 private:
  using Arguments = boost::container::small_vector<Value, 4>;

  Value call(const Context& context, const Arguments& arguments) const {
    if (function_.null_if_any && std::ranges::any_of(arguments, &Value::is_null)) return {};
    return function_.call(context, {arguments.data(), arguments.size()});
  }

  void evaluate_rows(const Context& context, const Batch& batch, Value* values) const override {
    std::vector<Value> columns(size() * batch.size);  // argument by argument
    for (std::size_t k = 0; k < size(); ++k) operand(k).evaluate(context, batch, &columns[k * batch.size]);
    for (std::size_t i = 0; i < batch.size; ++i) {
      Arguments arguments;
      for (std::size_t k = 0; k < size(); ++k) arguments.push_back(std::move(columns[k * batch.size + i]));
      values[i] = call(context, arguments);
    }
  }

  const Function& function_;
};

class ListLiteral : public Composite {
 public:
  explicit ListLiteral(Expressions elements) : Composite(std::move(elements)) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    List list;
    list.reserve(size());
    for (const auto& element : operands()) list.push_back(element->evaluate(row));
    return Value(std::move(list));
  }
};

class MapLiteral : public Composite {
 public:
  MapLiteral(std::vector<std::string> keys, Expressions values)
      : Composite(std::move(values)), keys_(std::move(keys)) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const override {
    property::Map map;
    map.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) map.emplace_back(keys_[i], operand(i).evaluate(row));
    return Value(std::move(map));
  }

 private:
  std::vector<std::string> keys_;
};

}  // namespace

ExpressionPtr make_unary(UnaryFunction function, ExpressionPtr operand) {
  return fold(std::make_unique<Unary>(function, std::move(operand)));
}

ExpressionPtr make_binary(BinaryFunction function, ExpressionPtr left, ExpressionPtr right) {
  return fold(std::make_unique<Binary>(function, std::move(left), std::move(right)));
}

ExpressionPtr make_comparisons(std::vector<BinaryFunction> functions, Expressions operands) {
  return fold(std::make_unique<Comparisons>(std::move(functions), std::move(operands)));
}

ExpressionPtr make_membership(ExpressionPtr element, ExpressionPtr list) {
  return fold(std::make_unique<Membership>(std::move(element), std::move(list)));
}

ExpressionPtr make_call(const Function& function, Expressions arguments) {
  return std::make_unique<Call>(function, std::move(arguments));
}

ExpressionPtr make_connective(bool deciding, Expressions operands) {
  return fold(std::make_unique<Connective>(deciding, std::move(operands)));
}

ExpressionPtr make_case(bool with_subject, bool with_else, Expressions operands) {
  return fold(std::make_unique<Case>(with_subject, with_else, std::move(operands)));
}

ExpressionPtr make_list(Expressions elements) { return fold(std::make_unique<ListLiteral>(std::move(elements))); }

ExpressionPtr make_map(std::vector<std::string> keys, Expressions values) {
  return fold(std::make_unique<MapLiteral>(std::move(keys), std::move(values)));
}

}  // namespace whom::engine
