#include "tools/asking.hpp"

#include <algorithm>
#include <ostream>

#include "graph/utf8.hpp"
#include "tools/command.hpp"
#include "tools/interrupt.hpp"
#include "tools/pattern.hpp"
#include "tools/pattern_asking.hpp"

namespace whom::tools {
namespace {

/// The problems go to `err`; a question that only has unknown words still gets its answer, which is without rows.
int refuse(const std::vector<query::Diagnostic>& problems, const std::string& text, const graph::KnowledgeGraph& graph,
           const AskOptions& options, std::ostream& out, std::ostream& err) {
  for (const query::Diagnostic& problem : problems) err << render(problem, text) << '\n';
  const bool unknown_only = std::all_of(problems.begin(), problems.end(), [](const query::Diagnostic& problem) {
    return problem.kind == query::Diagnostic::Kind::Unknown;
  });
  if (!unknown_only) return kUsage;
  if (options.print.format != "csv") make_printer(options.print, graph, {}, out)->end();
  return kNoMatch;
}

int answer(const query::Query& query, const graph::KnowledgeGraph& graph, const AskOptions& options, std::ostream& out,
           std::ostream& err) {
  for (const std::string& note : query.notes()) err << note << '\n';
  const auto printer = make_printer(options.print, graph, query.columns(), out);
  query::Rows rows = query.run({&Interrupt::flag(), options.timeout, options.memory, options.profile});
  query::Row row;
  std::size_t count = 0;
  while (!Interrupt::requested() && (!options.limit || count < *options.limit) && rows.next(row)) {
    printer->row(row);
    ++count;
  }
  const bool any = count > 0;
  printer->end();
  out.flush();
  if (options.profile) err << rows.profile();
  if (Interrupt::requested()) {
    err << "interrupted\n";
    return kInterrupted;
  }
  for (const std::string& line : query.advice(any, &Interrupt::flag())) err << line << '\n';
  if (!any) err << "no match\n";
  return any ? kAnswers : kNoMatch;
}

int ask_question(const std::string& text, GraphFile& file, const AskOptions& options, std::ostream& out,
                 std::ostream& err) {
  const graph::KnowledgeGraph& graph = *file.knowledge();
  auto prepared = query::Query::prepare(text, {graph, file.graph(), file.lexicon()});
  if (const auto* problems = std::get_if<std::vector<query::Diagnostic>>(&prepared))
    return refuse(*problems, text, graph, options, out, err);
  const auto& query = std::get<query::Query>(prepared);
  if (options.explain) {
    out << query.explain() << '\n';
    return kAnswers;
  }
  try {
    return answer(query, graph, options, out, err);
  } catch (const cypher::Error& error) {
    return report(error, query.pattern(), err);
  }
}

}  // namespace

int ask(const std::string& text, GraphFile& file, const AskOptions& options, std::ostream& out, std::ostream& err) {
  if (const auto byte = graph::first_invalid_utf8(text))
    throw UsageError("the question is not UTF-8: byte " + std::to_string(*byte + 1) + " of it is wrong");
  if (is_pattern(text)) return ask_pattern(text, file, options, out, err);
  if (file.knowledge() == nullptr)
    throw UsageError("an imported graph is asked by patterns (MATCH (n) RETURN n LIMIT 10), not by questions");
  return ask_question(text, file, options, out, err);
}

}  // namespace whom::tools
