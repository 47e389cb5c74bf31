#include "tools/pattern_asking.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <ostream>

#include "graph/property/correction_of.hpp"
#include "query/diagnostic.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/highlight.hpp"
#include "tools/interrupt.hpp"
#include "tools/pattern.hpp"
#include "tools/result_printer.hpp"

namespace whom::tools {
namespace {

void print_changes(const property::Changes& changes, std::ostream& err) {
  struct Line {
    std::size_t count;
    std::string_view verb, what;
  };
  const Line lines[] = {
      {changes.created_nodes, "made ", "node"},     {changes.created_relationships, "made ", "relationship"},
      {changes.deleted_nodes, "deleted ", "node"},  {changes.deleted_relationships, "deleted ", "relationship"},
      {changes.set_properties, "set ", "property"}, {changes.set_labels, "changed the labels of ", "node"}};
  std::string text;
  for (const Line& line : lines) {
    if (line.count == 0) continue;
    const bool irregular = line.what.ends_with('y') && line.count > 1;
    text += (text.empty() ? "" : ", ") + std::string(line.verb) +
            (irregular ? std::to_string(line.count) + " properties" : counted(line.count, line.what));
  }
  err << (text.empty() ? "nothing changed" : text) << '\n';
}

/// The rows that are printed; says how many are not.
void cut(engine::Result& result, std::optional<std::size_t> limit, std::ostream& err) {
  if (!limit || result.rows <= *limit) return;
  err << "the first " << *limit << " of " << counted(result.rows, "row") << '\n';
  for (auto& column : result.values) column.resize(*limit);
  result.rows = *limit;
}

void print(engine::Result& result, GraphFile& file, const AskOptions& options, std::ostream& out, std::ostream& err) {
  cut(result, options.limit, err);
  if (!result.columns.empty()) print(result, {file.graph(), file.knowledge()}, options.print, out);
  out.flush();
  if (options.profile) err << result.profile;
}

int run(engine::Prepared& prepared, GraphFile& file, const AskOptions& options, std::ostream& out, std::ostream& err) {
  if (prepared.writes()) file.require_unchanged();
  engine::Result result =
      prepared.run(options.parameters, {&Interrupt::flag(), options.timeout, options.memory, options.profile});
  if (prepared.writes() && file.graph().changes() != property::Changes()) file.save();
  const bool any = result.rows > 0 || prepared.columns().empty();
  print(result, file, options, out, err);
  if (prepared.writes()) print_changes(file.graph().changes(), err);
  if (!any) err << "no match\n";
  return any ? kAnswers : kNoMatch;
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

void print_correction(const graph::Correction& correction, std::ostream& err) {
  using Participant = graph::Correction::Participant;
  const auto made = std::ranges::count_if(correction.participants, &Participant::made);
  const auto changed =
      std::ranges::count_if(correction.participants, [](const Participant& p) { return p.becomes.has_value(); });
  const std::pair<std::string_view, std::string> parts[] = {
      {"added ", counted(correction.added.size(), "statement")},
      {"withdrew ", counted(correction.withdrawn.size(), "statement")},
      {"made ", std::to_string(made) + (made == 1 ? " entity" : " entities")},
      {"changed ", std::to_string(changed) + (changed == 1 ? " entity" : " entities")}};
  std::string text;
  for (const auto& [verb, what] : parts)
    if (!what.starts_with("0 ")) text += (text.empty() ? "" : ", ") + std::string(verb) + what;
  err << "correction " << correction.id << ": " << text << '\n';
}

/// The correction is kept whether it can be seen at once or not.
void see_correction(GraphFile& file, std::ostream& err) try { file.renew(); } catch (const std::runtime_error& error) {
  file.undo();
  err << "the correction is kept, but cannot be seen yet: " << error.what() << '\n';
}

/// What a pattern writes to a graph that was read from text is kept as a correction, or not at all.
void correct(engine::Prepared& prepared, const std::string& text, GraphFile& file, const AskOptions& options,
             std::ostream& out, std::ostream& err) try {
  engine::Result result =
      prepared.run(options.parameters, {&Interrupt::flag(), options.timeout, options.memory, options.profile});
  graph::Correction correction = property::correction_of(file.graph(), *file.knowledge());
  correction.time = now();
  correction.curator = options.curator;
  correction.pattern = with_literals(text, options.parameters);
  if (!correction.empty()) correction.id = file.keep(correction);
  print(result, file, options, out, err);
  correction.empty() ? void(err << "nothing changed\n") : print_correction(correction, err);
  correction.empty() ? file.undo() : see_correction(file, err);
} catch (...) {
  file.undo();
  throw;
}

/// Of a store a pattern writes to what it says by now, whoever has written to it meanwhile.
engine::Prepared& prepare(std::optional<engine::Prepared>& prepared, const std::string& text, GraphFile& file) {
  const auto prepare = [&] { prepared.emplace(text, file.graph(), engine::Texts{file.knowledge(), file.names()}); };
  prepare();
  if (prepared->writes() && file.knowledge() != nullptr && file.is_behind()) {
    prepared.reset();
    file.renew();
    prepare();
  }
  return *prepared;
}

}  // namespace

int ask_pattern(const std::string& text, GraphFile& file, const AskOptions& options, std::ostream& out,
                std::ostream& err) {
  try {
    std::optional<engine::Prepared> last;
    engine::Prepared& prepared = prepare(last, text, file);
    if (options.explain) {
      out << highlighted(text, options.print.palette) << '\n' << prepared.explain();
      return kAnswers;
    }
    for (const std::string& note : prepared.notes()) err << note << '\n';
    if (prepared.writes() && options.read_only) throw UsageError("a pattern that writes is not run once more");
    if (prepared.writes() && file.knowledge() != nullptr) {
      correct(prepared, text, file, options, out, err);
      return kAnswers;
    }
    return run(prepared, file, options, out, err);
  } catch (const property::NoCorrection& error) {
    err << "error: " << error.what() << "; nothing was changed\n";
    return kRunFailed;
  } catch (const cypher::Error& error) {
    return report(error, text, err);
  }
}

int report(const cypher::Error& error, const std::string& text, std::ostream& err) {
  if (Interrupt::requested()) {
    err << "interrupted\n";
    return kInterrupted;
  }
  const std::string message = error.what() + (error.detail.empty() ? "" : " [" + error.detail + "]");
  const cypher::ast::Position place = error.position;
  const bool is_known = place.begin < place.end || place.begin > 0;
  err << "error: "
      << (is_known ? query::render({query::Diagnostic::Kind::Syntax, place.begin, place.end, message, {}}, text)
                   : message)
      << '\n';
  return error.phase == cypher::Error::Phase::Compile ? kUsage : kRunFailed;
}

}  // namespace whom::tools
