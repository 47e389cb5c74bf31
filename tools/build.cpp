#include <filesystem>
#include <ostream>
#include <stdexcept>

#include "graph/property/store_image.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/interpreter.hpp"
#include "tools/interrupt.hpp"
#include "tools/progress.hpp"
#include "tools/reader.hpp"
#include "tools/rule_options.hpp"

namespace whom::tools {
namespace {

struct Counts {
  std::size_t stored = 0, unchanged = 0, failed = 0, statements = 0;
};

void print_summary(std::ostream& err, const std::string& path, const Counts& counts, bool interrupted) {
  err << "whom build: " << (interrupted ? "interrupted; " : "") << path << ": " << counted(counts.stored, "document")
      << " stored with " << counted(counts.statements, "statement");
  if (counts.unchanged > 0) err << ", " << counts.unchanged << " unchanged";
  if (counts.failed > 0) err << ", " << counts.failed << " could not be read";
  err << '\n';
}

Counts build(const std::vector<std::string>& files, const Sources& sources, const Interpreter& interpreter, int jobs,
             graph::Store& store, Streams& streams, Progress& progress,
             const std::function<void(const std::string&)>& complain) {
  Counts counts;
  ReadingSink sink;
  sink.wanted = [&](const graph::Document& document) {
    const bool known = store.contains(document);
    if (known) ++counts.unchanged;
    return !known;
  };
  sink.reading = [&](const graph::Reading& reading) {
    try {
      store.put(reading);
    } catch (const std::invalid_argument& error) {
      return complain(reading.document.key + ": " + error.what());
    }
    ++counts.stored;
    counts.statements += reading.reports.size();
  };
  sink.failed = complain;
  sink.file = [&](const std::string& path, std::size_t done, std::size_t total) { progress.show(done, total, path); };
  read_all(
      files, sources, streams.in, jobs, [&](Input input) { return interpreter.read(std::move(input)); }, sink);
  return counts;
}

int run_build(const Arguments& arguments, Streams& streams) {
  const Sources sources = sources_of(arguments);
  const int jobs = jobs_of(arguments);
  const std::string path = arguments.value("output");
  if (path.empty()) throw UsageError("-o FILE is missing: where the graph goes");

  const bool finish_only = sources.paths.empty();
  if (finish_only && !std::filesystem::exists(path)) throw UsageError("PATH is missing: there is no " + path + " yet");

  Progress progress(streams.err, streams.err_terminal);
  std::size_t failed = 0;
  const auto complain = [&](const std::string& message) {
    progress.clear();
    streams.err << "whom build: " << message << '\n';
    ++failed;
  };
  const std::vector<std::string> files = files_of(sources, {{}, complain, {}});
  if (files.empty() && !finish_only) return kFailure;

  const Interpreter interpreter(rule_choice_of(arguments), model_of(arguments));
  const Interrupt interrupt;
  const bool fresh = !std::filesystem::exists(path);
  Counts counts;
  std::optional<graph::MergedStore> merged;
  {
    graph::Store store(path, graph::Store::Mode::Write);
    counts = build(files, sources, interpreter, jobs, store, streams, progress, complain);
    merged = store.finish();
  }
  progress.clear();
  counts.failed = failed;
  if (fresh && failed > 0 && counts.stored == 0) {  // nothing to keep
    std::filesystem::remove(path);
    return Interrupt::requested() ? kInterrupted : kFailure;
  }
  if (merged) {
    for (const std::string& warning : merged->graph.warnings()) streams.err << "whom build: " << warning << '\n';
    property::keep_image(path, *std::move(merged));
  }
  print_summary(streams.err, path, counts, Interrupt::requested());
  if (Interrupt::requested()) return kInterrupted;
  if (failed == 0) return kAnswers;
  return counts.stored + counts.unchanged == 0 ? kFailure : kSomeFailed;
}

}  // namespace

Command build_command() {
  Command command;
  command.name = "build";
  command.operands = "[PATH...] -o FILE";
  command.summary = "read articles into a graph file";
  command.details =
      "PATH is a file, a folder (all files below it) or - for standard input: txt (a first line that is a URL tells "
      "where it is from), md, html, jsonl (keys text, title, date, url) or conllu. FILE is made, or added to when it "
      "exists: a document that is stored already is skipped, a changed one replaces its older version.\n"
      "Each document is stored as soon as it is read; a build that is interrupted or killed goes on where it stopped "
      "when it is started again. A document that cannot be read is named, the others are stored, and the exit status "
      "is 3. Without PATH, FILE is only brought up to date: after its ledger of decisions has changed, say.\n"
      "  whom build news/ -o news.whom";
  command.options = {{"output", 'o', "FILE", "the graph file"}};
  for (const Option& option : source_options()) command.options.push_back(option);
  for (const Option& option : rule_options()) command.options.push_back(option);
  command.run = run_build;
  return command;
}

}  // namespace whom::tools
