// Graphs written as lines of text, for tests of the language. docs/language.md and tests/cases/language use it.
//
//   entity William Ruto = Ruto, President Ruto (Person)      names and type; types as in graph/value.hpp
//   document daily.example 2024-05-01                        what follows stands in a document of this publisher
//   William Ruto | meet | Antony Blinken | about the mission in Haiti | on @2024-04-30
//   William Ruto | quit | - | denied | said by Antony Blinken | confidence 0.5
//
// A value is an entity: a proper name when it begins with a capital letter or was declared; "text" in quotation marks
// is a literal, @2024-05 a time. '-' leaves subject or object out. Further parts are qualifiers (role, then value),
// denied, planned, possible, conditional, asked, "said by" (outermost first, ">" between speakers), or confidence. A
// line that begins with "and" is said by the same words as the line before.
#ifndef WHOM_TESTS_QUERY_FACTS_HPP
#define WHOM_TESTS_QUERY_FACTS_HPP

#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::test {

/// Throws std::invalid_argument with the line that is not understood.
graph::KnowledgeGraph graph_of(const std::vector<std::string>& lines);

/// "a | b" -> "a", "b", trimmed.
std::vector<std::string> parts_of(const std::string& line, const std::string& separator);

}  // namespace whom::test

#endif
