#include "tools/repl.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <ostream>
#include <sstream>

#include "graph/nearest.hpp"
#include "tools/atomic_file.hpp"
#include "tools/command.hpp"
#include "tools/counts.hpp"
#include "tools/excerpt.hpp"
#include "tools/interrupt.hpp"
#include "tools/output.hpp"
#include "tools/pattern.hpp"
#include "tools/statement_text.hpp"

namespace whom::tools {
namespace {

constexpr int kDeepestScript = 10;

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// The first word, and what follows it.
std::pair<std::string, std::string> split_word(const std::string& entry) {
  const std::string word = entry.substr(0, entry.find_first_of(" \t\n"));
  return {word, trimmed(entry.substr(word.size()))};
}

/// A pattern, or a command that takes one.
bool may_go_on(const std::string& entry) {
  const auto [word, operand] = split_word(entry);
  return is_pattern(word == ".explain" || word == ".profile" ? operand : entry);
}

/// What the history keeps: a line, unless that would draw more into a comment.
std::string as_line(std::string entry) {
  if (entry.find("//") == std::string::npos) std::replace(entry.begin(), entry.end(), '\n', ' ');
  return entry;
}

bool is_on(const std::string& word, const char* command) {
  if (word != "on" && word != "off") throw UsageError(std::string(command) + " wants on or off");
  return word == "on";
}

}  // namespace

std::span<const Repl::Command> Repl::table() {
  static constexpr Command all[] = {
      {".help", "", "this list", &Repl::help},
      {".mode", "FORMAT", "how rows are printed: table|jsonl|json|csv|graph|dot|jsonld", &Repl::mode},
      {".evidence", "on|off", "every sentence under a row, or the best alone", &Repl::evidence},
      {".explain", "QUERY", "how a question or pattern is understood and planned", &Repl::explain},
      {".profile", "PATTERN", "its rows, then what each step of its plan found and took", &Repl::profile},
      {".timer", "on|off", "how long each query took", &Repl::timer},
      {".limit", "N|off", "how many rows are printed at most", &Repl::limit},
      {".timeout", "DURATION|off", "how long a pattern may take: 500ms, 10s, 2m", &Repl::timeout},
      {".param", "NAME VALUE", "what $NAME stands for in patterns; without VALUE: nothing any more", &Repl::param},
      {".params", "", "all of them", &Repl::params},
      {".why", "ID", "the sentences behind a statement", &Repl::tell_why},
      {".entities", "NAME", "entities whose names contain the words", &Repl::entities},
      {".relations", "WORD", "relations that contain the word", &Repl::relations},
      {".schema", "", "labels, types and property keys that patterns can use", &Repl::schema},
      {".read", "FILE", "the entries of a file, up to the first that fails", &Repl::run_script},
      {".save", "FILE", "the rows of the last query, in the present mode, to a file", &Repl::save},
      {".quit", "", "leave; so does the end of input", &Repl::quit},
  };
  return all;
}

Repl::Repl(GraphFile& file, AskOptions options, std::ostream& out, std::ostream& err, Show show)
    : file_(file), options_(std::move(options)), out_(out), err_(err), show_(std::move(show)) {}

std::vector<std::string> Repl::commands() {
  std::vector<std::string> names;
  for (const Command& command : table()) names.emplace_back(command.name);
  return names;
}

int Repl::run(LineSource& lines) {
  int code = kAnswers;
  while (!done_) {
    const std::optional<std::string> line = lines.next("whom> ");
    const std::string entry = line ? read(lines, trimmed(*line)) : "";
    if (Interrupt::requested()) {
      Interrupt::forget();
      if (scripts_ > 0) return kInterrupted;
      continue;
    }
    if (!line) break;
    if (split_script(entry).empty() || entry.starts_with('#')) continue;  // nothing, or comments
    lines.remember(as_line(entry));
    code = enter(entry);
    out_.flush();
    Interrupt::forget();
    if (scripts_ > 0 && code > kNoMatch) break;
  }
  return code;
}

/// The entry that begins with this line.
std::string Repl::read(LineSource& lines, const std::string& first) {
  std::string entry = first;
  while (may_go_on(entry) && !is_complete(entry) && !Interrupt::requested()) {
    pending_ = entry + '\n';
    const std::optional<std::string> line = lines.next(" ...> ");
    if (!line || trimmed(*line).empty()) break;
    entry += '\n' + *line;
  }
  pending_.clear();
  return entry;
}

int Repl::enter(const std::string& entry) {
  try {
    return perform(entry);
  } catch (const UsageError& error) {
    err_ << error.what() << '\n';
    return kUsage;
  } catch (const OutputError&) {
    throw;
  } catch (const std::bad_alloc&) {
    err_ << "out of memory\n";
  } catch (const std::exception& error) {
    err_ << error.what() << '\n';
  }
  return kFailure;
}

int Repl::perform(const std::string& entry) {
  if (entry.starts_with('.')) return command(entry);
  if (entry == "help" || entry == "quit" || entry == "exit") return command('.' + entry);
  last_query_ = is_pattern(entry) ? split_script(entry).back() : entry;
  return answer(entry, options_);
}

/// A question, or patterns one after the other up to the first that fails.
int Repl::answer(const std::string& entry, const AskOptions& options) {
  const std::vector<std::string> queries = is_pattern(entry) ? split_script(entry) : std::vector<std::string>{entry};
  int code = kAnswers;
  for (const std::string& query : queries) {
    std::ostringstream text;
    code = ask_timed(query, options, show_ ? text : out_);
    if (show_) show_(text.str());
    if (code > kNoMatch) break;
  }
  return code;
}

int Repl::ask_timed(const std::string& text, const AskOptions& options, std::ostream& out) {
  const auto start = std::chrono::steady_clock::now();
  const int code = ask(text, file_, options, out, err_);
  const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
  if (timed_) err_ << "time: " << std::fixed << std::setprecision(1) << time.count() << " ms\n" << std::defaultfloat;
  return code;
}

int Repl::command(const std::string& entry) {
  const auto words = split_word(entry == ".exit" ? ".quit" : entry);
  const std::string& name = words.first;
  const auto all = table();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Command& one) { return one.name == name; });
  if (found != all.end()) return (this->*found->run)(words.second);
  const std::string near = graph::nearest(name, commands());
  throw UsageError("there is no " + name +
                   (near.empty() ? "; .help lists the commands" : "; did you mean " + near + "?"));
}

