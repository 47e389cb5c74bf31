// Runs every tests/cases/patterns/*.case: on the graph as it was written, on the same graph as a base, and through the
// naive evaluator. '#' begins a comment line; lines that are indented go on with the one before.
//
//   = CREATE (:A)-[:R]->(:B)                the graph of the cases below, made by a query
//   ? MATCH (a)-[:R]->(b) RETURN a, 1       the query
//   (:A) | 1                                its rows, in any order, values as openCypher prints them
//   (:B) | 1 * 3                            a row that comes three times
//   : in order                              the rows come in this order
//   ! SyntaxError: UndefinedVariable        or the error
//
// A case without rows expects none.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "query/cypher/error.hpp"
#include "query/engine/engine.hpp"
#include "tests/query/engine/naive/naive.hpp"
#include "tests/support/cell.hpp"

namespace whom::test {
namespace {

using property::Graph;
using property::Value;
using Rows = std::vector<std::string>;

struct Case {
  int line = 0;
  std::string setup, query, error;
  Rows rows;
  bool in_order = false;
};

/// "(:A) | 'x' * 3": three times the cells, each in the form of text().
void add_rows(const std::string& line, Rows& rows) {
  const auto star = line.rfind(" * ");
  const std::string cells = line.substr(0, star);
  std::string row;
  for (std::size_t begin = 0; begin <= cells.size();) {
    const auto bar = std::min(cells.find(" | ", begin), cells.size());
    row += (begin == 0 ? "" : " | ") + text(read_cell(cells.substr(begin, bar - begin)));
    begin = bar == cells.size() ? bar + 1 : bar + 3;
  }
  rows.insert(rows.end(), star == std::string::npos ? 1U : std::stoul(line.substr(star + 3)), row);
}

class CaseReader {
 public:
  std::vector<Case> read(const std::filesystem::path& path) {
    std::ifstream in(path);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (!line.empty() && line[0] != '#') read(line, number);
    }
    return std::move(cases_);
  }

 private:
  void read(const std::string& line, int number) {
    const std::string rest = line.size() > 2 ? line.substr(2) : "";
    if (line.starts_with("  ")) {
      *last_ += "\n" + rest;
    } else if (line[0] == '=') {
      setup_ = rest;
      last_ = &setup_;
    } else if (line[0] == '?') {
      cases_.push_back({number, setup_, rest, {}, {}, false});
      last_ = &cases_.back().query;
    } else if (line[0] == '!') {
      cases_.back().error = rest;
    } else if (line == ": in order") {
      cases_.back().in_order = true;
    } else {
      add_rows(line, cases_.back().rows);
    }
  }

  std::vector<Case> cases_;
  std::string setup_;
  std::string* last_ = nullptr;  ///< what a line that is indented goes on with
};

/// The graph with everything in its base.
Graph as_base(const Graph& graph) {
  property::GraphBuilder builder;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
    std::vector<property::Label> labels;
    for (const auto label : graph.labels(property::Node{i})) labels.push_back(builder.label(graph.name(label)));
    const property::Node node = builder.node(labels);
    for (const auto& [key, value] : graph.properties(property::Node{i}))
      builder.set(node, builder.key(graph.name(key)), value);
  }
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i) {
    const property::Relationship old{i};
    const auto made =
        builder.relationship(graph.source(old), builder.type(graph.name(graph.type(old))), graph.target(old));
    for (const auto& [key, value] : graph.properties(old))
      builder.set_relationship(made, builder.key(graph.name(key)), value);
  }
  return builder.finish();
}

Rows printed(const Graph& graph, const Table& table, bool in_order) {
  Rows rows;
  for (const auto& values : table.rows) {
    std::string row;
    for (const Value& value : values) row += (row.empty() ? "" : " | ") + text(cell_of(graph, value));
    rows.push_back(std::move(row));
  }
  if (!in_order) std::sort(rows.begin(), rows.end());
  return rows;
}

Table engine_answer(const std::string& query, Graph& graph) {
  const engine::Result result = engine::run(query, graph);
  Table table{result.columns, std::vector<std::vector<Value>>(result.rows)};
  for (const auto& column : result.values)
    for (std::size_t row = 0; row < result.rows; ++row) table.rows[row].push_back(column[row]);
  return table;
}

std::string lines(const Rows& rows) {
  std::string all;
  for (const std::string& row : rows) all += row + "\n";
  return all;
}

std::string error_of(const std::string& query, Graph& graph) {
  try {
    engine::run(query, graph);
  } catch (const cypher::Error& error) {
    return error.type + ": " + error.detail;
  }
  return "none";
}

void check(const Case& one, Graph graph) {
  if (!one.error.empty()) {
    EXPECT_EQ(error_of(one.query, graph), one.error);
    return;
  }
  Rows expected = one.rows;
  if (!one.in_order) std::sort(expected.begin(), expected.end());
  try {
    EXPECT_EQ(lines(printed(graph, engine_answer(one.query, graph), one.in_order)), lines(expected))
        << engine::Prepared(one.query, graph).explain();
    EXPECT_EQ(lines(printed(graph, naive_answer(one.query, graph), one.in_order)), lines(expected)) << "naive";
  } catch (const std::exception& problem) {
    ADD_FAILURE() << problem.what();
  }
}

Graph set_up(const std::string& query) {
  Graph graph;
  if (!query.empty()) engine::run(query, graph);
  return graph;
}

TEST(PatternCases, AllFiles) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WHOM_SOURCE_DIR "/tests/cases/patterns")) {
    if (entry.path().extension() != ".case") continue;
    for (const Case& one : CaseReader().read(entry.path())) {
      SCOPED_TRACE(entry.path().filename().string() + ":" + std::to_string(one.line) + ": " + one.query);
      check(one, set_up(one.setup));
      check(one, as_base(set_up(one.setup)));
      ++count;
    }
  }
  EXPECT_GT(count, 80U);
}

}  // namespace
}  // namespace whom::test
