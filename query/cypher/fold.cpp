// Operator precedence with two stacks: an operator waits until one comes that binds no tighter, and then takes its
// operands. Comparisons wait for each other, since a < b <= c is one chain. The stacks are shared by all expressions of
// a query, so that an expression costs no allocation beyond its nodes.
//
// The height of every tree is known, for whoever walks a tree calls himself once a level: trees beyond `highest` are
// refused, as is nesting beyond `deepest`, at which the parser would call itself too often.
#include "query/cypher/fold.hpp"

#include <algorithm>
#include <utility>

#include "query/cypher/lexer.hpp"

namespace whom::cypher {
namespace {

using Kind = ast::Expression::Kind;

constexpr std::size_t highest = 2000, deepest = 200;

void check_height(std::size_t height, const ast::Position& place) {
  if (height > highest)
    syntax_error("NestingTooDeep",
                 "this expression has more than " + std::to_string(highest) + " operators inside one another",
                 place.begin, place.end);
}

/// Of the literal 2^63 only the negative is an integer.
void check_magnitude(const ast::Expression& operand, bool negated) {
  if (operand.kind == Kind::Integer && !negated && integer_value(operand.text) >> 63 != 0)
    syntax_error("IntegerOverflow", operand.text + " does not fit an integer of 64 bits", operand.begin, operand.end);
}

}  // namespace

Fold::Fold() : open_(1) {}

void Fold::begin(const ast::Position& place) {
  if (open_.size() > deepest)
    syntax_error("NestingTooDeep", "expressions may nest " + std::to_string(deepest) + " deep", place.begin, place.end);
  open_.push_back({operands_.size(), pending_.size()});
}

void Fold::prefix(const Operator& op, const ast::Position& position) { pending_.push_back({&op, position}); }

void Fold::operand(ast::Expression&& expression) {
  const bool negated = is_pending(Level::Sign) && pending_.back().op->kind == Kind::Negate;
  check_magnitude(expression, negated);
  push(std::move(expression), open_.back().inner + 1);
}

void Fold::infix(const Operator& op) {
  const bool chained = op.level == Level::Comparison;
  while (is_pending(op.level) && !(chained && pending_.back().op->level == op.level)) reduce();
  pending_.push_back({&op, {}});
}

void Fold::postfix(const Operator& op, const ast::Position& position) {
  while (is_pending(op.level)) reduce();
  wrap(op, position);
}

ast::Expression Fold::finish() {
  while (is_pending(Level::Or)) reduce();
  Operand result = std::move(operands_.back());
  operands_.pop_back();
  open_.pop_back();
  open_.back().inner = std::max(open_.back().inner, result.height);
  return std::move(result.expression);
}

void Fold::begin_operand() { open_.back().inner = 0; }

void Fold::deepen(const ast::Position& place) { check_height(++open_.back().inner, place); }

void Fold::reset(const Mark& mark) {
  open_.resize(mark.expressions);
  operands_.erase(operands_.begin() + static_cast<std::ptrdiff_t>(mark.operands), operands_.end());
  pending_.resize(mark.pending);
}

/// Whether an operator of this expression waits that binds at least so tightly.
bool Fold::is_pending(Level loosest) const {
  return pending_.size() > open_.back().pending && pending_.back().op->level >= loosest;
}

void Fold::push(ast::Expression&& expression, std::size_t height) {
  check_height(height, expression);
  operands_.push_back({std::move(expression), height});
}

/// Makes the last operand the only one of an operator.
void Fold::wrap(const Operator& op, const ast::Position& position) {
  Operand& last = operands_.back();
  check_height(++last.height, position);
  ast::Expression outer;
  outer.kind = op.kind;
  outer.begin = std::min(position.begin, last.expression.begin);
  outer.end = std::max(position.end, last.expression.end);
  outer.operands.push_back(std::move(last.expression));
  last.expression = std::move(outer);
}

void Fold::reduce() {
  const Pending last = pending_.back();
  if (last.op->level == Level::Comparison) return reduce_comparisons();
  pending_.pop_back();
  if (last.op->form == Operator::Form::Prefix) return wrap(*last.op, last.position);
  Operand right = std::move(operands_.back());
  operands_.pop_back();
  Operand& left = operands_.back();
  left.height = std::max(left.height, right.height) + 1;
  ast::Expression outer;
  outer.kind = last.op->kind;
  outer.begin = left.expression.begin;
  outer.end = right.expression.end;
  check_height(left.height, outer);
  outer.operands.reserve(2);
  outer.operands.push_back(std::move(left.expression));
  outer.operands.push_back(std::move(right.expression));
  left.expression = std::move(outer);
}

/// All comparisons that wait next to each other.
void Fold::reduce_comparisons() {
  const auto is_other = [](const Pending& pending) { return pending.op->level != Level::Comparison; };
  const auto stop = std::make_reverse_iterator(pending_.begin() + static_cast<std::ptrdiff_t>(open_.back().pending));
  const auto first = std::find_if(pending_.rbegin(), stop, is_other).base();
  const std::ptrdiff_t count = pending_.end() - first;
  ast::Expression outer;
  outer.kind = count == 1 ? first->op->kind : Kind::Comparisons;
  if (count > 1)
    for (auto pending = first; pending != pending_.end(); ++pending)
      (outer.text += outer.text.empty() ? "" : " ") += pending->op->spelling;
  std::size_t height = 0;
  outer.operands.reserve(static_cast<std::size_t>(count) + 1);
  for (auto operand = operands_.end() - count - 1; operand != operands_.end(); ++operand) {
    height = std::max(height, operand->height);
    outer.operands.push_back(std::move(operand->expression));
  }
  outer.begin = outer.operands.front().begin;
  outer.end = outer.operands.back().end;
  operands_.erase(operands_.end() - count - 1, operands_.end());
  pending_.erase(first, pending_.end());
  push(std::move(outer), height + 1);
}

}  // namespace whom::cypher
