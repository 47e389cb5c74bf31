#include "tests/query/cypher/random_tree.hpp"

#include <array>
#include <string_view>

namespace whom::test {

namespace ast = cypher::ast;

// --- Names ---

/// Of labels, types and keys: plain ones, words of the language, and what only backticks can hold.
std::string RandomTree::word() {
  constexpr std::array<std::string_view, 22> words = {
      "a",  "b",    "x1",   "_y",   "Straße", "match", "END",     "count", "any",      "all",    "exists",
      "in", "true", "desc", "null", "",       "a b",   "quo`ted", "1st",   "shortest", "reduce", "é-à"};
  return std::string(one_of(words));
}

std::string RandomTree::name() {
  const std::string result = word();
  return result.empty() ? "v" : result;
}

std::vector<std::string> RandomTree::words(std::size_t least) {
  std::vector<std::string> result(least + below(2));
  for (std::string& each : result) each = word();
  return result;
}

// --- Expressions ---

ast::Expression RandomTree::expression(int depth) {
  if (depth <= 0) return leaf();
  switch (below(13)) {
    case 0:
      return leaf();
    case 1:
    case 2:
    case 3:
      return operation(depth);
    case 4:
      return comparisons(depth);
    case 5:
      return access(depth);
    case 6:
      return function(depth);
    case 7:
      return map(depth);
    case 8:
      return list(depth);
    case 9:
      return case_expression(depth);
    case 10:
      return comprehension(depth);
    case 11:
      return reduction(depth);
    default:
      return with_pattern(depth);
  }
}

ast::Expression RandomTree::variable() {
  Expression e;
  e.kind = Kind::Variable;
  e.text = name();
  return e;
}

ast::Expression RandomTree::leaf() {
  constexpr std::array<std::string_view, 5> integers = {"0", "7", "0x1F", "0o17", "9223372036854775807"};
  constexpr std::array<std::string_view, 5> floats = {"1.5", ".5", "1e9", "2.5E-3", "0.0"};
  constexpr std::array<std::string_view, 6> strings = {"", "plain", "it's", "back\\slash", "a\nb\t\x01", "Ω🦉"};
  Expression e;
  switch (below(8)) {
    case 0:
      e.kind = Kind::Integer;
      e.text = one_of(integers);
      break;
    case 1:
      e.kind = Kind::Float;
      e.text = one_of(floats);
      break;
    case 2:
      e.kind = Kind::String;
      e.text = one_of(strings);
      break;
    case 3:
      e.kind = Kind::Parameter;
      e.text = name();
      break;
    case 4:
      e.kind = one_of(std::array{Kind::Null, Kind::True, Kind::False, Kind::CountStar});
      break;
    default:
      return variable();
  }
  return e;
}

ast::Expression RandomTree::operation(int depth) {
  constexpr std::array unary = {Kind::Not, Kind::Negate, Kind::Plus, Kind::IsNull, Kind::IsNotNull};
  constexpr std::array binary = {Kind::Or,       Kind::Xor,       Kind::And,        Kind::Equal,        Kind::NotEqual,
                                 Kind::Less,     Kind::LessEqual, Kind::Greater,    Kind::GreaterEqual, Kind::In,
                                 Kind::Contains, Kind::EndsWith,  Kind::StartsWith, Kind::Matches,      Kind::Add,
                                 Kind::Subtract, Kind::Multiply,  Kind::Divide,     Kind::Modulo,       Kind::Power};
  Expression e;
  const bool one = below(3) == 0;
  e.kind = one ? one_of(unary) : one_of(binary);
  add(e, depth);
  if (!one) add(e, depth);
  if (e.kind == Kind::Negate && e.operands[0].kind == Kind::Integer) e.operands[0].text = "9223372036854775808";
  return e;
}

ast::Expression RandomTree::comparisons(int depth) {
  constexpr std::array<std::string_view, 6> signs = {"=", "<>", "<", "<=", ">", ">="};
  Expression e;
  e.kind = Kind::Comparisons;
  add(e, depth);
  for (std::size_t i = 2 + below(2); i > 0; --i) {
    (e.text += e.text.empty() ? "" : " ") += one_of(signs);
    add(e, depth);
  }
  return e;
}

ast::Expression RandomTree::access(int depth) {
  Expression e;
  e.kind = one_of(std::array{Kind::Property, Kind::Index, Kind::Slice, Kind::HasLabels});
  add(e, depth);
  if (e.kind == Kind::Property) e.text = word();
  if (e.kind == Kind::HasLabels) e.names = words(1);
  if (e.kind == Kind::Index) add(e, depth);
  if (e.kind != Kind::Slice) return e;
  for (const char* bound : {"from", "to"}) {
    if (maybe()) {
      e.names.emplace_back(bound);
      add(e, depth);
    } else {
      e.operands.emplace_back();
    }
  }
  return e;
}

ast::Expression RandomTree::function(int depth) {
  Expression e;
  e.kind = Kind::Function;
  e.text = word();
  if (seldom()) e.text += "." + word();
  e.distinct = seldom();
  for (std::size_t i = below(3); i > 0; --i) add(e, depth);
  return e;
}

ast::Expression RandomTree::map(int depth) {
  Expression e;
  e.kind = Kind::Map;
  e.names = words(below(3));
  for (std::size_t i = 0; i < e.names.size(); ++i) add(e, depth);
  return e;
}

ast::Expression RandomTree::list(int depth) {
  Expression e;
  e.kind = Kind::List;
  for (std::size_t i = below(4); i > 0; --i) add(e, depth);
  return e;
}

ast::Expression RandomTree::case_expression(int depth) {
  Expression e;
  e.kind = Kind::Case;
  e.with_subject = maybe();
  e.with_else = maybe();
  for (std::size_t i = 2 * (1 + below(2)) + (e.with_subject ? 1 : 0) + (e.with_else ? 1 : 0); i > 0; --i) add(e, depth);
  return e;
}

ast::Expression RandomTree::comprehension(int depth) {
  Expression e;
  e.kind = one_of(std::array{Kind::ListComprehension, Kind::All, Kind::Any, Kind::None, Kind::Single});
  e.text = name();
  add(e, depth);
  const bool list = e.kind == Kind::ListComprehension;
  e.with_where = list && maybe();
  e.with_projection = list && maybe();
  if (!list || e.with_where) add(e, depth);
  if (e.with_projection) add(e, depth);
  return e;
}

ast::Expression RandomTree::reduction(int depth) {
  Expression e;
  e.kind = Kind::Reduce;
  e.names = {name(), name()};
  for (int i = 0; i < 3; ++i) add(e, depth);
  return e;
}

ast::Expression RandomTree::with_pattern(int depth) {
  Expression e;
  e.kind = one_of(std::array{Kind::PatternPredicate, Kind::PatternComprehension, Kind::Exists, Kind::CountSubquery});
  const bool subquery = e.kind == Kind::Exists || e.kind == Kind::CountSubquery;
  if (subquery && maybe()) {
    e.query.push_back(query(depth - 2));
    return e;
  }
  if (subquery)
    e.pattern.push_back(pattern(depth - 1));
  else
    e.pattern.push_back({{}, {path(depth - 1, 1)}});
  e.with_where = e.kind != Kind::PatternPredicate && maybe();
  if (e.with_where) add(e, depth);
  if (e.kind == Kind::PatternComprehension) {
    add(e, depth);
    if (maybe()) e.pattern[0].paths[0].variable = name();
  }
  return e;
}

std::vector<ast::Expression> RandomTree::seldom_one(int depth) {
  if (!seldom()) return {};
  return {expression(depth - 1)};
}

// --- Patterns ---

std::vector<ast::Expression> RandomTree::properties(int depth) {
  if (!seldom()) return {};
  if (maybe()) return {map(depth)};
  Expression e;
  e.kind = Kind::Parameter;
  e.text = name();
  return {e};
}

ast::NodePattern RandomTree::node(int depth) {
  ast::NodePattern result;
  if (maybe()) result.variable = name();
  if (maybe()) result.labels = words(0);
  result.properties = properties(depth);
  return result;
}

ast::RelationshipPattern RandomTree::relationship(int depth) {
  using Direction = ast::RelationshipPattern::Direction;
  ast::RelationshipPattern result;
  result.direction = one_of(std::array{Direction::Right, Direction::Left, Direction::Either});
  if (maybe()) result.variable = name();
  if (maybe()) result.types = words(0);
  result.variable_length = seldom();
  if (result.variable_length && maybe()) result.least = below(5);
  if (result.variable_length && maybe()) result.most = below(5);
  result.properties = properties(depth);
  return result;
}

ast::PathPattern RandomTree::path(int depth, std::size_t least_relationships) {
  ast::PathPattern result;
  result.nodes.push_back(node(depth));
  for (std::size_t i = least_relationships + below(2); i > 0; --i) {
    result.relationships.push_back(relationship(depth));
    result.nodes.push_back(node(depth));
  }
  return result;
}

ast::PathPattern RandomTree::selected_path(int depth) {
  using Selector = ast::PathPattern::Selector;
  ast::PathPattern result = path(depth);
  if (maybe()) result.variable = name();
  if (!seldom()) return result;
  result.selector = one_of(std::array{Selector::Shortest, Selector::AllShortest, Selector::AnyK, Selector::ShortestK,
                                      Selector::AllShortestGql, Selector::ShortestGroups});
  const bool counted = result.selector == Selector::AnyK || result.selector == Selector::ShortestK ||
                       result.selector == Selector::ShortestGroups;
  if (counted) result.k = 1 + below(3);
  return result;
}

ast::StatementPattern RandomTree::statement() {
  using Slot = ast::StatementPattern::Slot;
  ast::StatementPattern result;
  if (maybe()) result.variable = name();
  for (std::size_t i = 1 + below(2); i > 0; --i) {
    ast::StatementPattern::Frame& frame = result.frames.emplace_back();
    if (maybe()) frame.relation = word();
    for (std::size_t j = below(3); j > 0; --j) {
      Slot& slot = frame.slots.emplace_back();
      slot.kind = one_of(std::array{Slot::Kind::Variable, Slot::Kind::Name, Slot::Kind::Mention});
      for (std::size_t k = 1 + below(2); k > 0; --k) slot.places.push_back(word());
      slot.parameter = slot.kind != Slot::Kind::Variable && seldom();
      slot.text = slot.kind == Slot::Kind::Variable ? name() : word();
    }
  }
  return result;
}

ast::Pattern RandomTree::pattern(int depth) {
  ast::Pattern result;
  for (std::size_t i = below(3); i > 0; --i) result.paths.push_back(selected_path(depth));
  for (std::size_t i = result.paths.empty() ? 1 : below(2); i > 0; --i) result.statements.push_back(statement());
  return result;
}

// --- Clauses ---

ast::SetItem RandomTree::set_item(int depth) {
  using ItemKind = ast::SetItem::Kind;
  ast::SetItem item;
  item.kind = one_of(std::array{ItemKind::Property, ItemKind::Replace, ItemKind::Merge, ItemKind::Labels});
  item.target = variable();
  if (item.kind == ItemKind::Property || (item.kind != ItemKind::Replace && seldom())) {
    Expression property;
    property.kind = Kind::Property;
    property.text = word();
    property.operands.push_back(maybe() ? std::move(item.target) : expression(depth - 1));
    item.target = std::move(property);
  }
  if (item.kind == ItemKind::Labels)
    item.labels = words(1);
  else
    item.value.push_back(expression(depth - 1));
  return item;
}

ast::SetItem RandomTree::remove_item(int depth) {
  ast::SetItem item = set_item(depth);
  while (item.kind != ast::SetItem::Kind::Property && item.kind != ast::SetItem::Kind::Labels) item = set_item(depth);
  item.value.clear();
  return item;
}

std::vector<ast::SetItem> RandomTree::set_items(int depth, std::size_t least) {
  std::vector<ast::SetItem> items;
  for (std::size_t i = least + below(2); i > 0; --i) items.push_back(set_item(depth));
  return items;
}

ast::Projection RandomTree::projection(int depth) {
  ast::Projection result;
  result.is_return = maybe();
  result.distinct = seldom();
  result.star = seldom();
  for (std::size_t i = (result.star ? 0 : 1) + below(3); i > 0; --i) {
    ast::ProjectionItem item;
    item.expression = expression(depth - 1);
    if (maybe()) item.alias = name();
    result.items.push_back(std::move(item));
  }
  for (std::size_t i = seldom() ? 2 : 0; i > 0; --i) result.order.push_back({{}, expression(depth - 1), maybe()});
  result.skip = seldom_one(depth);
  result.limit = seldom_one(depth);
  if (!result.is_return) result.where = seldom_one(depth);
  return result;
}

ast::Clause RandomTree::clause(int depth) {
  switch (below(9)) {
    case 0:
    case 1:
      return ast::Match{{}, maybe(), pattern(depth), seldom_one(depth)};
    case 2:
      return ast::Unwind{{}, expression(depth - 1), name()};
    case 3:
      return ast::Create{{}, pattern(depth)};
    case 4:
      return ast::Set{{}, set_items(depth, 1)};
    case 5:
      return ast::Merge{{}, selected_path(depth), set_items(depth, 0), set_items(depth, 0)};
    case 6:
      return ast::Remove{{}, {remove_item(depth)}};
    case 7:
      return ast::Delete{{}, maybe(), {expression(depth - 1)}};
    default:
      return projection(depth);
  }
}

ast::Query RandomTree::query(int depth) {
  ast::Query result;
  for (std::size_t i = seldom() ? 2 : 1; i > 0; --i) {
    ast::SingleQuery part;
    for (std::size_t j = 1 + below(3); j > 0; --j) part.clauses.push_back(clause(depth));
    result.parts.push_back(std::move(part));
  }
  for (std::size_t i = 1; i < result.parts.size(); ++i) result.all.push_back(maybe());
  return result;
}

}  // namespace whom::test
