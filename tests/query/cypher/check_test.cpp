#include "query/cypher/check.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "query/cypher/parse.hpp"

namespace whom::cypher {
namespace {

FunctionSignature signature(std::string_view name) {
  static const std::map<std::string, FunctionSignature, std::less<>> functions = {
      {"count", {true, true, 1, 1}},         {"sum", {true, true, 1, 1}},     {"collect", {true, true, 1, 1}},
      {"coalesce", {true, false, 1, 99}},    {"rand", {true, false, 0, 0}},   {"type", {true, false, 1, 1}},
      {"labels", {true, false, 1, 1}},       {"length", {true, false, 1, 1}}, {"size", {true, false, 1, 1}},
      {"nodes", {true, false, 1, 1}},        {"exists", {true, false, 1, 1}}, {"properties", {true, false, 1, 1}},
      {"relationships", {true, false, 1, 1}}};
  const auto found = functions.find(name);
  return found == functions.end() ? FunctionSignature{} : found->second;
}

/// "fine", or the detail of the error; with its type where that is no SyntaxError.
std::string verdict(const std::string& text) {
  try {
    check(parse(text), signature);
  } catch (const Error& error) {
    EXPECT_EQ(error.phase, Error::Phase::Compile);
    EXPECT_LE(error.position.end, text.size());
    EXPECT_FALSE(std::string(error.what()).empty());
    return error.type == "SyntaxError" ? error.detail : error.type + " " + error.detail;
  }
  return "fine";
}

using Queries = std::vector<std::string>;

void expect(const std::string& wanted, const Queries& queries) {
  for (const std::string& query : queries) EXPECT_EQ(verdict(query), wanted) << query;
}

TEST(CheckCypher, FindsUndefinedVariables) {
  expect("UndefinedVariable",
         {"RETURN x", "MATCH (a) WHERE b.x RETURN a", "MATCH (a) WITH a.x AS x RETURN a", "MATCH (a {x: y}) RETURN a",
          "UNWIND [1] AS x WITH x AS y RETURN x", "RETURN [x IN [1] | y]", "RETURN reduce(s = 0, x IN [1] | t)",
          "MATCH (a) WHERE (a)-->(b) RETURN a", "MATCH (a) RETURN [(a)-->(b) | c]", "SET a.x = 1", "DELETE a",
          "REMOVE a:A", "MERGE (a) ON CREATE SET b.x = 1", "MATCH (a) RETURN EXISTS { (a)-->(b) WHERE c.x }",
          "MATCH (a) RETURN EXISTS { MATCH (a)-->(b) WITH b.x AS x RETURN b }", "CREATE (a {x: b.x}), (b)"});
  expect("fine",
         {"MATCH (a)-[r]->(b) WHERE a.x = b.x AND type(r) = 'R' RETURN a, r", "MATCH (a {x: b.x}), (b) RETURN a",
          "RETURN [x IN [1] WHERE x > 0 | x]", "MATCH (a) RETURN [p = (a)-->(b) WHERE b.x | length(p)]",
          "MATCH (a) WHERE EXISTS { (a)-->(b) WHERE b.x = a.x } RETURN a",
          "MATCH (a) RETURN COUNT { MATCH (a)-->(b) WITH b WHERE b.x = a.x RETURN b }"});
}

std::string message(const std::string& text) {
  try {
    check(parse(text), signature);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(CheckCypher, SaysWhatWouldDo) {
  EXPECT_EQ(message("MATCH (person) RETURN persn.x"), "there is no variable 'persn' here; did you mean 'person'?");
  EXPECT_EQ(message("RETURN size()"), "size takes 1 argument, not 0");
  EXPECT_EQ(message("RETURN coalesce()"), "coalesce takes 1 to 99 arguments, not 0");
}

TEST(CheckCypher, KeepsVariablesToTheirKind) {
  expect("VariableTypeConflict",
         {"MATCH (a)-[a]->() RETURN a", "MATCH p = (a), (p) RETURN a", "MATCH ()-[r]->() MATCH (r) RETURN r",
          "WITH 1 AS a MATCH (a) RETURN a", "WITH [1] AS r MATCH ()-[r*]->() RETURN r",
          "MATCH ()-[r*]->() MATCH ()-[r]->() RETURN r", "MATCH p = () WITH nodes(p) AS n MATCH (n) RETURN n",
          "WITH 'x' AS a CREATE (a)-[:R]->()", "UNWIND [1, 2] AS a MATCH (a) RETURN a"});
  expect("VariableAlreadyBound",
         {"MATCH (p) MATCH p = () RETURN p", "MATCH p = (p) RETURN p", "MATCH (a) CREATE (a)",
          "MATCH (a) CREATE (a:A)-[:R]->()", "MATCH (a) MERGE (a)", "MATCH ()-[r]->() CREATE ()-[r:R]->()",
          "CREATE (a), (a)", "UNWIND [1] AS x UNWIND [2] AS x RETURN x"});
  expect("RelationshipUniquenessViolation",
         {"MATCH ()-[r]->()-[r]->() RETURN r", "MATCH ()-[r]->(), ()-[r]->() RETURN r"});
  expect("fine", {"MATCH (a)-[r]->(b) MATCH (b)-[r]->(c) RETURN c", "MATCH (a) CREATE (a)-[:R]->(b)-[:R]->(a)",
                  "MATCH ()-[r]->() WITH [r] AS rs MATCH ()-[rs*]->() RETURN rs", "WITH null AS a MATCH (a) RETURN a",
                  "MATCH ()-[r]->() WITH coalesce(r, null) AS s MATCH ()-[s]->() RETURN s"});
}

TEST(CheckCypher, RefusesWhatCannotBeMade) {
  expect("NoSingleRelationshipType", {"CREATE ()-->()", "CREATE ()-[:A|B]->()", "MERGE ()-[r]->()"});
  expect("RequiresDirectedRelationship", {"CREATE ()-[:A]-()", "CREATE ()<-[:A]->()"});
  expect("CreatingVarLength", {"CREATE ()-[:A*2]->()", "MERGE ()-[:A*]->()"});
  expect("InvalidParameterUse", {"MATCH (a $p) RETURN a", "MERGE (a $p)", "MATCH ()-[r $p]->() RETURN r"});
  expect("UnexpectedSyntax", {"CREATE p = shortestPath((a)-[:R]->(b))", "MATCH shortestPath((a)--(b)--(c)) RETURN a"});
  expect("fine", {"MERGE (a)-[:R]-(b)", "CREATE (a $p)", "CREATE (a {x: 1})-[:R]->(b {x: a.x})"});
}

TEST(CheckCypher, KnowsTypesBeforeTheRun) {
  expect("InvalidArgumentType", {"RETURN NOT 1",
                                 "RETURN true AND 'x'",
                                 "RETURN [] XOR true",
                                 "RETURN 1 IN 2",
                                 "MATCH (a) RETURN type(a)",
                                 "MATCH (a) RETURN length(a)",
                                 "MATCH p = () RETURN labels(p)",
                                 "MATCH p = () RETURN size(p)",
                                 "RETURN properties(1)",
                                 "MATCH p = () RETURN p.x",
                                 "RETURN any(x IN ['a'] WHERE x % 2 = 0)",
                                 "MATCH (n) WHERE (n) RETURN n",
                                 "MATCH (n) WHERE 'x' RETURN n",
                                 "MATCH () DELETE 1",
                                 "RETURN [x IN 1 | x]",
                                 "RETURN 'a' - 1",
                                 "RETURN -true",
                                 "RETURN 1 SKIP 1.5",
                                 "RETURN 1 LIMIT 'x'",
                                 "WITH 1 AS a SET a.x = 1",
                                 "RETURN CASE WHEN 1 THEN 2 END OR NOT 'x'"});
  expect("TypeError InvalidArgumentType",
         {"WITH 1 AS x RETURN x.y", "RETURN 'abc'.length", "WITH [1] AS l RETURN l.x"});
  expect("fine",
         {"RETURN null AND null", "RETURN $p AND $q", "WITH {a: 1} AS m RETURN m.a.b", "RETURN [1, 'a'][0] - 1",
          "MATCH ()-[r]->() RETURN [x IN [r, 1] | type(x)]", "RETURN [[1], null][0][0] % 2",
          "WITH [1] + 'a' AS l UNWIND l AS x RETURN x - 1", "MATCH p = () UNWIND nodes(p) AS n RETURN labels(n)",
          "RETURN CASE 1 WHEN 1 THEN 'a' ELSE 1 END - 1", "MATCH (a) DELETE a.x, [a][0], $p"});
}

TEST(CheckCypher, KnowsFunctions) {
  expect("UnknownFunction", {"RETURN nonsense(1)"});
  expect("InvalidNumberOfArguments", {"RETURN size()", "RETURN size(1, 2)", "RETURN count(1, 2)"});
}

TEST(CheckCypher, KeepsAggregatesToProjections) {
  expect("InvalidAggregation",
         {"MATCH (a) WHERE count(a) > 1 RETURN a", "UNWIND collect(1) AS x RETURN x", "CREATE ({x: count(*)})",
          "RETURN [x IN [1] | count(*)]", "MATCH (a) RETURN a ORDER BY count(*)",
          "MATCH (a) WITH a, count(*) AS c WHERE count(*) > 1 RETURN c",
          "MATCH (a) RETURN a, count(*) ORDER BY sum(a.z)", "MATCH (a) SET a.x = count(*)"});
  expect("NestedAggregation", {"RETURN count(count(*))", "RETURN sum(1 + count(*))"});
  expect("NonConstantExpression", {"RETURN count(rand())", "MATCH (a) RETURN a SKIP a.x", "RETURN 1 AS x LIMIT x"});
  expect("NegativeIntegerArgument", {"RETURN 1 SKIP -1", "RETURN 1 LIMIT -2", "MATCH SHORTEST 0 (a)-[*]-(b) RETURN a"});
  expect("AmbiguousAggregationExpression",
         {"MATCH (a) RETURN a.x + count(*)", "MATCH (a) RETURN a.x + a.y, a.x + a.y + count(*)",
          "MATCH (a) RETURN a.x + 1, count(*) ORDER BY a.x + 1 + count(*)",
          "MATCH (a) RETURN size([(a)-->(b) | b]) + count(*)", "MATCH (a) RETURN [x IN [1] | x + a.x] + collect(a)"});
  expect("fine", {"MATCH (a) RETURN a.x, a.x + count(*)", "MATCH (a) RETURN a, a.x + count(*)",
                  "MATCH (a) RETURN $p + 1 + sum(a.x)", "MATCH (a) RETURN a.x AS x, count(*) ORDER BY a.x, x, count(*)",
                  "MATCH (a) RETURN *, count(*) + a.x", "MATCH (a) RETURN [x IN collect(a) | x.y]",
                  "RETURN 1 LIMIT 1 + size([1])", "MATCH (a) RETURN {n: count(*), l: [x IN [1] | x]}",
                  "MATCH (a) RETURN size([(a)-->(b) | b]) + count(*), a"});
}

TEST(CheckCypher, KnowsWhatSortingSees) {
  expect("UndefinedVariable", {"MATCH (a) RETURN DISTINCT a.x ORDER BY a.y", "MATCH (a) RETURN count(*) ORDER BY a.x",
                               "MATCH (a) WITH DISTINCT a.x AS x WHERE a.y RETURN x",
                               "MATCH (a) RETURN a.x AS x, sum(a.y) ORDER BY sum(a.z)",
                               "MATCH (a) WITH a.x AS x WITH x ORDER BY a.y RETURN x"});
  expect("fine", {"MATCH (a) RETURN a.x AS x ORDER BY a.y, x", "MATCH (a) RETURN DISTINCT a.x ORDER BY a.x",
                  "MATCH (a) RETURN DISTINCT a ORDER BY a.x", "MATCH (a) WITH a.x AS x WHERE a.y = 1 RETURN x",
                  "MATCH (a) WITH DISTINCT a.x AS x ORDER BY a.x + 1 WHERE a.x > 1 RETURN x",
                  "MATCH (a) RETURN DISTINCT a AS b ORDER BY size([x IN [1] | x + b.y])"});
}

TEST(CheckCypher, NamesColumns) {
  expect("ColumnNameConflict", {"RETURN 1 AS a, 2 AS a", "MATCH (a) WITH a, a AS a RETURN a", "MATCH (a) RETURN *, a"});
  expect("NoExpressionAlias", {"MATCH (a) WITH a.x RETURN 1", "WITH 1 RETURN 1"});
  expect("NoVariablesInScope", {"RETURN *", "MATCH () RETURN *"});
  expect("DifferentColumnsInUnion",
         {"RETURN 1 AS a UNION RETURN 1 AS b", "RETURN 1 AS a UNION ALL RETURN 1 AS a, 2 AS b"});
  expect("fine", {"RETURN 1, 2", "MATCH (a) WITH * RETURN 1", "MATCH () WITH * RETURN 1",
                  "RETURN 1 AS a UNION RETURN 2 AS a", "MATCH (a) WITH *, 1 AS b RETURN a, b"});
}

TEST(CheckCypher, PutsClausesInOrder) {
  expect("InvalidClauseComposition",
         {"MATCH (a)", "UNWIND [1] AS x", "MATCH (a) WITH a", "RETURN 1 AS x MATCH (a) RETURN a",
          "CREATE (a) MATCH (b) RETURN b", "RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a",
          "MATCH (a) RETURN EXISTS { CREATE (b) }", "MATCH (a) WHERE EXISTS { MATCH (a) SET a.x = 1 } RETURN a"});
  expect("fine", {"CREATE (a) WITH a MATCH (b) RETURN b", "MATCH (a) SET a.x = 1", "CREATE (a) MERGE (b) RETURN a",
                  "MATCH (a) WHERE EXISTS { MATCH (a)-->() } RETURN a"});
}

TEST(CheckCypher, KeepsPatternsToConditions) {
  expect("UnexpectedSyntax", {"MATCH (a) RETURN (a)-->()", "MATCH (a) WITH (a)-->() AS x RETURN x",
                              "MATCH (a) WHERE size((a)-->()) > 1 RETURN a", "MATCH (a) RETURN [(a)-->()]"});
  expect("InvalidDelete", {"MATCH (a) DELETE a:A"});
  expect("fine", {"MATCH (a) WHERE NOT (a)-->() OR (a)<--() RETURN a", "MATCH (a) RETURN exists((a)-->())",
                  "MATCH (a) RETURN CASE WHEN (a)-->() THEN 1 END", "MATCH (a) RETURN [x IN [1] WHERE (a)-->() | x]"});
}

}  // namespace
}  // namespace whom::cypher
