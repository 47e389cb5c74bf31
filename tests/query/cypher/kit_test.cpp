// All queries of the openCypher compatibility kit, where it lies beside the project: they print and read back the same,
// and those with an error at compile time are refused with that error and no others.
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "query/cypher/check.hpp"
#include "query/cypher/parse.hpp"
#include "query/engine/functions.hpp"
#include "tests/support/gherkin.hpp"

namespace whom::cypher {
namespace {

const std::filesystem::path features = WHOM_SOURCE_DIR "/../shared/data/tck/features";

FunctionSignature signature(std::string_view name) {
  const engine::Function* function = engine::find_function(name);
  if (engine::is_aggregate(name)) return {true, true, 1, 2};
  return function ? FunctionSignature{true, false, function->least, function->most} : FunctionSignature{};
}

struct Case {
  std::string name, query;
  std::string error;  ///< of compile time: type and detail
  bool any_time = false;
};

/// Procedures are not part of the language here.
bool has_call(const std::string& query) { return query.find("CALL") != std::string::npos; }

std::vector<Case> cases_of(const test::Scenario& scenario) {
  static const std::regex raised("an? (\\w+) should be raised at (compile time|any time|runtime): (.*)");
  std::vector<Case> cases;
  for (const test::Step& step : scenario.steps) {
    std::smatch match;
    if (!step.doc.empty()) cases.push_back({scenario.name, step.doc, "", false});
    if (cases.empty() || !std::regex_match(step.text, match, raised) || match[2] == "runtime") continue;
    cases.back().error = match.str(1) + " " + match.str(3);
    cases.back().any_time = match[2] == "any time";
  }
  std::erase_if(cases, [](const Case& each) { return has_call(each.query); });
  return cases;
}

std::vector<Case> kit() {
  std::vector<Case> cases;
  for (const auto& file : std::filesystem::recursive_directory_iterator(features))
    if (file.path().extension() == ".feature")
      for (const test::Scenario& scenario : test::read_feature(file.path()))
        for (Case& each : cases_of(scenario)) cases.push_back(std::move(each));
  return cases;
}

std::string error_of(const std::string& query) {
  try {
    check(parse(query), signature);
  } catch (const Error& error) {
    return error.type + " " + error.detail;
  }
  return "";
}

TEST(CypherKit, PrintsAndReadsBackTheSame) {
  if (!std::filesystem::exists(features)) GTEST_SKIP() << "no " << features;
  for (const Case& each : kit()) {
    std::optional<ast::Query> tree;
    try {
      tree = parse(each.query);
    } catch (const Error&) {
      EXPECT_FALSE(each.error.empty()) << each.name << "\n" << each.query;
      continue;
    }
    EXPECT_EQ(parse(print(*tree)), *tree) << each.query;
  }
}

TEST(CypherKit, RaisesTheErrorsOfCompileTimeAndNoOthers) {
  if (!std::filesystem::exists(features)) GTEST_SKIP() << "no " << features;
  for (const Case& each : kit()) {
    const std::string error = error_of(each.query);
    if (each.any_time) continue;
    EXPECT_EQ(error, each.error) << each.name << "\n" << each.query;
  }
}

}  // namespace
}  // namespace whom::cypher
