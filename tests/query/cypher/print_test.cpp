#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "query/cypher/parse.hpp"
#include "tests/query/cypher/random_tree.hpp"

namespace whom::cypher {
namespace {

std::string normal(const std::string& expression) { return print(parse_expression(expression)); }

TEST(PrintCypher, SetsParenthesesOnlyWhereTheyAreNeeded) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"((a) + (b * c))", "a + b * c"},
      {"(a + b) * c", "(a + b) * c"},
      {"a - (b - c)", "a - (b - c)"},
      {"(a - b) - c", "a - b - c"},
      {"(2 ^ 3) ^ 2", "2 ^ 3 ^ 2"},
      {"2 ^ (3 ^ 2)", "2 ^ (3 ^ 2)"},
      {"-(2 ^ 3)", "-(2 ^ 3)"},
      {"(-2) ^ 3", "-2 ^ 3"},
      {"NOT (a AND b)", "NOT (a AND b)"},
      {"(NOT a) AND b", "NOT a AND b"},
      {"(a < b) = c", "(a < b) = c"},
      {"a < b <= c", "a < b <= c"},
      {"(a = b) IS NULL", "(a = b) IS NULL"},
      {"a = (b IS NULL)", "a = b IS NULL"},
      {"(a.b).c[0]", "a.b.c[0]"},
      {"(a + b).c", "(a + b).c"},
      {"(n:A).x", "(n:A).x"},
      {"[(x IN y)]", "[(x IN y)]"},
      {"[x IN y, z]", "[x IN y, z]"},
      {"any((x IN y))", "any((x IN y))"},
  };
  for (const auto& [written, printed] : cases) EXPECT_EQ(normal(written), printed) << written;
}

TEST(PrintCypher, QuotesWhatNeedsIt) {
  EXPECT_EQ(normal("`a`.`b c`.`match`"), "a.`b c`.match");
  EXPECT_EQ(normal("`match` + `a``b`"), "`match` + `a``b`");
  EXPECT_EQ(normal(R"("it's \u00e9" + '\n\u0001')"), R"('it\'s é' + '\n\u0001')");
  EXPECT_EQ(normal("$`a b` + $0"), "$`a b` + $0");
}

TEST(PrintCypher, SpellsClausesAsUsual) {
  const std::string query =
      "MATCH p = (a:A {x: 1})-[r:R|S*1..3]->(b)<--()-[*2]-() , ANY SHORTEST (a)-[*]-(b) WHERE a:B return distinct *, "
      "a.x AS x ORDER BY x ASC, a.y DESCENDING SKIP 1 LIMIT 2";
  EXPECT_EQ(print(parse(query)),
            "MATCH p = (a:A {x: 1})-[r:R|S*1..3]->(b)<--()-[*2]-(), ANY SHORTEST (a)-[*]-(b) WHERE a:B RETURN DISTINCT "
            "*, a.x AS x ORDER BY x, a.y DESC SKIP 1 LIMIT 2");
  const std::string selected =
      "MATCH p = ALL SHORTEST (a)-[:R]->(m:M {x: 1})<-[*..3]-(b), SHORTEST 2 GROUPS (a)-->()--(b), ANY 3 (b)-->()-->() "
      "RETURN p";
  EXPECT_EQ(print(parse(selected)), selected);
  EXPECT_EQ(print(parse("merge (a) on match set a.x=1 on create set a:B, a += $m")),
            "MERGE (a) ON CREATE SET a:B, a += $m ON MATCH SET a.x = 1");
}

TEST(PrintCypher, RandomExpressionsReadBackTheSame) {
  test::RandomTree random(1);
  for (int i = 0; i < 5000; ++i) {
    const ast::Expression tree = random.expression();
    const std::string text = print(tree);
    ASSERT_EQ(parse_expression(text), tree) << text;
  }
}

TEST(PrintCypher, RandomQueriesReadBackTheSame) {
  test::RandomTree random(2);
  for (int i = 0; i < 5000; ++i) {
    const ast::Query tree = random.query();
    const std::string text = print(tree);
    ASSERT_EQ(parse(text), tree) << text;
  }
}

}  // namespace
}  // namespace whom::cypher
