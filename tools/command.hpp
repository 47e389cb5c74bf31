// The commands of whom: one table of name, help, options and function, and what is made from it.
#ifndef WHOM_TOOLS_COMMAND_HPP
#define WHOM_TOOLS_COMMAND_HPP

#include <iosfwd>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/options.hpp"
#include "tools/streams.hpp"

namespace whom::tools {

/// What the program ends with.
enum Exit : int {
  kAnswers = 0,
  kNoMatch = 1,     ///< nothing matches, or check found problems
  kUsage = 2,       ///< a command line or query that does not parse
  kSomeFailed = 3,  ///< some documents could not be read; the good ones are stored
  kRunFailed = 3,   ///< a pattern failed while it ran, or what is imported does not parse
  kFailure = 4,     ///< nothing could be read, or a file could not be opened, read or written
  kInterrupted = 130,
  kClosedPipe = 141,  ///< nobody reads the output any more; silent, as if by the signal
};

struct Command {
  std::string_view name;
  std::string_view operands;  ///< as shown in the synopsis: "FILE ID"
  std::string_view summary;   ///< one line, without full stop
  std::string_view details;   ///< paragraphs for --help and the man page
  std::vector<Option> options;
  std::size_t fewest = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  int (*run)(const Arguments&, Streams&) = nullptr;
};

/// All commands, in the order of the help.
std::span<const Command> commands();

/// Runs `whom WORDS...`: the exit code. Errors become one line on `err`.
int run(const std::vector<std::string>& words, Streams&);

void print_overview(std::ostream&);
void print_help(std::ostream&, const Command&);
void print_manual(std::ostream&);  ///< man page, section 1
void print_bash_completion(std::ostream&);
void print_zsh_completion(std::ostream&);

Command build_command();
Command import_command();
Command ask_command();
Command shell_command();
Command why_command();
Command documents_command();
Command remove_command();
Command corrections_command();
Command export_command();
Command extract_command();
Command rules_command();
Command stats_command();
Command check_command();
Command help_command();

}  // namespace whom::tools

#endif
