// What one document says, as lines: statements as JSON or as plain triples.
#ifndef WHOM_TOOLS_READING_JSON_HPP
#define WHOM_TOOLS_READING_JSON_HPP

#include <iosfwd>

#include "graph/reading.hpp"

namespace whom::tools {

/// One object a report: subject, relation, object, qualifiers, polarity, modality, sources, phrase, sentence, spans (in
/// code points of the document's text), links, rule, confidence, document.
void write_json_lines(std::ostream&, const graph::Reading&);

/// Subject, relation, object of each affirmed and actual report that has all three, separated by tabs.
void write_triples(std::ostream&, const graph::Reading&);

}  // namespace whom::tools

#endif
