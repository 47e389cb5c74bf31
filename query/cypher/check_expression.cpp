// One walk over an expression finds undefined variables, misplaced aggregates and patterns, and operands and arguments
// of types that are known and wrong.
#include <algorithm>
#include <limits>
#include <string>

#include "graph/nearest.hpp"
#include "query/cypher/checker.hpp"
#include "query/cypher/operators.hpp"
#include "query/cypher/walk.hpp"

namespace whom::cypher {
namespace {

using ast::Expression;
using Kind = Expression::Kind;
using enum Type::Kind;
using Aggregates = Setting::Aggregates;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// Functions that give something else each time they are called.
bool is_volatile(const std::string& lower_case_name) {
  return lower_case_name == "rand" || lower_case_name == "randomuuid";
}

/// "1 argument", "1 to 3 arguments", "1 or more arguments"
std::string arguments(const FunctionSignature& signature) {
  std::string text = std::to_string(signature.least);
  if (signature.most == std::numeric_limits<std::size_t>::max())
    text += " or more";
  else if (signature.most > signature.least)
    text += " to " + std::to_string(signature.most);
  return text + (signature.most == 1 ? " argument" : " arguments");
}

void require(const Type& type, Kinds kinds, const Expression& e, std::string_view what) {
  if (!may_be(type, kinds)) wrong_type(std::string(what) + " cannot be " + std::string(describe(type.kind)), e);
}

Setting deeper(Setting setting, bool is_condition) { return {setting.aggregates, is_condition}; }

Type arithmetic(const Type& left, const Type& right) {
  if (left.kind == Integer && right.kind == Integer) return {Integer};
  const auto is_number = [](const Type& type) { return type.kind == Integer || type.kind == Float; };
  return is_number(left) && is_number(right) ? Type{Float} : Type{};
}

/// `+` joins strings and lists too, and adds elements to lists.
Type sum(const Type& left, const Type& right) {
  if (left.kind == List && right.kind == List) return either(left, right);
  if (left.kind == List || right.kind == List) return {List};
  if (left.kind == String && right.kind == String) return left;
  return arithmetic(left, right);
}

}  // namespace

Type Checker::expression(const Expression& e, const Scope& scope, Setting setting) {
  switch (e.kind) {
    case Kind::List:
    case Kind::Map:
    case Kind::Index:
    case Kind::Slice:
    case Kind::HasLabels:
      return container(e, scope, setting);
    case Kind::Property:
      return property(e, scope, setting);
    case Kind::CountStar:
      return aggregate(e, scope, setting);
    case Kind::Function:
      return is_aggregate(e) ? aggregate(e, scope, setting) : function(e, scope, setting);
    case Kind::Case:
      return case_expression(e, scope, setting);
    case Kind::ListComprehension:
    case Kind::All:
    case Kind::Any:
    case Kind::None:
    case Kind::Single:
      return comprehension(e, scope, setting);
    case Kind::Reduce:
      return reduction(e, scope, setting);
    case Kind::PatternPredicate:
      return pattern_predicate(e, scope, setting);
    case Kind::PatternComprehension:
    case Kind::Exists:
    case Kind::CountSubquery:
      return subquery(e, scope);
    default:
      return e.operands.empty() ? leaf(e, scope) : operation(e, scope, setting);
  }
}

Type Checker::leaf(const Expression& e, const Scope& scope) {
  switch (e.kind) {
    case Kind::Null:
      return {Null};
    case Kind::True:
    case Kind::False:
      return {Boolean};
    case Kind::Integer:
      return {Integer};
    case Kind::Float:
      return {Float};
    case Kind::String:
      return {String};
    case Kind::Variable:
      if (const Type* type = scope.find(e.text)) return *type;
      undefined(e.text, scope, e);
    default:
      return {};
  }
}

/// Operands of logical operators and of arithmetic, and lists after IN.
Type Checker::operation(const Expression& e, const Scope& scope, Setting setting) {
  const bool comparisons = e.kind == Kind::Comparisons;
  const Level level = comparisons ? Level::Comparison : find_operator(e.kind)->level;
  const bool logical = level <= Level::Not;
  const bool numeric = level >= Level::Sum && e.kind != Kind::Add && e.kind != Kind::Plus;
  std::vector<Type> types;
  for (const Expression& operand : e.operands) {
    types.push_back(expression(operand, scope, deeper(setting, logical)));
    if (logical) require(types.back(), Kinds(Boolean), operand, "an operand of AND, OR, XOR or NOT");
    if (numeric) require(types.back(), Kinds(Integer, Float), operand, "an operand of arithmetic");
  }
  if (e.kind == Kind::In) require(types.back(), Kinds(List), e.operands.back(), "what IN looks into");
  if (level <= Level::Predicate) return {Boolean};
  if (level == Level::Sign) return types.front();
  if (level == Level::Power) return arithmetic({Float}, types.front());
  return e.kind == Kind::Add ? sum(types[0], types[1]) : arithmetic(types[0], types[1]);
}

Type Checker::container(const Expression& e, const Scope& scope, Setting setting) {
  std::vector<Type> types;
  for (const Expression& operand : e.operands) types.push_back(expression(operand, scope, deeper(setting, false)));
  switch (e.kind) {
    case Kind::List: {
      if (types.empty()) return {List};
      Type element = types.front();
      for (const Type& type : types) element = either(element, type);
      return Type::list_of(std::move(element));
    }
    case Kind::Map:
      return {Map};
    case Kind::Index:
      return types.front().kind == List ? element_of(types.front()) : Type{};
    case Kind::Slice:
      require(types.front(), Kinds(List), e, "what a slice is taken of");
      return types.front();
    default:
      require(types.front(), Kinds(Node, Relationship), e, "what has labels");
      return {Boolean};
  }
}

/// Dates, times and durations, whose type is unknown here, have properties as well.
Type Checker::property(const Expression& e, const Scope& scope, Setting setting) {
  const Expression& owner = e.operands.front();
  const Type type = expression(owner, scope, deeper(setting, false));
  if (may_be(type, Kinds(Node, Relationship, Map))) return {};
  const std::string message = std::string(describe(type.kind)) + " has no properties";
  if (type.kind == Path) wrong_type(message, e);
  throw Error(Error::Phase::Compile, "TypeError", "InvalidArgumentType", message, e);
}

Type Checker::function(const Expression& e, const Scope& scope, Setting setting) {
  const FunctionSignature signature = functions_(e.text);
  const std::string name = lower(e.text);
  if (!signature.known) compile_error("UnknownFunction", "there is no function '" + e.text + "'", e);
  if (e.operands.size() < signature.least || e.operands.size() > signature.most)
    compile_error("InvalidNumberOfArguments",
                  e.text + " takes " + arguments(signature) + ", not " + std::to_string(e.operands.size()), e);
  if (setting.aggregates == Aggregates::Within && is_volatile(name))
    compile_error("NonConstantExpression", e.text + "() gives another value each time and cannot be aggregated", e);
  std::vector<Type> types;
  for (const Expression& operand : e.operands)
    types.push_back(expression(operand, scope, deeper(setting, name == "exists")));
  const FunctionTypes* known = find_function_types(name);
  if (!known) return {};
  if (!types.empty()) require(types.front(), known->argument, e.operands.front(), "the argument of " + e.text);
  return known->result == List && known->element != Unknown ? Type::list_of({known->element}) : Type{known->result};
}

Type Checker::aggregate(const Expression& e, const Scope& scope, Setting setting) {
  if (setting.aggregates == Aggregates::Refused)
    compile_error("InvalidAggregation", "nothing can be aggregated here", e);
  if (setting.aggregates == Aggregates::Within)
    compile_error("NestedAggregation", "an aggregate cannot stand in another one", e);
  return e.kind == Kind::CountStar ? Type{Integer} : function(e, scope, {Aggregates::Within, false});
}

/// Without a subject, what stands after WHEN is a condition.
Type Checker::case_expression(const Expression& e, const Scope& scope, Setting setting) {
  const std::size_t first = e.with_subject ? 1 : 0, last = e.operands.size() - (e.with_else ? 1 : 0);
  Type result{e.with_else ? Unknown : Null};
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    const bool when = i >= first && i < last && (i - first) % 2 == 0;
    const Type type = expression(e.operands[i], scope, deeper(setting, when && !e.with_subject));
    if (i == first + 1) result = e.with_else ? type : either(type, result);
    if (i >= first && !when) result = either(result, type);
  }
  return result;
}

