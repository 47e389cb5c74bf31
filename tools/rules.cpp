#include <algorithm>
#include <ostream>
#include <set>

#include "extract/rule_set.hpp"
#include "extract/rule_trial.hpp"
#include "extract/statement_line.hpp"
#include "graph/nearest.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/interpreter.hpp"
#include "tools/interrupt.hpp"
#include "tools/palette.hpp"
#include "tools/reader.hpp"
#include "tools/rule_options.hpp"

namespace whom::tools {
namespace {

using extract::Finding;
using extract::RulePlan;

graph::Document document_of(const std::string& text) {
  graph::Document out;
  out.key = "example";
  out.text = text;
  return out;
}

class Rules {
 public:
  Rules(const Arguments& arguments, Streams& streams)
      : arguments_(arguments),
        streams_(streams),
        palette_(palette(arguments, streams)),
        interpreter_(rule_choice_of(arguments), model_of(arguments)),
        own_(arguments.all("rules")) {}

  int list() const {
    for (const auto& rule : rules()) {
      if (!chosen(rule)) continue;
      const auto& source = *rule.source;
      streams_.out << palette_.bold << source.name.text << palette_.off;
      if (!source.gloss.text.empty()) streams_.out << ": " << source.gloss.text;
      streams_.out << '\n';
      for (const auto& example : source.examples) {
        streams_.out << "    " << example.text.text << '\n';
        for (const auto& says : example.says) streams_.out << "      " << says.text << '\n';
      }
    }
    return kAnswers;
  }

  int check() const {
    std::size_t examples = 0, wrong = 0;
    for (const auto& rule : rules()) {
      if (!chosen(rule)) continue;
      for (const auto& example : rule.source->examples) {
        ++examples;
        wrong += check(rule, example);
      }
    }
    streams_.err << "whom rules: " << counted(examples, "example") << " read";
    if (wrong > 0) streams_.err << ", " << wrong << " not as the rule says";
    streams_.err << '\n';
    return wrong == 0 ? kAnswers : kNoMatch;
  }

  /// Prints what the rules find in the files, or in standard input.
  int test(std::vector<std::string> operands) {
    if (!operands.empty() && is_rule(operands.front())) {
      wanted_ = operands.front();
      operands.erase(operands.begin());
    } else if (own_.empty()) {
      if (operands.empty()) throw UsageError("NAME is missing: the rule to test, or --rules FILE for all of a file");
      unknown(operands.front());
    }
    Sources sources = sources_of(arguments_);
    sources.paths = operands.empty() ? std::vector<std::string>{"-"} : operands;
    std::size_t failed = 0;
    const auto complain = [&](const std::string& message) {
      streams_.err << "whom rules: " << message << '\n';
      ++failed;
    };
    const auto files = files_of(sources, {{}, complain, {}});
    const Interrupt interrupt;
    read_files(files, sources, streams_.in, {[this](const Input& input) { test(input); }, complain, {}});
    if (Interrupt::requested()) return kInterrupted;
    if (failed > 0) return found_ == 0 ? kFailure : kSomeFailed;
    return found_ == 0 ? kNoMatch : kAnswers;
  }

 private:
  const std::vector<RulePlan>& rules() const { return interpreter_.extractor().rules().rules(); }

  bool is_rule(const std::string& name) const {
    return std::any_of(rules().begin(), rules().end(), [&](const auto& r) { return r.source->name.text == name; });
  }

  [[noreturn]] void unknown(const std::string& name) const {
    std::vector<std::string> names;
    for (const auto& r : rules()) names.push_back(r.source->name.text);
    throw UsageError("there is no rule '" + name + "'" +
                     graph::did_you_mean(name, names, "; 'whom rules list' names them"));
  }

  /// Rules of the files that are given; without files, all.
  bool chosen(const RulePlan& rule) const {
    return own_.empty() || std::find(own_.begin(), own_.end(), rule.file) != own_.end();
  }

  bool wanted(const std::string& name) const {
    if (!wanted_.empty()) return name == wanted_;
    return std::any_of(rules().begin(), rules().end(),
                       [&](const auto& r) { return r.source->name.text == name && chosen(r); });
  }

  // --- Examples --------------------------------------------------------------------------------------------------

