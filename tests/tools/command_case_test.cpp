// The command line, told by files: tests/cases/command/README.md describes them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "graph/store.hpp"
#include "tests/support/sample_graph.hpp"
#include "tests/tools/process.hpp"

namespace whom::test {
namespace {

struct Step {
  std::size_t line = 0;  ///< where it stands in its file
  std::string command;
  std::string input, out, err;
  int code = 0;
};

std::vector<Step> read_case(const std::filesystem::path& path) {
  std::vector<Step> steps;
  std::ifstream file(path);
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::string rest = line.size() > 2 ? line.substr(2) : "";
    const std::string text = rest == "..." ? rest : rest + '\n';
    if (line[0] == '$') {
      steps.push_back({number, rest, "", "", "", 0});
      continue;
    }
    if (steps.empty()) throw std::runtime_error(path.string() + ": a line before the first command");
    Step& step = steps.back();
    if (line[0] == '<')
      step.input += text;
    else if (line[0] == '>')
      step.out += text;
    else if (line[0] == '!')
      step.err += text;
    else if (line[0] == '=')
      step.code = std::stoi(rest);
    else
      throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": what is this line?");
  }
  return steps;
}

/// "..." in `wanted` stands for anything, line breaks too.
bool matches(const std::string& wanted, const std::string& text) {
  std::size_t at = 0;
  std::size_t from = 0;
  bool anything_before = false;
  for (;;) {
    const std::size_t gap = wanted.find("...", from);
    const bool last = gap == std::string::npos;
    const std::string piece = wanted.substr(from, last ? gap : gap - from);
    if (!anything_before && text.compare(0, piece.size(), piece) != 0) return false;
    if (last && anything_before)
      return text.size() >= at + piece.size() && text.compare(text.size() - piece.size(), piece.size(), piece) == 0;
    if (last) return text.size() == piece.size();
    at = text.find(piece, at);
    if (at == std::string::npos) return false;
    at += piece.size();
    anything_before = true;
    from = gap + 3;
  }
}

class CommandCase : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(CommandCase, DoesWhatItSays) {
  const Scratch scratch;
  graph::Store store(scratch / "sample.whom", graph::Store::Mode::Write);
  for (const graph::Reading& reading : sample_readings()) store.put(reading);
  store.finish();
  const std::vector<Step> steps = read_case(GetParam());
  ASSERT_FALSE(steps.empty());
  for (const Step& step : steps) {
    SCOPED_TRACE(GetParam().string() + ":" + std::to_string(step.line) + ": " + step.command);
    const Finished finished = run_shell(step.command, scratch.path(), step.input);
    EXPECT_EQ(finished.code, step.code) << finished.err;
    EXPECT_TRUE(matches(step.out, finished.out)) << "wanted:\n" << step.out << "got:\n" << finished.out;
    EXPECT_TRUE(matches(step.err, finished.err)) << "wanted:\n" << step.err << "got:\n" << finished.err;
  }
}

std::vector<std::filesystem::path> all_cases() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(WHOM_SOURCE_DIR "/tests/cases/command"))
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

INSTANTIATE_TEST_SUITE_P(Files, CommandCase, testing::ValuesIn(all_cases()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
});

TEST(CommandCaseNotation, DotsStandForAnything) {
  EXPECT_TRUE(matches("a...c\n", "abbc\n"));
  EXPECT_TRUE(matches("...", ""));
  EXPECT_TRUE(matches("a\n...\nd\n", "a\nb\nc\nd\n"));
  EXPECT_FALSE(matches("a...c\n", "abb\n"));
  EXPECT_FALSE(matches("a", "ab"));
  EXPECT_FALSE(matches("...b", "bc"));
}

}  // namespace
}  // namespace whom::test
