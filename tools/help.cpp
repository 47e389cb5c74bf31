// Help, man page and completions, all made from the table of commands.
#include <algorithm>
#include <iomanip>
#include <ostream>

#include "tools/command.hpp"

namespace whom::tools {
namespace {

constexpr std::string_view kPurpose =
    "whom reads news articles and answers questions about who did what to whom, each answer with the sentences that "
    "say so.";

struct ExitLine {
  int code;
  std::string_view meaning;
};
constexpr ExitLine kExits[] = {
    {kAnswers, "done; a question has answers"},
    {kNoMatch, "nothing matches, a word is unknown to the graph, or check found problems"},
    {kUsage, "a command line or query that does not parse"},
    {kSomeFailed,
     "some documents could not be read, and the good ones are stored; a pattern failed while it ran (its time was up, "
     "a "
     "value was of the wrong type); or what was to be imported does not parse"},
    {kFailure, "nothing could be read, or a file could not be opened, read or written"},
    {kInterrupted, "interrupted; what was finished is stored"},
    {kClosedPipe, "nobody reads the output any more"},
};

std::string spelled(const Option& option) {
  std::string text = option.letter == '\0' ? "    " : std::string("-") + option.letter + ", ";
  text += "--" + std::string(option.name);
  if (!option.value.empty()) text += " " + std::string(option.value);
  return text;
}

/// Breaks a paragraph into lines of at most `width` columns.
void print_wrapped(std::ostream& out, std::string_view text, std::size_t indent, std::size_t width = 80) {
  std::size_t column = indent;
  bool first = true;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    if (!first && column + 1 + length > width) {
      out << '\n' << std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      out << ' ';
      ++column;
    }
    out << text.substr(0, length);
    column += length;
    first = false;
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  out << '\n';
}

/// Paragraphs are separated by a line break; one that starts with a blank is an example and printed as it is.
template <typename Paragraph>
void for_each_paragraph(std::string_view text, const Paragraph& paragraph) {
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    paragraph(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
}

std::string roff(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else if (c == '\'' && escaped.empty())
      escaped += "\\(aq";
    else if (c == '.' && escaped.empty())
      escaped += "\\&.";
    else
      escaped += c;
  }
  return escaped;
}

void print_manual_option(std::ostream& out, const Option& option) {
  out << ".TP\n.B ";
  if (option.letter != '\0') out << "\\-" << option.letter << ", ";
  out << "\\-\\-" << roff(option.name);
  if (!option.value.empty()) out << " \\fI" << roff(option.value) << "\\fR";
  out << '\n' << roff(option.help) << ".\n";
}

void print_manual_command(std::ostream& out, const Command& command) {
  out << ".SS whom " << command.name << " " << roff(command.operands) << '\n' << roff(command.summary) << ".\n";
  for_each_paragraph(command.details, [&](std::string_view paragraph) {
    if (paragraph.starts_with(' '))
      out << ".IP\n.EX\n" << roff(paragraph.substr(paragraph.find_first_not_of(' '))) << "\n.EE\n";
    else
      out << ".PP\n" << roff(paragraph) << '\n';
  });
  for (const Option& option : command.options) print_manual_option(out, option);
}

std::string flags_of(const Command& command) {
  std::string flags;
  for (const Option& option : command.options) flags += (flags.empty() ? "--" : " --") + std::string(option.name);
  return flags;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

/// The text within single quotes of a shell, and without what ends a description in zsh.
std::string quoted(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'')
      safe += "'\\''";
    else if (c == '[' || c == ']' || c == ':')
      safe += std::string("\\") + c;
    else
      safe += c;
  }
  return safe;
}

std::string zsh_action(const Option& option) {
  if (option.value.empty()) return "";
  const auto words = choices(option);
  const std::string action = words.empty() ? (option.value == "FILE" ? "_files" : " ") : "(" + joined(words) + ")";
  return ":" + std::string(option.name) + ":" + action;
}

int run_help(const Arguments& arguments, Streams& streams) {
  if (arguments.has("man")) {
    print_manual(streams.out);
  } else if (arguments.has("bash")) {
    print_bash_completion(streams.out);
  } else if (arguments.has("zsh")) {
    print_zsh_completion(streams.out);
  } else if (arguments.operands().empty()) {
    print_overview(streams.out);
  } else {
    const std::span<const Command> all = commands();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Command& command) { return command.name == arguments.operands()[0]; });
    if (found == all.end()) throw UsageError("there is no command '" + arguments.operands()[0] + "'");
    print_help(streams.out, *found);
  }
  return kAnswers;
}

}  // namespace

