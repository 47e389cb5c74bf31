#include "query/cypher/parse.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace whom::cypher {
namespace {

using ast::Expression;
using Kind = Expression::Kind;

/// A tree of operators in brackets: (+ a (* b c)).
std::string sketch(const Expression& e) {
  if (e.operands.empty()) return e.text.empty() ? print(e) : e.text;
  std::string result = "(" + std::to_string(static_cast<int>(e.kind)) + (e.text.empty() ? "" : ":" + e.text);
  for (const Expression& operand : e.operands) result += " " + sketch(operand);
  return result + ")";
}

std::string same(const std::string& one, const std::string& other) {
  const std::string a = sketch(parse_expression(one)), b = sketch(parse_expression(other));
  return a == b ? "same" : a + " and " + b;
}

Error failure(const std::string& text) {
  try {
    parse(text);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "parsed: " << text;
  return {Error::Phase::Run, "", "", ""};
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

template <typename Clause>
const Clause& clause(const ast::Query& query, std::size_t index) {
  return std::get<Clause>(query.parts.at(0).clauses.at(index));
}

// --- Expressions ---

TEST(ParseCypher, BindsOperatorsByPrecedence) {
  EXPECT_EQ(same("a OR b XOR c AND NOT d = e", "a OR (b XOR (c AND (NOT (d = e))))"), "same");
  EXPECT_EQ(same("NOT a AND b", "(NOT a) AND b"), "same");
  EXPECT_EQ(same("a + b * c ^ d", "a + (b * (c ^ d))"), "same");
  EXPECT_EQ(same("a - b - c", "(a - b) - c"), "same");
  EXPECT_EQ(same("a ^ b ^ c", "(a ^ b) ^ c"), "same");
  EXPECT_EQ(same("-a ^ b", "(-a) ^ b"), "same");
  EXPECT_EQ(same("-a.b[0]", "-((a.b)[0])"), "same");
  EXPECT_EQ(same("a = b IS NULL", "a = (b IS NULL)"), "same");
  EXPECT_EQ(same("a + b IN c", "(a + b) IN c"), "same");
  EXPECT_EQ(same("a STARTS WITH b + c", "a STARTS WITH (b + c)"), "same");
  EXPECT_EQ(same("NOT NOT a IS NOT NULL", "NOT (NOT (a IS NOT NULL))"), "same");
  EXPECT_EQ(same("a =~ b = c", "(a =~ b) = c"), "same");
  EXPECT_EQ(same("a - -b", "a - (-b)"), "same");
}

TEST(ParseCypher, ChainsComparisons) {
  const Expression e = parse_expression("a < b + 1 <= c <> d AND x");
  ASSERT_EQ(e.kind, Kind::And);
  EXPECT_EQ(e.operands[0].kind, Kind::Comparisons);
  EXPECT_EQ(e.operands[0].text, "< <= <>");
  EXPECT_EQ(e.operands[0].operands.size(), 4U);
  EXPECT_EQ(parse_expression("(a < b) < c").kind, Kind::Less);
}

TEST(ParseCypher, TakesTheLeastInteger) {
  EXPECT_EQ(parse_expression("-9223372036854775808").kind, Kind::Negate);
  for (const char* text :
       {"9223372036854775808", "1 - 9223372036854775808", "-(9223372036854775808)", "[0x8000000000000000]"})
    EXPECT_EQ(failure("RETURN " + std::string(text)).detail, "IntegerOverflow") << text;
}

TEST(ParseCypher, TellsParenthesesFromPatterns) {
  for (const char* pattern :
       {"(a)-->(b)", "(a)<--()", "(:A)-[:R]-({x: 1})", "()--()", "(a:A {x: [1, (2)]})-[r*2]->(b)", "(a $p)-->()"})
    EXPECT_EQ(parse_expression(pattern).kind, Kind::PatternPredicate) << pattern;
  EXPECT_EQ(parse_expression("(a) - (b)").kind, Kind::Subtract);
  EXPECT_EQ(parse_expression("(a) < -(b)").kind, Kind::Less);
  EXPECT_EQ(parse_expression("(a) - [1]").kind, Kind::Subtract);
  EXPECT_EQ(parse_expression("(a + 1) - -(b)").kind, Kind::Subtract);
  EXPECT_EQ(parse_expression("(a:A)").kind, Kind::HasLabels);
  EXPECT_EQ(parse_expression("(a)-->(b)--c").kind, Kind::Subtract);
}

TEST(ParseCypher, TellsListsFromComprehensions) {
  EXPECT_EQ(parse_expression("[x IN y]").kind, Kind::ListComprehension);
  EXPECT_EQ(parse_expression("[x IN f(y, z) WHERE x > 1 | [x, 1]]").kind, Kind::ListComprehension);
  EXPECT_EQ(parse_expression("[x IN y, z]").kind, Kind::List);
  EXPECT_EQ(parse_expression("[(x IN y)]").kind, Kind::List);
  EXPECT_EQ(parse_expression("[(a)-->(b)]").kind, Kind::List);
  EXPECT_EQ(parse_expression("[(a)-->(b) | b.x]").kind, Kind::PatternComprehension);
  EXPECT_EQ(parse_expression("[p = (a)-->(b) WHERE b:B | p]").pattern.at(0).paths.at(0).variable, "p");
  EXPECT_EQ(parse_expression("[]").kind, Kind::List);
}

TEST(ParseCypher, FillsWhatAnExpressionHolds) {
  const Expression reduce = parse_expression("reduce(sum = 0, x IN list | sum + x)");
  EXPECT_EQ(reduce.names, (std::vector<std::string>{"sum", "x"}));
  EXPECT_EQ(reduce.operands.size(), 3U);
  const Expression all = parse_expression("ALL(x IN list WHERE x > 0)");
  EXPECT_EQ(all.kind, Kind::All);
  EXPECT_EQ(all.text, "x");
  const Expression choice = parse_expression("CASE x WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE 'c' END");
  EXPECT_TRUE(choice.with_subject && choice.with_else);
  EXPECT_EQ(choice.operands.size(), 6U);
  const Expression slice = parse_expression("list[..3]");
  EXPECT_EQ(slice.names, std::vector<std::string>{"to"});
  EXPECT_EQ(slice.operands[1].kind, Kind::Null);
  const Expression function = parse_expression("date . truncate('day', DISTINCT_)");
  EXPECT_EQ(function.text, "date.truncate");
  EXPECT_TRUE(parse_expression("count(DISTINCT x)").distinct);
  EXPECT_EQ(parse_expression("count ( * )").kind, Kind::CountStar);
  EXPECT_EQ(parse_expression("{match: 1, `a b`: 2, ``: 3}").names, (std::vector<std::string>{"match", "a b", ""}));
  EXPECT_EQ(parse_expression("n:A:`B C`").names, (std::vector<std::string>{"A", "B C"}));
}

TEST(ParseCypher, ReadsSubqueries) {
  const Expression pattern = parse_expression("EXISTS { (a)-->(b), (b)-->(c) WHERE b.x }");
  EXPECT_EQ(pattern.pattern.at(0).paths.size(), 2U);
  EXPECT_TRUE(pattern.with_where);
  const Expression query = parse_expression("count { MATCH (a)-->(b) WITH b RETURN b UNION MATCH (b) RETURN b }");
  EXPECT_EQ(query.kind, Kind::CountSubquery);
  EXPECT_EQ(query.query.at(0).parts.size(), 2U);
  EXPECT_EQ(parse_expression("exists(n.x)").kind, Kind::Function);
}

TEST(ParseCypher, LetsWordsBeNamesWhereNothingElseCouldStand) {
  EXPECT_EQ(parse_expression("CASE WHEN end THEN end ELSE desc END").operands[1].text, "end");
  const ast::Query query = parse("MATCH (end)-[any:IN]->(count:Order) RETURN end.limit, any, count");
  EXPECT_EQ(clause<ast::Match>(query, 0).pattern.paths[0].relationships[0].types[0], "IN");
  EXPECT_EQ(failure("MATCH (where) RETURN 1").detail, "UnexpectedSyntax");
}

// --- Patterns and clauses ---

TEST(ParseCypher, ReadsRelationships) {
  const ast::Query query =
      parse("MATCH (a)<-[r:A|B|:C*2..5 {x: 1}]-()-[*]->()-[*3]-()-[*..4]-()<-[*1..]->(), ((c)-->(d)) RETURN 1");
  const ast::Pattern& pattern = clause<ast::Match>(query, 0).pattern;
  const auto& list = pattern.paths[0].relationships;
  using Direction = ast::RelationshipPattern::Direction;
  EXPECT_EQ(list[0].direction, Direction::Left);
  EXPECT_EQ(list[0].types, (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_EQ(std::pair(list[0].least, list[0].most), std::pair(std::optional(2UL), std::optional(5UL)));
  EXPECT_EQ(list[1].direction, Direction::Right);
  EXPECT_TRUE(list[1].variable_length && !list[1].least && !list[1].most);
  EXPECT_EQ(std::pair(list[2].least, list[2].most), std::pair(std::optional(3UL), std::optional(3UL)));
  EXPECT_TRUE(!list[3].least && list[3].most == 4U);
  EXPECT_TRUE(list[4].least == 1U && !list[4].most && list[4].direction == Direction::Either);
  EXPECT_EQ(pattern.paths[1].relationships.size(), 1U);
}

TEST(ParseCypher, ReadsSelectors) {
  using Selector = ast::PathPattern::Selector;
  const auto path = [](const std::string& text) {
    return clause<ast::Match>(parse("MATCH " + text + " RETURN 1"), 0).pattern.paths.at(0);
  };
  EXPECT_EQ(path("p = shortestPath((a)-[*]-(b))").selector, Selector::Shortest);
  EXPECT_EQ(path("ALLSHORTESTPATHS((a)-[*]-(b))").selector, Selector::AllShortest);
  EXPECT_EQ(path("p = ANY SHORTEST (a)-[*]-(b)").selector, Selector::ShortestK);
  EXPECT_EQ(path("ALL SHORTEST (a)-[*]-(b)").selector, Selector::AllShortestGql);
  EXPECT_EQ(path("SHORTEST 3 (a)-[*]-(b)").k, 3U);
  EXPECT_EQ(path("SHORTEST 2 GROUPS (a)-[*]-(b)").selector, Selector::ShortestGroups);
  EXPECT_EQ(path("ANY 4 (a)-[*]-(b)").k, 4U);
  const ast::PathPattern several = path("p = SHORTEST 2 GROUPS (a)-[:R]->(m:M {x: 1})<-[*..3]-(b)-->(c)");
  EXPECT_EQ(several.selector, Selector::ShortestGroups);
  EXPECT_EQ(std::pair(several.nodes.size(), several.relationships.size()), std::pair(4UL, 3UL));
  EXPECT_EQ(path("any = (a)").variable, "any");
}

TEST(ParseCypher, ReadsEveryClause) {
  const ast::Query query = parse(
      "OPTIONAL MATCH (a) WHERE a.x UNWIND [1] AS i WITH DISTINCT *, i + 1 AS j ORDER BY j DESC, i SKIP 1 LIMIT $n "
      "WHERE j > 1 CREATE (b), (c) SET a.x = 1, a = {}, a += $m, a:A:B, (a).y = 2 MERGE (d) ON MATCH SET d.x = 1 ON "
      "CREATE SET d:D REMOVE a.x, a:B DELETE a DETACH DELETE b, c RETURN *;");
  EXPECT_TRUE(clause<ast::Match>(query, 0).optional);
  const auto& with = clause<ast::Projection>(query, 2);
  EXPECT_TRUE(with.distinct && with.star && with.order[0].descending && !with.order[1].descending);
  EXPECT_EQ(with.where.size(), 1U);
  const auto& items = clause<ast::Set>(query, 4).items;
  using ItemKind = ast::SetItem::Kind;
  const std::vector<ItemKind> kinds = {ItemKind::Property, ItemKind::Replace, ItemKind::Merge, ItemKind::Labels,
                                       ItemKind::Property};
  ASSERT_EQ(items.size(), kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(items[i].kind, kinds[i]) << i;
  EXPECT_EQ(clause<ast::Merge>(query, 5).on_create[0].labels, std::vector<std::string>{"D"});
  EXPECT_EQ(clause<ast::Remove>(query, 6).items[1].kind, ItemKind::Labels);
  EXPECT_TRUE(clause<ast::Delete>(query, 8).detach);
  const ast::Query joined = parse("RETURN 1 UNION RETURN 2 UNION ALL RETURN 3");
  EXPECT_EQ(joined.all, (std::vector<bool>{false, true}));
}

TEST(ParseCypher, KeepsColumnsAsWrittenAndPlacesInBytes) {
  const std::string text = "RETURN  n . name ,  'é' + ( b )AS c, count( * )";
  const ast::Query query = parse(text);
  const auto& items = clause<ast::Projection>(query, 0).items;
  EXPECT_EQ(items[0].text, "n . name");
  EXPECT_EQ(items[1].text, "'é' + ( b )");
  EXPECT_EQ(items[2].text, "count( * )");
  const Expression& sum = items[1].expression;
  EXPECT_EQ(text.substr(sum.operands[1].begin, sum.operands[1].end - sum.operands[1].begin), "( b )");
  EXPECT_EQ(text.substr(items[1].begin, items[1].end - items[1].begin), "'é' + ( b )AS c");
}

// --- Errors ---

TEST(ParseCypher, SaysWhatWasExpectedWhere) {
  const Error error = failure("MATCH (n) RETRN n");
  EXPECT_EQ(error.type, "SyntaxError");
  EXPECT_EQ(error.detail, "UnexpectedSyntax");
  EXPECT_EQ(error.position.begin, 10U);
  EXPECT_EQ(error.position.end, 15U);
  EXPECT_NE(std::string(error.what()).find("a clause"), std::string::npos) << error.what();
  EXPECT_NE(std::string(error.what()).find("found 'RETRN'"), std::string::npos) << error.what();
  EXPECT_EQ(failure("RETURN 1 +").what(), std::string("expected an expression, but the query ends here"));
  EXPECT_EQ(failure("RETURN [1, 2").position.begin, 12U);
  EXPECT_EQ(failure("SET 1 = 2").position.begin, 4U);
  for (const char* text :
       {"", "RETURN", "MATCH RETURN 1", "RETURN 1 2", "RETURN {1}", "RETURN [,]", "MATCH (a)-->RETURN 1",
        "MATCH (a) RETURN a,", "RETURN all(x IN y)", "RETURN 1 IS", "REMOVE a", "UNWIND 1", "RETURN CASE END",
        "CREATE (a) SET a", "RETURN (1", "RETURN a.", "RETURN 1 UNION", "MATCH (``) RETURN 1", "RETURN 1; RETURN 2"})
    EXPECT_EQ(failure(text).detail, "UnexpectedSyntax") << text;
}

TEST(ParseCypher, KnowsTheWordThatWasMeant) {
  const auto hints = [](const std::string& text, const std::string& hint) {
    const std::string message = failure(text).what();
    EXPECT_TRUE(message.ends_with("; did you mean '" + hint + "'?")) << message;
  };
  hints("MACTH (n) RETURN n", "MATCH");
  hints("MATCH (n) WHER n.x RETURN n", "WHERE");
  hints("MATCH (n) RETURN n ORDR BY n.x", "ORDER");
  hints("MATCH (n) WHERE n.x STRATS WITH 'a' RETURN n", "STARTS");
}

TEST(ParseCypher, TellsErrorsOfItsPartsApart) {
  EXPECT_EQ(failure("RETURN 12x").detail, "InvalidNumberLiteral");
  EXPECT_EQ(failure("RETURN {1a: 1}").detail, "UnexpectedSyntax");
  for (const char* details : {"[:A..]", "[:A*-2]", "[:A 5]", "[:A|]", "[*1.5]"})
    EXPECT_EQ(failure("MATCH ()-" + std::string(details) + "->() RETURN 1").detail, "InvalidRelationshipPattern")
        << details;
}

TEST(ParseCypher, RefusesWhatNestsTooDeep) {
  for (const char* open : {"(", "[", "{a: ", "CASE ", "CASE WHEN ", "f(", "a[", "[x IN ", "all(x IN ",
                           "EXISTS { MATCH (a) WHERE ", "reduce(a = "})
    EXPECT_EQ(failure("RETURN " + repeated(open, 10000)).detail, "NestingTooDeep") << open;
  for (const char* prefix : {"NOT ", "-", "+", "a.", "1 + ", "1 AND ", "a IN "})
    EXPECT_EQ(failure("RETURN " + repeated(prefix, 300000) + "a").detail, "NestingTooDeep") << prefix;
  for (const char* suffix : {".a", "[0]", "[0..1]", " IS NULL"})
    EXPECT_EQ(failure("RETURN a" + repeated(suffix, 300000)).detail, "NestingTooDeep") << suffix;
  EXPECT_EQ(failure("SET a" + repeated(".a", 300000) + " = 1").detail, "NestingTooDeep");
  EXPECT_EQ(failure("MATCH " + repeated("(", 10000)).detail, "UnexpectedSyntax");
  EXPECT_EQ(failure("RETURN " + repeated("[()-->({x: ", 10000) + "1" + repeated("}) | 1]", 10000)).detail,
            "NestingTooDeep");
  EXPECT_NO_THROW(parse("RETURN " + repeated("[", 150) + repeated("]", 150)));
  EXPECT_NO_THROW(parse("RETURN 1" + repeated(" + 1", 1500)));
}

TEST(ParseCypher, TakesLongQueriesThatAreFlat) {
  EXPECT_NO_THROW(parse("RETURN [1" + repeated(", {a: 'b'}", 100000) + "]"));
  EXPECT_NO_THROW(parse("MATCH (a)" + repeated("-->(b)", 100000) + " RETURN a"));
  EXPECT_NO_THROW(parse("RETURN 1" + repeated(" < 1", 100000)));
}

}  // namespace
}  // namespace whom::cypher
