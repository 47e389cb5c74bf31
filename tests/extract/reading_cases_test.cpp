// Runs the cases of tests/cases/reading (its README tells their form) through the committed model.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "extract/extractor.hpp"
#include "extract/model/model.hpp"
#include "extract/segment.hpp"
#include "tests/extract/support_statement.hpp"

namespace whom::test {
namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(WHOM_SOURCE_DIR) / "tests" / "cases" / "reading";
const fs::path kWeights = fs::path(WHOM_SOURCE_DIR) / "extract" / "weights";

/// The model whose weights the tests load.
constexpr std::string_view kModel = "fast";

struct Case {
  std::string name;   ///< file and line
  std::string kind;   ///< group and cause, of a known failure
  std::string model;  ///< with which model it is one; empty: with each
  std::string text, date;
  std::vector<std::string> present, absent, single;
  bool fails() const { return !kind.empty() && (model.empty() || model == kModel); }
};

void add_line(Case& c, const std::string& line) {
  const auto value = line.substr(std::min(line.find(' ') + 1, line.size()));
  if (line.starts_with("text ")) {
    c.text += (c.text.empty() ? "" : "\n\n") + value;
  } else if (line.starts_with("date ")) {
    c.date = value;
  } else if (line.starts_with("kind ")) {
    c.kind = value;
  } else if (line.starts_with("model ")) {
    c.model = value;
  } else if (line.starts_with("+ ")) {
    c.present.push_back(value);
  } else if (line.starts_with("- ")) {
    c.absent.push_back(value);
  } else if (line.starts_with("1 ")) {
    c.single.push_back(value);
  } else {
    throw std::invalid_argument("no line of a case: " + line);
  }
}

std::vector<Case> cases_of(const fs::path& file) {
  std::vector<Case> out;
  Case current;
  const auto finish = [&] {
    if (!current.name.empty()) out.push_back(current);
    current = {};
  };
  std::ifstream in(file);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) finish();
    if (line.empty() || line[0] == '#') continue;
    if (current.name.empty()) current.name = file.stem().string() + "_" + std::to_string(number);
    add_line(current, line);
  }
  finish();
  return out;
}

/// @param failing those known to fail with the model loaded here; otherwise those that must pass
std::vector<Case> all_cases(bool failing) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> out;
  for (const auto& file : files) {
    for (auto& c : cases_of(file)) {
      if (c.fails() == failing) out.push_back(std::move(c));
    }
  }
  return out;
}

std::vector<std::string> statements(const Case& c) {
  static const extract::Segmenter segmenter(kWeights);
  static const auto analyzer = extract::load_analyzer(kWeights);
  static const extract::Extractor extractor(kWeights);
  auto sentences = segmenter.segment(c.text);
  analyzer->analyze(sentences);
  graph::Document document;
  document.text = c.text;
  document.date = c.date;
  return lines_of(extractor.read(std::move(document), sentences));
}

/// What the lines lack or should not have, as the case has it.
std::vector<std::string> missed(const Case& c, const std::vector<std::string>& lines) {
  std::vector<std::string> out;
  for (const auto& e : c.present) {
    if (!any_says(lines, e)) out.push_back("+ " + e);
  }
  for (const auto& e : c.absent) {
    if (any_says(lines, e)) out.push_back("- " + e);
  }
  for (const auto& e : c.single) {
    if (count_saying(lines, e) != 1) out.push_back("1 " + e);
  }
  return out;
}

class CaseTest : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (!fs::exists(kWeights / "fast.bin")) GTEST_SKIP() << "no weights";
    ASSERT_FALSE(GetParam().text.empty());
    ASSERT_FALSE(GetParam().present.empty() && GetParam().absent.empty() && GetParam().single.empty());
  }
};

std::string name_of(const testing::TestParamInfo<Case>& info) { return info.param.name; }
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class ReadingCase : public CaseTest {};
class KnownFailure : public CaseTest {};

TEST_P(ReadingCase, SaysWhatItMust) {
  const auto lines = statements(GetParam());
  const auto wrong = missed(GetParam(), lines);
  EXPECT_TRUE(wrong.empty()) << GetParam().text << joined(wrong) << "\n  --- read:" << joined(lines);
}

TEST_P(KnownFailure, StillFails) {
  const auto group = GetParam().kind.substr(0, GetParam().kind.find(": "));
  EXPECT_TRUE(fs::exists(kCases / (group + ".case"))) << "a known failure tells its group and the cause";
  const auto lines = statements(GetParam());
  EXPECT_FALSE(missed(GetParam(), lines).empty())
      << "now works with the model \"" << kModel
      << "\"; move it to its group (tests/eval/groups/score.py --move): " << GetParam().kind << "\n  "
      << GetParam().text << joined(lines);
}

INSTANTIATE_TEST_SUITE_P(Cases, ReadingCase, testing::ValuesIn(all_cases(false)), name_of);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(KnownFailure);
INSTANTIATE_TEST_SUITE_P(Cases, KnownFailure, testing::ValuesIn(all_cases(true)), name_of);

}  // namespace
}  // namespace whom::test
