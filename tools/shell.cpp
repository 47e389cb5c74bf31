#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "tools/ask_options.hpp"
#include "tools/command.hpp"
#include "tools/completer.hpp"
#include "tools/excerpt.hpp"
#include "tools/highlight.hpp"
#include "tools/interrupt.hpp"
#include "tools/pager.hpp"
#include "tools/pattern.hpp"
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

std::string size_of(GraphFile& file) {
  if (const graph::KnowledgeGraph* knowledge = file.knowledge())
    return counted(knowledge->documents().size(), "document") + ", " +
           counted(knowledge->statements().size(), "statement");
  return counted(file.graph().node_count(), "node") + ", " + counted(file.graph().relationship_count(), "relationship");
}

int run_shell(const Arguments& arguments, Streams& streams) {
  const std::string& path = arguments.operands()[0];
  GraphFile file(path);
  const auto show = [&](const std::string& text) { show_in_pager(text, streams.out); };
  const bool paged = streams.in_terminal && streams.out_terminal;
  Repl repl(file, ask_options_of(arguments, streams), streams.out, streams.err, paged ? Repl::Show(show) : nullptr);
  const Interrupt interrupt;
  if (!streams.in_terminal) {
    StreamLines lines(streams.in);
    return repl.run(lines);
  }
  streams.err << path << ": " << size_of(file) << "; .help tells what to type\n";
  const Completer completer(file, Repl::commands());
  const auto complete = [&](const std::string& line) {
    Completion found = completer(repl.pending() + line);
    found.begin -= std::min(found.begin, repl.pending().size());
    return found;
  };
  const Palette colours = palette(arguments, streams);
  const auto colour = [&](const std::string& line) {
    const bool is_patterns = !repl.pending().empty() || is_pattern(line);
    return is_patterns && colours.colored() ? highlighted(line, colours) : line;
  };
  repl.run(*terminal_lines(history_file(), complete, colour));
  return kAnswers;
}

}  // namespace

Command shell_command() {
  Command command;
  command.name = "shell";
  command.operands = "FILE";
  command.summary = "ask one question or pattern after another";
  command.details =
      "Questions and patterns as for 'whom ask', and commands that begin with a dot (.help lists them). A question is "
      "one line; a pattern goes on to a semicolon or an empty line. On a terminal patterns are coloured as they are "
      "typed, and there are history (Ctrl-R searches it), completion by Tab (names, relations, labels, types, property "
      "keys, clauses) and, for answers longer than "
      "the screen, $PAGER. Ctrl-C ends a query, not the shell. From a pipe it reads without prompts and ends with the "
      "status of the last entry.";
  command.options = ask_options();
  command.fewest = command.most = 1;
  command.run = run_shell;
  return command;
}

}  // namespace whom::tools
