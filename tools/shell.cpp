#include <cstdlib>
#include <ostream>

#include "graph/store.hpp"
#include "tools/command.hpp"
#include "tools/completer.hpp"
#include "tools/excerpt.hpp"
#include "tools/interpreter.hpp"
#include "tools/interrupt.hpp"
#include "tools/repl.hpp"

namespace whom::tools {
namespace {

/// $XDG_STATE_HOME/whom/history, by default in ~/.local/state; empty when there is no home.
std::string history_file() {
  const char* const state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return std::string(state) + "/whom/history";
  const char* const home = std::getenv("HOME");
  return home == nullptr ? "" : std::string(home) + "/.local/state/whom/history";
}

int run_shell(const Arguments& arguments, Streams& streams) {
  const std::string& path = arguments.operands()[0];
  const graph::Store store(path, graph::Store::Mode::Read);
  const graph::KnowledgeGraph graph = store.graph();
  const std::unique_ptr<query::Lexicon> lexicon = load_lexicon();
  AskOptions options;
  options.print.palette = palette(arguments, streams);
  options.print.format = arguments.value("format", "table");
  Repl repl(graph, *lexicon, options, streams.out, streams.err);
  const Interrupt interrupt;
  if (!streams.in_terminal) {
    StreamLines lines(streams.in);
    return repl.run(lines);
  }
  streams.err << path << ": " << counted(graph.documents().size(), "document") << ", "
              << counted(graph.statements().size(), "statement") << "; .help tells what to type\n";
  const Completer completer(graph, Repl::commands());
  repl.run(*terminal_lines(history_file(), completer));
  return kAnswers;
}

}  // namespace

Command shell_command() {
  Command command;
  command.name = "shell";
  command.operands = "FILE";
  command.summary = "ask one question after another";
  command.details =
      "Questions as for 'whom ask', and commands that begin with a dot (.help lists them). On a terminal there are "
      "history "
      "and completion of relations and names (Tab). Ctrl-C ends a query, not the shell. From a pipe it reads one entry "
      "a "
      "line, without prompts, and ends with the status of the last one.";
  command.options = {{"format", 'f', kFormats, "how rows are printed at first; default: table"}, color_option()};
  command.fewest = command.most = 1;
  command.run = run_shell;
  return command;
}

}  // namespace whom::tools
