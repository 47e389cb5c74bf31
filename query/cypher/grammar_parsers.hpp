// The parsers beneath the rules: tokens, looks ahead, places, and the way from operands to the fold.
#ifndef WHOM_QUERY_CYPHER_GRAMMAR_PARSERS_HPP
#define WHOM_QUERY_CYPHER_GRAMMAR_PARSERS_HPP

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <type_traits>
#include <utility>

#include "query/cypher/grammar_config.hpp"
#include "query/cypher/lexer.hpp"

namespace whom::cypher::grammar {

template <typename ParseContext>
State& state(const ParseContext& context) {
  return x3::get<state_tag>(context).get();
}

inline ast::Position place(const Token& first, const Token& last) { return {first.begin, last.end}; }

// --- Tokens ---

/// One symbol; says nothing.
struct Sign : x3::parser<Sign> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  explicit constexpr Sign(Symbol wanted) : symbol(wanted) {}

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I&, const ParseContext& context, RuleAttribute&, Attribute&) const {
    if (first->symbol != symbol) return state(context).miss(first, symbol);
    ++first;
    return true;
  }
  Symbol symbol;
};

/// One token whose text is wanted, as `Read` reads it.
template <typename Read>
struct Word : x3::parser<Word<Read>> {
  using attribute_type = std::string;
  static constexpr bool has_attribute = true;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I&, const ParseContext& context, RuleAttribute&, Attribute& attribute) const {
    if (!Read::accepts(first->symbol)) return state(context).miss(first, Read::symbol);
    attribute = Read::read(state(context).text, *first);
    ++first;
    return true;
  }
};

struct ReadName {
  static constexpr Symbol symbol = Symbol::Name;
  static constexpr bool accepts(Symbol symbol) { return is_name(symbol); }
  static std::string read(std::string_view text, const Token& token) {
    if (token.end - token.begin == 2 && token.symbol == Symbol::QuotedName)
      syntax_error("UnexpectedSyntax", "the name of a variable may not be empty", token.begin, token.end);
    return name(text, token);
  }
};

struct ReadWord {
  static constexpr Symbol symbol = Symbol::AWord;
  static constexpr bool accepts(Symbol symbol) { return is_word(symbol); }
  static std::string read(std::string_view text, const Token& token) { return name(text, token); }
};

template <Symbol wanted>
struct ReadLiteral {
  static constexpr Symbol symbol = wanted;
  static constexpr bool accepts(Symbol found) { return found == wanted; }
  static std::string read(std::string_view text, const Token& token) {
    if constexpr (wanted == Symbol::String) return string_value(text, token);
    if constexpr (wanted == Symbol::Parameter) return parameter_name(text, token);
    return std::string(text.substr(token.begin, token.end - token.begin));
  }
};

const Word<ReadName> name_of_variable;
const Word<ReadWord> word;
const Word<ReadLiteral<Symbol::Integer>> integer;
const Word<ReadLiteral<Symbol::Float>> real;
const Word<ReadLiteral<Symbol::String>> string;
const Word<ReadLiteral<Symbol::Parameter>> parameter;

// --- Looks ahead ---

/// Takes nothing; goes on where the tokens answer `see`.
struct Look : x3::parser<Look> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  explicit constexpr Look(bool (*test)(Iterator)) : see(test) {}

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I&, const ParseContext&, RuleAttribute&, Attribute&) const {
    return see(first);
  }
  bool (*see)(Iterator);
};

/// Takes nothing; ends the parse where the tokens do not answer `see`.
struct Require : x3::parser<Require> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr Require(bool (*test)(Iterator), const char* error, const char* text)
      : see(test), detail(error), message(text) {}

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I&, const ParseContext&, RuleAttribute&, Attribute&) const {
    if (!see(first)) syntax_error(detail, message, first->begin, first->end);
    return true;
  }
  bool (*see)(Iterator);
  const char* detail;
  const char* message;
};

template <Symbol first, Symbol... rest>
bool starts(Iterator at) {
  if (at->symbol != first) return false;
  if constexpr (sizeof...(rest) > 0) return starts<rest...>(at + 1);
  return true;
}