/// List comprehensions and quantifiers.
Type Checker::comprehension(const Expression& e, const Scope& scope, Setting setting) {
  const Type list = expression(e.operands.front(), scope, deeper(setting, false));
  require(list, Kinds(List), e.operands.front(), "what comes after IN");
  Scope inner(&scope);
  inner.bind(e.text, element_of(list));
  const bool is_list = e.kind == Kind::ListComprehension;
  if (!is_list || e.with_where) condition(e.operands[1], inner);
  if (!is_list) return {Boolean};
  return e.with_projection ? Type::list_of(expression(e.operands.back(), inner)) : list;
}

Type Checker::reduction(const Expression& e, const Scope& scope, Setting setting) {
  expression(e.operands[0], scope, deeper(setting, false));
  const Type list = expression(e.operands[1], scope, deeper(setting, false));
  require(list, Kinds(List), e.operands[1], "what comes after IN");
  Scope inner(&scope);
  inner.bind(e.names[0], {});
  inner.bind(e.names[1], element_of(list));
  expression(e.operands[2], inner);
  return {};
}

/// Tests for a pattern between what is bound already.
Type Checker::pattern_predicate(const Expression& e, const Scope& scope, Setting setting) {
  if (!setting.condition)
    compile_error("UnexpectedSyntax", "a pattern can stand in conditions only, such as those of WHERE and exists()", e);
  for (const std::string& name : names_in(e.pattern.front()))
    if (!scope.find(name)) undefined(name, scope, e);
  Scope inner(&scope);
  pattern(e.pattern.front(), inner, Use::Match);
  return {Boolean};
}

