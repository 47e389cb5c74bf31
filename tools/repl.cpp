#include "tools/repl.hpp"

#include <algorithm>
#include <ostream>

#include "graph/nearest.hpp"
#include "tools/atomic_file.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/interrupt.hpp"
#include "tools/output.hpp"
#include "tools/statement_text.hpp"

namespace whom::tools {
namespace {

struct ShellCommand {
  std::string_view name;
  std::string_view operand;
  std::string_view help;
};
constexpr ShellCommand kCommands[] = {
    {".help", "", "this list"},
    {".mode", "FORMAT", "how rows are printed: table|jsonl|json|csv|dot|jsonld"},
    {".evidence", "on|off", "every sentence under a row, or the best alone"},
    {".explain", "QUESTION", "how a question is understood and planned"},
    {".why", "ID", "the sentences behind a statement"},
    {".entities", "NAME", "entities whose names contain the words"},
    {".relations", "WORD", "relations that contain the word"},
    {".save", "FILE", "the rows of the last question, in the present mode, to a file"},
    {".quit", "", "leave; so does the end of input"},
};

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

void print_help(std::ostream& out) {
  out << "Type a question (who met whom about Haiti), or:\n";
  for (const ShellCommand& command : kCommands) {
    const std::string words = std::string(command.name) + " " + std::string(command.operand);
    out << "  " << words << std::string(words.size() < 20 ? 20 - words.size() : 1, ' ') << command.help << '\n';
  }
}

int list_entities(const graph::KnowledgeGraph& graph, const std::string& name, std::ostream& out) {
  const auto found = graph.containing(name);
  for (const graph::EntityIndex index : found) {
    const graph::Entity& entity = graph.entity(index);
    out << entity.name << "  (" << entity.id << ", " << graph::name(entity.type) << ", "
        << graph.participations(index).size() << " statements)\n";
  }
  return found.empty() ? kNoMatch : kAnswers;
}

int list_relations(const graph::KnowledgeGraph& graph, const std::string& word, std::ostream& out) {
  int code = kNoMatch;
  for (const std::string& relation : graph.relations()) {
    if (relation.find(word) == std::string::npos) continue;
    out << relation << "  (" << graph.with_relation(relation).size() << ")\n";
    code = kAnswers;
  }
  return code;
}

}  // namespace

Repl::Repl(const graph::KnowledgeGraph& graph, const query::Lexicon& lexicon, AskOptions options, std::ostream& out,
           std::ostream& err)
    : graph_(graph), lexicon_(lexicon), options_(std::move(options)), out_(out), err_(err) {}

std::vector<std::string> Repl::commands() {
  std::vector<std::string> names;
  for (const ShellCommand& command : kCommands) names.emplace_back(command.name);
  return names;
}

int Repl::run(LineSource& lines) {
  int code = kAnswers;
  while (!done_) {
    const std::optional<std::string> line = lines.next("whom> ");
    if (Interrupt::requested()) {
      Interrupt::forget();
      continue;
    }
    if (!line) break;
    const std::string entry = trimmed(*line);
    if (entry.empty() || entry.starts_with('#')) continue;
    lines.remember(entry);
    code = enter(entry);
    out_.flush();
    Interrupt::forget();
  }
  return code;
}

int Repl::enter(const std::string& entry) {
  try {
    if (entry.starts_with('.')) return command(entry);
    if (entry == "help" || entry == "quit" || entry == "exit") return command('.' + entry);
    last_question_ = entry;
    return ask(entry, graph_, lexicon_, options_, out_, err_);
  } catch (const UsageError& error) {
    err_ << error.what() << '\n';
    return kUsage;
  }
}

int Repl::command(const std::string& entry) {
  const std::string name = entry.substr(0, entry.find(' '));
  const std::string operand = trimmed(entry.substr(name.size()));
  if (name == ".quit" || name == ".exit") {
    done_ = true;
    return kAnswers;
  }
  if (name == ".help") {
    print_help(out_);
    return kAnswers;
  }
  if (name == ".entities") return list_entities(graph_, operand, out_);
  if (name == ".relations") return list_relations(graph_, operand, out_);
  if (name == ".save") return save(operand);
  if (name == ".mode") {
    check_format(operand);
    options_.print.format = operand;
    return kAnswers;
  }
  if (name == ".evidence") {
    if (operand != "on" && operand != "off") throw UsageError(".evidence wants on or off");
    options_.print.all_evidence = operand == "on";
    return kAnswers;
  }
  if (name == ".explain") {
    AskOptions explaining = options_;
    explaining.explain = true;
    return ask(operand.empty() ? last_question_ : operand, graph_, lexicon_, explaining, out_, err_);
  }
  if (name == ".why") {
    return why(operand, graph_, options_.print.palette, out_, err_);
  }
  const std::string near = graph::nearest(name, commands());
  throw UsageError("there is no " + name +
                   (near.empty() ? "; .help lists the commands" : "; did you mean " + near + "?"));
}

int Repl::save(const std::string& path) {
  if (path.empty() || last_question_.empty()) throw UsageError(".save wants a FILE, after a question");
  AskOptions plain = options_;
  plain.print.palette = {};
  int code = kAnswers;
  try {
    write_atomically(path,
                     [&](std::ostream& file) { code = ask(last_question_, graph_, lexicon_, plain, file, err_); });
  } catch (const OutputError& error) {
    err_ << error.what() << '\n';
    return kFailure;
  }
  return code;
}

}  // namespace whom::tools
