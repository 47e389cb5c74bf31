// The printers behind make_printer.
#ifndef WHOM_TOOLS_PRINTERS_HPP
#define WHOM_TOOLS_PRINTERS_HPP

#include "tools/excerpt.hpp"
#include "tools/printer.hpp"

namespace whom::tools {

/// Aligned columns; under each row its best sentence, or all of them.
std::unique_ptr<Printer> make_table_printer(const PrintOptions&, const graph::KnowledgeGraph&,
                                            const std::vector<std::string>& columns, std::ostream&);

/// One object a line.
std::unique_ptr<Printer> make_json_lines_printer(const PrintOptions&, const graph::KnowledgeGraph&,
                                                 const std::vector<std::string>& columns, std::ostream&);

/// The same objects as one array.
std::unique_ptr<Printer> make_json_printer(const PrintOptions&, const graph::KnowledgeGraph&,
                                           const std::vector<std::string>& columns, std::ostream&);

/// RFC 4180 with a header; the last column holds the ids of the statements.
std::unique_ptr<Printer> make_csv_printer(const graph::KnowledgeGraph&, const std::vector<std::string>& columns,
                                          std::ostream&);

/// The statements behind the rows as a graph (graph, dot, jsonld).
std::unique_ptr<Printer> make_graph_printer(const PrintOptions&, const graph::KnowledgeGraph&, std::ostream&);

/// The best sentence of the statements, or all of them, each with where it stands.
void print_witnesses(std::ostream&, const graph::KnowledgeGraph&, const std::vector<graph::StatementIndex>&,
                     const PrintOptions&);

/// The words of a statement's relation in its best evidence.
std::string phrase_of(const graph::KnowledgeGraph&, graph::StatementIndex);

/// A CSV field, quoted when it must be.
std::string csv_field(std::string_view text);

}  // namespace whom::tools

#endif
