// Sentences as people read them: cut out of their document, with the spans of a statement marked.
#ifndef WHOM_TOOLS_EXCERPT_HPP
#define WHOM_TOOLS_EXCERPT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "tools/palette.hpp"

namespace whom::tools {

/// The code points of a UTF-8 text that the span covers.
std::string_view cut(std::string_view text, graph::Span);

/// One line: line breaks, control characters and runs of white space become one blank.
std::string one_line(std::string_view text);

/// With a blank for each control character, which a terminal might take for a command.
std::string without_controls(std::string_view text);

/// one_line() of a pattern, where line breaks end comments: then they are shown.
std::string pattern_line(std::string_view pattern);

/// "1 document", "2 documents".
std::string counted(std::size_t count, std::string_view what);

/// Columns the text takes on a terminal.
std::size_t display_width(std::string_view text);

enum class Marks {
  Colors,    ///< coloured where the palette has colour, else plain
  Brackets,  ///< coloured, else "[Ada Okafor|subject] [met|relation] ... about [the port]"
};

/// The sentence of an evidence on one line.
std::string excerpt(const graph::Document&, const graph::Evidence&, const Palette&, Marks);

/// "Title, 2024-11-08, nation.africa": what is known of the document, else its key.
std::string citation(const graph::Document&);

/// An evidence of the graph and the statement it is of.
struct Witness {
  graph::StatementIndex statement;
  const graph::Evidence* evidence;
};

/// All evidences of the statements, one for each sentence, the best first: said by the narrator, then most confident,
/// then in the order of the graph.
std::vector<Witness> witnesses(const graph::KnowledgeGraph&, const std::vector<graph::StatementIndex>&);

}  // namespace whom::tools

#endif
