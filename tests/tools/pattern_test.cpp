#include "tools/pattern.hpp"

#include <gtest/gtest.h>

namespace whom::tools {
namespace {

using Texts = std::vector<std::string>;

TEST(Pattern, BeginsWithAClause) {
  for (const char* text : {"MATCH (n) RETURN n", "match(n) return n", " \n OPTIONAL MATCH (n) RETURN n", "With 1 AS x",
                           "// remark\nRETURN 1", "/* a\nremark */ Unwind [1] AS x RETURN x", "merge (n)", "RETURN"})
    EXPECT_TRUE(is_pattern(text)) << text;
}

TEST(Pattern, IsNoQuestion) {
  for (const char* text : {"who met whom", "matching", "with whom did Okello meet", "With what did it begin",
                           "returned", "", "// MATCH (n)", "/* MATCH", "'MATCH'"})
    EXPECT_FALSE(is_pattern(text)) << text;
}

TEST(Script, FallsIntoPartsAtSemicolons) {
  EXPECT_EQ(split_script("RETURN 1; RETURN 2"), (Texts{"RETURN 1", " RETURN 2"}));
  EXPECT_EQ(split_script("RETURN 1;"), Texts{"RETURN 1"});
  EXPECT_EQ(split_script(" ; // nothing\n; /* here */"), Texts{});
}

TEST(Script, KeepsSemicolonsInStringsNamesAndComments) {
  for (const char* text : {"RETURN ';'", "RETURN \";\"", "RETURN 'it\\';s'", "MATCH (`a;b`) RETURN 1", "RETURN 1 // ; ",
                           "RETURN /* ; */ 1", "RETURN 'open;", "RETURN /* open;"})
    EXPECT_EQ(split_script(text), Texts{text});
}

TEST(Script, IsCompleteWithItsLastSemicolon) {
  EXPECT_TRUE(is_complete("RETURN 1;"));
  EXPECT_TRUE(is_complete("RETURN 1; // done\n"));
  EXPECT_FALSE(is_complete("RETURN 1; RETURN 2"));
  EXPECT_FALSE(is_complete("RETURN ';"));
  EXPECT_FALSE(is_complete("RETURN 1 // ;"));
  EXPECT_FALSE(is_complete(""));
}

TEST(Parameter, IsALiteral) {
  EXPECT_EQ(parse_parameter("x", "12").integer(), 12);
  EXPECT_EQ(parse_parameter("x", "'it\\'s'").string(), "it's");
  EXPECT_EQ(property::print(parse_parameter("x", "[1, {a: null}]")), "[1, {a: null}]");
  EXPECT_EQ(property::print(parse_parameter("x", "date('2024-02-29')")), "'2024-02-29'");
  for (const char* text : {"", "Ann", "1 AS y", "1, 2", "'open", "date('2023-02-29')", "$y"})
    EXPECT_THROW(parse_parameter("x", text), UsageError) << text;
}

TEST(Parameter, IsAssignedByName) {
  const engine::Parameters parameters = parse_parameters({"a=1", "b='x=y'", "a=2"});
  EXPECT_EQ(parameters.at("a").integer(), 2);
  EXPECT_EQ(parameters.at("b").string(), "x=y");
  EXPECT_THROW(parse_parameters({"a"}), UsageError);
  EXPECT_THROW(parse_parameters({"=1"}), UsageError);
}

TEST(Parameter, GivesWayToWhatWasGiven) {
  const engine::Parameters parameters =
      parse_parameters({"who='it\\'s'", "my day=date('2024-05-01')", "all=[1, {a: -2.5, `b c`: null}]"});
  EXPECT_EQ(with_literals("MATCH (a {id: $who}) // $who\nWHERE a.x = '$who' SET a.d = $`my day`, a.e = $all + $other",
                          parameters),
            "MATCH (a {id: 'it\\'s'}) // $who\nWHERE a.x = '$who' SET a.d = date('2024-05-01'), "
            "a.e = [1, {a: -2.5, `b c`: null}] + $other");
  EXPECT_EQ(with_literals("RETURN  1", {}), "RETURN  1");
}

TEST(Measure, OfTimeAndMemory) {
  using std::chrono::milliseconds;
  EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("2"), milliseconds(2000));
  EXPECT_EQ(parse_duration("3m"), milliseconds(180'000));
  EXPECT_EQ(parse_duration("900000000h"), parse_duration("8760h"));
  EXPECT_EQ(parse_size("12"), 12u);
  EXPECT_EQ(parse_size("64k"), 65536u);
  EXPECT_EQ(parse_size("2GiB"), std::size_t{2} << 30);
  for (const char* text : {"", "ms", "-1s", "1.5s", "10y", "99999999999999999999"})
    EXPECT_THROW(parse_duration(text), UsageError) << text;
  for (const char* text : {"", "-1", "1T", "9999999999999G"}) EXPECT_THROW(parse_size(text), UsageError) << text;
}

}  // namespace
}  // namespace whom::tools
