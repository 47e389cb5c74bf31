// One pattern of openCypher, from its text to printed rows.
#ifndef WHOM_TOOLS_PATTERN_ASKING_HPP
#define WHOM_TOOLS_PATTERN_ASKING_HPP

#include <iosfwd>
#include <string>

#include "tools/asking.hpp"

namespace whom::tools {

/// ask() of asking.hpp for what is_pattern().
int ask_pattern(const std::string& text, GraphFile&, const AskOptions&, std::ostream& out, std::ostream& err);

/// What is wrong with a pattern, or came of it while it ran, in the place of its text; the exit code.
int report(const cypher::Error&, const std::string& pattern, std::ostream& err);

}  // namespace whom::tools

#endif
