#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "tests/tools/process.hpp"
#include "tools/command.hpp"

namespace whom::tools {
namespace {

struct Memory {
  std::istringstream in;
  std::ostringstream out, err;
  Streams streams{in, out, err};
};

TEST(Help, EveryCommandHasItsOwn) {
  for (const Command& command : commands()) {
    Memory memory;
    EXPECT_EQ(run({std::string(command.name), "--help"}, memory.streams), kAnswers);
    const std::string text = memory.out.str();
    EXPECT_TRUE(text.starts_with("usage: whom " + std::string(command.name))) << text;
    for (const Option& option : command.options)
      EXPECT_NE(text.find("--" + std::string(option.name)), std::string::npos) << text;
    EXPECT_EQ(memory.err.str(), "");
  }
}

TEST(Help, NoLineIsWiderThanATerminal) {
  for (const Command& command : commands()) {
    std::ostringstream out;
    print_help(out, command);
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
  }
}

TEST(Help, OptionsOfACommandAreDistinct) {
  for (const Command& command : commands()) {
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const Option& option : command.options) {
      EXPECT_TRUE(names.insert(option.name).second) << command.name << " --" << option.name;
      EXPECT_TRUE(option.letter == '\0' || letters.insert(option.letter).second) << command.name << option.letter;
    }
  }
}

TEST(Help, WithoutWordsItIsAMistake) {
  Memory memory;
  EXPECT_EQ(run({}, memory.streams), kUsage);
  EXPECT_EQ(memory.out.str(), "");
  EXPECT_NE(memory.err.str().find("usage: whom"), std::string::npos);
}

TEST(Help, TheManPageIsCleanRoff) {
  std::ostringstream out;
  print_manual(out);
  const test::Scratch scratch;
  scratch.write("whom.1", out.str());
  if (test::run_shell("command -v man", scratch.path()).code != 0) GTEST_SKIP() << "no man here";
  const auto finished =
      test::run_shell("LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z whom.1 >/dev/null", scratch.path());
  EXPECT_EQ(finished.err, "");
  for (const Command& command : commands())
    EXPECT_NE(out.str().find(".SS whom " + std::string(command.name)), std::string::npos);
}

TEST(Help, BashUnderstandsItsCompletions) {
  std::ostringstream out;
  print_bash_completion(out);
  const test::Scratch scratch;
  scratch.write("whom.bash", out.str());
  scratch.write("complete.bash",
                ". ./whom.bash; COMP_WORDS=(whom ask --format js); COMP_CWORD=3; _whom; echo ${COMPREPLY[@]}\n"
                "COMP_WORDS=(whom re); COMP_CWORD=1; _whom; echo ${COMPREPLY[@]}\n");
  const auto finished = test::run_shell("bash complete.bash", scratch.path());
  EXPECT_EQ(finished.out, "jsonl json jsonld\nremove\n");
  EXPECT_EQ(finished.err, "");
}

}  // namespace
}  // namespace whom::tools
