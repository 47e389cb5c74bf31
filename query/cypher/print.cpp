#include <algorithm>
#include <array>
#include <string>

#include "query/cypher/lexer.hpp"
#include "query/cypher/operators.hpp"
#include "query/cypher/parse.hpp"

namespace whom::cypher {
namespace {

using ast::Expression;
using Kind = Expression::Kind;

std::string quote_string(std::string_view text) {
  constexpr std::string_view escaped = "\\'\n\r\t\b\f", codes = "\\'nrtbf", hex = "0123456789ABCDEF";
  std::string result = "'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (const std::size_t code = escaped.find(c); code != std::string_view::npos)
      (result += '\\') += codes[code];
    else if (byte < 0x20)
      (((result += "\\u00") += hex[byte >> 4]) += hex[byte & 15]);
    else
      result += c;
  }
  return result += '\'';
}

/// A minus sign after a pattern would go on with it.
Level level_of(const Expression& expression) {
  if (expression.kind == Kind::PatternPredicate) return Level::Comparison;
  if (expression.kind == Kind::Comparisons) return Level::Comparison;
  if (expression.kind == Kind::HasLabels) return Level::Labels;
  const Operator* op = find_operator(expression.kind);
  return op ? op->level : Level::Atom;
}

Level tighter(Level level) { return static_cast<Level>(static_cast<int>(level) + 1); }

/// What would read as `x IN list` of a comprehension where a list or arguments begin with it.
bool begins_with_binding(const Expression& expression) {
  if (level_of(expression) >= Level::Sign || expression.kind == Kind::Not || expression.operands.empty()) return false;
  const Expression& first = expression.operands.front();
  return (expression.kind == Kind::In && first.kind == Kind::Variable) || begins_with_binding(first);
}

/// Functions that a first argument with operators would turn into a quantifier or a reduction.
bool has_form_of_its_own(std::string_view function) {
  constexpr std::array<Symbol, 4> words = {Symbol::Any, Symbol::None, Symbol::Single, Symbol::Reduce};
  return std::find(words.begin(), words.end(), find_word(function)) != words.end();
}

class Printer {
 public:
  void query(const ast::Query& query);
  void expression(const Expression& expression, Level least = Level::Or);
  void pattern(const ast::Pattern& pattern) {
    separated(pattern.paths, [&](const ast::PathPattern& path) { this->path(path); });
    if (!pattern.paths.empty() && !pattern.statements.empty()) out_ += ", ";
    separated(pattern.statements, [&](const ast::StatementPattern& statement) { this->statement(statement); });
  }
  std::string take() { return std::move(out_); }

 private:
  template <typename List, typename Print>
  void separated(const List& list, const Print& print, std::string_view separator = ", ") {
    bool first = true;
    for (const auto& element : list) {
      if (!first) out_ += separator;
      first = false;
      print(element);
    }
  }
  void expressions(const std::vector<Expression>& list) {
    separated(list, [&](const Expression& element) { expression(element); });
  }
  /// At most one, after a word.
  void optional(std::string_view word, const std::vector<Expression>& list) {
    if (list.empty()) return;
    out_ += word;
    expression(list.front());
  }
  void labels(const std::vector<std::string>& labels) {
    for (const std::string& label : labels) (out_ += ':') += quote_word(label);
  }

  void plain(const Expression&);
  void operation(const Expression&, const Operator&);
  void comparisons(const Expression&);
  void map(const Expression&);
  void list(const Expression&);
  void slice(const Expression&);
  void function(const Expression&);
  void case_expression(const Expression&);
  void list_comprehension(const Expression&);
  void quantifier(const Expression&, std::string_view name);
  void reduce(const Expression&);
  void pattern_comprehension(const Expression&);
  void subquery(const Expression&, std::string_view name);

  void properties(const std::vector<Expression>& properties, bool after_something);
  void node(const ast::NodePattern&);
  void relationship(const ast::RelationshipPattern&);
  void range(const ast::RelationshipPattern&);
  void elements(const ast::PathPattern&);
  void path(const ast::PathPattern&);
  void statement(const ast::StatementPattern&);
  void frame(const ast::StatementPattern::Frame&);

  void single_query(const ast::SingleQuery&);
  void clause(const ast::Match&);
  void clause(const ast::Unwind&);
  void clause(const ast::Projection&);
  void clause(const ast::Create&);
  void clause(const ast::Set&);
  void clause(const ast::Merge&);
  void clause(const ast::Remove&);
  void clause(const ast::Delete&);
  void set_item(const ast::SetItem&);
  void set_items(std::string_view word, const std::vector<ast::SetItem>& items) {
    if (items.empty()) return;
    out_ += word;
    separated(items, [&](const ast::SetItem& item) { set_item(item); });
  }

