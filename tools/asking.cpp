#include "tools/asking.hpp"

#include <algorithm>
#include <ostream>

#include "tools/command.hpp"
#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

int report(const std::vector<query::Diagnostic>& problems, const std::string& text, std::ostream& err) {
  for (const query::Diagnostic& problem : problems) err << render(problem, text) << '\n';
  const bool unknown_only = std::all_of(problems.begin(), problems.end(), [](const query::Diagnostic& problem) {
    return problem.kind == query::Diagnostic::Kind::Unknown;
  });
  return unknown_only ? kNoMatch : kUsage;
}

}  // namespace

int ask(const std::string& text, const graph::KnowledgeGraph& graph, const query::Lexicon& lexicon,
        const AskOptions& options, std::ostream& out, std::ostream& err) {
  auto prepared = query::Query::prepare(text, graph, lexicon);
  if (const auto* problems = std::get_if<std::vector<query::Diagnostic>>(&prepared))
    return report(*problems, text, err);
  const auto& query = std::get<query::Query>(prepared);
  if (options.explain) {
    out << query.explain() << '\n';
    return kAnswers;
  }
  for (const std::string& note : query.notes()) err << note << '\n';
  const auto printer = make_printer(options.print, graph, query.columns(), out);
  query::Rows rows = query.run(&Interrupt::flag());
  query::Row row;
  bool any = false;
  while (!Interrupt::requested() && rows.next(row)) {
    printer->row(row);
    any = true;
  }
  printer->end();
  if (Interrupt::requested()) {
    err << "interrupted\n";
    return kInterrupted;
  }
  if (!any) err << "no match\n";
  return any ? kAnswers : kNoMatch;
}

}  // namespace whom::tools
