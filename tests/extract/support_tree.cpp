#include "tests/extract/support_tree.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include "extract/statement.hpp"

namespace whom::test {
namespace {

using extract::Sentence;
using extract::Token;

std::string number_feature(const std::string& xpos, const std::string& form) {
  if (xpos == "NNS" || xpos == "NNPS") return "Number=Plur";
  if (xpos == "NN" || xpos == "NNP") return "Number=Sing";
  if (xpos != "PRP" && xpos != "PRP$") return "_";
  const auto word = extract::fold(form);
  for (const char* plural : {"they", "them", "their", "we", "us", "our"}) {
    if (word == plural) return "Number=Plur";
  }
  return "Number=Sing";
}

/// "the#2" -> "the", 2.
std::pair<std::string, int> numbered(std::string_view word) {
  const auto mark = word.find('#');
  if (mark == std::string_view::npos || mark == 0) return {std::string(word), 1};
  return {std::string(word.substr(0, mark)), std::stoi(std::string(word.substr(mark + 1)))};
}

int find(const Sentence& s, std::string_view word) {
  auto [form, nth] = numbered(word);
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    if (s.tokens[i].form == form && --nth == 0) return static_cast<int>(i);
  }
  throw std::invalid_argument("no word " + std::string(word));
}

class Builder {
 public:
  Sample build(std::string_view lines) {
    std::istringstream in{std::string(lines)};
    for (std::string line; std::getline(in, line);) {
      if (line.find_first_not_of(' ') == std::string::npos) {
        finish();
      } else if (line == "¶") {
        finish();
        paragraph_ = true;
      } else {
        word(line);
      }
    }
    finish();
    return std::move(out_);
  }

 private:
  void word(const std::string& line) {
    std::istringstream fields(line);
    Token t;
    std::string head;
    if (!(fields >> t.form >> t.lemma >> t.upos >> t.xpos >> head >> t.deprel)) throw std::invalid_argument(line);
    for (std::string field; fields >> field;) (std::islower(field[0]) != 0 ? t.type : t.entity) = field;
    const bool adjoins = t.form.size() > 1 && t.form[0] == '~';
    if (adjoins) t.form.erase(0, 1);
    if (!out_.text.empty() && !adjoins) out_.text += current_.tokens.empty() && paragraph_ ? "\n\n" : " ";
    t.span.begin = static_cast<std::uint32_t>(graph::count_code_points(out_.text));
    out_.text += t.form;
    t.span.end = static_cast<std::uint32_t>(graph::count_code_points(out_.text));
    t.feats = number_feature(t.xpos, t.form);
    current_.tokens.push_back(std::move(t));
    heads_.push_back(head);
  }

  void finish() {
    if (current_.tokens.empty()) return;
    for (std::size_t i = 0; i < heads_.size(); ++i)
      current_.tokens[i].head = heads_[i] == "-" ? -1 : find(current_, heads_[i]);
    current_.span = {current_.tokens.front().span.begin, current_.tokens.back().span.end};
    current_.paragraph_start = paragraph_ || out_.sentences.empty();
    out_.sentences.push_back(std::move(current_));
    current_ = {};
    heads_.clear();
    paragraph_ = false;
  }

  Sample out_;
  Sentence current_;
  std::vector<std::string> heads_;
  bool paragraph_ = false;
};

}  // namespace

Sample sample(std::string_view lines) { return Builder().build(lines); }

Sentence sentence(std::string_view lines) {
  auto all = sample(lines).sentences;
  if (all.size() != 1) throw std::invalid_argument("not one sentence");
  return std::move(all.front());
}

const extract::Words& words() {
  static const extract::Words instance(std::filesystem::path(WHOM_SOURCE_DIR) / "extract" / "weights" / "words.tsv");
  return instance;
}

const extract::RuleSet& rules() {
  static const extract::RuleSet instance(words(), {extract::builtin_rules()});
  return instance;
}

Analysed::Analysed(std::string_view lines) : Analysed(sample(lines)) {}

Analysed::Analysed(Sample sample) : sample_(std::move(sample)) {
  for (const auto& s : sample_.sentences) trees_.emplace_back(s);
  for (const auto& t : trees_) clauses_.push_back(extract::find_clauses(t, words(), rules()));
  quotations_ = std::make_unique<extract::Quotations>(trees_, words());
  text_ = std::make_unique<graph::CodePointMap>(sample_.text);
  view_.reset(new extract::DocumentView{trees_, clauses_, *quotations_, *text_});
  coreference_ = std::make_unique<extract::Coreference>(*view_, words());
}

extract::Place Analysed::place(std::string_view word, int sentence) const {
  return {sentence, find(tree(sentence).sentence(), word)};
}

const extract::Clause& Analysed::clause(std::string_view predicate, int sentence) const {
  const int wanted = token(predicate, sentence);
  for (const auto& c : clauses(sentence)) {
    if (c.predicate == wanted) return c;
  }
  throw std::invalid_argument("no clause " + std::string(predicate));
}

std::string Analysed::refers(std::string_view word, int sentence) const {
  std::vector<std::string> names;
  for (int c : coreference_->referents(place(word, sentence))) names.push_back(coreference_->entity(c).name);
  std::sort(names.begin(), names.end());
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : " + ") + name;
  return out;
}

graph::Reading Analysed::read(std::string_view date) const {
  graph::Reading reading;
  reading.document.text = sample_.text;
  reading.document.date = date;
  for (const auto& s : sample_.sentences) reading.sentences.push_back(s.span);
  extract::read_statements(*view_, *coreference_, words(), rules(), date, reading);
  return reading;
}

std::string forms(const extract::Tree& t, const extract::Indices& indices) {
  std::string out;
  for (int i : indices) out += (out.empty() ? "" : " ") + t[i].form;
  return out;
}

}  // namespace whom::test
