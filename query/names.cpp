#include "query/names.hpp"

#include <algorithm>
#include <unordered_set>

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
void each_literal(const graph::Statement& statement, const Visit& visit) {
  const auto see = [&visit](const graph::Term& term) {
    if (const auto* literal = std::get_if<graph::Literal>(&term)) visit(*literal);
  };
  if (statement.subject) see(*statement.subject);
  if (statement.object) see(*statement.object);
  for (const graph::Qualifier& qualifier : statement.qualifiers) see(qualifier.value);
}

}  // namespace

NameResolver::NameResolver(const graph::KnowledgeGraph& graph, const Lexicon& lexicon, const Roles& roles)
    : graph_(graph), lexicon_(lexicon), roles_(roles) {}

std::optional<NameMatch> NameResolver::name(const std::string& text) {
  const std::pair key(false, text);
  if (const auto at = found_.find(key); at != found_.end()) return at->second;
  auto match = unless_empty(find(text));
  if (!match) match = without_possessor(text);
  return found_[key] = std::move(match);
}

std::optional<NameMatch> NameResolver::topic(const std::string& text) {
  const std::pair key(true, text);
  if (const auto at = found_.find(key); at != found_.end()) return at->second;
  return found_[key] = unless_empty(find_topic(text));
}

std::optional<NameMatch> NameResolver::without_possessor(const std::string& text) {
  for (const std::string_view ending : {"'s ", "\xE2\x80\x99s "}) {
    const auto at = text.find(ending);
    if (at == std::string::npos || !proper(text.substr(0, at))) continue;
    auto match = name(text.substr(at + ending.size()));
    if (match) match->text = text;
    return match;
  }
  return {};
}

bool NameResolver::proper(const std::string& text) const {
  const auto named = graph_.named(text);
  return std::any_of(named.begin(), named.end(), [this](EntityIndex e) { return graph_.entity(e).named; });
}

NameMatch NameResolver::find(const std::string& text) {
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

std::optional<NameMatch> NameResolver::unless_empty(NameMatch match) const {
  if (match.entities.empty() && !some_literal_with(match.stems)) return {};
  return match;
}

/// Who is, as a fact of the graph, what the phrase says.
std::vector<EntityIndex> NameResolver::holders(const std::string& role) {
  const std::vector<std::string> words = split(role);
  std::vector<EntityIndex> found;
  for (const RoleReading& reading : roles_.read(words, false)) {
    std::optional<NameMatch> in;
    if (reading.holder_of < words.size()) {
      in = name(join({words.begin() + static_cast<std::ptrdiff_t>(reading.holder_of), words.end()}));
      if (!in) continue;
    }
    for (const graph::StatementIndex index : graph_.with_relation(reading.relation)) {
      const graph::Statement& statement = graph_.statement(index);
      const auto* holder = statement.subject ? std::get_if<EntityIndex>(&*statement.subject) : nullptr;
      const bool holds =
          statement.polarity == graph::Polarity::Affirmed && statement.modality == graph::Modality::Actual;
      if (holder != nullptr && holds && (!in || held_in(statement, reading, *in))) found.push_back(*holder);
    }
  }
  return found;
}

bool NameResolver::held_in(const graph::Statement& statement, const RoleReading& reading, const NameMatch& in) const {
  const auto is_in = [&in](const graph::Term& term) {
    const auto* entity = std::get_if<EntityIndex>(&term);
    return entity != nullptr && std::binary_search(in.entities.begin(), in.entities.end(), *entity);
  };
  return std::any_of(reading.locations.begin(), reading.locations.end(), [&](const Location& location) {
    if (location.kind == Location::Kind::Object) return statement.object && is_in(*statement.object);
    return std::any_of(
        statement.qualifiers.begin(), statement.qualifiers.end(),
        [&](const graph::Qualifier& qualifier) { return qualifier.role == location.role && is_in(qualifier.value); });
  });
}

std::vector<EntityIndex> NameResolver::with_stems(const Stems& needed) const {
  const auto entities = graph_.entities();
  if (entity_stems_.empty()) {
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      entity_stems_.emplace_back(stems(entities[i].name, lexicon_), EntityIndex{i});
      for (const std::string& alias : entities[i].aliases)
        entity_stems_.emplace_back(stems(alias, lexicon_), EntityIndex{i});
    }
  }
  std::vector<EntityIndex> found;
  for (const auto& [present, entity] : entity_stems_)
    if (includes(present, needed)) found.push_back(entity);
  return found;
}

bool NameResolver::some_literal_with(const Stems& needed) const {
  if (needed.empty()) return false;
  if (literal_stems_.empty()) {
    std::unordered_set<std::string_view> seen;
    for (const graph::Statement& statement : graph_.statements())
      each_literal(statement, [&](const graph::Literal& literal) {
        if (seen.insert(literal.text).second) literal_stems_.push_back(stems(literal.text, lexicon_));
      });
  }
  return std::any_of(literal_stems_.begin(), literal_stems_.end(),
                     [&needed](const Stems& present) { return includes(present, needed); });
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
