// A participant is the entity that its mention became. Where that document is gone, one with a proper name is still
// known by it; one without is gone as well, as is what only its statements spoke of. Entities that corrections make
// come after all others until the end, so that numbers hold; then all are sorted by id and every number is replaced.
#include "graph/correct.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "graph/names.hpp"
#include "graph/reports.hpp"
#include "graph/utf8.hpp"

namespace whom::graph {
namespace {

using Names = std::set<std::string>;

Names names_of(const Entity& entity) {
  Names names(entity.aliases.begin(), entity.aliases.end());
  names.insert(entity.name);
  return names;
}

void set_names(Entity& entity, const std::string& name, Names names) {
  names.erase(name);
  entity.name = name;
  entity.aliases.assign(names.begin(), names.end());
}

bool is_called(const Entity& entity, const std::string& name) {
  return entity.name == name || std::binary_search(entity.aliases.begin(), entity.aliases.end(), name);
}

/// The change from one to the other, made in a third, which other documents may have given more names.
void change(Entity& entity, const Entity& from, const Entity& to) {
  Names names = names_of(entity);
  const Names before = names_of(from), after = names_of(to);
  for (const std::string& name : before)
    if (!after.contains(name)) names.erase(name);
  names.insert(after.begin(), after.end());
  set_names(entity, from.name == to.name && names.contains(entity.name) ? entity.name : to.name, std::move(names));
  if (from.type != to.type) entity.type = to.type;
  if (from.named != to.named) entity.named = to.named;
}

/// Where a pattern has the relation, at last, for what it makes comes after what it finds; nowhere if it does not.
Span place_of(const std::string& relation, const std::string& pattern) {
  for (const std::string before : {":", ":`"}) {
    const std::size_t found = pattern.rfind(before + relation);
    if (found == std::string::npos) continue;
    const std::uint32_t begin = CodePointMap(pattern).code_point(found + before.size());
    return {begin, begin + static_cast<std::uint32_t>(count_code_points(relation))};
  }
  return {};
}

class Corrector {
 public:
  Corrector(std::vector<Reading>& readings, Identities& identities, std::vector<Report>& reports)
      : readings_(readings), identities_(identities), entities_(identities.entities), reports_(reports) {
    for (std::uint32_t e = 0; e < entities_.size(); ++e) by_id_[entities_[e].id] = {e};
    for (std::uint32_t r = 0; r < readings.size(); ++r) by_document_[readings[r].document.id] = r;
  }

  void apply(const Correction& correction) {
    Found of;
    for (const Correction::Participant& participant : correction.participants)
      of.push_back(participant.made ? make(participant.entity, correction) : find(participant, correction));
    for (std::size_t p = 0; p < of.size(); ++p)
      if (const auto& participant = correction.participants[p]; participant.becomes && of[p])
        change(*of[p], participant.entity, *participant.becomes, correction);
    withdraw(correction, of);
    make_missing(correction, of);
    add(correction, of);
  }

  void sort_entities() {
    std::erase_if(identities_.redirects, [this](const auto& redirect) { return by_id_.contains(redirect.first); });
    if (std::ranges::is_sorted(entities_, {}, &Entity::id)) return;
    std::vector<std::uint32_t> order(entities_.size()), place(entities_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [this](std::uint32_t e) -> const std::string& { return entities_[e].id; });
    std::vector<Entity> sorted;
    for (const std::uint32_t e : order) {
      place[e] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(entities_[e]));
    }
    entities_ = std::move(sorted);
    renumber(place);
  }

 private:
  using Found = std::vector<std::optional<EntityIndex>>;  ///< by participant

  std::optional<EntityIndex> find(const Correction::Participant& participant, const Correction& correction) {
    const Entity& entity = participant.entity;
    if (const auto mentioned = find(participant.mention, entity)) return mentioned;
    if (entity.named || !participant.mention) {
      if (const auto found = find_by_id(entity)) return found;
      if (const auto found = find_named(entity)) return found;
    }
    identities_.warnings.push_back("correction " + correction.id + ": no entity '" + entity.id + "' any more");
    return {};
  }

  /// Somebody else may bear the id by now.
  std::optional<EntityIndex> find_by_id(const Entity& entity) const {
    const auto found = by_id_.find(entity.id);
    if (found != by_id_.end() && share_name(entity, entities_[found->second.value])) return found->second;
    const auto redirect = identities_.redirects.find(entity.id);
    return redirect == identities_.redirects.end() ? std::nullopt : std::optional(redirect->second);
  }

  static bool share_name(const Entity& a, const Entity& b) {
    const Names names = names_of(a);
    return std::ranges::any_of(names_of(b), [&](const std::string& name) { return names.contains(name); });
  }

  /// Readings of another program may number entities otherwise, so the name must be right too.
  std::optional<EntityIndex> find(const std::optional<Correction::Mention>& mention, const Entity& entity) const {
    if (!mention) return {};
    const auto document = by_document_.find(mention->document);
    if (document == by_document_.end()) return {};
    const auto& locals = readings_[document->second].entities;
    if (mention->local >= locals.size() || !is_called(entity, locals[mention->local].name)) return {};
    return identities_.of[document->second][mention->local];
  }

