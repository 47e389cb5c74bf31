#include "extract/extractor.hpp"

#include <iomanip>
#include <ostream>

#include "extract/coreference.hpp"
#include "extract/repair.hpp"
#include "extract/statement.hpp"
#include "extract/tuples.hpp"
#include "extract/words.hpp"

namespace whom::extract {
namespace {

std::vector<Tree> trees_of(const std::vector<Sentence>& sentences) {
  std::vector<Tree> out;
  for (const auto& s : sentences) {
    if (!s.tokens.empty()) out.emplace_back(s);
  }
  return out;
}

std::vector<Sentence> repaired(std::vector<Sentence> sentences, const Words& words) {
  for (auto& s : sentences) repair(s, words);
  return sentences;
}

}  // namespace

Extractor::Extractor(const std::filesystem::path& weights) : words_(std::make_unique<Words>(weights / "words.tsv")) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

graph::Reading Extractor::read(graph::Document document, const std::vector<Sentence>& analysed) const {
  graph::Reading reading;
  reading.document = std::move(document);
  const auto sentences = repaired(analysed, *words_);
  for (const auto& s : sentences) reading.sentences.push_back(s.span);
  const auto trees = trees_of(sentences);
  std::vector<std::vector<Clause>> clauses;
  for (const auto& t : trees) clauses.push_back(find_clauses(t));
  const Quotations quotations(trees, *words_);
  const graph::CodePointMap text(reading.document.text);
  const DocumentView view{trees, clauses, quotations, text};
  const Coreference coreference(view, *words_);
  const std::string date = reading.document.date;
  read_statements(view, coreference, *words_, date, reading);
  return reading;
}

void Extractor::carb(std::ostream& out, std::string_view line, const Sentence& sentence) const {
  for (const auto& x : tuples(Tree(sentence), *words_, TupleStyle::Nary)) {
    out << line << '\t' << std::fixed << std::setprecision(4) << x.confidence << '\t' << x.relation << '\t'
        << x.subject;
    for (const auto& a : x.arguments) out << '\t' << a;
    out << '\n';
  }
}

void Extractor::benchie(std::ostream& out, std::string_view line, const Sentence& sentence) const {
  for (const auto& x : tuples(Tree(sentence), *words_, TupleStyle::Binary)) {
    for (const auto& a : x.arguments) out << line << '\t' << x.subject << '\t' << x.relation << '\t' << a << '\n';
  }
}

}  // namespace whom::extract
