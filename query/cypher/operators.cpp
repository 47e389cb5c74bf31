#include "query/cypher/operators.hpp"

#include <array>

namespace whom::cypher {
namespace {

using Kind = ast::Expression::Kind;
using enum Operator::Form;

constexpr std::array<Operator, 25> operators = {{
    {Infix, Level::Or, Kind::Or, "OR", Symbol::Or},
    {Infix, Level::Xor, Kind::Xor, "XOR", Symbol::Xor},
    {Infix, Level::And, Kind::And, "AND", Symbol::And},
    {Prefix, Level::Not, Kind::Not, "NOT", Symbol::Not},
    {Infix, Level::Comparison, Kind::Equal, "=", Symbol::Equal},
    {Infix, Level::Comparison, Kind::NotEqual, "<>", Symbol::NotEqual},
    {Infix, Level::Comparison, Kind::Less, "<", Symbol::Less},
    {Infix, Level::Comparison, Kind::LessEqual, "<=", Symbol::LessEqual},
    {Infix, Level::Comparison, Kind::Greater, ">", Symbol::Greater},
    {Infix, Level::Comparison, Kind::GreaterEqual, ">=", Symbol::GreaterEqual},
    {Infix, Level::Predicate, Kind::Matches, "=~", Symbol::Matches},
    {Infix, Level::Predicate, Kind::In, "IN", Symbol::In},
    {Infix, Level::Predicate, Kind::StartsWith, "STARTS WITH", Symbol::Starts, Symbol::With},
    {Infix, Level::Predicate, Kind::EndsWith, "ENDS WITH", Symbol::Ends, Symbol::With},
    {Infix, Level::Predicate, Kind::Contains, "CONTAINS", Symbol::Contains},
    {Postfix, Level::Predicate, Kind::IsNull, "IS NULL", Symbol::Is, Symbol::Null},
    {Postfix, Level::Predicate, Kind::IsNotNull, "IS NOT NULL", Symbol::Is, Symbol::Not, Symbol::Null},
    {Infix, Level::Sum, Kind::Add, "+", Symbol::Plus},
    {Infix, Level::Sum, Kind::Subtract, "-", Symbol::Minus},
    {Infix, Level::Product, Kind::Multiply, "*", Symbol::Star},
    {Infix, Level::Product, Kind::Divide, "/", Symbol::Slash},
    {Infix, Level::Product, Kind::Modulo, "%", Symbol::Percent},
    {Infix, Level::Power, Kind::Power, "^", Symbol::Caret},
    {Prefix, Level::Sign, Kind::Plus, "+", Symbol::Plus},
    {Prefix, Level::Sign, Kind::Negate, "-", Symbol::Minus},
}};

bool begins(const Operator& op, const Token* first) {
  return op.first == first[0].symbol && (op.second == Symbol::End || op.second == first[1].symbol) &&
         (op.third == Symbol::End || op.third == first[2].symbol);
}

/// Which symbols begin an operator at all.
constexpr auto begin_operator = [] {
  std::array<bool, symbol_count> table{};
  for (const Operator& op : operators) table[static_cast<std::size_t>(op.first)] = true;
  return table;
}();

}  // namespace

const Operator* find_operator(Operator::Form form, const Token* first) {
  if (!begin_operator[static_cast<std::size_t>(first->symbol)]) return nullptr;
  for (const Operator& op : operators)
    if (op.form == form && begins(op, first)) return &op;
  return nullptr;
}

const Operator* find_operator(Kind kind) {
  for (const Operator& op : operators)
    if (op.kind == kind) return &op;
  return nullptr;
}

}  // namespace whom::cypher
