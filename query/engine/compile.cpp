// From the syntax tree to expressions that can be evaluated: names become places, operators become functions.
#include <algorithm>
#include <charconv>

#include "query/cypher/lexer.hpp"
#include "query/engine/expressions.hpp"

namespace whom::engine {
namespace {

using Syntax = cypher::ast::Expression;
using property::Value;

[[noreturn]] void refuse(const Syntax& at, std::string detail, const std::string& message) {
  throw cypher::Error(cypher::Error::Phase::Compile, "SyntaxError", std::move(detail), message, at);
}

/// With the sign that a Negate before it gives.
Value integer_literal(const Syntax& literal, bool negative) {
  const std::uint64_t magnitude = cypher::integer_value(literal.text);
  return Value(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
}

/// The parser has made sure that it is not too large: what does not fit is as good as zero.
Value float_literal(const std::string& text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return Value(number);
}

class Compiler {
 public:
  Compiler(const Scope& scope, const SubqueryCompiler& subqueries) : around_(scope), subqueries_(subqueries) {
    for (const auto& [name, place] : scope.variables)
      if (place.local) local_count_ = std::max(local_count_, place.index + 1);
  }

  ExpressionPtr compile(const Syntax& syntax) {
    if (const UnaryFunction function = unary_function(syntax.kind)) return unary(function, syntax);
    if (const BinaryFunction function = binary_function(syntax.kind))
      return make_binary(function, compile(syntax.operands[0]), compile(syntax.operands[1]));
    switch (syntax.kind) {
      case Syntax::Kind::Null:
        return make_constant(Value());
      case Syntax::Kind::True:
      case Syntax::Kind::False:
        return make_constant(Value(syntax.kind == Syntax::Kind::True));
      case Syntax::Kind::Integer:
        return make_constant(integer_literal(syntax, false));
      case Syntax::Kind::Float:
        return make_constant(float_literal(syntax.text));
      case Syntax::Kind::String:
        return make_constant(Value(syntax.text));
      case Syntax::Kind::Parameter:
        return make_parameter(syntax.text);
      case Syntax::Kind::Variable:
        return make_variable(place(syntax));
      case Syntax::Kind::List:
        return make_list(operands(syntax));
      case Syntax::Kind::Map:
        return make_map(syntax.names, operands(syntax));
      case Syntax::Kind::Property:
        return property(syntax);
      case Syntax::Kind::Index:
        return make_index(compile(syntax.operands[0]), compile(syntax.operands[1]));
      case Syntax::Kind::Slice:
        return slice(syntax);
      case Syntax::Kind::HasLabels:
        return make_has_labels(compile(syntax.operands[0]), syntax.names);
      case Syntax::Kind::Or:
      case Syntax::Kind::And:
        return connective(syntax);
      case Syntax::Kind::Comparisons:
        return make_comparisons(comparisons(syntax), operands(syntax));
      case Syntax::Kind::In:
        return make_membership(compile(syntax.operands[0]), compile(syntax.operands[1]));
      case Syntax::Kind::Function:
        return call(syntax);
      case Syntax::Kind::Case:
        return make_case(syntax.with_subject, syntax.with_else, operands(syntax));
      case Syntax::Kind::ListComprehension:
        return list_comprehension(syntax);
      case Syntax::Kind::All:
      case Syntax::Kind::Any:
      case Syntax::Kind::None:
      case Syntax::Kind::Single:
        return quantifier(syntax);
      case Syntax::Kind::Reduce:
        return reduce(syntax);
      default:
        return subquery(syntax);
    }
  }

 private:
  /// A variable that lives as long as its comprehension is compiled.
  class Local {
   public:
    Local(Compiler& compiler, const std::string& name) : compiler_(compiler), index_(compiler.local_count_++) {
      compiler.locals_.variables.emplace_back(name, Place{true, index_, Vector::Form::Values});
    }
    Local(const Local&) = delete;
    ~Local() {
      compiler_.locals_.variables.pop_back();
      --compiler_.local_count_;
    }
    std::size_t index() const { return index_; }

   private:
    Compiler& compiler_;
    std::size_t index_;
  };

  Expressions operands(const Syntax& syntax) {
    Expressions compiled;
    for (const Syntax& operand : syntax.operands) compiled.push_back(compile(operand));
    return compiled;
  }

  const Place& place(const Syntax& variable) const {
    const Place* local = locals_.find(variable.text);
    const Place* found = local ? local : around_.find(variable.text);
    if (!found) refuse(variable, "UndefinedVariable", "there is no variable '" + variable.text + "' here");
    return *found;
  }

  ExpressionPtr unary(UnaryFunction function, const Syntax& syntax) {
    const Syntax& operand = syntax.operands[0];
    if (syntax.kind == Syntax::Kind::Negate && operand.kind == Syntax::Kind::Integer)
      return make_constant(integer_literal(operand, true));
    return make_unary(function, compile(operand));
  }

  /// a AND b AND c, which the tree nests, becomes one.
  ExpressionPtr connective(const Syntax& syntax) {
    Expressions operands;
    flatten(syntax, syntax.kind, operands);
    return make_connective(syntax.kind == Syntax::Kind::Or, std::move(operands));
  }

  void flatten(const Syntax& syntax, Syntax::Kind kind, Expressions& into) {
    if (syntax.kind != kind) return into.push_back(compile(syntax));
    for (const Syntax& operand : syntax.operands) flatten(operand, kind, into);
  }

  ExpressionPtr property(const Syntax& syntax) {
    const Syntax& owner = syntax.operands[0];
    if (owner.kind == Syntax::Kind::Variable)
      if (const Place& found = place(owner); !found.local && found.form != Vector::Form::Values)
        return make_column_property(found, syntax.text);
    return make_property(compile(owner), syntax.text);
  }

  ExpressionPtr slice(const Syntax& syntax) {
    const auto bound = [&](const char* name, std::size_t operand) {
      const bool given = std::ranges::find(syntax.names, name) != syntax.names.end();
      return given ? compile(syntax.operands[operand]) : nullptr;
    };
    return make_slice(compile(syntax.operands[0]), bound("from", 1), bound("to", 2));
  }

  static std::vector<BinaryFunction> comparisons(const Syntax& syntax) {
    std::vector<BinaryFunction> functions;
    std::string_view rest = syntax.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      functions.push_back(comparison_function(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return functions;
  }

  ExpressionPtr call(const Syntax& syntax) {
    // Only exists() takes a pattern, which is the condition by itself.
    if (!syntax.operands.empty() && syntax.operands[0].kind == Syntax::Kind::PatternPredicate)
      return subquery(syntax.operands[0]);
    const Function* function = find_function(syntax.text);
    if (!function) refuse(syntax, "UnknownFunction", "there is no function " + syntax.text + "()");
    if (syntax.operands.size() < function->least || syntax.operands.size() > function->most)
      refuse(syntax, "InvalidNumberOfArguments", syntax.text + "() does not take that many arguments");
    return make_call(*function, operands(syntax));
  }

  ExpressionPtr list_comprehension(const Syntax& syntax) {
    ExpressionPtr list = compile(syntax.operands[0]);
    const Local local(*this, syntax.text);
    ExpressionPtr where = syntax.with_where ? compile(syntax.operands[1]) : nullptr;
    ExpressionPtr projection = syntax.with_projection ? compile(syntax.operands.back()) : nullptr;
    return make_list_comprehension({local.index(), std::move(list)}, std::move(where), std::move(projection));
  }

  ExpressionPtr quantifier(const Syntax& syntax) {
    ExpressionPtr list = compile(syntax.operands[0]);
    const Local local(*this, syntax.text);
    return make_quantifier(syntax.kind, {local.index(), std::move(list)}, compile(syntax.operands[1]));
  }

  ExpressionPtr reduce(const Syntax& syntax) {
    ExpressionPtr start = compile(syntax.operands[0]), list = compile(syntax.operands[1]);
    const Local accumulator(*this, syntax.names[0]), element(*this, syntax.names[1]);
    return make_reduce({element.index(), std::move(list)}, accumulator.index(), std::move(start),
                       compile(syntax.operands[2]));
  }

  ExpressionPtr subquery(const Syntax& syntax) {
    if (!subqueries_) refuse(syntax, "UnexpectedSyntax", "patterns and queries cannot stand here");
    Scope scope = around_;
    scope.variables.insert(scope.variables.end(), locals_.variables.begin(), locals_.variables.end());
    return subqueries_(syntax, scope);
  }

  const Scope& around_;
  Scope locals_;  ///< the variables of comprehensions within the expression
  const SubqueryCompiler& subqueries_;
  std::size_t local_count_ = 0;  ///< of those around it, too
};

}  // namespace

ExpressionPtr compile(const cypher::ast::Expression& syntax, const Scope& scope, const SubqueryCompiler& subqueries) {
  return Compiler(scope, subqueries).compile(syntax);
}

}  // namespace whom::engine
