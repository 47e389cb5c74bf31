#include "tools/repl.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <sstream>

#include "tests/support/sample_graph.hpp"
#include "tests/tools/process.hpp"
#include "tools/command.hpp"
#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

/// Lines given beforehand; "^C" is an interrupt at the prompt.
class Script : public LineSource {
 public:
  explicit Script(std::deque<std::string> lines) : lines_(std::move(lines)) {}
  std::optional<std::string> next(const std::string& prompt) override {
    prompts.push_back(prompt);
    if (lines_.empty()) return std::nullopt;
    std::string line = lines_.front();
    lines_.pop_front();
    if (line != "^C") return line;
    std::raise(SIGINT);
    return "";
  }
  void remember(const std::string& entry) override { remembered.push_back(entry); }

  std::vector<std::string> prompts, remembered;

 private:
  std::deque<std::string> lines_;
};

/// Enough words for the sample's questions.
class Words : public query::Lexicon {
 public:
  std::string verb(std::string_view form) const override {
    return form == "met" ? "meet" : form == "briefed" ? "brief" : std::string(form);
  }
  std::string noun(std::string_view form) const override { return std::string(form); }
  query::Embedding embedding(std::string_view) const override { return query::Embedding::None; }
};

class Shell : public testing::Test {
 protected:
  int run(std::deque<std::string> lines) {
    script_ = std::make_unique<Script>(std::move(lines));
    out_.str("");
    err_.str("");
    const Interrupt interrupt;
    return Repl(file_, {}, out_, err_).run(*script_);
  }

  GraphFile file_{test::sample_graph(), std::make_unique<Words>()};
  const graph::KnowledgeGraph& graph_ = *file_.knowledge();
  std::unique_ptr<Script> script_;
  std::ostringstream out_, err_;
};

TEST_F(Shell, AnswersAndRemembers) {
  EXPECT_EQ(run({"who briefed whom", "", "# a remark", ".quit", "who met whom"}), kAnswers);
  EXPECT_NE(out_.str().find("Lena Marchetti  Tomas Okello"), std::string::npos) << out_.str() << err_.str();
  EXPECT_EQ(script_->remembered, (std::vector<std::string>{"who briefed whom", ".quit"}));
}

TEST_F(Shell, ModeAndEvidenceStay) {
  EXPECT_EQ(run({".mode jsonl", "who briefed whom", "who briefed whom"}), kAnswers);
  const std::string rows = out_.str();
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 2) << rows;
  EXPECT_EQ(run({".mode xml"}), kUsage);
  EXPECT_EQ(run({".evidence perhaps"}), kUsage);
}

TEST_F(Shell, AMistakeIsSaidAndTheShellGoesOn) {
  EXPECT_EQ(run({"who briefed 'whom", ".hlep", "who briefed whom"}), kAnswers);
  EXPECT_NE(err_.str().find("there is no .hlep; did you mean .help?"), std::string::npos) << err_.str();
  EXPECT_NE(out_.str().find("Lena Marchetti"), std::string::npos);
}

TEST_F(Shell, AnInterruptDropsTheEntryAndTheShellGoesOn) {
  EXPECT_EQ(run({"^C", "^C", "who briefed whom"}), kAnswers);
  EXPECT_NE(out_.str().find("Lena Marchetti"), std::string::npos);
  EXPECT_FALSE(Interrupt::requested());
}

TEST_F(Shell, WhyExplainAndLists) {
  const auto id = graph_.statement_id(graph_.with_relation("brief").front());
  EXPECT_EQ(run({".why " + id}), kAnswers);
  EXPECT_NE(out_.str().find("[Marchetti|subject] [briefed|relation]"), std::string::npos) << out_.str();
  EXPECT_EQ(run({".why zz"}), kNoMatch);
  EXPECT_EQ(run({".why"}), kUsage);
  EXPECT_EQ(run({".explain who briefed whom"}), kAnswers);
  EXPECT_NE(out_.str(), "");
  EXPECT_EQ(run({".entities marchetti"}), kAnswers);
  EXPECT_NE(out_.str().find("lena-marchetti, Person"), std::string::npos) << out_.str();
  EXPECT_EQ(run({".relations president"}), kAnswers);
  EXPECT_EQ(run({".relations zebra"}), kNoMatch);
  EXPECT_EQ(run({".help"}), kAnswers);
  for (const std::string& command : Repl::commands()) EXPECT_NE(out_.str().find(command), std::string::npos) << command;
}

TEST_F(Shell, SavesTheRowsOfTheLastQuestion) {
  const test::Scratch scratch;
  EXPECT_EQ(run({"who briefed whom", ".mode csv", ".save " + (scratch / "rows.csv")}), kAnswers);
  EXPECT_TRUE(test::read_file(scratch / "rows.csv").starts_with("who,whom,statements\nLena Marchetti,Tomas Okello,"));
  EXPECT_EQ(run({".save " + (scratch / "rows.csv")}), kUsage);
  EXPECT_EQ(run({"who briefed whom", ".save " + (scratch / "no/rows.csv")}), kFailure);
}

}  // namespace
}  // namespace whom::tools
