// Statements as lines of text, and expectations of them.
#ifndef WHOM_TESTS_EXTRACT_SUPPORT_STATEMENT_HPP
#define WHOM_TESTS_EXTRACT_SUPPORT_STATEMENT_HPP

#include <string>
#include <vector>

#include "extract/statement_line.hpp"

namespace whom::test {

using extract::any_says;
using extract::count_saying;
using extract::lines_of;
using extract::says;

/// The lines, for messages.
inline std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += "\n  " + line;
  return out;
}

}  // namespace whom::test

#endif
