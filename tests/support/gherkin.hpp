// Scenarios of Gherkin feature files, made ready to run: backgrounds prepended, outlines expanded.
#ifndef WHOM_TESTS_SUPPORT_GHERKIN_HPP
#define WHOM_TESTS_SUPPORT_GHERKIN_HPP

#include <filesystem>
#include <istream>
#include <string>
#include <vector>

namespace whom::test {

/// "Given an empty graph" without its first word, and what stands below it.
struct Step {
  std::string text;
  std::string doc;                              ///< between the lines of three quotes, without their indentation
  std::vector<std::vector<std::string>> table;  ///< cells without their padding, with \| \\ \n undone
};

struct Scenario {
  std::string name;  ///< of an outline: with the number of the example
  int line = 0;
  std::vector<Step> steps;
};

/// Throws std::runtime_error with the line that is not understood.
std::vector<Scenario> read_feature(std::istream&);
std::vector<Scenario> read_feature(const std::filesystem::path&);

}  // namespace whom::test

#endif
