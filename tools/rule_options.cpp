#include "tools/rule_options.hpp"

#include <fstream>
#include <iterator>

namespace whom::tools {
namespace {

extract::rule::File read_rules(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) throw UsageError(path + ": cannot be read");
  try {
    return extract::rule::parse(text, path);
  } catch (const extract::RuleError& error) {
    throw UsageError(error.what());
  }
}

}  // namespace

std::vector<Option> rule_options() {
  return {{"rules", '\0', "FILE", "read with the rules of FILE too; may be given several times"},
          {"without-rule", '\0', "NAME", "read without this rule; may be given several times"}};
}

extract::RuleChoice rule_choice_of(const Arguments& arguments) {
  extract::RuleChoice out;
  for (const std::string& path : arguments.all("rules")) out.files.push_back(read_rules(path));
  out.without = arguments.all("without-rule");
  return out;
}

}  // namespace whom::tools
