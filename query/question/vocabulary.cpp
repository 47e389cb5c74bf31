#include "query/question/vocabulary.hpp"

#include <algorithm>

#include "graph/nearest.hpp"
#include "query/question/text.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

/// Visits the strings of a sorted range that are `word` or begin with it and a space.
template <typename Range, typename Visit>
void each_starting_with(const Range& sorted, const std::string& word, const Visit& visit) {
  for (auto at = std::lower_bound(sorted.begin(), sorted.end(), word); at != sorted.end() && at->starts_with(word);
       ++at)
    if (at->size() == word.size() || (*at)[word.size()] == ' ') visit(*at);
}

/// "meets", "meeting"; "moved": what a regular verb looks like in a question.
std::vector<std::string> regular_forms(const std::string& verb) {
  const std::string stem = verb.ends_with("e") ? verb.substr(0, verb.size() - 1) : verb;
  return {verb, verb + "s", stem + "ed", stem + "ing"};
}

}  // namespace

Vocabulary::Vocabulary(const graph::KnowledgeGraph& graph, const graph::RelationTable& table, const Lexicon& lexicon)
    : graph_(graph), table_(table), lexicon_(lexicon), table_relations_(table.relations()) {}

std::vector<std::vector<std::string>> Vocabulary::starting_with(std::string_view form) const {
  const std::string lower = words::lower(form);
  std::vector<std::vector<std::string>> found;
  for (const std::string& word : {lower, lexicon_.verb(lower)}) {
    const auto keep = [&found](const std::string& relation) { found.push_back(split(relation)); };
    each_starting_with(graph_.relations(), word, keep);
    each_starting_with(table_relations_, word, keep);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool Vocabulary::in_graph(std::string_view relation) const { return !graph_.with_relation(relation).empty(); }

std::string Vocabulary::suggestion(std::string_view phrase) const {
  std::vector<std::string> candidates;
  for (const std::string& relation : graph_.relations()) {
    candidates.push_back(relation);
    for (std::string& form : regular_forms(split(relation).front())) candidates.push_back(std::move(form));
  }
  return graph::nearest(phrase, candidates);
}

std::string Vocabulary::role_suggestion(std::string_view phrase) const {
  std::vector<std::string> candidates;
  each_starting_with(graph_.relations(), "be", [&](const std::string& relation) {
    std::vector<std::string> parts = split(relation);
    if (parts.size() < 2 || parts[1].front() == '\'') return;  // no word
    if (parts.size() > 2 && words::preposition(parts.back())) parts.pop_back();
    candidates.push_back(join({parts.begin() + 1, parts.end()}));
  });
  return graph::nearest(phrase, candidates);
}

}  // namespace whom::query
