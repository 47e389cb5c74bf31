#include "extract/extractor.hpp"

#include <iomanip>
#include <ostream>

#include "extract/coreference.hpp"
#include "extract/repair.hpp"
#include "extract/rule_set.hpp"
#include "extract/rule_trial.hpp"
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

std::vector<std::vector<Clause>> clauses_of(const std::vector<Tree>& trees, const Words& words, const RuleSet& rules) {
  std::vector<std::vector<Clause>> out;
  for (const auto& t : trees) out.push_back(find_clauses(t, words, rules));
  return out;
}

std::vector<Sentence> repaired(std::vector<Sentence> sentences, const Words& words) {
  for (auto& s : sentences) repair(s, words);
  return sentences;
}

/// What every reader of a document builds on.
struct Understanding {
  Understanding(const std::vector<Sentence>& sentences, const graph::CodePointMap& text, const Words& words,
                const RuleSet& rules)
      : trees(trees_of(sentences)),
        clauses(clauses_of(trees, words, rules)),
        quotations(trees, words),
        view{trees, clauses, quotations, text},
        coreference(view, words) {}

  const std::vector<Tree> trees;
  const std::vector<std::vector<Clause>> clauses;
  const Quotations quotations;
  const DocumentView view;
  const Coreference coreference;
};

}  // namespace

Extractor::Extractor(const std::filesystem::path& weights, RuleChoice choice)
    : words_(std::make_unique<Words>(weights / "words.tsv")) {
  choice.files.insert(choice.files.begin(), builtin_rules());
  rules_ = std::make_unique<RuleSet>(*words_, std::move(choice.files), choice.without);
}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

graph::Reading Extractor::read(graph::Document document, const std::vector<Sentence>& analysed) const {
  graph::Reading reading;
  reading.document = std::move(document);
  const auto sentences = repaired(analysed, *words_);
  for (const auto& s : sentences) reading.sentences.push_back(s.span);
  const graph::CodePointMap text(reading.document.text);
  const Understanding understood(sentences, text, *words_, *rules_);
  const std::string date = reading.document.date;
  read_statements(understood.view, understood.coreference, *words_, *rules_, date, reading);
  return reading;
}

std::vector<Finding> Extractor::try_rules(const graph::Document& document,
                                          const std::vector<Sentence>& analysed) const {
  const auto sentences = repaired(analysed, *words_);
  const graph::CodePointMap text(document.text);
  const Understanding understood(sentences, text, *words_, *rules_);
  return extract::try_rules(understood.view, understood.coreference, *words_, *rules_, document.date);
}

std::vector<EntityMention> Extractor::mentions(const std::string& text, const std::vector<Sentence>& analysed) const {
  const auto sentences = repaired(analysed, *words_);
  const graph::CodePointMap map(text);
  return Understanding(sentences, map, *words_, *rules_).coreference.mentions();
}

void Extractor::carb(std::ostream& out, std::string_view line, const Sentence& sentence) const {
  for (const auto& x : tuples(Tree(sentence), *words_, *rules_, TupleStyle::Nary)) {
    out << line << '\t' << std::fixed << std::setprecision(4) << x.confidence << '\t' << x.relation << '\t'
        << x.subject;
    for (const auto& a : x.arguments) out << '\t' << a;
    out << '\n';
  }
}

void Extractor::benchie(std::ostream& out, std::string_view line, const Sentence& sentence) const {
  for (const auto& x : tuples(Tree(sentence), *words_, *rules_, TupleStyle::Binary)) {
    for (const auto& a : x.arguments) out << line << '\t' << x.subject << '\t' << x.relation << '\t' << a << '\n';
  }
}

}  // namespace whom::extract
