// What the world does to a program: each accident gives one clear line and the right exit status.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "graph/store.hpp"
#include "tests/support/sample_graph.hpp"
#include "tests/tools/process.hpp"

namespace whom::test {
namespace {

constexpr const char* kAnalyzed =
    "# newdoc id = a\n# date = 2024-05-06\n# sent_id = 1\n# text = Ada Okafor met Ben Musa.\n"
    "1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tNER=B-Person\n"
    "2\tOkafor\tOkafor\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tNER=E-Person\n"
    "3\tmet\tmeet\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "4\tBen\tBen\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tNER=B-Person\n"
    "5\tMusa\tMusa\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\tNER=E-Person|SpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

class Robustness : public testing::Test {
 protected:
  void make_sample() {
    graph::Store store(scratch_ / "sample.whom", graph::Store::Mode::Write);
    for (const graph::Reading& reading : sample_readings()) store.put(reading);
    store.finish();
  }

  Finished run(const std::string& line, const std::string& input = "") {
    return run_shell(line, scratch_.path(), input);
  }

  /// One line on standard error that contains each of these.
  void expect_message(const Finished& finished, const std::vector<std::string>& parts) {
    EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 1) << finished.err;
    for (const std::string& part : parts) EXPECT_NE(finished.err.find(part), std::string::npos) << finished.err;
  }

  const Scratch scratch_;
};

TEST_F(Robustness, BrokenUtf8IsNamedAndTheRestStored) {
  scratch_.write("in/good.conllu", kAnalyzed);
  scratch_.write("in/broken.txt", "Ada met \xff\xfe Ben.\nAnd \xc3.\n");
  const auto finished = run("whom build in -o a.whom");
  if (finished.code == 0) {  // read with replacement characters: then the text must be sound
    EXPECT_EQ(run("whom check a.whom").code, 0);
  } else {
    EXPECT_EQ(finished.code, 3) << finished.err;
    EXPECT_NE(finished.err.find("broken.txt"), std::string::npos) << finished.err;
  }
  EXPECT_NE(run("whom documents a.whom").out.find("good.conllu"), std::string::npos);
}

TEST_F(Robustness, AnEmptyFileIsNoCrash) {
  scratch_.write("empty.txt", "");
  scratch_.write("good.conllu", kAnalyzed);
  const auto finished = run("whom build empty.txt good.conllu -o a.whom");
  EXPECT_TRUE(finished.code == 0 || finished.code == 3) << finished.err;
  EXPECT_TRUE(finished.code == 0 || finished.err.find("empty.txt") != std::string::npos) << finished.err;
  EXPECT_EQ(run("whom check a.whom").code, 0);
}

TEST_F(Robustness, AnEmptyFileAloneMakesNoGraph) {
  scratch_.write("empty.txt", "");
  const auto finished = run("whom build empty.txt -o a.whom");
  EXPECT_EQ(finished.code, 4);
  expect_message(finished, {"empty.txt"});
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "a.whom"));
}

TEST_F(Robustness, ADirectoryWithoutArticlesMakesNoGraph) {
  std::filesystem::create_directory(scratch_ / "nothing");
  const auto finished = run("whom build nothing -o a.whom");
  EXPECT_EQ(finished.code, 4);
  expect_message(finished, {"nothing"});
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "a.whom"));
}

TEST_F(Robustness, ABinaryFileIsNamed) {
  std::string bytes;
  for (int i = 0; i < 20000; ++i) bytes += static_cast<char>(i * 7919 >> 3);
  scratch_.write("photo.txt", bytes);
  scratch_.write("good.conllu", kAnalyzed);
  const auto finished = run("whom build photo.txt good.conllu -o a.whom");
  EXPECT_EQ(finished.code, 3) << finished.err;
  EXPECT_NE(finished.err.find("photo.txt"), std::string::npos) << finished.err;
  EXPECT_EQ(run("whom check a.whom").code, 0);
}

TEST_F(Robustness, ALineOfFiftyMegabytesIsRefusedInBoundedMemory) {
  {
    std::ofstream file(scratch_ / "long.txt");
    const std::string piece = "Ada Okafor met Ben Musa and then went home again . ";
    for (std::size_t written = 0; written < 50u << 20; written += piece.size()) file << piece;
  }
  scratch_.write("good.conllu", kAnalyzed);
  const auto finished = run("whom build long.txt good.conllu -o a.whom");
  EXPECT_EQ(finished.code, 3) << finished.err;
  EXPECT_NE(finished.err.find("long.txt"), std::string::npos) << finished.err;
  EXPECT_NE(run("whom documents a.whom").out.find("good.conllu"), std::string::npos);
}