  std::string out_;
};

// --- Expressions ---

void Printer::expression(const Expression& expression, Level least) {
  const bool parenthesised = level_of(expression) < least;
  if (parenthesised) out_ += '(';
  plain(expression);
  if (parenthesised) out_ += ')';
}

void Printer::plain(const Expression& e) {
  switch (e.kind) {
    case Kind::Null:
      out_ += "null";
      break;
    case Kind::True:
      out_ += "true";
      break;
    case Kind::False:
      out_ += "false";
      break;
    case Kind::Integer:
    case Kind::Float:
      out_ += e.text;
      break;
    case Kind::String:
      out_ += quote_string(e.text);
      break;
    case Kind::Parameter:
      (out_ += '$') += quote_parameter(e.text);
      break;
    case Kind::Variable:
      out_ += quote_name(e.text);
      break;
    case Kind::CountStar:
      out_ += "count(*)";
      break;
    case Kind::List:
      list(e);
      break;
    case Kind::Map:
      map(e);
      break;
    case Kind::Property:
      expression(e.operands[0], Level::Atom);
      (out_ += '.') += quote_word(e.text);
      break;
    case Kind::Index:
      expression(e.operands[0], Level::Atom);
      out_ += '[';
      expression(e.operands[1]);
      out_ += ']';
      break;
    case Kind::Slice:
      slice(e);
      break;
    case Kind::HasLabels:
      expression(e.operands[0], Level::Atom);
      labels(e.names);
      break;
    case Kind::Comparisons:
      comparisons(e);
      break;
    case Kind::Function:
      function(e);
      break;
    case Kind::Case:
      case_expression(e);
      break;
    case Kind::ListComprehension:
      list_comprehension(e);
      break;
    case Kind::All:
      quantifier(e, "all");
      break;
    case Kind::Any:
      quantifier(e, "any");
      break;
    case Kind::None:
      quantifier(e, "none");
      break;
    case Kind::Single:
      quantifier(e, "single");
      break;
    case Kind::Reduce:
      reduce(e);
      break;
    case Kind::PatternComprehension:
      pattern_comprehension(e);
      break;
    case Kind::PatternPredicate:
      pattern(e.pattern.front());
      break;
    case Kind::Exists:
      subquery(e, "EXISTS");
      break;
    case Kind::CountSubquery:
      subquery(e, "COUNT");
      break;
    default:
      operation(e, *find_operator(e.kind));
      break;
  }
}

void Printer::operation(const Expression& e, const Operator& op) {
  switch (op.form) {
    case Operator::Form::Prefix:
      out_ += op.spelling;
      if (op.level == Level::Not) out_ += ' ';
      expression(e.operands[0], op.level);
      break;
    case Operator::Form::Postfix:
      expression(e.operands[0], op.level);
      (out_ += ' ') += op.spelling;
      break;
    case Operator::Form::Infix:
      expression(e.operands[0], op.level == Level::Comparison ? tighter(op.level) : op.level);
      ((out_ += ' ') += op.spelling) += ' ';
      expression(e.operands[1], tighter(op.level));
      break;
  }
}

void Printer::comparisons(const Expression& e) {
  std::string_view signs = e.text;
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    if (i > 0) {
      const std::string_view sign = signs.substr(0, signs.find(' '));
      ((out_ += ' ') += sign) += ' ';
      signs.remove_prefix(std::min(sign.size() + 1, signs.size()));
    }
    expression(e.operands[i], tighter(Level::Comparison));
  }
}

void Printer::map(const Expression& e) {
  out_ += '{';
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    ((out_ += i > 0 ? ", " : "") += quote_word(e.names[i])) += ": ";
    expression(e.operands[i]);
  }
  out_ += '}';
}

void Printer::list(const Expression& e) {
  out_ += '[';
  if (e.operands.size() == 1 && begins_with_binding(e.operands[0]))
    expression(e.operands[0], Level::Atom);
  else
    expressions(e.operands);
  out_ += ']';
}

void Printer::slice(const Expression& e) {
  const auto bound = [&](std::string_view name, const Expression& operand) {
    if (std::find(e.names.begin(), e.names.end(), name) != e.names.end()) expression(operand);
  };
  expression(e.operands[0], Level::Atom);
  out_ += '[';
  bound("from", e.operands[1]);
  out_ += "..";
  bound("to", e.operands[2]);
  out_ += ']';
}

