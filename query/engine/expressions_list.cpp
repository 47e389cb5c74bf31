// What runs through a list with a variable of its own: comprehensions, quantifiers, reduce.
#include <optional>

#include "query/engine/expressions.hpp"

namespace whom::engine {
namespace {

using Syntax = cypher::ast::Expression::Kind;
using property::Kind;
using property::List;
using property::Value;

void set_local(const Row& row, std::size_t index, Value value) {
  if (row.locals.size() <= index) row.locals.resize(index + 1);
  row.locals[index] = std::move(value);
}

/// The first operand is the list.
class OverList : public Composite {
 public:
  OverList(std::size_t local, Expressions operands) : Composite(std::move(operands)), local_(local) {}
  using Composite::evaluate;
  Value evaluate(const Row& row) const final {
    const Value list = operand(0).evaluate(row);
    if (list.is_null()) return {};
    if (!list.is(Kind::List)) fail_kind("a comprehension", list);
    return over(list.list(), row);
  }

 protected:
  virtual Value over(const List&, const Row&) const = 0;
  void bind(const Row& row, const Value& element) const { set_local(row, local_, element); }

 private:
  std::size_t local_;
};

/// Operands: list, [where,] [projection].
class ListComprehension : public OverList {
 public:
  ListComprehension(std::size_t local, Expressions operands, bool with_where, bool with_projection)
      : OverList(local, std::move(operands)), with_where_(with_where), with_projection_(with_projection) {}

 private:
  Value over(const List& elements, const Row& row) const override {
    List result;
    for (const Value& element : elements) {
      bind(row, element);
      if (with_where_ && !is_true(operand(1).evaluate(row))) continue;
      result.push_back(with_projection_ ? operand(size() - 1).evaluate(row) : element);
    }
    return Value(std::move(result));
  }

  bool with_where_, with_projection_;
};

/// For how many elements a predicate was true, false or unknown.
struct Counts {
  std::size_t yes = 0, no = 0, unknown = 0;
};

/// What a quantifier says of what was seen so far, whatever may follow; nothing while it is open.
std::optional<bool> decided(Syntax quantifier, const Counts& counts) {
  switch (quantifier) {
    case Syntax::All:
      return counts.no > 0 ? std::optional(false) : std::nullopt;
    case Syntax::Any:
      return counts.yes > 0 ? std::optional(true) : std::nullopt;
    case Syntax::None:
      return counts.yes > 0 ? std::optional(false) : std::nullopt;
    default:
      return counts.yes > 1 ? std::optional(false) : std::nullopt;
  }
}

/// What it says at the end where nothing decided it and nothing is unknown.
bool at_end(Syntax quantifier, const Counts& counts) {
  return quantifier == Syntax::Single ? counts.yes == 1 : quantifier != Syntax::Any;
}

/// Operands: list, predicate.
class Quantifier : public OverList {
 public:
  Quantifier(Syntax quantifier, std::size_t local, Expressions operands)
      : OverList(local, std::move(operands)), quantifier_(quantifier) {}

 private:
  Value over(const List& elements, const Row& row) const override {
    Counts counts;
    for (const Value& element : elements) {
      bind(row, element);
      const auto holds = truth(operand(1).evaluate(row));
      ++(!holds ? counts.unknown : *holds ? counts.yes : counts.no);
      if (const auto answer = decided(quantifier_, counts)) return Value(*answer);
    }
    return counts.unknown > 0 ? Value() : Value(at_end(quantifier_, counts));
  }

  Syntax quantifier_;
};

/// Operands: list, start, step.
class Reduce : public OverList {
 public:
  Reduce(std::size_t local, std::size_t accumulator, Expressions operands)
      : OverList(local, std::move(operands)), accumulator_(accumulator) {}

 private:
  Value over(const List& elements, const Row& row) const override {
    Value result = operand(1).evaluate(row);
    for (const Value& element : elements) {
      bind(row, element);
      set_local(row, accumulator_, std::move(result));
      result = operand(2).evaluate(row);
    }
    return result;
  }

  std::size_t accumulator_;
};

Expressions start_with(ExpressionPtr list) {
  Expressions operands;
  operands.push_back(std::move(list));
  return operands;
}

}  // namespace

ExpressionPtr make_list_comprehension(Comprehension comprehension, ExpressionPtr where, ExpressionPtr projection) {
  const bool with_where = where != nullptr, with_projection = projection != nullptr;
  Expressions operands = start_with(std::move(comprehension.list));
  if (where) operands.push_back(std::move(where));
  if (projection) operands.push_back(std::move(projection));
  return fold(
      std::make_unique<ListComprehension>(comprehension.local, std::move(operands), with_where, with_projection));
}

ExpressionPtr make_quantifier(Syntax quantifier, Comprehension comprehension, ExpressionPtr predicate) {
  Expressions operands = start_with(std::move(comprehension.list));
  operands.push_back(std::move(predicate));
  return fold(std::make_unique<Quantifier>(quantifier, comprehension.local, std::move(operands)));
}

ExpressionPtr make_reduce(Comprehension comprehension, std::size_t accumulator, ExpressionPtr start,
                          ExpressionPtr step) {
  Expressions operands = start_with(std::move(comprehension.list));
  operands.push_back(std::move(start));
  operands.push_back(std::move(step));
  return fold(std::make_unique<Reduce>(comprehension.local, accumulator, std::move(operands)));
}

}  // namespace whom::engine
