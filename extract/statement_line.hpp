// Statements as lines of text, and expectations of them.
//
//   Ada Obi | meet | Li Wen | about=the harbour | on=@2024-03-12 | planned | <Tom Reed>
//
// Subject, relation, object ("-" where there is none), then in any order: qualifiers by role; "denied", a modality;
// and who says so, outermost first: "<the ministry > Tom Reed>". Entities are written by name, times as @value, other
// literals in quotation marks. A leading article is left out.
#ifndef WHOM_EXTRACT_STATEMENT_LINE_HPP
#define WHOM_EXTRACT_STATEMENT_LINE_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/reading.hpp"

namespace whom::extract {

/// All reports of a reading, a line each.
std::vector<std::string> lines_of(const graph::Reading&);

/// The line says what is expected: subject, relation and object match, each expected qualifier is there, status and
/// speakers are the same. "*" stands for any words, alone or at an end of a name ("*ships"); "a/b" for either; "<*>"
/// for any speakers or none; "any" for any status.
bool says(std::string_view line, std::string_view expected);

/// Some line says so.
bool any_says(const std::vector<std::string>& lines, std::string_view expected);

/// How many do.
std::ptrdiff_t count_saying(const std::vector<std::string>& lines, std::string_view expected);

}  // namespace whom::extract

#endif
