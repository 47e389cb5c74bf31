// One question or pattern, from its text to printed rows: what `whom ask` and the shell share.
#ifndef WHOM_TOOLS_ASKING_HPP
#define WHOM_TOOLS_ASKING_HPP

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>

#include "query/engine/engine.hpp"
#include "tools/graph_file.hpp"
#include "tools/printer.hpp"

namespace whom::tools {

struct AskOptions {
  PrintOptions print;
  bool explain = false;              ///< the stages of the query instead of its rows
  std::optional<std::size_t> limit;  ///< rows that are printed at most
  bool profile = false;              ///< after the rows, what each step of the plan took
  std::optional<std::chrono::milliseconds> timeout;
  std::optional<std::size_t> memory;  ///< bytes
  // Of patterns.
  bool read_only = false;  ///< those that write are refused
  engine::Parameters parameters;
  std::string curator;  ///< who corrects what was read from text
};

/// The exit code: answers, no match, a query that does not parse, or one that failed while it ran. Rows go to `out`;
/// notes, problems and suggestions to `err`. What a pattern writes to an image is kept in its file, what it
/// writes to a graph that was read from text as a correction in the store. Ends early when
/// Interrupt is requested.
int ask(const std::string& text, GraphFile&, const AskOptions&, std::ostream& out, std::ostream& err);

}  // namespace whom::tools

#endif
