// Method. Rules (reading.rules) find what nouns and light verbs say; clauses are read by their verb or complement, but
// for those a rule replaces. Both make drafts, which are multiplied out over coordinated and plural participants.
// Relations are lemmas with the particle or preposition that selects the object; what else stands by the verb becomes a
// qualifier by its preposition, a time where it names one, a topic where the relation is one of talking.
#include "extract/statement.hpp"

#include "extract/clause_reader.hpp"
#include "extract/rule_reader.hpp"

namespace whom::extract {
namespace {

/// Predicates whose clause a rule says in its own way.
Indices replaced_by(const std::vector<Match>& matches) {
  Indices out;
  for (const auto& m : matches) {
    for (const int node : m.rule->replaces) out.push_back(m.nodes[static_cast<std::size_t>(node)]);
  }
  return out;
}

void read_sentence(const RuleSet& rules, SentenceParts& parts) {
  const auto matches = find_matches(rules, parts.context);
  const auto replaced = replaced_by(matches);
  for (const auto& c : parts.context.clauses) read_clause(c, contains(replaced, c.predicate), parts);
  for (const auto& m : matches) read_match(m, parts);
}

}  // namespace

void read_statements(const DocumentView& document, const Coreference& coreference, const Words& words,
                     const RuleSet& rules, std::string_view document_date, graph::Reading& reading) {
  Entities entities(coreference, reading);
  for (std::size_t s = 0; s < document.trees.size(); ++s) {
    SentenceParts parts(sentence_context(document, coreference, words, document_date, s), entities, reading);
    read_sentence(rules, parts);
  }
}

}  // namespace whom::extract
