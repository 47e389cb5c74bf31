#include "graph/knowledge_graph.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "graph/knowledge_parts.hpp"
#include "graph/names.hpp"

namespace whom::graph {

KnowledgeGraph::KnowledgeGraph(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) { parts_->index_later(); }
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

std::span<const Document> KnowledgeGraph::documents() const { return *parts_->documents; }
std::span<const Span> KnowledgeGraph::sentences(std::uint32_t document) const { return parts_->sentences[document]; }
std::span<const EntityLink> KnowledgeGraph::links(std::uint32_t document) const { return (*parts_->links)[document]; }
std::span<const Entity> KnowledgeGraph::entities() const { return *parts_->entities; }
std::span<const Statement> KnowledgeGraph::statements() const { return *parts_->statements; }
std::span<const std::string> KnowledgeGraph::relations() const { return *parts_->relations; }
std::span<const std::string> KnowledgeGraph::warnings() const { return *parts_->warnings; }
std::span<const std::pair<std::string, EntityIndex>> KnowledgeGraph::redirects() const { return *parts_->redirects; }

std::string_view KnowledgeGraph::text(std::uint32_t document, Span span) const {
  return parts_->maps.at(document)->substring(span);
}

const Entity& KnowledgeGraph::entity(EntityIndex index) const { return parts_->entities->at(index.value); }
const Statement& KnowledgeGraph::statement(StatementIndex index) const { return parts_->statements->at(index.value); }
const std::string& KnowledgeGraph::statement_id(StatementIndex index) const { return parts_->ids->at(index.value); }

std::optional<EntityIndex> KnowledgeGraph::find_entity(std::string_view id) const {
  const auto& entities = *parts_->entities;
  const auto found = std::ranges::lower_bound(entities, id, {}, &Entity::id);
  if (found != entities.end() && found->id == id) {
    return EntityIndex{static_cast<std::uint32_t>(found - entities.begin())};
  }
  const auto& redirects = *parts_->redirects;
  const auto redirect = std::ranges::lower_bound(
      redirects, id, {}, [](const auto& r) -> const auto& { return r.first; });
  if (redirect == redirects.end() || redirect->first != id) return std::nullopt;
  return redirect->second;
}

std::optional<StatementIndex> KnowledgeGraph::find_statement(std::string_view id) const {
  const auto& by_id = parts_->by_id;
  const auto id_of = [this](StatementIndex s) -> const std::string& { return (*parts_->ids)[s.value]; };
  const auto found = std::ranges::lower_bound(by_id, id, {}, id_of);
  if (id.empty() || found == by_id.end() || !id_of(*found).starts_with(id)) return std::nullopt;
  const auto next = std::next(found);
  if (next != by_id.end() && id_of(*next).starts_with(id)) return std::nullopt;
  return *found;
}

std::span<const Evidence> KnowledgeGraph::evidence(StatementIndex index) const {
  return (*parts_->evidence)[index.value];
}

std::span<const Participation> KnowledgeGraph::participations(EntityIndex index) const {
  return parts_->participations[index.value];
}

std::span<const Participation> KnowledgeGraph::participations(const Literal& literal) const {
  const auto& index = *parts_->by_literal;
  const auto found = index.find(literal);
  return found == index.end() ? std::span<const Participation>() : found->second;
}

const SentenceIndex& KnowledgeGraph::sentence_index() const {
  return parts_->sentence_index.get([this] { return SentenceIndex(*this); });
}

std::span<const StatementIndex> KnowledgeGraph::with_relation(std::string_view relation) const {
  const auto& relations = *parts_->relations;
  const auto found = std::ranges::lower_bound(relations, relation);
  if (found == relations.end() || *found != relation) return {};
  return parts_->by_relation[static_cast<std::uint32_t>(found - relations.begin())];
}

std::vector<EntityIndex> KnowledgeGraph::named(std::string_view name) const {
  const auto found = parts_->by_name.find(name_key(name));
  return {found.begin(), found.end()};
}

std::vector<EntityIndex> KnowledgeGraph::containing(std::string_view name) const {
  std::vector<EntityIndex> found = named(name);
  std::set<EntityIndex> seen(found.begin(), found.end());
  std::ranges::copy_if(parts_->with_words(words(name)), std::back_inserter(found),
                       [&](EntityIndex e) { return seen.count(e) == 0; });
  return found;
}

bool KnowledgeGraph::asserted(StatementIndex index) const {
  return std::ranges::any_of(evidence(index), [](const Evidence& e) { return e.sources.empty(); });
}

}  // namespace whom::graph
