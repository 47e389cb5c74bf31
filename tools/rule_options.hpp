// The options that choose rules of reading.
#ifndef WHOM_TOOLS_RULE_OPTIONS_HPP
#define WHOM_TOOLS_RULE_OPTIONS_HPP

#include <vector>

#include "extract/extractor.hpp"
#include "tools/options.hpp"

namespace whom::tools {

/// --rules and --without-rule, both repeatable.
std::vector<Option> rule_options();

/// What they choose. Throws UsageError when a file cannot be read or does not parse.
extract::RuleChoice rule_choice_of(const Arguments&);

}  // namespace whom::tools

#endif
