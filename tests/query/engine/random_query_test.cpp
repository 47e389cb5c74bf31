// Random queries over random graphs, answered by the engine and by the naive evaluator.
//
//   WHOM_RANDOM_SEED=5 WHOM_RANDOM_QUERIES=1000000 query_test --gtest_filter=RandomQuery.*     a long run
//   WHOM_RANDOM_TRACE=1 ...                            prints every query first, for those that do not come back
#include "tests/query/engine/naive/random_query.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "query/cypher/parse.hpp"
#include "query/engine/engine.hpp"
#include "tests/query/engine/naive/naive.hpp"
#include "tests/query/engine/naive/random_graph.hpp"
#include "tests/query/engine/naive/smaller.hpp"

namespace whom::test {
namespace {

namespace ast = cypher::ast;
using property::Value;
using Row = std::vector<Value>;

struct Case {
  Sketch sketch;
  Origin origin = Origin::Written;
  std::string query;
};

Table answer(engine::Prepared& prepared) {
  engine::Options options;
  options.timeout = std::chrono::seconds(10);
  const engine::Result result = prepared.run(random_query_parameters(), options);
  Table table{result.columns, std::vector<Row>(result.rows)};
  for (const auto& column : result.values)
    for (std::size_t row = 0; row < result.rows; ++row) table.rows[row].push_back(column[row]);
  return table;
}

bool less(const Value& a, const Value& b) { return property::order(a, b) < 0; }

bool row_less(const Row& a, const Row& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
}

/// The rows in an order of their own, and so the elements of lists whose order is left open.
Table normal(Table table) {
  for (Row& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!table.columns[i].starts_with("bag") || !row[i].is(property::Kind::List)) continue;
      property::List list = row[i].list();
      std::sort(list.begin(), list.end(), less);
      row[i] = Value(std::move(list));
    }
  std::sort(table.rows.begin(), table.rows.end(), row_less);
  return table;
}

bool same(const Table& a, const Table& b) {
  return a.columns == b.columns && a.rows.size() == b.rows.size() &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(),
                    [](const Row& x, const Row& y) { return !row_less(x, y) && !row_less(y, x); });
}

/// ORDER BY of random queries names columns only.
bool sorted(const Table& table, const std::string& query) {
  const ast::Query tree = cypher::parse(query);
  const auto& order = std::get<ast::Projection>(tree.parts.back().clauses.back()).order;
  return std::is_sorted(table.rows.begin(), table.rows.end(), [&](const Row& a, const Row& b) {
    for (const ast::SortItem& item : order) {
      const auto found = std::find(table.columns.begin(), table.columns.end(), item.expression.text);
      const auto column = static_cast<std::size_t>(found - table.columns.begin());
      const auto ordering = property::order(a[column], b[column]);
      if (ordering != 0) return (ordering < 0) != item.descending;
    }
    return false;
  });
}

std::string print(const Table& table) {
  std::string text;
  for (const Row& row : table.rows) {
    text += "\n   ";
    for (const Value& value : row) text += " " + property::print(value);
  }
  return text;
}

enum class Verdict { Same, TooLarge, Fails, Differs };

struct Comparison {
  Verdict verdict = Verdict::Same;
  std::string why;
  bool rows = false;  ///< there were some
};

/// Throws cypher::Error when the query is not well formed.
Comparison compare(const Case& one) {
  property::Graph graph = make(one.sketch, one.origin);
  engine::Prepared prepared(one.query, graph);
  Table expected;
  try {
    expected = naive_answer(one.query, graph, random_query_parameters());
  } catch (const std::length_error&) {
    return {Verdict::TooLarge, {}};
  } catch (const cypher::Error&) {  // perhaps in a row that the engine never needs
    return {Verdict::Fails, {}};
  }
  const std::string columns = "\nplan:\n" + prepared.explain() + "\nnaive answer:" + print(expected);
  try {
    const Table actual = answer(prepared);
    const bool alike = same(normal(actual), normal(expected));
    if (alike && sorted(actual, one.query)) return {Verdict::Same, {}, !actual.rows.empty()};
    return {Verdict::Differs, (alike ? "\nnot sorted" : "") + columns + "\nengine's answer:" + print(actual)};
  } catch (const std::exception& problem) {
    return {Verdict::Differs, columns + "\nengine: " + problem.what()};
  }
}

bool differs(const Case& one) {
  try {
    return compare(one).verdict == Verdict::Differs;
  } catch (const std::exception&) {
    return false;
  }
}

std::vector<Case> smaller_cases(const Case& one) {
  std::vector<Case> result;
  for (const std::string& query : smaller_queries(one.query)) result.push_back({one.sketch, one.origin, query});
  for (std::size_t i = 0; i < one.sketch.relationships.size(); ++i) {
    result.push_back(one);
    auto& relationships = result.back().sketch.relationships;
    relationships.erase(relationships.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < one.sketch.nodes.size(); ++i) {
    result.push_back(one);
    if (one.sketch.nodes[i].labels.empty() && one.sketch.nodes[i].properties.empty())
      result.pop_back();
    else
      result.back().sketch.nodes[i] = {};
  }
  return result;
}

Case smallest(Case one) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (Case& other : smaller_cases(one)) {
      if (!differs(other)) continue;
      one = std::move(other);
      smaller = true;
      break;
    }
  }
  return one;
}

std::string described(const Case& one) {
  static const char* const names[] = {"written", "built", "mixed"};
  return std::string(names[static_cast<int>(one.origin)]) + " graph:\n" + print(one.sketch) + "\nquery:\n" + one.query;
}

std::uint32_t setting(const char* name, std::uint32_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

/// Adds a failure when the two answers differ.
Comparison check(const Case& one) {
  try {
    Comparison comparison = compare(one);
    if (comparison.verdict != Verdict::Differs) return comparison;
    const Case least = smallest(one);
    ADD_FAILURE() << described(least) << compare(least).why << "\nfirst found with:\n" << one.query;
    return comparison;
  } catch (const cypher::Error& error) {
    ADD_FAILURE() << one.query << "\n" << error.what();
    return {Verdict::Differs, error.what()};
  }
}

TEST(RandomQuery, EngineAnswersLikeTheNaiveEvaluator) {
  const std::uint32_t seed = setting("WHOM_RANDOM_SEED", 1), count = setting("WHOM_RANDOM_QUERIES", 2500);
  const bool trace = setting("WHOM_RANDOM_TRACE", 0) != 0;
  std::uint32_t compared = 0, with_rows = 0, different = 0;
  for (std::uint32_t i = 0; i < count && different < 5; ++i) {
    SCOPED_TRACE("WHOM_RANDOM_SEED=" + std::to_string(seed + i));
    Random random(seed + i);
    Case one{random_sketch(random), random.pick(origins), random_query(random)};
    if (trace) std::cout << described(one) << "\n" << std::endl;
    const Comparison comparison = check(one);
    compared += comparison.verdict == Verdict::Same;
    with_rows += comparison.rows;
    different += comparison.verdict == Verdict::Differs;
  }
  if (different > 0) return;
  EXPECT_GE(compared, count * 9 / 10);
  EXPECT_GE(with_rows, count / 3);
}

}  // namespace
}  // namespace whom::test
