#include "tests/query/facts.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "graph/ledger.hpp"
#include "graph/utf8.hpp"

namespace whom::test {
namespace {

using graph::EntityIndex;
using graph::Term;

std::string trim(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

bool take(std::string& text, const std::string& beginning) {
  if (!text.starts_with(beginning)) return false;
  text = trim(text.substr(beginning.size()));
  return true;
}

class Writer {
 public:
  graph::KnowledgeGraph write(const std::vector<std::string>& lines) {
    begin("facts.example 2024-06-01");
    for (std::string line : lines) {
      line = trim(line);
      if (take(line, "entity ")) {
        declare(line);
      } else if (take(line, "document ")) {
        begin(line);
      } else if (!line.empty()) {
        const bool same_words = take(line, "and ");
        fact(line, same_words);
      }
    }
    finish();
    return graph::KnowledgeGraph::merge(std::move(readings_), graph::Ledger());
  }

 private:
  void begin(const std::string& head) {
    finish();
    reading_ = {};
    local_.clear();
    const auto parts = parts_of(head, " ");
    reading_.document.publisher = parts.at(0);
    reading_.document.key = parts.at(0);
    if (parts.size() > 1) reading_.document.date = parts[1];
  }

  void finish() {
    if (reading_.reports.empty()) return;
    reading_.document.id = graph::document_id(reading_.document);
    readings_.push_back(std::move(reading_));
  }

  void declare(const std::string& line) {
    const auto open = line.rfind('(');
    const auto type = graph::entity_type(line.substr(open + 1, line.rfind(')') - open - 1));
    const auto names = parts_of(line.substr(0, open), "=");
    if (open == std::string::npos || !type) throw std::invalid_argument("not an entity: " + line);
    graph::LocalEntity entity{names.at(0), {}, *type, true, {}};
    if (names.size() > 1) entity.aliases = parts_of(names[1], ",");
    std::sort(entity.aliases.begin(), entity.aliases.end());
    declared_[entity.name] = entity;
  }

  /// `same_words`: the sentence of the fact before says this one too.
  void fact(const std::string& line, bool same_words) {
    const auto parts = parts_of(line, "|");
    if (parts.size() < 3) throw std::invalid_argument("not a fact: " + line);
    if (!same_words) add_sentence(line);
    graph::Report report;
    report.evidence.sentence = report.evidence.relation = reading_.sentences.back();
    report.evidence.phrase = parts[1];
    report.evidence.rule = "fact";
    report.statement.relation = parts[1];
    if (parts[0] != "-") report.statement.subject = term(parts[0]);
    if (parts[2] != "-") report.statement.object = term(parts[2]);
    for (std::size_t i = 3; i < parts.size(); ++i) further(parts[i], report);
    std::sort(report.statement.qualifiers.begin(), report.statement.qualifiers.end());
    report.evidence.qualifiers.resize(report.statement.qualifiers.size());
    reading_.reports.push_back(std::move(report));
  }

  void add_sentence(const std::string& line) {
    const auto size = [this] { return static_cast<std::uint32_t>(graph::count_code_points(reading_.document.text)); };
    const std::uint32_t begin = size();
    reading_.document.text += line;
    reading_.sentences.push_back({begin, size()});
    reading_.document.text += '\n';
  }

  void further(std::string part, graph::Report& report) {
    if (part == "denied") {
      report.statement.polarity = graph::Polarity::Denied;
    } else if (const auto modality = graph::modality(part)) {
      report.statement.modality = *modality;
    } else if (take(part, "said by ")) {
      for (const std::string& speaker : parts_of(part, ">")) report.evidence.sources.push_back(entity(speaker));
    } else if (take(part, "confidence ")) {
      report.evidence.confidence = std::stod(part);
    } else {
      const auto space = part.find(' ');
      if (space == std::string::npos) throw std::invalid_argument("not a qualifier: " + part);
      report.statement.qualifiers.push_back({part.substr(0, space), term(trim(part.substr(space)))});
    }
  }

  Term term(const std::string& text) {
    if (text.starts_with("@")) return graph::Literal{text.substr(1), text.substr(1), graph::LiteralType::Time};
    if (text.size() > 1 && text.starts_with("\"") && text.ends_with("\"")) {
      const std::string inside = text.substr(1, text.size() - 2);
      return graph::Literal{inside, inside, graph::LiteralType::Text};
    }
    return entity(text);
  }

  EntityIndex entity(const std::string& name) {
    const auto [at, added] =
        local_.try_emplace(name, EntityIndex{static_cast<std::uint32_t>(reading_.entities.size())});
    if (!added) return at->second;
    const auto known = declared_.find(name);
    graph::LocalEntity entity{name, {}, graph::EntityType::Concept, name[0] >= 'A' && name[0] <= 'Z', {}};
    if (known != declared_.end()) entity = known->second;
    entity.mention = reading_.sentences.back();
    reading_.entities.push_back(std::move(entity));
    return at->second;
  }

  std::vector<graph::Reading> readings_;
  graph::Reading reading_;
  std::map<std::string, EntityIndex> local_;
  std::map<std::string, graph::LocalEntity> declared_;
};

}  // namespace

std::vector<std::string> parts_of(const std::string& line, const std::string& separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(separator, begin), line.size());
    parts.push_back(trim(line.substr(begin, end - begin)));
    begin = end + separator.size();
  }
  return parts;
}

graph::KnowledgeGraph graph_of(const std::vector<std::string>& lines) { return Writer().write(lines); }

}  // namespace whom::test
