#include "tools/options.hpp"

#include <gtest/gtest.h>

namespace whom::tools {
namespace {

const std::vector<Option> kOptions = {
    {"jobs", 'j', "N", "threads"}, {"format", 'f', "table|json", "how"}, {"explain", '\0', "", "stages"}};

Arguments parse(const std::vector<std::string>& words) { return Arguments(words, kOptions); }

std::string problem_of(const std::vector<std::string>& words) {
  try {
    parse(words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(Options, EverySpellingOfAValue) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--jobs", "3"}, {"--jobs=3"}, {"-j", "3"}, {"-j3"}})
    EXPECT_EQ(parse(words).number("jobs", 1, 1), 3) << words[0];
}

TEST(Options, TheLastValueCounts) { EXPECT_EQ(parse({"-j1", "-j2"}).value("jobs"), "2"); }

TEST(Options, OperandsStandAnywhere) {
  const Arguments arguments = parse({"a", "--explain", "-", "--", "--jobs"});
  EXPECT_TRUE(arguments.has("explain"));
  EXPECT_EQ(arguments.operands(), (std::vector<std::string>{"a", "-", "--jobs"}));
}

TEST(Options, ProblemsNameTheWord) {
  EXPECT_EQ(problem_of({"--jbos", "3"}), "unknown option '--jbos'; did you mean '--jobs'?");
  EXPECT_EQ(problem_of({"-x"}), "unknown option '-x'");
  EXPECT_EQ(problem_of({"--jobs"}), "'--jobs' lacks its value N");
  EXPECT_EQ(problem_of({"--explain=yes"}), "'--explain' takes no value");
  EXPECT_EQ(problem_of({"--format", "xml"}), "'xml' is no value of --format (table|json)");
}

TEST(Options, NumbersAreWholeAndLargeEnough) {
  for (const char* text : {"0", "-1", "2x", "", "99999999999"})
    EXPECT_THROW(parse({"--jobs=" + std::string(text)}).number("jobs", 1, 1), UsageError) << text;
  EXPECT_EQ(parse({}).number("jobs", 7, 1), 7);
}

TEST(Options, ChoicesAreTheWordsOfTheValue) {
  EXPECT_TRUE(choices(kOptions[0]).empty());
  EXPECT_EQ(choices(kOptions[1]), (std::vector<std::string_view>{"table", "json"}));
}

}  // namespace
}  // namespace whom::tools