// --- Directives ---

/// located[p] writes the place of what p matched into the attribute of the rule it stands in.
template <typename Subject>
struct Located : x3::unary_parser<Subject, Located<Subject>> {
  using base_type = x3::unary_parser<Subject, Located<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
  using base_type::base_type;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I& last, const ParseContext& context, RuleAttribute& node, Attribute& attribute) const {
    const I begin = first;
    if (!this->subject.parse(first, last, context, node, attribute)) return false;
    if (first != begin) static_cast<ast::Position&>(node) = place(*begin, first[-1]);
    return true;
  }
};

/// extended[p] moves the end of the attribute of the rule it stands in past what p matched.
template <typename Subject>
struct Extended : x3::unary_parser<Subject, Extended<Subject>> {
  using base_type = x3::unary_parser<Subject, Extended<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
  using base_type::base_type;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I& last, const ParseContext& context, RuleAttribute& node, Attribute& attribute) const {
    if (!this->subject.parse(first, last, context, node, attribute)) return false;
    node.end = first[-1].end;
    return true;
  }
};

/// called<symbol>[p] is said to be expected where p does not even begin, in place of all that p may begin with.
template <Symbol symbol>
struct Called {
  template <typename Subject>
  struct Parser : x3::unary_parser<Subject, Parser<Subject>> {
    using base_type = x3::unary_parser<Subject, Parser<Subject>>;
    static constexpr bool is_pass_through_unary = true;
    static constexpr bool handles_container = Subject::handles_container;
    using base_type::base_type;

    template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
    bool parse(I& first, const I& last, const ParseContext& context, RuleAttribute& node, Attribute& attribute) const {
      State& shared = state(context);
      const Symbols before = shared.furthest == first ? shared.expected : Symbols();
      const I begin = first;
      if (this->subject.parse(first, last, context, node, attribute)) return true;
      if (shared.furthest == begin) shared.expected = before;
      return shared.miss(begin, symbol);
    }
  };
};

/// folded[p] is an expression whose operands and operators p hands to the fold.
template <typename Subject>
struct Folded : x3::unary_parser<Subject, Folded<Subject>> {
  using base_type = x3::unary_parser<Subject, Folded<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
  using base_type::base_type;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I& last, const ParseContext& context, RuleAttribute& node, Attribute& attribute) const {
    Fold& fold = state(context).fold;
    const Fold::Mark mark = fold.mark();
    fold.begin(place(*first, *first));
    if (this->subject.parse(first, last, context, node, attribute)) {
      node = fold.finish();
      return true;
    }
    fold.reset(mark);
    return false;
  }
};

template <template <typename> class Parser>
struct Directive {
  template <typename Subject>
  auto operator[](const Subject& subject) const {
    return Parser<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
const Directive<Located> located;
const Directive<Extended> extended;
const Directive<Folded> folded;
template <Symbol symbol>
const Directive<Called<symbol>::template Parser> called;

// --- Operators ---

/// An operator of some form, handed to the fold.
template <Operator::Form form>
struct OperatorParser : x3::parser<OperatorParser<form>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I&, const ParseContext& context, RuleAttribute&, Attribute&) const {
    const Operator* op = find_operator(form, first);
    if (!op) return form != Operator::Form::Prefix && state(context).miss(first, Symbol::AnOperator);
    const I begin = first;
    first += length(*op);
    Fold& fold = state(context).fold;
    if constexpr (form == Operator::Form::Infix)
      fold.infix(*op);
    else if constexpr (form == Operator::Form::Prefix)
      fold.prefix(*op, place(*begin, first[-1]));
    else
      fold.postfix(*op, place(*begin, first[-1]));
    return true;
  }
};
const OperatorParser<Operator::Form::Prefix> prefix;
const OperatorParser<Operator::Form::Infix> infix;
const OperatorParser<Operator::Form::Postfix> postfix;

}  // namespace whom::cypher::grammar

#endif