void Printer::function(const Expression& e) {
  std::size_t begin = 0;
  for (std::size_t dot; (dot = e.text.find('.', begin)) != std::string::npos; begin = dot + 1) {
    const std::string piece = e.text.substr(begin, dot - begin);
    (out_ += begin == 0 ? quote_name(piece) : quote_word(piece)) += '.';
  }
  const std::string last = e.text.substr(begin);
  out_ += begin == 0 && find_word(last) != Symbol::Exists ? quote_name(last) : quote_word(last);
  out_ += e.distinct ? "(DISTINCT " : "(";
  const bool guarded = has_form_of_its_own(e.text) && !e.distinct;
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    if (i > 0) out_ += ", ";
    expression(e.operands[i], guarded && i == 0 ? Level::Atom : Level::Or);
  }
  out_ += ')';
}

void Printer::case_expression(const Expression& e) {
  auto operand = e.operands.begin();
  const auto next = [&](std::string_view word) {
    out_ += word;
    expression(*operand++);
  };
  out_ += "CASE";
  if (e.with_subject) next(" ");
  while (e.operands.end() - operand > (e.with_else ? 1 : 0)) {
    next(" WHEN ");
    next(" THEN ");
  }
  if (e.with_else) next(" ELSE ");
  out_ += " END";
}

void Printer::list_comprehension(const Expression& e) {
  ((out_ += '[') += quote_name(e.text)) += " IN ";
  expression(e.operands[0]);
  if (e.with_where) {
    out_ += " WHERE ";
    expression(e.operands[1]);
  }
  if (e.with_projection) {
    out_ += " | ";
    expression(e.operands.back());
  }
  out_ += ']';
}

void Printer::quantifier(const Expression& e, std::string_view name) {
  (((out_ += name) += '(') += quote_name(e.text)) += " IN ";
  expression(e.operands[0]);
  out_ += " WHERE ";
  expression(e.operands[1]);
  out_ += ')';
}

void Printer::reduce(const Expression& e) {
  ((out_ += "reduce(") += quote_name(e.names[0])) += " = ";
  expression(e.operands[0]);
  ((out_ += ", ") += quote_name(e.names[1])) += " IN ";
  expression(e.operands[1]);
  out_ += " | ";
  expression(e.operands[2]);
  out_ += ')';
}

void Printer::pattern_comprehension(const Expression& e) {
  out_ += '[';
  pattern(e.pattern.front());
  if (e.with_where) {
    out_ += " WHERE ";
    expression(e.operands[0]);
  }
  out_ += " | ";
  expression(e.operands.back());
  out_ += ']';
}

void Printer::subquery(const Expression& e, std::string_view name) {
  (out_ += name) += " { ";
  if (!e.query.empty()) query(e.query.front());
  if (!e.pattern.empty()) pattern(e.pattern.front());
  optional(" WHERE ", e.operands);
  out_ += " }";
}

// --- Patterns ---

void Printer::properties(const std::vector<Expression>& properties, bool after_something) {
  if (properties.empty()) return;
  if (after_something) out_ += ' ';
  expression(properties.front());
}

void Printer::node(const ast::NodePattern& node) {
  out_ += '(';
  if (!node.variable.empty()) out_ += quote_name(node.variable);
  labels(node.labels);
  properties(node.properties, !node.variable.empty() || !node.labels.empty());
  out_ += ')';
}

void Printer::range(const ast::RelationshipPattern& relationship) {
  if (!relationship.variable_length) return;
  const auto& [least, most] = std::pair(relationship.least, relationship.most);
  out_ += '*';
  if (least) out_ += std::to_string(*least);
  if (least == most) return;
  out_ += "..";
  if (most) out_ += std::to_string(*most);
}

void Printer::relationship(const ast::RelationshipPattern& relationship) {
  using Direction = ast::RelationshipPattern::Direction;
  out_ += relationship.direction == Direction::Left ? "<-" : "-";
  const std::size_t before = out_.size();
  out_ += '[';
  if (!relationship.variable.empty()) out_ += quote_name(relationship.variable);
  if (!relationship.types.empty()) out_ += ':';
  separated(
      relationship.types, [&](const std::string& type) { out_ += quote_word(type); }, "|");
  range(relationship);
  const bool empty = out_.size() == before + 1;
  properties(relationship.properties, !empty);
  if (empty && relationship.properties.empty())
    out_.resize(before);
  else
    out_ += ']';
  out_ += relationship.direction == Direction::Right ? "->" : "-";
}

void Printer::elements(const ast::PathPattern& path) {
  node(path.nodes.front());
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    relationship(path.relationships[i]);
    node(path.nodes[i + 1]);
  }
}