void print_overview(std::ostream& out) {
  print_wrapped(out, kPurpose, 0);
  out << "\nusage: whom COMMAND [OPTION...] [OPERAND...]\n\n";
  const std::span<const Command> all = commands();
  const auto longest =
      std::ranges::max(all, {}, [](const Command& command) { return command.name.size(); }).name.size();
  for (const Command& command : all)
    out << "  " << std::left << std::setw(static_cast<int>(longest) + 2) << command.name << command.summary << '\n';
  out << "\n'whom COMMAND --help' tells more of each; 'whom --version' the version.\n"
      << "\nexit status:\n";
  for (const ExitLine& line : kExits) {
    out << "  " << std::left << std::setw(5) << line.code;
    print_wrapped(out, line.meaning, 7);
  }
}

void print_help(std::ostream& out, const Command& command) {
  out << "usage: whom " << command.name << (command.options.empty() ? "" : " [OPTION...]")
      << (command.operands.empty() ? "" : " ") << command.operands << "\n\n";
  print_wrapped(out, std::string(command.summary) + ".", 0);
  for_each_paragraph(command.details, [&](std::string_view paragraph) {
    out << '\n';
    if (paragraph.starts_with(' '))
      out << paragraph << '\n';
    else
      print_wrapped(out, paragraph, 0);
  });
  out << "\noptions:\n";
  constexpr std::size_t column = 30;
  for (const Option& option : command.options) {
    const std::string words = "  " + spelled(option);
    out << words
        << (words.size() + 1 < column ? std::string(column - words.size(), ' ') : "\n" + std::string(column, ' '));
    print_wrapped(out, option.help, column);
  }
}

void print_manual(std::ostream& out) {
  out << ".TH WHOM 1 \"\" \"whom " << WHOM_VERSION << "\" \"User Commands\"\n"
      << ".SH NAME\nwhom \\- who did what to whom, and which sentence says so\n"
      << ".SH SYNOPSIS\n.B whom\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIOPERAND\\fR...]\n"
      << ".SH DESCRIPTION\n"
      << roff(kPurpose) << "\n.SH COMMANDS\n";
  for (const Command& command : commands()) print_manual_command(out, command);
  out << ".SH EXIT STATUS\n";
  for (const ExitLine& line : kExits) out << ".TP\n.B " << line.code << '\n' << roff(line.meaning) << ".\n";
  out << ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nwhen set and not empty, nothing is coloured unless \\-\\-color=always.\n"
      << ".TP\n.B WHOM_DATA\nthe folder of the language model's weights.\n"
      << ".TP\n.B XDG_STATE_HOME\nwhere the shell keeps its history (whom/history below it).\n";
}

void print_bash_completion(std::ostream& out) {
  out << "# bash completion of whom; made by 'whom help --bash'\n_whom() {\n"
      << "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      << "  if ((COMP_CWORD == 1)); then\n    COMPREPLY=($(compgen -W '";
  for (const Command& command : commands()) out << command.name << ' ';
  out << "--help --version' -- \"$word\"))\n    return\n  fi\n  case ${COMP_WORDS[1]}$before in\n";
  for (const Command& command : commands())
    for (const Option& option : command.options)
      if (const auto words = choices(option); !words.empty())
        out << "    " << command.name << "--" << option.name << ") COMPREPLY=($(compgen -W '" << joined(words)
            << "' -- \"$word\")); return ;;\n";
  out << "  esac\n  if [[ $word == -* ]]; then\n    case ${COMP_WORDS[1]} in\n";
  for (const Command& command : commands())
    out << "      " << command.name << ") COMPREPLY=($(compgen -W '" << flags_of(command) << "' -- \"$word\")) ;;\n";
  out << "    esac\n  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\ncomplete -o filenames -F _whom whom\n";
}

void print_zsh_completion(std::ostream& out) {
  out << "#compdef whom\n# zsh completion of whom; made by 'whom help --zsh'\nlocal -a commands\ncommands=(\n";
  for (const Command& command : commands()) out << "  '" << command.name << ":" << quoted(command.summary) << "'\n";
  out << ")\nif ((CURRENT == 2)); then\n  _describe command commands\n  return\nfi\ncase $words[2] in\n";
  for (const Command& command : commands()) {
    out << "  " << command.name << ") _arguments";
    for (const Option& option : command.options)
      out << " '--" << option.name << "[" << quoted(option.help) << "]" << zsh_action(option) << "'";
    out << " '*:file:_files' ;;\n";
  }
  out << "esac\n";
}

Command help_command() {
  Command command;
  command.name = "help";
  command.operands = "[COMMAND]";
  command.summary = "show help, the man page or shell completions";
  command.details =
      "Without options: the help of a command, or the list of commands.\n"
      "  whom help --man > whom.1";
  command.options = {{"man", '\0', "", "print the man page"},
                     {"bash", '\0', "", "print completions for bash"},
                     {"zsh", '\0', "", "print completions for zsh"}};
  command.most = 1;
  command.run = run_help;
  return command;
}

}  // namespace whom::tools
