#include "query/names.hpp"

#include <algorithm>

#include "query/nearest.hpp"
#include "query/text.hpp"

namespace whom::query {
namespace {

using graph::EntityIndex;

void add(std::vector<EntityIndex>& all, const std::vector<EntityIndex>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

template <typename Visit>
bool any_literal(const graph::Statement& statement, const Visit& visit) {
  const auto test = [&visit](const graph::Term& term) {
    const auto* literal = std::get_if<graph::Literal>(&term);
    return literal != nullptr && visit(*literal);
  };
  return (statement.subject && test(*statement.subject)) || (statement.object && test(*statement.object)) ||
         std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(),
                     [&test](const graph::Qualifier& qualifier) { return test(qualifier.value); });
}

}  // namespace

NameResolver::NameResolver(const graph::KnowledgeGraph& graph, const Lexicon& lexicon)
    : graph_(graph), lexicon_(lexicon) {}

std::optional<NameMatch> NameResolver::name(const std::string& text) {
  const auto [at, added] = found_.try_emplace({false, text});
  if (added) {
    NameMatch match = find(text);
    if (matches_something(match)) at->second = std::move(match);
  }
  return at->second;
}

std::optional<NameMatch> NameResolver::topic(const std::string& text) {
  const auto [at, added] = found_.try_emplace({true, text});
  if (added) {
    NameMatch match = find_topic(text);
    if (matches_something(match)) at->second = std::move(match);
  }
  return at->second;
}

bool NameResolver::proper(const std::string& text) const {
  const auto named = graph_.named(text);
  return std::any_of(named.begin(), named.end(), [this](EntityIndex e) { return graph_.entity(e).named; });
}

NameMatch NameResolver::find(const std::string& text) const {
  NameMatch match;
  match.text = text;
  add(match.entities, graph_.named(text));
  if (proper(text)) return match;
  match.stems = stems(text, lexicon_);
  add(match.entities, holders(text));
  const auto containing = graph_.containing(text);
  add(match.entities, containing.empty() ? with_stems(match.stems) : containing);
  return match;
}

NameMatch NameResolver::find_topic(const std::string& text) const {
  NameMatch match;
  match.text = text;
  match.topic = true;
  match.stems = stems(text, lexicon_);
  add(match.entities, graph_.containing(text));
  for (const EntityIndex entity : graph_.named(text)) {
    add(match.entities, {entity});
    if (graph_.entity(entity).named) add(match.entities, graph_.containing(graph_.entity(entity).name));
  }
  if (match.entities.empty()) add(match.entities, with_stems(match.stems));
  return match;
}

bool NameResolver::matches_something(const NameMatch& match) const {
  if (!match.entities.empty()) return true;
  if (match.stems.empty()) return false;
  const auto statements = graph_.statements();
  return std::any_of(statements.begin(), statements.end(), [&](const graph::Statement& statement) {
    return any_literal(
        statement, [&](const graph::Literal& literal) { return includes(stems(literal.text, lexicon_), match.stems); });
  });
}

/// Who is, as a fact of the graph, what the phrase says: "the Prime Minister" finds "X be prime minister (of Y)".
std::vector<EntityIndex> NameResolver::holders(const std::string& role) const {
  const std::string relation = "be " + join(base_forms(role, lexicon_));
  std::vector<EntityIndex> found;
  for (const std::string& name : {relation, relation + " of", relation + " for"}) {
    for (const graph::StatementIndex index : graph_.with_relation(name)) {
      const graph::Statement& statement = graph_.statement(index);
      const bool holds =
          statement.polarity == graph::Polarity::Affirmed && statement.modality == graph::Modality::Actual;
      if (!holds || !statement.subject) continue;
      if (const auto* entity = std::get_if<EntityIndex>(&*statement.subject)) found.push_back(*entity);
    }
  }
  return found;
}

std::vector<EntityIndex> NameResolver::with_stems(const std::vector<std::string>& needed) const {
  std::vector<EntityIndex> found;
  if (needed.empty()) return found;
  const auto entities = graph_.entities();
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const auto fits = [&](const std::string& name) { return includes(stems(name, lexicon_), needed); };
    const auto& aliases = entities[i].aliases;
    if (fits(entities[i].name) || std::any_of(aliases.begin(), aliases.end(), fits)) found.push_back({i});
  }
  return found;
}

std::string NameResolver::suggestion(std::string_view text) const {
  std::vector<std::string> all;
  for (const graph::Entity& entity : graph_.entities()) {
    all.push_back(entity.name);
    all.insert(all.end(), entity.aliases.begin(), entity.aliases.end());
  }
  return nearest(text, all);
}

}  // namespace whom::query