  /// 1 if the example is not read as it should be.
  std::size_t check(const RulePlan& rule, const extract::rule::Example& example) const {
    Input input{document_of(example.text.text), std::nullopt};
    const auto lines = extract::lines_of(interpreter_.read(std::move(input)));
    std::vector<std::string> problems;
    for (const auto& says : example.says) {
      if (!extract::any_says(lines, says.text)) problems.push_back("does not say: " + says.text);
    }
    for (const auto& silent : example.silent) {
      if (extract::any_says(lines, silent.text)) problems.push_back("says: " + silent.text);
    }
    if (problems.empty()) return 0;
    streams_.out << rule.source->name.text << ": " << example.text.text << '\n';
    for (const auto& problem : problems) streams_.out << "  " << problem << '\n';
    for (const auto& line : lines) streams_.out << "  is read as: " << line << '\n';
    return 1;
  }

  // --- Matches ---------------------------------------------------------------------------------------------------

  void test(const Input& input) {
    const auto sentences = interpreter_.analyze(input);
    std::string key = input.document.key;
    for (const auto& finding : interpreter_.extractor().try_rules(input.document, sentences)) {
      if (!wanted(finding.rule)) continue;
      if (!key.empty()) streams_.out << palette_.dim << key << palette_.off << '\n';
      key.clear();
      print(input.document, finding);
      ++found_;
    }
    streams_.out.flush();
  }

  void print(const graph::Document& document, const Finding& finding) const {
    streams_.out << "  " << (wanted_.empty() ? finding.rule + ": " : "") << marked(document, finding) << '\n';
    for (const auto& line : finding.gives) streams_.out << "    " << line << '\n';
    if (finding.gives.empty()) streams_.out << "    (no statement: a node refers to nothing known)\n";
  }

  /// "[Kenya|D] - [led|V] …"
  std::string marked(const graph::Document& document, const Finding& finding) const {
    auto nodes = finding.nodes;
    std::sort(nodes.begin(), nodes.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
    std::string out;
    auto at = finding.sentence.begin;
    for (const auto& [name, span] : nodes) {
      out += cut(document.text, {at, span.begin});
      out += std::string(palette_.relation) + "[" + std::string(cut(document.text, span)) + "|" + name + "]" +
             std::string(palette_.off);
      at = span.end;
    }
    return one_line(out + std::string(cut(document.text, {at, finding.sentence.end})));
  }

  const Arguments& arguments_;
  Streams& streams_;
  const Palette palette_;
  const Interpreter interpreter_;
  const std::vector<std::string> own_;  ///< files
  std::string wanted_;                  ///< the rule to test, or empty
  std::size_t found_ = 0;
};

int run_rules(const Arguments& arguments, Streams& streams) {
  std::vector<std::string> operands = arguments.operands();
  const std::string action = operands.front();
  operands.erase(operands.begin());
  if (action != "list" && action != "test" && action != "check")
    throw UsageError("'" + action + "' is none of list, test and check" +
                     graph::did_you_mean(action, {"list", "test", "check"}));
  if (action != "test" && !operands.empty()) throw UsageError("'" + operands[0] + "' is too much after " + action);
  Rules rules(arguments, streams);
  return action == "list" ? rules.list() : action == "check" ? rules.check() : rules.test(operands);
}

}  // namespace

Command rules_command() {
  Command command;
  command.name = "rules";
  command.operands = "list|check|test [NAME] [PATH...]";
  command.summary = "show and try the rules by which statements are read";
  command.details =
      "list prints each rule with what it is for and its examples. check reads the examples through the language model "
      "and says which are not read as the rule says (exit 1 if any). test prints what a rule finds in articles, or in "
      "standard input: each sentence with the words that the rule names marked, and below it the statement or the edge "
      "it gives.\n"
      "Rules of your own stand in files of the same notation, which build and extract read with --rules FILE; here, "
      "--rules limits list and check to that file, and test without NAME tries all of its rules. docs/rules.md tells "
      "the notation.\n"
      "  whom rules test participle-compound news/\n"
      "  whom rules check --rules takeovers.rules";
  command.options = rule_options();
  for (const Option& option : source_options()) command.options.push_back(option);
  command.options.push_back(color_option());
  command.fewest = 1;
  command.run = run_rules;
  return command;
}

}  // namespace whom::tools
