#include "query/question/pattern.hpp"

#include <algorithm>

#include "query/question/text.hpp"

namespace whom::query {
namespace {

std::string quoted(const std::string& text) { return '\'' + text + '\''; }

/// "'Ruto' is William Ruto, Ruto Ltd and 3 more".
std::string printed(const NameMatch& name, const graph::KnowledgeGraph& graph) {
  constexpr std::size_t shown = 5;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < std::min(shown, name.entities.size()); ++i)
    parts.push_back(graph.entity(name.entities[i]).name);
  std::string result = (name.topic ? "~" : "") + quoted(name.text) + (name.topic ? " is or mentions " : " is ");
  result += join(parts, " | ");
  if (name.entities.size() > shown) result += " and " + std::to_string(name.entities.size() - shown) + " more";
  if (!name.stems.empty()) result += (parts.empty() ? "" : " or ") + ("a text with " + join(name.stems, ", "));
  return result + '\n';
}

}  // namespace

std::set<std::size_t> names_in_use(const Pattern& pattern) {
  std::set<std::size_t> used(pattern.evidence.sources.begin(), pattern.evidence.sources.end());
  for (const StatementPattern& statement : pattern.statements)
    for (const Alternative& alternative : statement.alternatives)
      for (const Slot& slot : alternative.slots)
        if (slot.participant.kind == Participant::Kind::Name) used.insert(slot.participant.index);
  if (pattern.form == Pattern::Form::Connection) used.insert({pattern.ends.first, pattern.ends.second});
  if (pattern.topic_ends) used.insert({pattern.topic_ends->first, pattern.topic_ends->second});
  return used;
}

std::string print_names(const Pattern& pattern, const graph::KnowledgeGraph& graph) {
  std::string result;
  for (const std::size_t name : names_in_use(pattern)) result += printed(pattern.names[name], graph);
  return result;
}

}  // namespace whom::query
