// Statements and their evidence as text for people.
#ifndef WHOM_TOOLS_STATEMENT_TEXT_HPP
#define WHOM_TOOLS_STATEMENT_TEXT_HPP

#include <iosfwd>
#include <string>

#include "graph/knowledge_graph.hpp"
#include "tools/palette.hpp"

namespace whom::tools {

/// "Ada Okafor – meet – Ben Musa; about: the port; in: 2024-03", and its status when it is not affirmed and actual.
std::string text_of(const graph::KnowledgeGraph&, graph::StatementIndex);

/// "meet", and its status as above: "meet [denied]".
std::string relation_text(const graph::Statement&);

/// print_why for a statement's id or a beginning of it, in any case; what is wrong with it goes to `err`. The exit
/// code.
int why(const std::string& id, const graph::KnowledgeGraph&, const Palette&, std::ostream& out, std::ostream& err);

/// The statement, then every evidence: sentence with marked spans, document, offsets, rule, confidence, speakers,
/// coreference, entities known by another name.
void print_why(std::ostream&, const graph::KnowledgeGraph&, graph::StatementIndex, const Palette&);

}  // namespace whom::tools

#endif