const graph::KnowledgeGraph& Repl::knowledge() const {
  if (file_.knowledge() == nullptr) throw UsageError("an imported graph has no statements; .schema tells what it has");
  return *file_.knowledge();
}

const std::string& Repl::or_last(const std::string& operand) const { return operand.empty() ? last_query_ : operand; }

int Repl::help(const std::string&) {
  out_ << "Type a question (who met whom about Haiti), a pattern (MATCH (n) RETURN n LIMIT 10;), which goes on to a\n"
          "semicolon or an empty line, or:\n";
  for (const Command& command : table()) {
    const std::string words = std::string(command.name) + " " + std::string(command.operand);
    out_ << "  " << words << std::string(words.size() < 24 ? 24 - words.size() : 1, ' ') << command.help << '\n';
  }
  return kAnswers;
}

int Repl::mode(const std::string& format) {
  check_format(format);
  options_.print.format = format;
  return kAnswers;
}

int Repl::evidence(const std::string& word) {
  options_.print.all_evidence = is_on(word, ".evidence");
  return kAnswers;
}

int Repl::explain(const std::string& query) {
  AskOptions explaining = options_;
  explaining.explain = true;
  return answer(or_last(query), explaining);
}

int Repl::profile(const std::string& query) {
  AskOptions profiling = options_;
  profiling.profile = true;
  return answer(or_last(query), profiling);
}

int Repl::timer(const std::string& word) {
  timed_ = is_on(word, ".timer");
  return kAnswers;
}

int Repl::limit(const std::string& number) {
  options_.limit.reset();
  if (number == "off") return kAnswers;
  std::size_t rows = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), rows);
  if (error != std::errc() || end != number.data() + number.size() || rows == 0)
    throw UsageError(".limit wants a number of rows, or off");
  options_.limit = rows;
  return kAnswers;
}

int Repl::timeout(const std::string& duration) {
  options_.timeout.reset();
  if (duration != "off") options_.timeout = parse_duration(duration);
  return kAnswers;
}

int Repl::param(const std::string& assignment) {
  const auto [name, value] = split_word(assignment);
  if (name.empty()) throw UsageError(".param wants a NAME, and a VALUE as a literal");
  if (value.empty())
    options_.parameters.erase(name);
  else
    options_.parameters[name] = parse_parameter(name, value);
  return kAnswers;
}

int Repl::params(const std::string&) {
  for (const auto& [name, value] : options_.parameters) out_ << '$' << name << " = " << property::print(value) << '\n';
  return kAnswers;
}

int Repl::tell_why(const std::string& id) { return why(id, knowledge(), options_.print.palette, out_, err_); }

int Repl::entities(const std::string& name) {
  const auto found = knowledge().containing(name);
  for (const graph::EntityIndex index : found) {
    const graph::Entity& entity = knowledge().entity(index);
    out_ << one_line(entity.name) << "  (" << entity.id << ", " << graph::name(entity.type) << ", "
         << knowledge().participations(index).size() << " statements)\n";
  }
  return found.empty() ? kNoMatch : kAnswers;
}

int Repl::relations(const std::string& word) {
  int code = kNoMatch;
  for (const std::string& relation : knowledge().relations()) {
    if (relation.find(word) == std::string::npos) continue;
    out_ << relation << "  (" << knowledge().with_relation(relation).size() << ")\n";
    code = kAnswers;
  }
  return code;
}

int Repl::schema(const std::string&) {
  std::ostringstream text;
  print(count(file_.graph()), text);
  if (show_)
    show_(text.str());
  else
    out_ << text.str();
  return kAnswers;
}

int Repl::run_script(const std::string& path) {
  if (scripts_ == kDeepestScript) throw UsageError(".read goes " + std::to_string(kDeepestScript) + " files deep");
  std::ifstream file(path);
  if (!file) throw UsageError(".read wants a FILE that can be read" + (path.empty() ? "" : ", not '" + path + "'"));
  StreamLines lines(file);
  ++scripts_;
  const int code = run(lines);
  --scripts_;
  return code;
}

int Repl::save(const std::string& path) {
  if (path.empty() || last_query_.empty()) throw UsageError(".save wants a FILE, after a query");
  AskOptions plain = options_;
  plain.print.palette = {};
  plain.limit.reset();
  plain.read_only = true;
  int code = kAnswers;
  try {
    write_atomically(path, [&](std::ostream& file) { code = ask(last_query_, file_, plain, file, err_); });
  } catch (const OutputError& error) {
    err_ << error.what() << '\n';
    return kFailure;
  }
  return code;
}

int Repl::quit(const std::string&) {
  done_ = true;
  return kAnswers;
}

}  // namespace whom::tools
