#include "query/pattern.hpp"

#include <algorithm>

#include "query/print.hpp"
#include "query/text.hpp"
#include "query/words.hpp"

namespace whom::query {
namespace {

std::string quoted(const std::string& text) { return '\'' + text + '\''; }

std::string printed(const Participant& participant, const Pattern& pattern) {
  if (participant.kind == Participant::Kind::Variable) return pattern.variables[participant.index].name;
  const NameMatch& name = pattern.names[participant.index];
  return (name.topic ? "~" : "") + quoted(name.text);
}

std::string printed(const Location& location) {
  switch (location.kind) {
    case Location::Kind::Subject:
      return "subject";
    case Location::Kind::Object:
      return "object";
    case Location::Kind::Role:
      return location.role;
    case Location::Kind::Time:
      return "time";
    case Location::Kind::Place:
      return "place";
  }
  return {};
}

std::string at(const Alternative& alternative, Location::Kind kind, const Pattern& pattern) {
  for (const Slot& slot : alternative.slots)
    if (slot.locations.size() == 1 && slot.locations.front().kind == kind) return printed(slot.participant, pattern);
  return {};
}

std::string qualifiers(const Alternative& alternative, const Pattern& pattern) {
  std::vector<std::string> parts;
  for (const Slot& slot : alternative.slots) {
    const auto kind = slot.locations.front().kind;
    if (slot.locations.size() == 1 && (kind == Location::Kind::Subject || kind == Location::Kind::Object)) continue;
    std::vector<std::string> places;
    for (const Location& location : slot.locations) places.push_back(printed(location));
    parts.push_back(join(places, "|") + ": " + printed(slot.participant, pattern));
  }
  return parts.empty() ? "" : " {" + join(parts, ", ") + "}";
}

std::string printed(const Alternative& alternative, const Pattern& pattern) {
  return '(' + at(alternative, Location::Kind::Subject, pattern) + ")-[:`" + alternative.relation + '`' +
         qualifiers(alternative, pattern) + "]->(" + at(alternative, Location::Kind::Object, pattern) + ')';
}

std::string printed(const StatementPattern& statement, const Pattern& pattern) {
  std::string result;
  for (const Alternative& alternative : statement.alternatives)
    result += (result.empty() ? "MATCH " : "   OR ") + printed(alternative, pattern) + '\n';
  result += "WHERE " + std::string(name(statement.polarity)) + " AND " + std::string(name(statement.modality));
  for (const ast::TimeFilter& time : statement.times) result += " AND " + print(time);
  if (statement.report) result += " AND REPORTED AS " + pattern.variables[*statement.report].name;
  return result + '\n';
}

std::string comparison(ast::ConfidenceFilter::Comparison wanted) {
  for (const auto& [spelling, meaning] : words::comparisons())
    if (meaning == wanted) return std::string(spelling);
  return {};
}

std::string printed(const EvidenceFilter& evidence, const Pattern& pattern) {
  std::vector<std::string> parts;
  if (evidence.asserted) parts.push_back("asserted");
  for (const std::size_t name : evidence.sources) parts.push_back("said by " + quoted(pattern.names[name].text));
  for (const std::string& publisher : evidence.publishers) parts.push_back("from " + quoted(publisher));
  for (const ast::ConfidenceFilter& filter : evidence.confidence)
    parts.push_back("confidence " + comparison(filter.comparison) + ' ' + std::to_string(filter.value));
  return parts.empty() ? "" : "WHERE EVIDENCE " + join(parts, " AND ") + '\n';
}

std::string result_clause(const Pattern& pattern) {
  std::vector<std::string> names;
  for (const std::size_t column : pattern.columns) names.push_back(pattern.variables[column].name);
  std::string columns = join(names, ", ");
  if (pattern.form == Pattern::Form::Polar) columns = "EXISTS";
  if (pattern.form == Pattern::Form::Count) columns = "count(" + columns + ')';
  return "RETURN DISTINCT " + columns + (pattern.limit ? " LIMIT " + std::to_string(*pattern.limit) : "") + '\n';
}

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

std::string print(const Pattern& pattern, const graph::KnowledgeGraph& graph) {
  std::string result;
  if (pattern.form == Pattern::Form::Connection) {
    result = "MATCH ALL SHORTEST (" + quoted(pattern.names[pattern.ends.first].text) + ")-[*]-(" +
             quoted(pattern.names[pattern.ends.second].text) + ")\n" + printed(pattern.statements.front(), pattern) +
             printed(pattern.evidence, pattern) + "RETURN path\n";
  } else {
    for (const StatementPattern& statement : pattern.statements) result += printed(statement, pattern);
    result += printed(pattern.evidence, pattern) + result_clause(pattern);
  }
  for (const std::size_t name : names_in_use(pattern)) result += printed(pattern.names[name], graph);
  return result;
}

}  // namespace whom::query
