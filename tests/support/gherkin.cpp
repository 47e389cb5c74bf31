#include "tests/support/gherkin.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace whom::test {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// "| a | b\|c |": the bars that no backslash precedes part the cells.
std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> result;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const char next = i + 1 < line.size() ? line[i + 1] : '\0';
    if (line[i] == '|') {
      result.emplace_back(trim(cell));
      cell.clear();
    } else if (line[i] == '\\' && (next == '|' || next == '\\' || next == 'n')) {
      cell += next == 'n' ? '\n' : next;
      ++i;
    } else {
      cell += line[i];
    }
  }
  return result;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// An outline with the cells of one example in place of <their columns>.
Scenario filled(Scenario scenario, const std::vector<std::string>& columns, const std::vector<std::string>& example) {
  for (std::size_t i = 0; i < columns.size() && i < example.size(); ++i) {
    const std::string hole = "<" + columns[i] + ">";
    for (Step& step : scenario.steps) {
      replace_all(step.text, hole, example[i]);
      replace_all(step.doc, hole, example[i]);
      for (auto& row : step.table)
        for (std::string& cell : row) replace_all(cell, hole, example[i]);
    }
  }
  return scenario;
}

class Reader {
 public:
  explicit Reader(std::istream& in) : in_(in) {}

  std::vector<Scenario> run() {
    for (std::string line; next(line);) read(line);
    finish();
    return std::move(scenarios_);
  }

 private:
  bool next(std::string& line) {
    ++number_;
    return static_cast<bool>(std::getline(in_, line));
  }

  void read(const std::string& line) {
    const std::string_view text = trim(line);
    if (text.empty() || text[0] == '#' || text[0] == '@' || text.starts_with("Feature:")) return;
    if (text[0] == '|') return table().push_back(cells(text));
    if (text == R"(""")") return read_doc(line.find('"'));
    if (text == "Examples:") return examples_.push_back({});
    if (text == "Background:") return begin("", true);
    for (const std::string_view keyword : {"Scenario Outline:", "Scenario:"})
      if (text.starts_with(keyword)) return begin(trim(text.substr(keyword.size())), false);
    for (const std::string_view keyword : {"Given ", "And ", "When ", "Then ", "But "})
      if (text.starts_with(keyword))
        return current_.steps.push_back({std::string(trim(text.substr(keyword.size()))), {}, {}});
    throw std::runtime_error("line " + std::to_string(number_) + " is not understood: " + line);
  }

  Table& table() {
    if (!examples_.empty()) return examples_.back();
    return last_step().table;
  }

  Step& last_step() {
    if (current_.steps.empty()) throw std::runtime_error("line " + std::to_string(number_) + " belongs to no step");
    return current_.steps.back();
  }

  void read_doc(std::size_t indentation) {
    std::string& doc = last_step().doc;
    for (std::string line; next(line) && trim(line) != R"(""")"; doc += '\n') {
      const auto first = line.find_first_not_of(' ');
      doc += line.substr(std::min({indentation, first, line.size()}));
    }
    if (!doc.empty()) doc.pop_back();
  }

  void begin(std::string_view name, bool background) {
    finish();
    in_background_ = background;
    current_ = {std::string(name), number_, background ? std::vector<Step>{} : background_};
  }

  void finish() {
    if (current_.line == 0) return;
    if (in_background_) {
      background_ = std::move(current_.steps);
    } else if (examples_.empty()) {
      scenarios_.push_back(std::move(current_));
    } else {
      expand();
    }
    examples_.clear();
    current_ = {};
  }

  void expand() {
    int count = 0;
    for (const Table& rows : examples_)
      for (std::size_t row = 1; row < rows.size(); ++row) {
        scenarios_.push_back(filled(current_, rows[0], rows[row]));
        scenarios_.back().name += " #" + std::to_string(++count);
      }
  }

  std::istream& in_;
  int number_ = 0;
  bool in_background_ = false;
  std::vector<Step> background_;
  Scenario current_;
  std::vector<Table> examples_;
  std::vector<Scenario> scenarios_;
};

}  // namespace

std::vector<Scenario> read_feature(std::istream& in) { return Reader(in).run(); }

std::vector<Scenario> read_feature(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return read_feature(in);
}

}  // namespace whom::test
