#include "graph/knowledge_parts.hpp"

#include <algorithm>
#include <iterator>

#include "graph/hash.hpp"
#include "graph/names.hpp"

namespace whom::graph {
namespace {

template <class Visit>
void for_each_participation(const Statement& statement, StatementIndex index, const Visit& visit) {
  using Place = Participation::Place;
  if (statement.subject) visit(*statement.subject, Participation{index, Place::Subject, 0});
  if (statement.object) visit(*statement.object, Participation{index, Place::Object, 0});
  for (std::uint32_t q = 0; q < statement.qualifiers.size(); ++q) {
    visit(statement.qualifiers[q].value, Participation{index, Place::Qualifier, q});
  }
}
/// Lists the entity once under each distinct key that is not empty.
void list(std::vector<std::string>& keys, NameIndex::Table& table, EntityIndex entity) {
  std::sort(keys.begin(), keys.end());
  const auto end = std::unique(keys.begin(), keys.end());
  for (auto key = keys.begin(); key != end; ++key) {
    if (!key->empty()) table[*key].push_back(entity);
  }
}

}  // namespace

std::string hash_of(const Statement& statement, const std::function<const std::string&(EntityIndex)>& id) {
  Hash hash;
  const auto add = [&](const Term& term) {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) {
      hash.add("entity").add(id(*entity));
    } else {
      const auto& literal = std::get<Literal>(term);
      hash.add(name(literal.type)).add(literal.value);
    }
  };
  const auto add_optional = [&](const std::optional<Term>& term) { term ? add(*term) : void(hash.add("")); };
  add_optional(statement.subject);
  hash.add(statement.relation);
  add_optional(statement.object);
  hash.add(name(statement.polarity)).add(name(statement.modality));
  for (const Qualifier& qualifier : statement.qualifiers) {
    hash.add(qualifier.role);
    add(qualifier.value);
  }
  return hash.hex();
}

void KnowledgeGraph::Parts::take(std::vector<Reading> readings) {
  std::vector<Document> taken;
  RowsBuilder<Span> spans;
  for (Reading& reading : readings) {
    taken.push_back(std::move(reading.document));
    spans.values.insert(spans.values.end(), reading.sentences.begin(), reading.sentences.end());
    spans.end_row();
  }
  documents.set(std::move(taken));
  sentences = spans.finish();
}

void KnowledgeGraph::Parts::index() {
  number_statements();
  index_participations();
  index_relations();
  index_names();
}

void KnowledgeGraph::Parts::index_later() {
  maps = std::vector<Lazy<CodePointMap>>(sentences.size());
  for (std::size_t d = 0; d < maps.size(); ++d)
    maps[d].make_by([this, d] { return CodePointMap((*documents)[d].text); });
  by_literal.make_by([this] { return index_literals(); });
}

void KnowledgeGraph::Parts::number_statements() {
  const auto id = [this](EntityIndex e) -> const std::string& { return (*entities)[e.value].id; };
  std::vector<std::string> hashes;
  std::vector<StatementIndex> order;
  for (const Statement& statement : *statements) {
    order.push_back({static_cast<std::uint32_t>(hashes.size())});
    hashes.push_back(hash_of(statement, id));
  }
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return hashes[a.value] < hashes[b.value]; });
  ids.set(std::move(hashes));
  by_id = Array(std::move(order));
}

void KnowledgeGraph::Parts::index_participations() {
  std::vector<std::pair<std::uint32_t, Participation>> pairs;
  std::vector<std::uint32_t> counts(entities->size());
  for (std::uint32_t s = 0; s < statements->size(); ++s) {
    for_each_participation((*statements)[s], {s}, [&](const Term& term, const Participation& participation) {
      const auto* entity = std::get_if<EntityIndex>(&term);
      if (entity == nullptr) return;
      pairs.emplace_back(entity->value, participation);
      counts[entity->value] += static_cast<std::uint32_t>((*evidence)[s].size());
    });
  }
  participations = rows_of(entities->size(), pairs);
  prominence = Array(std::move(counts));
}

void KnowledgeGraph::Parts::index_relations() {
  std::vector<std::string> sorted;
  for (const Statement& statement : *statements) sorted.push_back(statement.relation);
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::pair<std::uint32_t, StatementIndex>> pairs;
  for (std::uint32_t s = 0; s < statements->size(); ++s) {
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), (*statements)[s].relation);
    pairs.emplace_back(static_cast<std::uint32_t>(found - sorted.begin()), StatementIndex{s});
  }
  by_relation = rows_of(sorted.size(), pairs);
  relations.set(std::move(sorted));
}

bool KnowledgeGraph::Parts::better_known(EntityIndex a, EntityIndex b) const {
  return std::pair(prominence[b.value], a) < std::pair(prominence[a.value], b);
}

void KnowledgeGraph::Parts::index_names() {
  NameIndex::Table names, single_words;
  std::vector<std::string> keys, parts;
  for (std::uint32_t e = 0; e < entities->size(); ++e) {
    keys.clear();
    parts.clear();
    const auto add = [&](const std::string& name) {
      std::string key;
      for (std::string& word : words(name)) {
        key += (key.empty() ? "" : " ") + word;
        parts.push_back(std::move(word));
      }
      keys.push_back(std::move(key));
    };
    add((*entities)[e].name);
    for (const std::string& alias : (*entities)[e].aliases) add(alias);
    list(keys, names, {e});
    list(parts, single_words, {e});
  }
  for (auto* table : {&names, &single_words}) {
    for (auto& [key, found] : *table) {
      std::sort(found.begin(), found.end(), [this](auto a, auto b) { return better_known(a, b); });
    }
  }
  by_name = NameIndex(names);
  by_word = NameIndex(single_words);
}

KnowledgeGraph::Parts::LiteralIndex KnowledgeGraph::Parts::index_literals() const {
  LiteralIndex index;
  for (std::uint32_t s = 0; s < statements->size(); ++s) {
    for_each_participation((*statements)[s], {s}, [&](const Term& term, const Participation& participation) {
      if (const auto* literal = std::get_if<Literal>(&term)) index[*literal].push_back(participation);
    });
  }
  return index;
}

bool KnowledgeGraph::Parts::has_name_with(const Entity& entity, const std::vector<std::string>& wanted) const {
  const auto holds = [&](const std::string& name) {
    const auto found = words(name);
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return std::find(found.begin(), found.end(), word) != found.end();
    });
  };
  return holds(entity.name) || std::any_of(entity.aliases.begin(), entity.aliases.end(), holds);
}

/// Goes over the entities of the rarest word.
std::vector<EntityIndex> KnowledgeGraph::Parts::with_words(const std::vector<std::string>& wanted) const {
  if (wanted.empty()) return {};
  std::span<const EntityIndex> rarest = by_word.find(wanted.front());
  for (const std::string& word : wanted)
    if (const auto found = by_word.find(word); found.size() < rarest.size()) rarest = found;
  std::vector<EntityIndex> found;
  std::ranges::copy_if(rarest, std::back_inserter(found), [&](EntityIndex e) {
    return wanted.size() == 1 || has_name_with((*entities)[e.value], wanted);
  });
  return found;
}
}  // namespace whom::graph
