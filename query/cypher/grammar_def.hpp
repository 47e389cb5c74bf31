// The rules, over tokens. Which of two readings a text has is decided by a look at a few tokens and at the partners of
// brackets, never by trying both: no rule goes back over what it has taken. An expression is taken as a flat run of
// operands and operators, which the fold makes a tree.
#ifndef WHOM_QUERY_CYPHER_GRAMMAR_DEF_HPP
#define WHOM_QUERY_CYPHER_GRAMMAR_DEF_HPP

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <utility>

#include "query/cypher/grammar.hpp"
#include "query/cypher/grammar_config.hpp"
#include "query/cypher/grammar_parsers.hpp"

namespace whom::cypher::grammar {

using ast::Expression;
using Kind = Expression::Kind;

// --- Actions ---

/// Puts what was matched into a member of the rule's attribute.
template <typename Member>
auto fill(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
}

/// Appends what was matched to a member of the rule's attribute.
template <typename Member>
auto push(Member member) {
  return [member](auto& context) { (x3::_val(context).*member).emplace_back(std::move(x3::_attr(context))); };
}

/// Sets a member of the rule's attribute.
template <typename Member, typename Value>
auto set(Member member, Value value) {
  return [member, value](auto& context) { x3::_val(context).*member = value; };
}

auto become(Kind kind) { return set(&Expression::kind, kind); }

const auto pass = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
const auto push_operand = push(&Expression::operands);
const auto push_name = push(&Expression::names);
const auto fill_text = fill(&Expression::text);

/// Makes what was matched so far the first operand of another expression.
auto wrap(Kind kind) {
  return [kind](auto& context) {
    Expression& outer = x3::_val(context);
    Expression inner = std::exchange(outer, {});
    outer.kind = kind;
    outer.begin = inner.begin;
    outer.operands.push_back(std::move(inner));
  };
}

// --- Signs and words ---

const Sign end(Symbol::End), left_parenthesis(Symbol::LeftParenthesis), right_parenthesis(Symbol::RightParenthesis),
    left_bracket(Symbol::LeftBracket), right_bracket(Symbol::RightBracket), left_brace(Symbol::LeftBrace),
    right_brace(Symbol::RightBrace), comma(Symbol::Comma), colon(Symbol::Colon), semicolon(Symbol::Semicolon),
    dot(Symbol::Dot), dots(Symbol::Dots), bar(Symbol::Bar), star(Symbol::Star), minus(Symbol::Minus),
    equal(Symbol::Equal), plus_equal(Symbol::PlusEqual), less(Symbol::Less), greater(Symbol::Greater),
    tilde(Symbol::Tilde);
const Sign all(Symbol::All), all_shortest_paths(Symbol::AllShortestPaths), any(Symbol::Any), as(Symbol::As),
    asc(Symbol::Asc), ascending(Symbol::Ascending), by(Symbol::By), case_(Symbol::Case), count(Symbol::Count),
    create_(Symbol::Create), delete_(Symbol::Delete), desc(Symbol::Desc), descending(Symbol::Descending),
    detach(Symbol::Detach), distinct(Symbol::Distinct), else_(Symbol::Else), end_of_case(Symbol::EndOfCase),
    exists(Symbol::Exists), false_(Symbol::False), groups(Symbol::Groups), in(Symbol::In), limit(Symbol::Limit),
    match_(Symbol::Match), merge_(Symbol::Merge), none(Symbol::None), null(Symbol::Null), on(Symbol::On),
    optional(Symbol::Optional), order(Symbol::Order), reduce_(Symbol::Reduce), remove_(Symbol::Remove),
    return_(Symbol::Return), set_(Symbol::Set), shortest(Symbol::Shortest), shortest_path(Symbol::ShortestPath),
    single(Symbol::Single), statement_(Symbol::Statement), skip(Symbol::Skip), then(Symbol::Then), true_(Symbol::True),
    union_(Symbol::Union), unwind_(Symbol::Unwind), when(Symbol::When), where_(Symbol::Where), with_(Symbol::With);

// --- Looks ahead ---

/// The token after the partner of a bracket; the bracket itself when it has none.
inline Iterator after(Iterator bracket) { return bracket->partner == 0 ? bracket : bracket + bracket->partner + 1; }

/// A parenthesis that might be a node: (), (a), (a:A), ({...}), ...
inline bool sees_node(Iterator at) {
  if (at->symbol != Symbol::LeftParenthesis) return false;
  const Iterator last = at + at->partner;
  ++at;
  if (is_name(at->symbol)) ++at;
  while (at->symbol == Symbol::Colon && is_word(at[1].symbol)) at += 2;
  if (at->symbol == Symbol::LeftBrace)
    at = after(at);
  else if (at->symbol == Symbol::Parameter)
    ++at;
  return at == last;
}

/// A relationship and the node after it: -[...]->(), --(), <-[...]-() and so on.
inline bool sees_step(Iterator at) {
  if (at->symbol == Symbol::Less) ++at;
  if (at->symbol != Symbol::Minus) return false;
  ++at;
  if (at->symbol == Symbol::LeftBracket) at = after(at);
  if (at->symbol != Symbol::Minus) return false;
  ++at;
  if (at->symbol == Symbol::Greater) ++at;
  return sees_node(at);
}

inline bool sees_relationship_pattern(Iterator at) { return sees_node(at) && sees_step(after(at)); }

inline bool sees_end_of_details(Iterator at) {
  return at->symbol == Symbol::LeftBrace || at->symbol == Symbol::Parameter || at->symbol == Symbol::RightBracket;
}

inline bool sees_named_path(Iterator at) { return is_name(at->symbol) && at[1].symbol == Symbol::Equal; }

inline bool sees_binding(Iterator at) { return is_name(at->symbol) && at[1].symbol == Symbol::In; }

/// [x IN list], [x IN list WHERE ...], [x IN list | ...]; [x IN list, y] is a list.
inline bool sees_list_comprehension(Iterator at) {
  return at->symbol == Symbol::LeftBracket && sees_binding(at + 1) && (at->with_bar || !at->with_comma);
}

inline bool sees_pattern_comprehension(Iterator at) {
  return at->symbol == Symbol::LeftBracket && at->with_bar && !sees_binding(at + 1);
}

inline bool sees_quantifier(Iterator at) {
  const Symbol symbol = at->symbol;
  return (symbol == Symbol::All || symbol == Symbol::Any || symbol == Symbol::None || symbol == Symbol::Single) &&
         at[1].symbol == Symbol::LeftParenthesis && sees_binding(at + 2);
}

inline bool sees_reduce(Iterator at) {
  return starts<Symbol::Reduce, Symbol::LeftParenthesis>(at) && sees_named_path(at + 2);
}

/// f(...), date.truncate(...), exists(...)
inline bool sees_call(Iterator at) {
  if (!is_name(at->symbol) && at->symbol != Symbol::Exists) return false;
  ++at;
  while (at->symbol == Symbol::Dot && is_word(at[1].symbol)) at += 2;
  return at->symbol == Symbol::LeftParenthesis;
}

/// A name that can be nothing but a variable. Most expressions begin with one: the rules before it need not be tried.
inline bool sees_variable(Iterator at) { return at->symbol == Symbol::Name && !sees_call(at); }

inline bool sees_selector(Iterator at) {
  switch (at->symbol) {
    case Symbol::All:
      return at[1].symbol == Symbol::Shortest;
    case Symbol::Any:
      return at[1].symbol == Symbol::Shortest || at[1].symbol == Symbol::Integer ||
             at[1].symbol == Symbol::LeftParenthesis;
    default:
      return starts<Symbol::Shortest, Symbol::Integer>(at);
  }
}

inline bool sees_shortest_path(Iterator at) {
  return (at->symbol == Symbol::ShortestPath || at->symbol == Symbol::AllShortestPaths) &&
         at[1].symbol == Symbol::LeftParenthesis;
}

/// STATEMENT meet(...), m = STATEMENT meet(...)
inline bool sees_statement(Iterator at) {
  if (sees_named_path(at)) at += 2;
  return at->symbol == Symbol::Statement;
}

/// In EXISTS { ... } and COUNT { ... }: a pattern rather than a query.
inline bool sees_pattern(Iterator at) {
  return sees_statement(at) || at->symbol == Symbol::LeftParenthesis || sees_named_path(at) || sees_selector(at) ||
         sees_shortest_path(at);
}

// --- Expressions ---

const x3::rule<struct expression_class, Expression> expression{"an expression"};
const x3::rule<struct operand_class, Expression> operand{"an expression"};
const x3::rule<struct owner_class, Expression> owner{"an expression"};
const x3::rule<struct atom_class, Expression> atom{"an expression"};
const x3::rule<struct literal_class, Expression> literal{"a literal"};
const x3::rule<struct map_class, Expression> map{"a map"};
const x3::rule<struct list_class, Expression> list{"a list"};
const x3::rule<struct list_comprehension_class, Expression> list_comprehension{"a list"};
const x3::rule<struct pattern_comprehension_class, Expression> pattern_comprehension{"a list"};
const x3::rule<struct case_class, Expression> case_expression{"CASE"};
const x3::rule<struct quantifier_class, Expression> quantifier{"a quantifier"};
const x3::rule<struct reduce_class, Expression> reduce{"reduce"};
const x3::rule<struct subquery_class, Expression> subquery{"a subquery"};
const x3::rule<struct call_class, Expression> call{"a function"};
const x3::rule<struct pattern_predicate_class, Expression> pattern_predicate{"a pattern"};
const x3::rule<struct pattern_class, ast::Pattern> pattern{"a pattern"};
const x3::rule<struct relationship_chain_class, ast::Pattern> relationship_chain{"a pattern"};
const x3::rule<struct query_class, ast::Query> query{"a query"};

// A name, a list and a predicate, as in `x IN list WHERE predicate`.
const auto binding = name_of_variable[fill_text] >> in >> expression[push_operand];
const auto condition = where_ >> expression[push_operand];
const auto optional_condition = -(condition >> x3::eps[set(&Expression::with_where, true)]);

const auto literal_def =
    integer[fill_text] >> x3::eps[become(Kind::Integer)] | real[fill_text] >> x3::eps[become(Kind::Float)] |
    string[fill_text] >> x3::eps[become(Kind::String)] | parameter[fill_text] >> x3::eps[become(Kind::Parameter)] |
    true_[become(Kind::True)] | false_[become(Kind::False)] | null[become(Kind::Null)];

const auto entry = word[push_name] >> colon >> expression[push_operand];
const auto map_def = located[left_brace >> x3::eps[become(Kind::Map)] >> -(entry % comma) >> right_brace];
const auto list_def = left_bracket >> x3::eps[become(Kind::List)] >>
                      -(expression[push_operand] % comma) >> right_bracket;
const auto list_comprehension_def =
    Look(sees_list_comprehension) >> left_bracket >> x3::eps[become(Kind::ListComprehension)] >> binding >>
    optional_condition >> -(bar >> expression[push_operand][set(&Expression::with_projection, true)]) >> right_bracket;
const auto pattern_comprehension_def = Look(sees_pattern_comprehension) >> left_bracket >>
                                       x3::eps[become(Kind::PatternComprehension)] >>
                                       relationship_chain[push(&Expression::pattern)] >> optional_condition >> bar >>
                                       expression[push_operand] >> right_bracket;

const auto alternative = when >> expression[push_operand] >> then >> expression[push_operand];
const auto case_expression_def =
    case_ >> x3::eps[become(Kind::Case)] >>
    (&when | expression[push_operand] >> x3::eps[set(&Expression::with_subject, true)]) >> +alternative >>
    -(else_ >> expression[push_operand] >> x3::eps[set(&Expression::with_else, true)]) >> end_of_case;

const auto which =
    all[become(Kind::All)] | any[become(Kind::Any)] | none[become(Kind::None)] | single[become(Kind::Single)];
const auto quantifier_def =
    Look(sees_quantifier) >> which >> left_parenthesis >> binding >> condition >> right_parenthesis;
const auto reduce_def = Look(sees_reduce) >> reduce_ >> x3::eps[become(Kind::Reduce)] >> left_parenthesis >>
                        name_of_variable[push_name] >> equal >> expression[push_operand] >> comma >>
                        name_of_variable[push_name] >> in >> expression[push_operand] >> bar >>
                        expression[push_operand] >> right_parenthesis;

const auto subquery_start = Look(starts<Symbol::Exists, Symbol::LeftBrace>) >> exists[become(Kind::Exists)] |
                            Look(starts<Symbol::Count, Symbol::LeftBrace>) >> count[become(Kind::CountSubquery)];
const auto pattern_or_query =
    Look(sees_pattern) >> pattern[push(&Expression::pattern)] >> optional_condition | query[push(&Expression::query)];
const auto subquery_def = subquery_start >> left_brace >> pattern_or_query >> right_brace;

const auto add_piece = [](auto& context) { (x3::_val(context).text += '.') += x3::_attr(context); };
const auto count_star = Look(starts<Symbol::Count, Symbol::LeftParenthesis, Symbol::Star>) >>
                        count[become(Kind::CountStar)] >> left_parenthesis >> star;
const auto arguments =
    (word[fill_text] >> x3::eps[become(Kind::Function)] >> *(dot >> word[add_piece]) >> left_parenthesis >>
     -distinct[set(&Expression::distinct, true)] >> -(expression[push_operand] % comma));
const auto call_def = Look(sees_call) >> (count_star | arguments) >> right_parenthesis;

const auto pattern_predicate_def = Look(sees_relationship_pattern) >> relationship_chain[push(&Expression::pattern)] >>
                                   x3::eps[become(Kind::PatternPredicate)];
const auto variable = name_of_variable[fill_text] >> x3::eps[become(Kind::Variable)];
const auto parenthesised = left_parenthesis >> expression[pass] >> right_parenthesis;

const auto atom_def =
    located[called<Symbol::AnExpression>[Look(sees_variable) >> variable | literal[pass] | pattern_predicate[pass] |
                                         parenthesised | list_comprehension[pass] | pattern_comprehension[pass] |
                                         list[pass] | map[pass] | case_expression[pass] | subquery[pass] |
                                         quantifier[pass] | reduce[pass] | call[pass] | variable]];

/// The bounds of a slice: what is left out is Null.
const auto leave_out = [](auto& context) { x3::_val(context).operands.emplace_back(); };
const auto from = [](auto& context) { x3::_val(context).names.emplace_back("from"); };
const auto to = [](auto& context) {
  x3::_val(context).names.emplace_back("to");
  x3::_val(context).operands.emplace_back(std::move(x3::_attr(context)));
};
const auto upto = dots >> x3::eps[set(&Expression::kind, Kind::Slice)] >>
                  (&right_bracket >> x3::eps[leave_out] | expression[to]);
const auto access = dot[wrap(Kind::Property)] >> word[fill_text] |
                    left_bracket[wrap(Kind::Index)] >>
                        (&dots >> x3::eps[leave_out] >> upto |
                         expression[push_operand] >> -(&dots >> x3::eps[from] >> upto)) >>
                        right_bracket;
const auto deepen = [](auto& context) { state(context).fold.deepen(x3::_val(context)); };
const auto begin_operand = [](auto& context) { state(context).fold.begin_operand(); };
const auto owner_def = x3::eps[begin_operand] >> atom[pass] >> *extended[access >> x3::eps[deepen]];
const auto has_labels = &colon >> x3::eps[wrap(Kind::HasLabels)] >> +(colon >> word[push_name]) >> x3::eps[deepen];
const auto operand_def = owner[pass] >> -extended[has_labels];

const auto fold_operand = [](auto& context) { state(context).fold.operand(std::move(x3::_attr(context))); };
const auto signed_operand = *prefix >> operand[fold_operand] >> *postfix;
const auto expression_def = folded[signed_operand >> *(infix > signed_operand)];

// --- Patterns ---

using Direction = ast::RelationshipPattern::Direction;
using Selector = ast::PathPattern::Selector;

const x3::rule<struct properties_class, Expression> properties{"properties"};
const x3::rule<struct node_class, ast::NodePattern> node{"a node"};
const x3::rule<struct relationship_class, ast::RelationshipPattern> relationship{"a relationship"};
const x3::rule<struct bound_class, std::uint64_t> bound{"a whole number"};
const x3::rule<struct path_class, ast::PathPattern> path{"a pattern"};
const x3::rule<struct chain_class, ast::PathPattern> chain{"a pattern"};

const auto properties_def = map[pass] | located[parameter[fill_text] >> x3::eps[become(Kind::Parameter)]];
const auto labels_of_node = *(colon >> word[push(&ast::NodePattern::labels)]);
const auto node_def = located[left_parenthesis >> -name_of_variable[fill(&ast::NodePattern::variable)] >>
                              labels_of_node >> -properties[push(&ast::NodePattern::properties)] >> right_parenthesis];

const auto read_bound = [](auto& context) { x3::_val(context) = integer_value(x3::_attr(context)); };
const auto bound_def = integer[read_bound];
const auto exact = [](auto& context) { x3::_val(context).least = x3::_val(context).most = x3::_attr(context); };
const auto no_most = [](auto& context) { x3::_val(context).most.reset(); };
const auto range = star[set(&ast::RelationshipPattern::variable_length, true)] >> -bound[exact] >>
                   -(dots[no_most] >> -bound[fill(&ast::RelationshipPattern::most)]);
const auto type = word[push(&ast::RelationshipPattern::types)];
const Require end_of_details(sees_end_of_details, "InvalidRelationshipPattern",
                             "a relationship is written -[name:TYPE|OTHER*1..3 {key: value}]->");
const auto details = left_bracket >> -name_of_variable[fill(&ast::RelationshipPattern::variable)] >>
                     -(colon >> type >> *(bar >> -colon >> type)) >> -range >> end_of_details >>
                     -properties[push(&ast::RelationshipPattern::properties)] >> right_bracket;
const auto turn = [](auto& context) {
  Direction& direction = x3::_val(context).direction;
  direction = direction == Direction::Left ? Direction::Either : Direction::Right;
};
const auto relationship_def = located[-less[set(&ast::RelationshipPattern::direction, Direction::Left)] >> minus >>
                                      -details >> minus >> -greater[turn]];

const auto first_node = node[push(&ast::PathPattern::nodes)];
const auto step = relationship[push(&ast::PathPattern::relationships)] > node[push(&ast::PathPattern::nodes)];
const auto elements = first_node >> *step;
const auto element = Look(starts<Symbol::LeftParenthesis, Symbol::LeftParenthesis>) >> left_parenthesis >> elements >>
                         right_parenthesis |
                     elements;

auto select(Selector selector) { return set(&ast::PathPattern::selector, selector); }
const auto count_of_paths = bound[fill(&ast::PathPattern::k)];
const auto selected =
    all >> shortest[select(Selector::AllShortestGql)] >> element |
    any >> shortest[select(Selector::ShortestK)] >> element |
    any[select(Selector::AnyK)] >> -count_of_paths >> element |
    shortest[select(Selector::ShortestK)] >> count_of_paths >> -groups[select(Selector::ShortestGroups)] >> element;
const auto shortest_of =
    (shortest_path[select(Selector::Shortest)] | all_shortest_paths[select(Selector::AllShortest)]) >>
    left_parenthesis >> element >> right_parenthesis;
const auto name_of_path = Look(sees_named_path) >> name_of_variable[fill(&ast::PathPattern::variable)] >> equal;
const auto path_def =
    located[-name_of_path >> (Look(sees_selector) >> selected | Look(sees_shortest_path) >> shortest_of | element)];

using StatementPattern = ast::StatementPattern;
using Frame = StatementPattern::Frame;
using Participant = StatementPattern::Slot;
const x3::rule<struct statement_class, StatementPattern> statement{"a statement"};
const x3::rule<struct frame_class, Frame> frame{"a relation and who stands where"};
const x3::rule<struct participant_class, Participant> participant{"a participant"};

const auto fill_participant = fill(&Participant::text);
auto is(Participant::Kind kind) { return x3::eps[set(&Participant::kind, kind)]; }
const auto name_or_parameter =
    string[fill_participant] | parameter[fill_participant] >> x3::eps[set(&Participant::parameter, true)];
const auto participant_def =
    located[word[push(&Participant::places)] % bar >> colon >>
            (tilde >> is(Participant::Kind::Mention) >> name_or_parameter | name_of_variable[fill_participant] |
             is(Participant::Kind::Name) >> name_or_parameter)];
const auto frame_def = located[-word[fill(&Frame::relation)] >> left_parenthesis >>
                               -(participant[push(&Frame::slots)] % comma) >> right_parenthesis];
const auto statement_def =
    located[-(Look(sees_named_path) >> name_of_variable[fill(&StatementPattern::variable)] >> equal) >> statement_ >>
            frame[push(&StatementPattern::frames)] % bar];
const auto pattern_def =
    located[(Look(sees_statement) >> statement[push(&ast::Pattern::statements)] | path[push(&ast::Pattern::paths)]) %
            comma];
// Among operators, a minus sign may follow the last node.
const auto chain_def =
    located[-name_of_path >> Look(sees_relationship_pattern) >> first_node >> +(Look(sees_step) >> step)];
const auto relationship_chain_def = located[chain[push(&ast::Pattern::paths)]];

// --- Clauses ---

const x3::rule<struct match_class, ast::Match> match{"MATCH"};
const x3::rule<struct unwind_class, ast::Unwind> unwind{"UNWIND"};
const x3::rule<struct item_class, ast::ProjectionItem> item{"an expression"};
const x3::rule<struct sort_item_class, ast::SortItem> sort_item{"an expression"};
const x3::rule<struct return_class, ast::Projection> return_clause{"RETURN"};
const x3::rule<struct with_class, ast::Projection> with_clause{"WITH"};
const x3::rule<struct create_class, ast::Create> create{"CREATE"};
const x3::rule<struct set_item_class, ast::SetItem> set_item{"an assignment"};
const x3::rule<struct remove_item_class, ast::SetItem> remove_item{"a property or labels"};
const x3::rule<struct set_class, ast::Set> set_clause{"SET"};
const x3::rule<struct merge_class, ast::Merge> merge{"MERGE"};
const x3::rule<struct remove_class, ast::Remove> remove{"REMOVE"};
const x3::rule<struct delete_class, ast::Delete> delete_clause{"DELETE"};
const x3::rule<struct single_query_class, ast::SingleQuery> single_query{"a query"};

const auto match_def =
    located[-optional[set(&ast::Match::optional, true)] >> match_ >> pattern[fill(&ast::Match::pattern)] >>
            -(where_ >> expression[push(&ast::Match::where)])];
const auto unwind_def =
    located[unwind_ >> expression[fill(&ast::Unwind::list)] >> as >> name_of_variable[fill(&ast::Unwind::variable)]];

const auto fill_item = [](auto& context) {
  ast::ProjectionItem& filled = x3::_val(context);
  filled.expression = std::move(x3::_attr(context));
  filled.text = state(context).text.substr(filled.expression.begin, filled.expression.end - filled.expression.begin);
};
const auto item_def = located[expression[fill_item] >> -(as >> name_of_variable[fill(&ast::ProjectionItem::alias)])];
const auto sort_item_def = located[expression[fill(&ast::SortItem::expression)] >>
                                   -(asc | ascending | (desc | descending)[set(&ast::SortItem::descending, true)])];
const auto push_item = push(&ast::Projection::items);
const auto items = star[set(&ast::Projection::star, true)] >> *(comma >> item[push_item]) | item[push_item] % comma;
const auto projection = -distinct[set(&ast::Projection::distinct, true)] >> items >>
                        -(order >> by >> sort_item[push(&ast::Projection::order)] % comma) >>
                        -(skip >> expression[push(&ast::Projection::skip)]) >>
                        -(limit >> expression[push(&ast::Projection::limit)]);
const auto return_clause_def = located[return_[set(&ast::Projection::is_return, true)] >> projection];
const auto with_clause_def = located[with_ >> projection >> -(where_ >> expression[push(&ast::Projection::where)])];

const auto create_def = located[create_ >> pattern[fill(&ast::Create::pattern)]];

using ItemKind = ast::SetItem::Kind;
/// Refuses targets of other kinds than these two.
auto require(Kind one, Kind other, const char* message) {
  return [one, other, message](auto& context) {
    const Expression& target = x3::_val(context).target;
    if (target.kind != one && target.kind != other) syntax_error("UnexpectedSyntax", message, target.begin, target.end);
  };
}
const auto replace = [](auto& context) {
  ast::SetItem& assignment = x3::_val(context);
  assignment.kind = assignment.target.kind == Kind::Property ? ItemKind::Property : ItemKind::Replace;
};
const auto target =
    owner[fill(&ast::SetItem::target)] >>
    x3::eps[require(Kind::Variable, Kind::Property, "only variables and their properties can be set or removed")];
const auto value = expression[push(&ast::SetItem::value)];
const auto labels_of_item = &colon >> x3::eps[set(&ast::SetItem::kind, ItemKind::Labels)] >>
                            +(colon >> word[push(&ast::SetItem::labels)]);
const auto set_item_def =
    located[target >> (equal[replace] >> value | plus_equal[set(&ast::SetItem::kind, ItemKind::Merge)] >> value |
                       labels_of_item)];
const auto remove_item_def =
    located[target >> (labels_of_item |
                       x3::eps[require(Kind::Property, Kind::Property, "expected a property or labels to remove")])];
const auto set_clause_def = located[set_ >> set_item[push(&ast::Set::items)] % comma];
const auto remove_def = located[remove_ >> remove_item[push(&ast::Remove::items)] % comma];
const auto on_create = create_ >> set_ >> set_item[push(&ast::Merge::on_create)] % comma;
const auto on_match = match_ >> set_ >> set_item[push(&ast::Merge::on_match)] % comma;
const auto merge_def = located[merge_ >> path[fill(&ast::Merge::path)] >> *(on >> (on_create | on_match))];
const auto delete_clause_def =
    located[-detach[set(&ast::Delete::detach, true)] >> delete_ >> expression[push(&ast::Delete::targets)] % comma];

const auto push_clause = push(&ast::SingleQuery::clauses);
const auto clause = match[push_clause] | unwind[push_clause] | with_clause[push_clause] | return_clause[push_clause] |
                    create[push_clause] | merge[push_clause] | set_clause[push_clause] | remove[push_clause] |
                    delete_clause[push_clause];
const auto single_query_def = located[+called<Symbol::AClause>[clause]];

const auto joined = [](bool all_rows) {
  return [all_rows](auto& context) { x3::_val(context).all.push_back(all_rows); };
};
const auto part = single_query[push(&ast::Query::parts)];
const auto query_def = located[part >> *(union_ >> (all[joined(true)] | x3::eps[joined(false)]) >> part)];

const query_type whole_query{"a query"};
const expression_type whole_expression{"an expression"};
const auto whole_query_def = query >> -semicolon >> end;
const auto whole_expression_def = expression >> end;

BOOST_SPIRIT_DEFINE(expression, operand, owner, atom, literal, map, list, list_comprehension, pattern_comprehension,
                    case_expression, quantifier, reduce, subquery, call, pattern_predicate)
BOOST_SPIRIT_DEFINE(properties, node, relationship, bound, path, chain, participant, frame, statement, pattern,
                    relationship_chain)
BOOST_SPIRIT_DEFINE(match, unwind, item, sort_item, return_clause, with_clause, create, set_item, remove_item,
                    set_clause, merge, remove, delete_clause, single_query, query, whole_query, whole_expression)

}  // namespace whom::cypher::grammar

#endif
