#include "tools/statement_text.hpp"

#include <iomanip>
#include <ostream>
#include <set>

#include "graph/names.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/printer.hpp"

namespace whom::tools {
namespace {

constexpr double kDoubtful = .9;  ///< links below are told even where the names agree

std::string quoted(const graph::Document& document, graph::Span span) {
  return "'" + one_line(cut(document.text, span)) + "'";
}

std::string status_of(const graph::Statement& statement) {
  std::string status;
  if (statement.polarity != graph::Polarity::Affirmed) status += " " + std::string(name(statement.polarity));
  if (statement.modality != graph::Modality::Actual) status += " " + std::string(name(statement.modality));
  return status;
}

/// Who the participants are across documents, where their names here do not say so or hardly.
void print_links(std::ostream& out, const graph::KnowledgeGraph& graph, const graph::Statement& statement,
                 std::uint32_t document) {
  std::set<graph::EntityIndex> participants;
  const auto add = [&](const graph::Term& term) {
    if (const auto* entity = std::get_if<graph::EntityIndex>(&term)) participants.insert(*entity);
  };
  if (statement.subject) add(*statement.subject);
  if (statement.object) add(*statement.object);
  for (const graph::Qualifier& qualifier : statement.qualifiers) add(qualifier.value);
  for (const graph::EntityLink& link : graph.links(document)) {
    const std::string& name = graph.entity(link.entity).name;
    const bool renamed = graph::name_key(link.name) != graph::name_key(name);
    if (participants.count(link.entity) > 0 && (renamed || link.confidence < kDoubtful))
      out << "    '" << link.name << "' is " << name << ", confidence " << link.confidence << '\n';
  }
}

void print_evidence(std::ostream& out, const graph::KnowledgeGraph& graph, const graph::Statement& statement,
                    const graph::Evidence& evidence, const Palette& palette) {
  const graph::Document& document = graph.documents()[evidence.document];
  out << "\n  " << excerpt(document, evidence, palette, Marks::Brackets) << '\n'
      << "  " << palette.dim << "— " << citation(document) << palette.off << '\n'
      << "    document " << document.id << " (" << document.key << "), characters " << evidence.sentence.begin << '-'
      << evidence.sentence.end << '\n'
      << "    rule " << evidence.rule << ", confidence " << std::fixed << std::setprecision(2) << evidence.confidence
      << '\n';
  if (!evidence.sources.empty()) {
    out << "    said by";
    for (const graph::EntityIndex speaker : evidence.sources)
      out << (speaker == evidence.sources.front() ? " " : " > ") << graph.entity(speaker).name;
    out << '\n';
  }
  for (const graph::CoreferenceLink& link : evidence.links)
    out << "    " << quoted(document, link.mention) << " means " << quoted(document, link.antecedent) << '\n';
  print_links(out, graph, statement, evidence.document);
}

}  // namespace

std::string relation_text(const graph::Statement& statement) {
  const std::string status = status_of(statement);
  return status.empty() ? statement.relation : statement.relation + " [" + status.substr(1) + "]";
}

std::string text_of(const graph::KnowledgeGraph& graph, graph::StatementIndex index) {
  const graph::Statement& statement = graph.statement(index);
  std::string text = statement.subject ? text_of(query::Cell(*statement.subject), graph) : "(someone)";
  text += " – " + statement.relation;
  if (statement.object) text += " – " + text_of(query::Cell(*statement.object), graph);
  for (const graph::Qualifier& qualifier : statement.qualifiers)
    text += "; " + qualifier.role + ": " + text_of(query::Cell(qualifier.value), graph);
  const std::string status = status_of(statement);
  return status.empty() ? text : text + " [" + status.substr(1) + "]";
}

int why(const std::string& id, const graph::KnowledgeGraph& graph, const Palette& palette, std::ostream& out,
        std::ostream& err) {
  if (id.empty()) throw UsageError("no id given");
  std::string key = id;
  for (char& c : key)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (const auto statement = graph.find_statement(key)) {
    print_why(out, graph, *statement, palette);
    return kAnswers;
  }
  std::size_t several = 0;
  for (std::uint32_t i = 0; i < graph.statements().size(); ++i) several += graph.statement_id({i}).starts_with(key);
  if (several == 0)
    err << "no statement has an id that begins with '" << id << "'\n";
  else
    err << several << " statements have ids that begin with '" << id << "'; give more of it\n";
  return kNoMatch;
}

void print_why(std::ostream& out, const graph::KnowledgeGraph& graph, graph::StatementIndex index,
               const Palette& palette) {
  out << palette.bold << graph.statement_id(index) << palette.off << "  " << text_of(graph, index) << '\n';
  for (const graph::Evidence& evidence : graph.evidence(index))
    print_evidence(out, graph, graph.statement(index), evidence, palette);
}

}  // namespace whom::tools
