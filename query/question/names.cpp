#include "query/question/names.hpp"

#include <algorithm>

#include "graph/nearest.hpp"
#include "query/question/text.hpp"

namespace whom::query {
namespace {

using graph::EntityIndex;

void add(std::vector<EntityIndex>& all, const std::vector<EntityIndex>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

template <typename Test>
bool any_literal(const graph::Statement& statement, const Test& test) {
  const auto holds = [&test](const graph::Term& term) {
    const auto* literal = std::get_if<graph::Literal>(&term);
    return literal != nullptr && test(*literal);
  };
  return (statement.subject && holds(*statement.subject)) || (statement.object && holds(*statement.object)) ||
         std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(),
                     [&holds](const graph::Qualifier& qualifier) { return holds(qualifier.value); });
}

/// "city": "city", "citys", "cityes", "cities".
std::vector<std::string> noun_forms(const std::string& stem) {
  std::vector<std::string> forms{stem, stem + "s", stem + "es"};
  if (stem.ends_with("y")) forms.push_back(stem.substr(0, stem.size() - 1) + "ies");
  return forms;
}

/// "Kenya's president": "president of Kenya".
std::vector<std::string> with_possessor_last(std::vector<std::string> words) {
  const auto last = std::find_if(words.begin(), words.end(), [](const std::string& word) { return possessive(word); });
  if (last == words.end() || last + 1 == words.end()) return words;
  std::vector<std::string> moved(last + 1, words.end());
  moved.push_back("of");
  *last = without_possessive(*last);
  moved.insert(moved.end(), words.begin(), last + 1);
  return moved;
}

/// A quick test that spares most texts the work of finding their stems: a text of plain letters without the first
/// letter of a stem does not have the stem.
bool may_have(const std::string& text, const std::string& stem) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (!std::all_of(text.begin(), text.end(), plain)) return true;
  const char first = stem.front(),
             capital = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
  return std::any_of(text.begin(), text.end(), [=](char c) { return c == first || c == capital; });
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
  add(match.entities, containing.empty() ? with_forms_of(text) : containing);
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
  if (match.entities.empty()) add(match.entities, with_forms_of(text));
  return match;
}

std::optional<NameMatch> NameResolver::unless_empty(NameMatch match) const {
  if (match.entities.empty() && !some_literal_with(match.stems)) return {};
  return match;
}

/// Who is, as a fact of the graph, what the phrase says.
std::vector<EntityIndex> NameResolver::holders(const std::string& role) {
  const std::vector<std::string> words = with_possessor_last(split(role));
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

/// Entities with all words of the text as they are, in their base form, or as its regular plural.
std::vector<EntityIndex> NameResolver::with_forms_of(const std::string& text) const {
  std::optional<std::vector<EntityIndex>> common;
  for (const std::string& word : content_words(text)) {
    std::vector<EntityIndex> found = graph_.containing(word), both;
    for (const std::string& form : noun_forms(lexicon_.noun(word))) add(found, graph_.containing(form));
    if (common)
      std::set_intersection(common->begin(), common->end(), found.begin(), found.end(), std::back_inserter(both));
    common = common ? std::move(both) : std::move(found);
    if (common->empty()) break;
  }
  return common.value_or(std::vector<EntityIndex>());
}

bool NameResolver::some_literal_with(const Stems& needed) const {
  if (needed.empty()) return false;
  const auto statements = graph_.statements();
  return std::any_of(statements.begin(), statements.end(), [&](const graph::Statement& statement) {
    return any_literal(statement, [&](const graph::Literal& literal) {
      return may_have(literal.text, needed.front()) && includes(stems(literal.text, lexicon_), needed);
    });
  });
}

std::string NameResolver::suggestion(std::string_view text) const {
  std::vector<std::string> all;
  for (const graph::Entity& entity : graph_.entities()) {
    all.push_back(entity.name);
    all.insert(all.end(), entity.aliases.begin(), entity.aliases.end());
  }
  return graph::nearest(text, all);
}

GraphNames::GraphNames(const graph::KnowledgeGraph& graph, const Lexicon& lexicon)
    : QuestionNames(lexicon),
      vocabulary_(graph, graph::RelationTable::built_in(), lexicon),
      roles_(vocabulary_),
      resolver_(graph, lexicon, roles_) {}

const NameMatch& GraphNames::find(const std::string& text, bool topic) const {
  const auto [at, added] = found_.try_emplace({topic, text});
  if (added) at->second = (topic ? resolver_.topic(text) : resolver_.name(text)).value_or(NameMatch());
  return at->second;
}

bool QuestionNames::has_words(std::string_view literal, const NameMatch& name) const {
  return includes(stems(literal, lexicon_), name.stems);
}

}  // namespace whom::query
