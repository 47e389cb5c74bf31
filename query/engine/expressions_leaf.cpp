// Constants, parameters and variables.
#include <algorithm>

#include "query/engine/expressions.hpp"

namespace whom::engine {
namespace {

using property::Value;

class Constant : public Expression {
 public:
  explicit Constant(Value value) : value_(std::move(value)) {}
  using Expression::evaluate;
  Value evaluate(const Row&) const override { return value_; }
  bool depends_on_row() const override { return false; }
  const Value* constant() const override { return &value_; }

 private:
  Value value_;
};

class Parameter : public Expression {
 public:
  explicit Parameter(std::string name) : name_(std::move(name)) {}
  using Expression::evaluate;
  Value evaluate(const Row& row) const override { return parameter(row.context, name_); }
  bool depends_on_row() const override { return false; }

 private:
  std::string name_;
};

class ColumnVariable : public Expression {
 public:
  explicit ColumnVariable(std::size_t slot) : slot_(slot) {}
  Value evaluate(const Row& row) const override { return row.batch.columns[slot_].at(row.index); }
  void evaluate(const Context&, const Batch& batch, Value* values) const override {
    const Vector& column = batch.columns[slot_];
    if (column.form == Vector::Form::Values)
      std::copy_n(column.values.begin(), batch.size, values);
    else
      for (std::size_t i = 0; i < batch.size; ++i) values[i] = column.at(i);
  }

 private:
  std::size_t slot_;
};

/// Does not depend on the row itself; where the list does that it runs through, so does what holds both.
class LocalVariable : public Expression {
 public:
  explicit LocalVariable(std::size_t index) : index_(index) {}
  using Expression::evaluate;
  Value evaluate(const Row& row) const override { return row.locals[index_]; }
  bool depends_on_row() const override { return false; }

 private:
  std::size_t index_;
};

}  // namespace

ExpressionPtr make_constant(Value value) { return std::make_unique<Constant>(std::move(value)); }

ExpressionPtr make_parameter(std::string name) { return std::make_unique<Parameter>(std::move(name)); }

ExpressionPtr make_variable(const Place& place) {
  if (place.local) return std::make_unique<LocalVariable>(place.index);
  return std::make_unique<ColumnVariable>(place.index);
}

}  // namespace whom::engine
