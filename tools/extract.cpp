#include <fstream>
#include <ostream>
#include <sstream>

#include "extract/conllu.hpp"
#include "graph/utf8.hpp"
#include "tools/command.hpp"
#include "tools/interpreter.hpp"
#include "tools/interrupt.hpp"
#include "tools/reader.hpp"
#include "tools/reading_json.hpp"
#include "tools/rule_options.hpp"

namespace whom::tools {
namespace {

/// The tokens of a line that is one sentence, separated by spaces.
extract::Sentence tokens_of(const std::string& line) {
  extract::Sentence sentence;
  std::istringstream words(line);
  std::uint32_t at = 0;
  for (std::string word; words >> word;) {
    const auto length = static_cast<std::uint32_t>(graph::count_code_points(word));
    extract::Token token;
    token.span = {at, at + length};
    token.form = word;
    sentence.tokens.push_back(token);
    at += length + 1;
  }
  sentence.span = {0, at == 0 ? 0 : at - 1};
  sentence.document_start = true;
  return sentence;
}

using TuplePrinter = void (extract::Extractor::*)(std::ostream&, std::string_view, const extract::Sentence&) const;

/// Prints the tuples of lines, a batch at a time, so that the network has enough to do and the output still streams.
class LineExtraction {
 public:
  LineExtraction(const Interpreter& interpreter, TuplePrinter print, std::ostream& out)
      : interpreter_(interpreter), print_(print), out_(out) {}

  void add_all(std::istream& in) {
    for (std::string line; !Interrupt::requested() && std::getline(in, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      extract::Sentence sentence = tokens_of(line);
      if (sentence.tokens.empty()) continue;
      lines_.push_back(std::move(line));
      sentences_.push_back(std::move(sentence));
      if (lines_.size() == kBatch) flush();
    }
    flush();
  }

 private:
  static constexpr std::size_t kBatch = 32;

  void flush() {
    interpreter_.analyze(sentences_);
    for (std::size_t i = 0; i < lines_.size(); ++i) (interpreter_.extractor().*print_)(out_, lines_[i], sentences_[i]);
    out_.flush();
    lines_.clear();
    sentences_.clear();
  }

  const Interpreter& interpreter_;
  const TuplePrinter print_;
  std::ostream& out_;
  std::vector<std::string> lines_;
  std::vector<extract::Sentence> sentences_;
};

class Extraction {
 public:
  Extraction(const Arguments& arguments, Streams& streams)
      : streams_(streams),
        sources_(sources_of(arguments)),
        format_(arguments.value("format", "jsonl")),
        reparse_(arguments.has("reparse")),
        jobs_(jobs_of(arguments)),
        interpreter_(rule_choice_of(arguments), model_of(arguments)) {
    if (sources_.paths.empty()) sources_.paths = {"-"};
  }

  int run() {
    const std::vector<std::string> files = files_of(sources_, {{}, complain_, {}});
    const Interrupt interrupt;
    if (format_ == "carb")
      print_tuples(files, &extract::Extractor::carb);
    else if (format_ == "benchie")
      print_tuples(files, &extract::Extractor::benchie);
    else if (format_ == "conllu")
      print_analyses(files);
    else
      print_readings(files);
    if (Interrupt::requested()) return kInterrupted;
    if (failed_ == 0) return kAnswers;
    return read_ == 0 ? kFailure : kSomeFailed;
  }

 private:
  void print_tuples(const std::vector<std::string>& files, TuplePrinter print) {
    LineExtraction extraction(interpreter_, print, streams_.out);
    for (const std::string& path : files) {
      if (path == "-") {
        extraction.add_all(streams_.in);
        ++read_;
        continue;
      }
      std::ifstream file(path);
      if (!file) {
        complain_(path + ": cannot be read");
        continue;
      }
      extraction.add_all(file);
      ++read_;
    }
  }

  void print_analyses(const std::vector<std::string>& files) {
    const auto print = [this](const Input& input) {
      const auto sentences = analysis(input);
      extract::write_conllu(streams_.out, input.document, sentences,
                            interpreter_.extractor().mentions(input.document.text, sentences));
      streams_.out.flush();
      ++read_;
    };
    read_files(files, sources_, streams_.in, {print, complain_, {}});
  }

  void print_readings(const std::vector<std::string>& files) {
    const auto interpret = [this](Input input) {
      input.sentences = analysis(input);
      return interpreter_.read(std::move(input));
    };
    const auto print = [this](const graph::Reading& reading) {
      format_ == "tsv" ? write_triples(streams_.out, reading) : write_json_lines(streams_.out, reading);
      streams_.out.flush();
      ++read_;
    };
    read_all(files, sources_, streams_.in, jobs_, interpret,
             {[](const graph::Document&) { return true; }, print, complain_, {}});
  }

  std::vector<extract::Sentence> analysis(const Input& input) const {
    std::vector<extract::Sentence> sentences = interpreter_.analyze(input);
    if (reparse_ && input.sentences) interpreter_.analyze(sentences);
    return sentences;
  }

  Streams& streams_;
  Sources sources_;
  const std::string format_;
  const bool reparse_;
  const int jobs_;
  const Interpreter interpreter_;
  std::size_t read_ = 0, failed_ = 0;  ///< documents, or files of lines
  const std::function<void(const std::string&)> complain_ = [this](const std::string& message) {
    streams_.err << "whom extract: " << message << '\n';
    ++failed_;
  };
};

int run_extract(const Arguments& arguments, Streams& streams) { return Extraction(arguments, streams).run(); }

}  // namespace

Command extract_command() {
  Command command;
  command.name = "extract";
  command.operands = "[PATH...]";
  command.summary = "print the statements of articles, without a graph file";
  command.details =
      "A filter: without PATH, or with -, it reads standard input, and prints as it reads. Formats: jsonl, one "
      "statement "
      "a line with its sentence, spans and status; tsv, plain triples of what is affirmed and actual; conllu, the "
      "analysis with mentions and their entities; carb and benchie, tuples for the scorers of that name, where each "
      "line of the input is one sentence "
      "with its tokens separated by spaces, printed unchanged.\n"
      "  whom extract news/ | jq .relation";
  command.options = {{"format", 'f', "jsonl|tsv|conllu|carb|benchie", "what is printed; default: jsonl"},
                     {"reparse", '\0', "", "keep the tokens of conllu input, replace its tags and heads"}};
  for (const Option& option : source_options()) command.options.push_back(option);
  for (const Option& option : rule_options()) command.options.push_back(option);
  command.run = run_extract;
  return command;
}

}  // namespace whom::tools
