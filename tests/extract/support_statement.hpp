// Statements as lines of text, and expectations of them.
#ifndef WHOM_TESTS_EXTRACT_SUPPORT_STATEMENT_HPP
#define WHOM_TESTS_EXTRACT_SUPPORT_STATEMENT_HPP

#include "extract/statement_line.hpp"

namespace whom::test {

using extract::any_says;
using extract::count_saying;
using extract::joined;
using extract::lines_of;
using extract::says;

}  // namespace whom::test

#endif
