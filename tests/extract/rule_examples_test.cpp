// Each rule's own examples, read through the committed model.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "extract/extractor.hpp"
#include "extract/model/model.hpp"
#include "extract/rule_set.hpp"
#include "extract/segment.hpp"
#include "tests/extract/support_statement.hpp"

namespace whom::extract {
namespace {

using test::joined;

namespace fs = std::filesystem;

const fs::path kSource = WHOM_SOURCE_DIR;
const fs::path kWeights = kSource / "extract" / "weights";

std::vector<std::string> statements(const Extractor& extractor, const std::string& text) {
  static const Segmenter segmenter(kWeights);
  static const auto analyzer = load_analyzer(kWeights);
  auto sentences = segmenter.segment(text);
  analyzer->analyze(sentences);
  graph::Document document;
  document.text = text;
  return lines_of(extractor.read(std::move(document), sentences));
}

/// Returns how many examples there were.
std::size_t check_examples(const Extractor& extractor, std::string_view file) {
  std::size_t examples = 0;
  for (const auto& rule : extractor.rules().rules()) {
    if (rule.file != file) continue;
    for (const auto& example : rule.source->examples) {
      const auto lines = statements(extractor, example.text.text);
      for (const auto& says : example.says)
        EXPECT_TRUE(any_says(lines, says.text)) << rule.source->name.text << ": " << says.text << joined(lines);
      for (const auto& silent : example.silent)
        EXPECT_FALSE(any_says(lines, silent.text)) << rule.source->name.text << ": " << silent.text << joined(lines);
      ++examples;
    }
  }
  return examples;
}

TEST(RuleExamples, OfTheBuiltInRules) { EXPECT_GT(check_examples(Extractor(kWeights), "reading.rules"), 5U); }

TEST(RuleExamples, OfTheDomainRules) {
  for (const auto& entry : fs::directory_iterator(kSource / "examples" / "rules")) {
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    RuleChoice choice;
    choice.files.push_back(rule::parse(text, entry.path().filename().string()));
    EXPECT_GT(check_examples(Extractor(kWeights, std::move(choice)), entry.path().filename().string()), 1U);
  }
}

}  // namespace
}  // namespace whom::extract