  /// The only one of its type that bears the name.
  std::optional<EntityIndex> find_named(const Entity& entity) {
    if (by_name_.empty())
      for (std::uint32_t e = 0; e < entities_.size(); ++e) enter_names({e});
    const std::string key = name_key(entity.name);
    const auto bears = [&](const std::string& name) { return name_key(name) == key; };
    std::optional<EntityIndex> found;
    const auto candidates = by_name_.find(key);
    if (candidates == by_name_.end()) return {};
    for (const EntityIndex candidate : candidates->second) {
      const Entity& other = entities_[candidate.value];
      if (other.type != entity.type || !other.named || std::ranges::none_of(names_of(other), bears)) continue;
      if (found) return {};
      found = candidate;
    }
    return found;
  }

  /// Names that an entity loses stay.
  void enter_names(EntityIndex entity) {
    std::set<std::string> keys;
    for (const std::string& name : names_of(entities_[entity.value])) keys.insert(name_key(name));
    for (const std::string& key : keys) by_name_[key].insert(entity);
  }

  /// What documents name by now as the curator did is the same.
  EntityIndex make(const Entity& entity, const Correction& correction) {
    const auto known = by_id_.find(entity.id);
    if (known != by_id_.end() && name_key(entities_[known->second.value].name) == name_key(entity.name) &&
        entities_[known->second.value].type == entity.type)
      return known->second;
    const EntityIndex made{static_cast<std::uint32_t>(entities_.size())};
    entities_.push_back(entity);
    entities_.back().id = known == by_id_.end() ? entity.id : free_id(entity.name, correction);
    by_id_[entities_.back().id] = made;
    if (!by_name_.empty()) enter_names(made);
    return made;
  }

  std::string free_id(const std::string& name, const Correction& correction) const {
    return graph::free_id(slug(name), correction.id, [this](const std::string& id) { return by_id_.contains(id); });
  }

  void change(EntityIndex index, const Entity& from, const Entity& to, const Correction& correction) {
    Entity& entity = entities_[index.value];
    const std::string before = slug(entity.name);
    graph::change(entity, from, to);
    if (!by_name_.empty()) enter_names(index);
    if (slug(entity.name) == before) return;
    by_id_.erase(entity.id);
    identities_.redirects[entity.id] = index;
    entity.id = free_id(entity.name, correction);
    by_id_[entity.id] = index;
  }

  static Report localised(Statement statement, const Found& of) {
    for_each_entity(statement, [&](EntityIndex& entity) { entity = *of[entity.value]; });
    Report report{std::move(statement), {}};
    report.evidence.qualifiers.resize(report.statement.qualifiers.size());
    sort_qualifiers(report);
    return report;
  }

  static bool are_found(const Statement& statement, const Found& of) {
    bool all = true;
    for_each_entity(statement, [&](const EntityIndex& entity) { all = all && of[entity.value]; });
    return all;
  }

  void withdraw(const Correction& correction, const Found& of) {
    std::set<Statement> withdrawn;
    for (const Statement& statement : correction.withdrawn)
      if (are_found(statement, of)) withdrawn.insert(localised(statement, of).statement);
    if (withdrawn.empty()) return;
    std::erase_if(reports_, [&](const Report& report) { return withdrawn.contains(report.statement); });
  }

  /// What the curator says of those that are gone still holds.
  void make_missing(const Correction& correction, Found& of) {
    for (const Statement& statement : correction.added)
      for_each_entity(statement, [&](const EntityIndex& entity) {
        const Correction::Participant& participant = correction.participants[entity.value];
        auto& found = of[entity.value];
        if (!found) found = make(participant.becomes.value_or(participant.entity), correction);
      });
  }

  void add(const Correction& correction, const Found& of) {
    if (correction.added.empty()) return;
    const std::string& text = correction.pattern;
    const Span whole{0, static_cast<std::uint32_t>(count_code_points(text))};
    for (const Statement& statement : correction.added) {
      Report report = localised(statement, of);
      report.evidence.document = static_cast<std::uint32_t>(readings_.size());
      report.evidence.sentence = whole;
      report.evidence.relation = place_of(statement.relation, text);
      report.evidence.phrase = statement.relation;
      report.evidence.rule = correction_rule;
      reports_.push_back(std::move(report));
    }
    readings_.push_back({document_of(correction), {whole}, {}, {}});
    identities_.of.emplace_back();
    identities_.confidences.emplace_back();
  }

  void renumber(const std::vector<std::uint32_t>& place) {
    const auto move = [&](EntityIndex& entity) { entity.value = place[entity.value]; };
    for (auto& of_reading : identities_.of) std::ranges::for_each(of_reading, move);
    for (Report& report : reports_) {
      for_each_entity(report.statement, move);
      std::ranges::for_each(report.evidence.sources, move);
      sort_qualifiers(report);
    }
    for (auto& [id, entity] : identities_.redirects) move(entity);
  }

  std::vector<Reading>& readings_;
  Identities& identities_;
  std::vector<Entity>& entities_;
  std::vector<Report>& reports_;
  std::unordered_map<std::string, EntityIndex> by_id_;
  std::unordered_map<std::string, std::set<EntityIndex>> by_name_;  ///< by name key, once one is looked up; some bear
                                                                    ///< the name no more
  std::unordered_map<std::string, std::uint32_t> by_document_;
};

}  // namespace

void correct(std::span<const Correction> corrections, std::vector<Reading>& readings, Identities& identities,
             std::vector<Report>& reports) {
  if (corrections.empty()) return;
  Corrector corrector(readings, identities, reports);
  for (const Correction& correction : corrections) corrector.apply(correction);
  corrector.sort_entities();
}

}  // namespace whom::graph
