// What stands on the command line and in the shell beside a pattern: how it is told from a question, where it ends, and
// the values that are handed to it.
#ifndef WHOM_TOOLS_PATTERN_HPP
#define WHOM_TOOLS_PATTERN_HPP

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/engine/engine.hpp"
#include "tools/options.hpp"

namespace whom::tools {

/// Begins with a clause of openCypher, in any case, after white space and comments; "with whom ..." does not.
bool is_pattern(std::string_view text);

/// The parts between semicolons that are not in strings, backticks or comments; blank ones are left out. The last one
/// may lack its semicolon.
std::vector<std::string> split_script(std::string_view text);

/// Its last part ends with a semicolon.
bool is_complete(std::string_view script);

/// A literal, or an expression of literals ([1, 2], date('2024-05-01')). Throws UsageError.
property::Value parse_parameter(const std::string& name, const std::string& text);

/// "name=value" each. Throws UsageError.
engine::Parameters parse_parameters(const std::vector<std::string>& assignments);

/// The pattern with what was given in place of its parameters, and otherwise as it is. It is one that parses.
std::string with_literals(std::string_view pattern, const engine::Parameters&);

/// "500ms", "10s", "2m", "1h"; a bare number is seconds. Throws UsageError.
std::chrono::milliseconds parse_duration(const std::string& text);

/// "64K", "512M", "2G" of 1024; a bare number is bytes. Throws UsageError.
std::size_t parse_size(const std::string& text);

}  // namespace whom::tools

#endif