TEST_F(Robustness, ATargetThatCannotBeWrittenIsNamed) {
  scratch_.write("good.conllu", kAnalyzed);
  std::filesystem::create_directory(scratch_ / "folder.whom");
  for (const char* const target : {"folder.whom", "no/such/folder/a.whom", "/proc/a.whom"}) {
    const auto finished = run("whom build good.conllu -o " + std::string(target));
    EXPECT_EQ(finished.code, 4) << target;
    expect_message(finished, {target});
  }
}

TEST_F(Robustness, AReadOnlyTargetIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  make_sample();
  scratch_.write("good.conllu", kAnalyzed);
  std::filesystem::permissions(scratch_ / "sample.whom", std::filesystem::perms::owner_read);
  const auto finished = run("whom build good.conllu -o sample.whom");
  EXPECT_EQ(finished.code, 4);
  expect_message(finished, {"sample.whom"});
}

TEST_F(Robustness, AReadOnlyStoreCanBeAsked) {
  make_sample();
  std::filesystem::permissions(scratch_ / "sample.whom", std::filesystem::perms::owner_read);
  EXPECT_EQ(run("whom ask sample.whom 'who briefed whom' --format jsonl").code, 0);
}

TEST_F(Robustness, ATruncatedStoreIsNamed) {
  make_sample();
  const auto size = std::filesystem::file_size(scratch_ / "sample.whom");
  for (const auto left : {size / 2, std::uintmax_t{100}, std::uintmax_t{1}}) {
    std::filesystem::resize_file(scratch_ / "sample.whom", left);
    for (const char* const command : {"ask sample.whom 'who met whom'", "stats sample.whom", "check sample.whom"}) {
      const auto finished = run("whom " + std::string(command));
      EXPECT_TRUE(finished.code == 4 || (finished.code == 1 && !finished.out.empty())) << command << finished.err;
      EXPECT_NE((finished.err + finished.out).find("sample.whom"), std::string::npos) << finished.err;
    }
  }
}

TEST_F(Robustness, WhatIsNoStoreIsNamed) {
  scratch_.write("text.whom",
                 "This is no graph at all, but it is longer than a header of one hundred bytes would be: "
                 "this sentence sees to that, I think.\n");
  for (const char* const file : {"text.whom", "missing.whom", ".", "/dev/null"}) {
    const auto finished = run("whom ask " + std::string(file) + " 'who met whom'");
    EXPECT_EQ(finished.code, 4) << file;
    expect_message(finished, {file});
  }
}

TEST_F(Robustness, AMisspeltRelationIsSuggested) {
  make_sample();
  const auto finished = run("whom ask sample.whom 'who breifed whom'");
  EXPECT_EQ(finished.code, 1) << finished.err;
  EXPECT_EQ(finished.out, "");
  EXPECT_NE(finished.err.find("did you mean 'brief"), std::string::npos) << finished.err;
}

TEST_F(Robustness, AnUnclosedQuoteShowsItsPlace) {
  make_sample();
  const auto finished = run("whom ask sample.whom " + quoted("who met \"Ada Okafor"));
  EXPECT_EQ(finished.code, 2) << finished.err;
  EXPECT_EQ(finished.out, "");
  EXPECT_NE(finished.err.find("query:1:"), std::string::npos) << finished.err;
  EXPECT_NE(finished.err.find('^'), std::string::npos) << finished.err;
}

TEST_F(Robustness, AQuestionThatIsNoTextIsNotEchoed) {
  make_sample();
  const auto finished = run("whom ask sample.whom \"$(printf 'who met \\377')\"");
  EXPECT_EQ(finished.code, 2);
  expect_message(finished, {"not UTF-8: byte 9"});
  EXPECT_EQ(finished.err.find('\377'), std::string::npos);
}

TEST_F(Robustness, AFullDiskIsNoticed) {
  make_sample();
  for (const char* const command :
       {"ask sample.whom 'who briefed whom'", "export sample.whom --format nquads", "stats sample.whom", "--help",
        "documents sample.whom", "export sample.whom --format jsonld -o /dev/full"}) {
    const auto finished = run("whom " + std::string(command) + " >/dev/full");
    EXPECT_EQ(finished.code, 4) << command << finished.err;
    expect_message(finished, {"No space left on device"});
  }
}

TEST_F(Robustness, AClosedPipeEndsSilently) {
  make_sample();
  const auto finished = run("(whom export sample.whom --format nquads; echo $? >code) | true; sleep 0.2; cat code");
  EXPECT_EQ(finished.out, "141\n");
  EXPECT_EQ(finished.err, "");
}

TEST_F(Robustness, AMissingDrawingProgramIsNamed) {
  make_sample();
  const auto finished = run("PATH=. " + quoted(WHOM_BINARY) + " export sample.whom --format svg");
  EXPECT_EQ(finished.code, 4);
  expect_message(finished, {"dot", "not installed"});
}

}  // namespace
}  // namespace whom::test
