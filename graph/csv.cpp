#include "graph/csv.hpp"

#include <ostream>
#include <set>
#include <string_view>

#include "graph/drawing.hpp"

namespace whom::graph {
namespace {

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += c;
    out += c;
  }
  return out + '"';
}

struct TermCells {
  std::string id, text, value, type;
};

TermCells cells(const KnowledgeGraph& graph, const std::optional<Term>& term) {
  if (!term) return {};
  if (const auto* index = std::get_if<EntityIndex>(&*term)) {
    const Entity& entity = graph.entity(*index);
    return {entity.id, entity.name, "", std::string(name(entity.type))};
  }
  const auto& literal = std::get<Literal>(*term);
  return {"", literal.text, literal.value, std::string(name(literal.type))};
}

void write_term(std::ostream& out, const TermCells& term) {
  out << cell(term.id) << ',' << cell(term.text) << ',' << cell(term.value) << ',' << term.type;
}

/// Chains of speakers, each once: "pavel-dressler", or "a > b" for what a says b said.
std::string sources(const KnowledgeGraph& graph, StatementIndex index) {
  std::set<std::string> chains;
  for (const Evidence& evidence : graph.evidence(index)) {
    std::string chain;
    for (const EntityIndex source : evidence.sources) chain += (chain.empty() ? "" : " > ") + graph.entity(source).id;
    if (!chain.empty()) chains.insert(chain);
  }
  std::string joined;
  for (const std::string& chain : chains) joined += (joined.empty() ? "" : "; ") + chain;
  return joined;
}

std::size_t count_documents(const KnowledgeGraph& graph, StatementIndex index) {
  std::set<std::uint32_t> documents;
  for (const Evidence& evidence : graph.evidence(index)) documents.insert(evidence.document);
  return documents.size();
}

void write_line(std::ostream& out, const KnowledgeGraph& graph, StatementIndex index) {
  const Statement& statement = graph.statement(index);
  const Evidence& first = graph.evidence(index).front();
  out << graph.statement_id(index) << ',';
  write_term(out, cells(graph, statement.subject));
  out << ',' << cell(statement.relation) << ',';
  write_term(out, cells(graph, statement.object));
  out << ',' << cell(qualifier_text(graph, statement)) << ',' << name(statement.polarity) << ','
      << name(statement.modality) << ',' << (graph.asserted(index) ? "true" : "false") << ','
      << cell(sources(graph, index)) << ',' << confidence(graph, index) << ',' << graph.evidence(index).size() << ','
      << count_documents(graph, index) << ',' << graph.documents()[first.document].id << ','
      << cell(graph.text(first.document, first.sentence)) << '\n';
}

}  // namespace

void write_csv(std::ostream& out, const KnowledgeGraph& graph, const ExportOptions& options) {
  out << "id,subject_id,subject,subject_value,subject_type,relation,object_id,object,object_value,object_type,"
         "qualifiers,polarity,modality,asserted,sources,confidence,evidence,documents,document,sentence\n";
  for (const StatementIndex index : selected_statements(graph, options)) write_line(out, graph, index);
}

}  // namespace whom::graph
