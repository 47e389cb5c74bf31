#include "tools/reader.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <sstream>

#include "tests/tools/process.hpp"
#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

class Reading : public testing::Test {
 protected:
  std::vector<std::string> files(const std::vector<std::string>& paths) {
    sources_.paths = paths;
    return files_of(sources_, {{}, [this](const std::string& problem) { problems_.push_back(problem); }, {}});
  }

  /// Reads with an interpretation that only keeps the document; the keys in the order they were handed over.
  std::vector<std::string> read(const std::vector<std::string>& paths, int jobs, const std::string& input = "") {
    std::vector<std::string> keys;
    std::istringstream standard_input(input);
    ReadingSink sink;
    sink.wanted = [](const graph::Document&) { return true; };
    sink.reading = [&](const graph::Reading& reading) {
      keys.push_back(std::filesystem::path(reading.document.key).filename().string());
      texts_.push_back(reading.document.text);
      if (on_reading_) on_reading_();
    };
    sink.failed = [this](const std::string& problem) { problems_.push_back(problem); };
    const auto interpret = [](Input given) { return graph::Reading{std::move(given.document), {}, {}, {}}; };
    read_all(files(paths), sources_, standard_input, jobs, interpret, sink);
    return keys;
  }

  const test::Scratch scratch_;
  Sources sources_;
  std::vector<std::string> problems_, texts_;
  std::function<void()> on_reading_;
};

TEST_F(Reading, KeepsTheOrderOfTheInputOnAnyNumberOfThreads) {
  std::vector<std::string> wanted;
  for (int i = 10; i < 60; ++i) {
    wanted.push_back(std::to_string(i) + ".txt");
    scratch_.write(wanted.back(), "Ada Okafor wrote line " + std::to_string(i) + ".\n");
  }
  EXPECT_EQ(read({scratch_.path().string()}, 1), wanted);
  EXPECT_EQ(read({scratch_.path().string()}, 4), wanted);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(Reading, WhatIsMissingIsNamedAndTheRestRead) {
  scratch_.write("b.txt", "Ben sang.");
  EXPECT_EQ(read({scratch_ / "a.txt", scratch_ / "b.txt"}, 2), std::vector<std::string>{"b.txt"});
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_NE(problems_[0].find("a.txt"), std::string::npos);
}

TEST_F(Reading, DashIsStandardInput) {
  EXPECT_EQ(read({"-"}, 1, "Ada sang.\n"), std::vector<std::string>{"-"});
  EXPECT_NE(texts_.at(0).find("Ada sang."), std::string::npos);
}

TEST_F(Reading, AnEndlessDocumentIsRefused) {
  scratch_.write("long.txt", std::string(kLongestDocument + 10, 'a') + "\n");
  EXPECT_TRUE(read({scratch_ / "long.txt"}, 1).empty());
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_NE(problems_[0].find("long.txt: a document of 4 MiB of text"), std::string::npos) << problems_[0];
}

TEST_F(Reading, AnInterruptEndsItAfterTheDocumentsUnderWay) {
  std::string lines;
  for (int i = 0; i < 500; ++i) lines += "{\"text\":\"Ada wrote line " + std::to_string(i) + ".\"}\n";
  scratch_.write("many.jsonl", lines);
  const Interrupt interrupt;
  on_reading_ = [] { std::raise(SIGINT); };
  const std::size_t handed_over = read({scratch_ / "many.jsonl"}, 2).size();
  EXPECT_GE(handed_over, 1u);
  EXPECT_LT(handed_over, 20u);
  Interrupt::forget();
}

TEST_F(Reading, ConlluBringsItsAnalysis) {
  scratch_.write("a.conllu",
                 "1\tAda\tAda\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tsang\tsing\tVERB\tVBD\t_\t0\troot\t_\t_\n\n");
  sources_.paths = {scratch_ / "a.conllu"};
  std::size_t tokens = 0;
  std::istringstream nothing;
  read_files({scratch_ / "a.conllu"}, sources_, nothing,
             {[&](const Input& input) { tokens = input.sentences ? input.sentences->at(0).tokens.size() : 0; },
              [](const std::string& problem) { FAIL() << problem; },
              {}});
  EXPECT_EQ(tokens, 2u);
}

TEST(Sources, DatesAreDates) {
  const auto options = source_options();
  const auto parse = [&](const std::string& date) {
    const std::vector<std::string> words = {"--doc-date", date};
    return sources_of(Arguments(words, options)).options.document_date;
  };
  EXPECT_EQ(parse("2024-11-08"), "2024-11-08");
  for (const char* const wrong :
       {"2024", "8 November", "2024/11/08", "20241108", "2024-13-01", "2023-02-29", "2024-1--08"})
    EXPECT_THROW(parse(wrong), UsageError) << wrong;
}

}  // namespace
}  // namespace whom::tools
