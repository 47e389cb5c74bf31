#include "tests/support/gherkin.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

namespace whom::test {
namespace {

std::vector<Scenario> read(const std::string& text) {
  std::istringstream in(text);
  return read_feature(in);
}

TEST(Gherkin, BackgroundsAndOutlines) {
  const auto scenarios = read(R"(
Feature: Beads
  Background:
    Given a box
  # a comment
  @tag
  Scenario: One
    When counted:
      """
      MATCH (b)
        RETURN b
      """
  Scenario Outline: Two
    Then <n> beads
      | <n> | x<n>y |

    Examples:
      | n |
      | 1 |
      | 2 |
    Examples:
      | n |
      | 3 |
)");
  ASSERT_EQ(scenarios.size(), 4U);
  ASSERT_EQ(scenarios[0].steps.size(), 2U);
  EXPECT_EQ(scenarios[0].steps[0].text, "a box");
  EXPECT_EQ(scenarios[0].steps[1].doc, "MATCH (b)\n  RETURN b");
  EXPECT_EQ(scenarios[3].name, "Two #3");
  ASSERT_EQ(scenarios[3].steps.size(), 2U);
  EXPECT_EQ(scenarios[3].steps[1].text, "3 beads");
  EXPECT_EQ(scenarios[3].steps[1].table, (std::vector<std::vector<std::string>>{{"3", "x3y"}}));
}

TEST(Gherkin, EscapesInTables) {
  const auto scenarios = read(
      "Scenario: One\nGiven a table\n"
      R"(| a\|b | \\ | x\ny | \' ||)");
  ASSERT_EQ(scenarios.size(), 1U);
  EXPECT_EQ(scenarios[0].steps.at(0).table.at(0), (std::vector<std::string>{"a|b", "\\", "x\ny", "\\'", ""}));
}

TEST(Gherkin, SaysWhichLineIsNotUnderstood) {
  EXPECT_THROW(read("Scenario: One\nGiven a box\nnonsense\n"), std::runtime_error);
  EXPECT_THROW(read("Scenario: One\n| a |\n"), std::runtime_error);
}

}  // namespace
}  // namespace whom::test
