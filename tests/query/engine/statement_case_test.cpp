// Runs every tests/cases/statements/*.case, and the blocks fenced as "pattern" in docs/language.md over the graph of
// that page. A file is facts (facts.hpp), then cases; '#' begins a comment line:
//
//   ? MATCH (a)-[m:meet]->(b)              the query; lines that are indented go on with it
//     RETURN a.name, m.about
//   Tomas Okello | [(:Concept ...)]        its rows, in any order, or as they come after ORDER BY in the query's last
//                                          clause; strings as they are, all else as openCypher prints it
//   ! cannot be applied                    or a part of the error's text
//   = NodeIndex                            a part of the plan
//
// A case without rows expects none.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "graph/property/statement_graph.hpp"
#include "query/cypher/error.hpp"
#include "query/engine/engine.hpp"
#include "query/question/names.hpp"
#include "tests/query/facts.hpp"
#include "tests/query/small_lexicon.hpp"

namespace whom::test {
namespace {

using property::Value;
using Lines = std::vector<std::string>;

struct Case {
  int line = 0;
  std::string query;
  Lines rows, planned, problems;
};

struct CaseFile {
  Lines facts;
  std::vector<Case> cases;
};

class CaseReader {
 public:
  CaseFile read(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (path.extension() == ".case") fence_ = "```pattern";
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.starts_with("```"))
        fence_ = fence_.empty() ? line : "";
      else if (!line.starts_with("#") && line.find_first_not_of(' ') != std::string::npos)
        read(line, number);
    }
    return std::move(file_);
  }

 private:
  /// The facts of a page are the first block of its questions.
  void read(const std::string& line, int number) {
    if (fence_ == "```case" && line[0] == '?') questions_begun_ = true;
    if (fence_ == "```case" && !questions_begun_) file_.facts.push_back(line);
    if (fence_ != "```pattern") return;
    const std::string rest = line.size() > 2 ? line.substr(2) : "";
    if (line[0] == '?')
      file_.cases.push_back({number, rest, {}, {}, {}});
    else if (file_.cases.empty())
      file_.facts.push_back(line);
    else
      read_of_case(line, rest, file_.cases.back());
  }

  static void read_of_case(const std::string& line, const std::string& rest, Case& last) {
    if (line.starts_with("  "))
      last.query += "\n" + rest;
    else if (line[0] == '!')
      last.problems.push_back(rest);
    else if (line[0] == '=')
      last.planned.push_back(rest);
    else
      last.rows.push_back(line);
  }

  CaseFile file_;
  std::string fence_;  ///< the block that the line is in
  bool questions_begun_ = false;
};

bool is_ordered(const std::string& query) {
  const auto last = query.rfind("ORDER BY");
  return last != std::string::npos && last > query.rfind("RETURN");
}

class Answers {
 public:
  explicit Answers(const Lines& facts) : knowledge_(graph_of(facts)), graph_(property::statement_graph(knowledge_)) {}

  void check(Case expected) {
    try {
      engine::Prepared prepared(expected.query, graph_, {&knowledge_, &names_});
      for (const std::string& part : expected.planned)
        EXPECT_NE(prepared.explain().find(part), std::string::npos) << prepared.explain();
      Lines rows = printed(prepared.run());
      if (!is_ordered(expected.query)) std::sort(rows.begin(), rows.end());
      if (!is_ordered(expected.query)) std::sort(expected.rows.begin(), expected.rows.end());
      EXPECT_EQ(joined(rows), joined(expected.rows)) << prepared.explain();
      EXPECT_TRUE(expected.problems.empty());
    } catch (const cypher::Error& error) {
      ASSERT_FALSE(expected.problems.empty()) << error.what();
      for (const std::string& part : expected.problems)
        EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  }

 private:
  Lines printed(const engine::Result& result) const {
    Lines rows(result.rows);
    for (std::size_t row = 0; row < result.rows; ++row)
      for (std::size_t i = 0; i < result.values.size(); ++i)
        rows[row] += (i == 0 ? "" : " | ") + printed(result.values[i][row]);
    return rows;
  }

  std::string printed(const Value& value) const {
    return value.is(property::Kind::String) ? std::string(value.string()) : print(graph_, value);
  }

  static std::string joined(const Lines& lines) {
    std::string all;
    for (const std::string& line : lines) all += line + '\n';
    return all;
  }

  graph::KnowledgeGraph knowledge_;
  property::Graph graph_;
  SmallLexicon lexicon_;
  query::GraphNames names_{knowledge_, lexicon_};
};

std::size_t check_file(const std::filesystem::path& path) {
  const CaseFile file = CaseReader().read(path);
  Answers answers(file.facts);
  for (const Case& one : file.cases) {
    SCOPED_TRACE(path.filename().string() + ":" + std::to_string(one.line) + ": " + one.query);
    answers.check(one);
  }
  return file.cases.size();
}

TEST(StatementCases, AllFiles) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WHOM_SOURCE_DIR "/tests/cases/statements"))
    if (entry.path().extension() == ".case") count += check_file(entry.path());
  EXPECT_GT(count, 20U);
}

TEST(StatementCases, ExamplesOfTheManual) { EXPECT_GT(check_file(WHOM_SOURCE_DIR "/docs/language.md"), 20U); }

}  // namespace
}  // namespace whom::test
