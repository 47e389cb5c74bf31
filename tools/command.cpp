#include "tools/command.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <ostream>
#include <sstream>

#include "graph/nearest.hpp"
#include "tools/output.hpp"

namespace whom::tools {
namespace {

std::vector<Command> make_commands() {
  std::vector<Command> commands = {build_command(),  import_command(),    ask_command(),    shell_command(),
                                   why_command(),    documents_command(), remove_command(), corrections_command(),
                                   export_command(), extract_command(),   rules_command(),  stats_command(),
                                   check_command(),  help_command()};
  for (Command& command : commands) command.options.push_back({"help", 'h', "", "show this help"});
  return commands;
}

const Command* find(std::string_view name) {
  const auto all = commands();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string unknown_command(const std::string& word) {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  return "whom: unknown command '" + word + "'" + graph::did_you_mean(word, names, "; 'whom help' lists them");
}

/// The name of the operand after those given: "FILE".
std::string missing_operand(const Command& command, std::size_t given) {
  std::istringstream names{std::string(command.operands)};
  std::string name;
  for (std::size_t i = 0; i <= given; ++i) names >> name;
  return name;
}

int run_command(const Command& command, std::span<const std::string> words, Streams& streams) {
  const Arguments arguments(words, command.options);
  if (arguments.has("help")) {
    print_help(streams.out, command);
    return kAnswers;
  }
  if (arguments.operands().size() < command.fewest)
    throw UsageError(missing_operand(command, arguments.operands().size()) + " is missing; usage: whom " +
                     std::string(command.name) + " " + std::string(command.operands));
  if (arguments.operands().size() > command.most)
    throw UsageError("'" + arguments.operands()[command.most] + "' is too much; " +
                     (command.operands.ends_with("QUESTION") ? "put the question in quotes; " : "") + "usage: whom " +
                     std::string(command.name) + " " + std::string(command.operands));
  return command.run(arguments, streams);
}

/// Runs `action` and turns what it throws into one line and an exit code.
int guarded(const std::string& who, Streams& streams, const std::function<int()>& action) {
  try {
    const int code = action();
    streams.out.flush();
    return code;
  } catch (const UsageError& error) {
    streams.err << who << ": " << error.what() << '\n';
    return kUsage;
  } catch (const ClosedPipe&) {
    return kClosedPipe;
  } catch (const std::bad_alloc&) {
    streams.err << who << ": out of memory\n";
  } catch (const std::exception& error) {
    streams.err << who << ": " << error.what() << '\n';
  }
  return kFailure;
}

}  // namespace

std::span<const Command> commands() {
  static const std::vector<Command> all = make_commands();
  return all;
}

int run(const std::vector<std::string>& words, Streams& streams) {
  if (words.empty()) {
    print_overview(streams.err);
    return kUsage;
  }
  const std::string& first = words[0];
  if (first == "--version") {
    return guarded("whom", streams, [&] {
      streams.out << "whom " << WHOM_VERSION << '\n';
      return kAnswers;
    });
  }
  const Command* command = find(first == "--help" || first == "-h" ? "help" : first);
  if (command == nullptr) {
    streams.err << unknown_command(first) << '\n';
    return kUsage;
  }
  return guarded("whom " + std::string(command->name), streams,
                 [&] { return run_command(*command, std::span(words).subspan(1), streams); });
}

}  // namespace whom::tools
