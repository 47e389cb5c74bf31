// A scenario is run step by step on a graph of its own. Side effects are differences between what can be seen of the
// graph before and after the query under test: nodes and relationships by their numbers, properties by their owner, key
// and value, labels by their names.
#include "tests/eval/tck/scenario.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>
#include <utility>

#include "query/engine/engine.hpp"
#include "tests/query/engine/naive/naive.hpp"
#include "tests/support/cell.hpp"

namespace whom::test {
namespace {

using cypher::Error;
using property::Graph;

struct Failed : std::runtime_error {
  using runtime_error::runtime_error;
};

void require(bool holds, const std::string& why) {
  if (!holds) throw Failed(why);
}

// What can be seen of a graph.

using Sights = std::map<std::string, std::set<std::string>>;

template <typename Element>
void see(const Graph& graph, Element element, const std::string& kind, Sights& seen) {
  if (!graph.exists(element)) return;
  const std::string number = std::to_string(element.index);
  seen[kind].insert(number);
  for (const auto& [key, value] : graph.properties(element))
    seen["properties"].insert(kind + " " + number + " " + std::string(graph.name(key)) + " " + property::print(value));
}

Sights sights(const Graph& graph) {
  Sights seen{{"nodes", {}}, {"relationships", {}}, {"properties", {}}, {"labels", {}}};
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
    const property::Node node{i};
    see(graph, node, "nodes", seen);
    if (!graph.exists(node)) continue;
    for (const property::Label label : graph.labels(node)) seen["labels"].emplace(graph.name(label));
  }
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i)
    see(graph, property::Relationship{i}, "relationships", seen);
  return seen;
}

std::size_t more(const std::set<std::string>& some, const std::set<std::string>& others) {
  return static_cast<std::size_t>(
      std::count_if(some.begin(), some.end(), [&](const std::string& one) { return !others.contains(one); }));
}

/// "+nodes": 2, ...; those that are 0 are left out.
std::map<std::string, std::string> effects(const Sights& before, const Sights& after) {
  std::map<std::string, std::string> result;
  for (const auto& [kind, old] : before) {
    const auto& now = after.at(kind);
    if (const auto added = more(now, old)) result["+" + kind] = std::to_string(added);
    if (const auto removed = more(old, now)) result["-" + kind] = std::to_string(removed);
  }
  return result;
}

std::string printed(const std::map<std::string, std::string>& effects) {
  std::string result;
  for (const auto& [kind, count] : effects) result += " " + kind + " " + count;
  return result.empty() ? " none" : result;
}

// Tables of rows.

using Rows = std::vector<std::string>;

/// Columns are told by their names, so rows list them sorted.
std::vector<std::size_t> sorted_columns(const std::vector<std::string>& columns) {
  std::vector<std::size_t> order(columns.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return columns[a] < columns[b]; });
  return order;
}

Rows expected_rows(const std::vector<std::vector<std::string>>& table, ListOrder lists) {
  Rows rows;
  const auto order = sorted_columns(table.at(0));
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::string line = "|";
    for (const std::size_t column : order) {
      const std::string& cell = table[row].at(column);
      line += " " + (row == 0 ? cell : text(read_cell(cell), lists)) + " |";
    }
    rows.push_back(std::move(line));
  }
  return rows;
}

Rows actual_rows(const Table& table, const Graph& graph, ListOrder lists) {
  Rows rows(table.rows.size() + 1, "|");
  for (const std::size_t column : sorted_columns(table.columns)) {
    rows[0] += " " + table.columns[column] + " |";
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      rows[row + 1] += " " + text(cell_of(graph, table.rows[row][column]), lists) + " |";
  }
  return rows;
}

Table table_of(const engine::Result& result) {
  Table table{result.columns, std::vector<std::vector<property::Value>>(result.rows)};
  for (const auto& column : result.values)
    for (std::size_t row = 0; row < result.rows; ++row) table.rows[row].push_back(column[row]);
  return table;
}

std::string lines(const Rows& rows) {
  std::string result;
  for (const std::string& row : rows) result += "\n  " + row;
  return result;
}

/// Where the string, quoted name or comment that begins at `begin` ends; `begin` where none does.
std::size_t end_of_hidden(const std::string& query, std::size_t begin) {
  const auto past = [&](const char* closing) {
    const auto found = query.find(closing, begin + 2);
    return found == std::string::npos ? query.size() : found + std::string_view(closing).size();
  };
  if (query.compare(begin, 2, "//") == 0) return past("\n");
  if (query.compare(begin, 2, "/*") == 0) return past("*/");
  const char quote = query[begin];
  if (quote != '\'' && quote != '"' && quote != '`') return begin;
  std::size_t at = begin + 1;
  while (at < query.size() && query[at] != quote) at += quote != '`' && query[at] == '\\' ? 2 : 1;
  return std::min(at + 1, query.size());
}

std::string without_hidden(const std::string& query) {
  std::string open;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = end_of_hidden(query, at);
    open += end == at ? query[at] : ' ';
    at = std::max(end, at + 1);
  }
  return open;
}

/// The words of a query in capitals, without strings, comments, labels, keys and parameters.
std::set<std::string> words(const std::string& query) {
  static const std::regex word(R"([.:$]?\s*(\w+))");
  const std::string open = without_hidden(query);
  std::set<std::string> result;
  for (std::sregex_iterator at(open.begin(), open.end(), word), end; at != end; ++at) {
    std::string found = at->str();
    std::transform(found.begin(), found.end(), found.begin(), [](unsigned char c) { return std::toupper(c); });
    result.insert(found.substr(found.find_first_not_of(" \n\t\r")));
  }
  return result;
}

