// Runs every tests/cases/language/*.case, and the blocks fenced as "case" in docs/language.md. A file is facts
// (facts.hpp), then cases; '#' begins a comment line:
//
//   ? who met whom about Haiti          the question
//   William Ruto | Antony Blinken       its rows, in any order, cells in the order of the columns
//   : 'meet' also finds: meet with      its notes and advice, each one line
//   ! query:1:5: ...                    or what is wrong, line by line as printed under the first
//
// A path is "A - met - B - leads - C", a row's cells may be followed by "<- 2", the number of its statements. A case
// without rows expects none. `= text` expects text to stand in explain().
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "graph/property/statement_graph.hpp"
#include "query/engine/engine.hpp"
#include "query/question/names.hpp"
#include "query/question/query.hpp"
#include "tests/query/facts.hpp"
#include "tests/query/small_lexicon.hpp"

namespace whom::test {
namespace {

using query::Cell;
using query::Diagnostic;
using query::Query;

struct Case {
  int line = 0;
  std::string question;
  std::vector<std::string> rows, notes, explained, problems;
};

struct CaseFile {
  std::vector<std::string> facts;
  std::vector<Case> cases;
};

CaseFile read(const std::filesystem::path& path) {
  CaseFile file;
  std::ifstream in(path);
  std::string line;
  bool inside = path.extension() == ".case";
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("```")) {
      inside = line == "```case";
      continue;
    }
    if (!inside || line.starts_with("#") || line.find_first_not_of(' ') == std::string::npos) continue;
    const std::string rest = line.size() > 2 ? line.substr(2) : "";
    if (line[0] == '?') {
      file.cases.push_back({number, rest, {}, {}, {}, {}});
    } else if (file.cases.empty()) {
      file.facts.push_back(line);
    } else if (line[0] == ':') {
      file.cases.back().notes.push_back(rest);
    } else if (line[0] == '!') {
      file.cases.back().problems.push_back(rest);
    } else if (line[0] == '=') {
      file.cases.back().explained.push_back(rest);
    } else {
      file.cases.back().rows.push_back(line);
    }
  }
  return file;
}

std::string printed(const graph::Term& term, const graph::KnowledgeGraph& graph) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term)) return graph.entity(*entity).name;
  return std::get<graph::Literal>(term).value;
}

std::string printed(const Cell& cell, const graph::KnowledgeGraph& graph) {
  if (const auto* answer = std::get_if<bool>(&cell)) return *answer ? "yes" : "no";
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
  if (const auto* term = std::get_if<graph::Term>(&cell)) return printed(*term, graph);
  const auto& path = std::get<query::Path>(cell);
  std::string result = printed(path.nodes.front(), graph);
  for (std::size_t i = 0; i < path.steps.size(); ++i)
    result += " - " + graph.statement(path.steps[i]).relation + " - " + printed(path.nodes[i + 1], graph);
  return result;
}

std::string printed(const query::Row& row, const graph::KnowledgeGraph& graph, bool counted) {
  std::string result;
  for (const Cell& cell : row.cells) result += (result.empty() ? "" : " | ") + printed(cell, graph);
  return counted ? result + " <- " + std::to_string(row.statements.size()) : result;
}

std::string lines(std::vector<std::string> all) {
  std::sort(all.begin(), all.end());
  std::string result;
  for (const std::string& line : all) result += line + '\n';
  return result;
}

/// The pattern of a question, written by hand, finds the same: the names in it are understood alike.
void check_pattern(const Query& query, const graph::KnowledgeGraph& graph, property::Graph& statements) {
  const SmallLexicon lexicon;
  const query::GraphNames names(graph, lexicon);
  const engine::Result result = engine::Prepared(query.pattern(), statements, {&graph, &names}).run();
  std::set<std::uint32_t> by_hand, by_question;
  for (const auto& column : result.values)
    for (const property::Value& value : column)
      if (value.is(property::Kind::List))
        for (const property::Value& one : value.list())
          if (one.is(property::Kind::Statement)) by_hand.insert(one.statement().index);
  auto rows = query.run();
  bool yes = true;
  for (query::Row row; rows.next(row);) {
    for (const graph::StatementIndex statement : row.statements) by_question.insert(statement.value);
    if (const auto* answer = std::get_if<bool>(&row.cells.front())) yes = *answer;
  }
  const bool by_mentions = query.pattern().find("connections(") != std::string::npos && by_hand.empty();
  if (yes && !by_mentions) {
    EXPECT_EQ(by_hand, by_question) << query.explain();
  }
}

void check(const Case& expected, const graph::KnowledgeGraph& graph, property::Graph& statements) {
  const SmallLexicon lexicon;
  const auto prepared = Query::prepare(expected.question, {graph, statements, lexicon});
  std::string problems, wanted;
  if (const auto* found = std::get_if<std::vector<Diagnostic>>(&prepared))
    for (const Diagnostic& problem : *found) problems += render(problem, expected.question) + '\n';
  for (const std::string& line : expected.problems) wanted += line + '\n';
  EXPECT_EQ(problems, wanted);
  const auto* query = std::get_if<Query>(&prepared);
  if (query == nullptr) return;
  const bool counted = !expected.rows.empty() && expected.rows.front().find(" <- ") != std::string::npos;
  std::vector<std::string> rows;
  auto found = query->run();
  for (query::Row row; found.next(row);) rows.push_back(printed(row, graph, counted));
  EXPECT_EQ(lines(rows), lines(expected.rows)) << query->explain();
  if (!expected.notes.empty()) {
    std::vector<std::string> notes = query->notes();
    const auto advice = query->advice(!rows.empty());
    notes.insert(notes.end(), advice.begin(), advice.end());
    EXPECT_EQ(lines(notes), lines(expected.notes));
  }
  const bool is_cut = expected.question.find(" limit ") != std::string::npos;  // pairs are cut after they are joined
  if (!is_cut) check_pattern(*query, graph, statements);
  for (const std::string& text : expected.explained)
    EXPECT_NE(query->explain().find(text), std::string::npos) << query->explain();
}

std::size_t check_file(const std::filesystem::path& path) {
  const CaseFile file = read(path);
  const graph::KnowledgeGraph graph = graph_of(file.facts);
  property::Graph statements = property::statement_graph(graph);
  for (const Case& one : file.cases) {
    SCOPED_TRACE(path.filename().string() + ":" + std::to_string(one.line) + ": " + one.question);
    check(one, graph, statements);
  }
  return file.cases.size();
}

TEST(Language, Cases) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WHOM_SOURCE_DIR "/tests/cases/language"))
    if (entry.path().extension() == ".case") count += check_file(entry.path());
  EXPECT_GT(count, 100U);
}

TEST(Language, ExamplesOfTheManual) { EXPECT_GT(check_file(WHOM_SOURCE_DIR "/docs/language.md"), 40U); }

}  // namespace
}  // namespace whom::test