/// Pattern comprehensions, EXISTS { ... } and COUNT { ... }.
Type Checker::subquery(const Expression& e, const Scope& scope) {
  Scope inner(&scope);
  if (!e.query.empty()) query(e.query.front(), &scope);
  if (!e.pattern.empty()) pattern(e.pattern.front(), inner, Use::Match);
  if (e.with_where) condition(e.operands.front(), inner);
  if (e.kind == Kind::PatternComprehension) return Type::list_of(expression(e.operands.back(), inner));
  return {e.kind == Kind::Exists ? Boolean : Integer};
}

void Checker::condition(const Expression& e, const Scope& scope) {
  require(expression(e, scope, {Aggregates::Refused, true}), Kinds(Boolean), e, "a condition");
}

void Checker::conditions(const std::vector<Expression>& at_most_one, const Scope& scope) {
  for (const Expression& e : at_most_one) condition(e, scope);
}

bool Checker::is_aggregate(const Expression& e) const {
  return e.kind == Kind::CountStar || (e.kind == Kind::Function && functions_(e.text).aggregate);
}

bool Checker::has_aggregate(const Expression& e) const {
  if (is_aggregate(e)) return true;
  return std::any_of(e.operands.begin(), e.operands.end(), [&](const Expression& o) { return has_aggregate(o); });
}

void compile_error(std::string_view detail, const std::string& message, const ast::Position& place) {
  throw Error(Error::Phase::Compile, "SyntaxError", std::string(detail), message, place);
}

void undefined(const std::string& name, const Scope& scope, const ast::Position& place) {
  compile_error("UndefinedVariable",
                "there is no variable '" + name + "' here" + graph::did_you_mean(name, scope.names()), place);
}

void wrong_type(const std::string& message, const ast::Position& place) {
  compile_error("InvalidArgumentType", message, place);
}

}  // namespace whom::cypher