// Steps.

class Run {
 public:
  Run(const std::filesystem::path& graphs, Reader reader) : graphs_(graphs), reader_(reader) {}

  void step(const Step& step) {
    const auto begins = [&](std::string_view text) { return step.text.starts_with(text); };
    if (begins("an empty graph") || begins("any graph")) return;
    if (step.text.ends_with(" graph")) return load(step.text);
    if (begins("having executed")) return set_up(step.doc);
    if (begins("parameters are")) return read_parameters(step.table);
    if (begins("there exists a procedure")) throw Failed("needs a procedure");
    if (begins("executing")) return execute(step.doc);
    if (begins("the result should be")) return check_result(step);
    if (begins("the side effects should be")) return check_effects(step.table);
    if (begins("no side effects")) return check_effects({});
    if (step.text.find(" should be raised at ") != std::string::npos) return check_error(step.text);
    throw Failed("unknown step: " + step.text);
  }

 private:
  void load(const std::string& step) {  // "the binary-tree-1 graph"
    const std::string name = step.substr(4, step.rfind(' ') - 4);
    std::ifstream script(graphs_ / name / (name + ".cypher"));
    require(script.is_open(), "no graph is named " + name);
    for (std::string query; std::getline(script, query, ';');)
      if (!words(query).empty()) set_up(query);
  }

  void set_up(const std::string& query) {
    try {
      engine::run(query, graph_);
    } catch (const Error& error) {
      throw Failed("cannot be set up: " + described(error));
    }
  }

  void read_parameters(const std::vector<std::vector<std::string>>& table) {
    for (const auto& row : table) parameters_[row.at(0)] = value_of(read_cell(row.at(1)));
  }

  void execute(const std::string& query) {
    before_ = sights(graph_);
    error_.reset();
    result_.reset();
    try {
      engine::Prepared prepared(query, graph_);
      result_ = reader_ == Reader::Naive && !prepared.writes() ? naive_answer(query, graph_, parameters_)
                                                               : table_of(prepared.run(parameters_));
    } catch (const Error& error) {
      error_ = error;
    }
  }

  static std::string described(const Error& error) {
    return error.type + " at " + (error.phase == Error::Phase::Compile ? "compile time" : "runtime") + ": " +
           error.detail + " (" + error.what() + ")";
  }

  void check_result(const Step& step) const {
    require(!error_, error_ ? "raised " + described(*error_) : "");
    if (step.text.ends_with("empty"))
      return require(result_->rows.empty(), "has " + std::to_string(result_->rows.size()) + " rows instead of none");
    const bool any_order =
        step.text.find("in any order") != std::string::npos || step.text.find("in order") == std::string::npos;
    const auto lists =
        step.text.find("ignoring element order") == std::string::npos ? ListOrder::Counts : ListOrder::Ignored;
    Rows expected = expected_rows(step.table, lists), actual = actual_rows(*result_, graph_, lists);
    if (any_order) {
      std::sort(expected.begin() + 1, expected.end());
      std::sort(actual.begin() + 1, actual.end());
    }
    require(expected == actual, "expected" + lines(expected) + "\n  but got" + lines(actual));
  }

  void check_effects(const std::vector<std::vector<std::string>>& table) const {
    std::map<std::string, std::string> expected;
    for (const auto& row : table) expected[row.at(0)] = row.at(1);
    const auto actual = effects(before_, sights(graph_));
    require(expected == actual, "expected side effects" + printed(expected) + ", got" + printed(actual));
  }

  void check_error(const std::string& step) const {
    static const std::regex form("an? (.*) should be raised at (.*): (.*)");
    std::smatch part;
    require(std::regex_match(step, part, form), "unknown error: " + step);
    require(error_.has_value(), "raised nothing instead of " + part.str(1) + ": " + part.str(3));
    const std::string phase = error_->phase == Error::Phase::Compile ? "compile time" : "runtime";
    const bool same = error_->type == part[1] && (part[2] == "any time" || part[2] == phase) &&
                      (part[3] == "*" || part[3] == error_->detail);
    require(same, "raised " + described(*error_) + " instead of " + step);
    check_effects({});
  }

  std::filesystem::path graphs_;
  Reader reader_;
  Graph graph_;
  engine::Parameters parameters_;
  Sights before_;
  std::optional<Table> result_;
  std::optional<Error> error_;
};

bool writes(const std::string& query) {
  const auto used = words(query);
  static const std::vector<std::string> writing = {"CREATE", "SET", "MERGE", "DELETE", "REMOVE"};
  return std::any_of(writing.begin(), writing.end(), [&](const std::string& word) { return used.contains(word); });
}

}  // namespace

Sort sort_of(const Scenario& scenario) {
  Sort sort = Sort::Reads;
  for (const Step& step : scenario.steps) {
    if (step.text.starts_with("there exists a procedure")) return Sort::CallsProcedure;
    if (step.text != "executing query:") continue;
    if (words(step.doc).contains("CALL")) return Sort::CallsProcedure;
    if (writes(step.doc)) sort = Sort::Writes;
  }
  return sort;
}

std::string failure(const Scenario& scenario, const std::filesystem::path& graphs, Reader reader) {
  try {
    Run run(graphs, reader);
    for (const Step& step : scenario.steps) run.step(step);
    return {};
  } catch (const std::exception& problem) {
    return problem.what();
  }
}

}  // namespace whom::test