void Printer::path(const ast::PathPattern& path) {
  using Selector = ast::PathPattern::Selector;
  if (!path.variable.empty()) (out_ += quote_name(path.variable)) += " = ";
  const std::string k = std::to_string(path.k);
  const bool function = path.selector == Selector::Shortest || path.selector == Selector::AllShortest;
  switch (path.selector) {
    case Selector::None:
      break;
    case Selector::Shortest:
      out_ += "shortestPath(";
      break;
    case Selector::AllShortest:
      out_ += "allShortestPaths(";
      break;
    case Selector::AnyK:
      out_ += path.k == 1 ? "ANY " : "ANY " + k + " ";
      break;
    case Selector::ShortestK:
      out_ += path.k == 1 ? "ANY SHORTEST " : "SHORTEST " + k + " ";
      break;
    case Selector::AllShortestGql:
      out_ += "ALL SHORTEST ";
      break;
    case Selector::ShortestGroups:
      out_ += "SHORTEST " + k + " GROUPS ";
      break;
  }
  elements(path);
  if (function) out_ += ')';
}

void Printer::statement(const ast::StatementPattern& statement) {
  if (!statement.variable.empty()) (out_ += quote_name(statement.variable)) += " = ";
  out_ += "STATEMENT ";
  separated(
      statement.frames, [&](const ast::StatementPattern::Frame& frame) { this->frame(frame); }, " | ");
}

void Printer::frame(const ast::StatementPattern::Frame& frame) {
  using Stands = ast::StatementPattern::Slot::Kind;
  if (!frame.relation.empty()) out_ += quote_word(frame.relation);
  out_ += '(';
  separated(frame.slots, [&](const ast::StatementPattern::Slot& slot) {
    separated(
        slot.places, [&](const std::string& place) { out_ += quote_word(place); }, "|");
    out_ += slot.kind == Stands::Mention ? ": ~" : ": ";
    if (slot.kind == Stands::Variable)
      out_ += quote_name(slot.text);
    else
      out_ += slot.parameter ? '$' + quote_parameter(slot.text) : quote_string(slot.text);
  });
  out_ += ')';
}

// --- Clauses ---

void Printer::query(const ast::Query& query) {
  for (std::size_t i = 0; i < query.parts.size(); ++i) {
    if (i > 0) out_ += query.all[i - 1] ? " UNION ALL " : " UNION ";
    single_query(query.parts[i]);
  }
}

void Printer::single_query(const ast::SingleQuery& query) {
  separated(
      query.clauses,
      [&](const ast::Clause& any) { std::visit([&](const auto& clause) { this->clause(clause); }, any); }, " ");
}

void Printer::clause(const ast::Match& match) {
  out_ += match.optional ? "OPTIONAL MATCH " : "MATCH ";
  pattern(match.pattern);
  optional(" WHERE ", match.where);
}

void Printer::clause(const ast::Unwind& unwind) {
  out_ += "UNWIND ";
  expression(unwind.list);
  (out_ += " AS ") += quote_name(unwind.variable);
}

void Printer::clause(const ast::Projection& projection) {
  out_ += projection.is_return ? "RETURN " : "WITH ";
  if (projection.distinct) out_ += "DISTINCT ";
  if (projection.star) out_ += projection.items.empty() ? "*" : "*, ";
  separated(projection.items, [&](const ast::ProjectionItem& item) {
    expression(item.expression);
    if (!item.alias.empty()) (out_ += " AS ") += quote_name(item.alias);
  });
  if (!projection.order.empty()) out_ += " ORDER BY ";
  separated(projection.order, [&](const ast::SortItem& item) {
    expression(item.expression);
    if (item.descending) out_ += " DESC";
  });
  optional(" SKIP ", projection.skip);
  optional(" LIMIT ", projection.limit);
  optional(" WHERE ", projection.where);
}

void Printer::clause(const ast::Create& create) {
  out_ += "CREATE ";
  pattern(create.pattern);
}

void Printer::clause(const ast::Set& set) { set_items("SET ", set.items); }

void Printer::clause(const ast::Merge& merge) {
  out_ += "MERGE ";
  path(merge.path);
  set_items(" ON CREATE SET ", merge.on_create);
  set_items(" ON MATCH SET ", merge.on_match);
}

void Printer::clause(const ast::Remove& remove) { set_items("REMOVE ", remove.items); }

void Printer::clause(const ast::Delete& clause) {
  out_ += clause.detach ? "DETACH DELETE " : "DELETE ";
  expressions(clause.targets);
}

void Printer::set_item(const ast::SetItem& item) {
  expression(item.target, Level::Atom);
  labels(item.labels);
  optional(item.kind == ast::SetItem::Kind::Merge ? " += " : " = ", item.value);
}

}  // namespace

std::string print(const ast::Query& query) {
  Printer printer;
  printer.query(query);
  return printer.take();
}

std::string print(const Expression& expression) {
  Printer printer;
  printer.expression(expression);
  return printer.take();
}

std::string print(const ast::Pattern& pattern) {
  Printer printer;
  printer.pattern(pattern);
  return printer.take();
}

}  // namespace whom::cypher
