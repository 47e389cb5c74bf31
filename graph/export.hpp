// What the writers of interchange formats have in common. Each is
//   void write_FORMAT(std::ostream&, const KnowledgeGraph&, const ExportOptions&);
// and writes the same bytes for the same graph and options. docs/formats.md describes what each format carries.
#ifndef WHOM_GRAPH_EXPORT_HPP
#define WHOM_GRAPH_EXPORT_HPP

#include <optional>
#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::graph {

struct ExportOptions {
  /// What the IRIs of the RDF formats begin with; '/' is added unless it ends in '/' or '#'. The writers throw
  /// std::invalid_argument when it is no absolute IRI.
  std::string base = "https://whom.example/";

  /// Only these statements and the entities and documents they need; everything when absent.
  std::optional<std::vector<StatementIndex>> statements;
};

/// The statements to write, sorted, without duplicates.
std::vector<StatementIndex> selected_statements(const KnowledgeGraph&, const ExportOptions&);

/// The entities to write, sorted: all, or those that take part in a selected statement or are a source of it.
std::vector<EntityIndex> selected_entities(const KnowledgeGraph&, const ExportOptions&);

/// The documents to write, sorted: all, or those with evidence for a selected statement.
std::vector<std::uint32_t> selected_documents(const KnowledgeGraph&, const ExportOptions&);

/// An entity's name or a literal's text.
const std::string& label(const KnowledgeGraph&, const Term&);

/// The highest confidence of its evidence, with at most four decimals: "0.95".
std::string confidence(const KnowledgeGraph&, StatementIndex);

/// A confidence with at most four decimals.
std::string decimal(double value);

}  // namespace whom::graph

#endif
