#include "query/search.hpp"

#include <algorithm>
#include <deque>
#include <functional>

namespace whom::query {
namespace {

using graph::StatementIndex;
using graph::Term;

std::size_t hash_of(const Term& term) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term)) return std::hash<std::uint32_t>{}(entity->value);
  const auto& literal = std::get<graph::Literal>(term);
  return std::hash<std::string>{}(literal.value) * 31 + std::hash<std::string>{}(literal.text);
}

/// After each step of the plan, the variables that are columns or occur in a later step.
std::vector<std::vector<bool>> live_variables(const Search& search) {
  std::vector<bool> live(search.pattern.variables.size());
  for (const std::size_t column : search.pattern.columns) live[column] = true;
  std::vector<std::vector<bool>> after(search.plan.steps.size());
  for (std::size_t i = search.plan.steps.size(); i-- > 0;) {
    after[i] = live;
    const StatementPattern& statement = search.pattern.statements[search.plan.steps[i].statement];
    if (statement.report) live[*statement.report] = true;
    for (const Alternative& alternative : statement.alternatives)
      for (const Slot& slot : alternative.slots)
        if (slot.participant.kind == Participant::Kind::Variable) live[slot.participant.index] = true;
  }
  return after;
}

void forget(Values& values, const std::vector<bool>& live) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!live[i]) values[i] = nullptr;
}

}  // namespace

std::size_t ValuesHash::operator()(const Values& values) const {
  std::size_t hash = 0;
  for (const Term* value : values) hash = hash * 1000003 + (value == nullptr ? 1 : hash_of(*value));
  return hash;
}

bool ValuesEqual::operator()(const Values& a, const Values& b) const {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Term* x, const Term* y) { return x == y || (x != nullptr && y != nullptr && *x == *y); });
}

// --- Candidates ---

Candidates::Candidates(const Search& search, const Alternative& alternative, const Values& values)
    : search_(&search), relation_(&alternative.relation), all_(search.graph.with_relation(alternative.relation)) {
  std::size_t fewest = all_.size();
  for (const Slot& slot : alternative.slots) {
    std::vector<graph::EntityIndex> entities;
    if (!known_entities(slot.participant, values, entities)) continue;
    std::size_t count = 0;
    for (const graph::EntityIndex entity : entities) count += search.graph.participations(entity).size();
    if (count >= fewest) continue;
    fewest = count;
    entities_ = std::move(entities);
  }
}

std::optional<StatementIndex> Candidates::next() {
  if (search_->stopped()) return {};
  if (entities_) return next_of_entities();
  return at_ < all_.size() ? std::optional(all_[at_++]) : std::nullopt;
}

/// A name that may be in a literal does not lead to statements.
bool Candidates::known_entities(const Participant& participant, const Values& values,
                                std::vector<graph::EntityIndex>& entities) const {
  if (participant.kind == Participant::Kind::Name) {
    const NameMatch& name = search_->pattern.names[participant.index];
    if (name.stems.empty()) entities = name.entities;
    return name.stems.empty();
  }
  const Term* value = values[participant.index];
  const auto* entity = value == nullptr ? nullptr : std::get_if<graph::EntityIndex>(value);
  if (entity != nullptr) entities = {*entity};
  return entity != nullptr;
}

std::optional<StatementIndex> Candidates::next_of_entities() {
  for (; entity_ < entities_->size(); ++entity_, at_ = 0) {
    const auto participations = search_->graph.participations((*entities_)[entity_]);
    while (at_ < participations.size()) {
      const StatementIndex statement = participations[at_].statement;
      const bool again = at_ > 0 && participations[at_ - 1].statement == statement;
      ++at_;
      if (!again && search_->graph.statement(statement).relation == *relation_) return statement;
    }
  }
  return {};
}

// --- All solutions ---

Evaluation::Evaluation(const Search& search, Values given) {
  levels_.push_back({{std::move(given), {}, 0}});
  for (std::size_t step = 0; step < search.plan.steps.size(); ++step) extend(search, step);
}

void Evaluation::extend(const Search& search, std::size_t step) {
  const std::vector<bool> live = live_variables(search)[step];
  const StatementPattern& pattern = search.pattern.statements[search.plan.steps[step].statement];
  const Matcher matcher(search.graph, search.lexicon, search.pattern);
  const Level& before = levels_.back();
  Level level;
  last_.clear();
  for (std::uint32_t from = 0; from < before.size(); ++from) {
    Values values = before[from].values;
    for (const Alternative& alternative : pattern.alternatives) {
      Candidates candidates(search, alternative, values);
      while (const auto statement = candidates.next()) {
        if (!matcher.admits(pattern, *statement)) continue;
        matcher.assign(pattern, alternative, *statement, values, reports_, [&] {
          Values kept = values;
          forget(kept, live);
          const auto [at, added] = last_.try_emplace(kept, static_cast<std::uint32_t>(level.size()));
          if (added) level.push_back({std::move(kept), {}, 0});
          level[at->second].reasons.push_back({*statement, from});
          return true;
        });
      }
    }
  }
  levels_.push_back(std::move(level));
}

std::optional<std::size_t> Evaluation::find(const Values& values) const {
  const auto at = last_.find(values);
  return at == last_.end() ? std::nullopt : std::optional<std::size_t>(at->second);
}

std::vector<StatementIndex> Evaluation::statements(std::size_t solution) {
  std::vector<StatementIndex> all;
  ++call_;
  collect(levels_.size() - 1, solution, all);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

void Evaluation::collect(std::size_t level, std::size_t index, std::vector<StatementIndex>& all) {
  Group& group = levels_[level][index];
  if (std::exchange(group.seen, call_) == call_) return;
  for (const Reason& reason : group.reasons) {
    all.push_back(reason.statement);
    collect(level - 1, reason.from, all);
  }
}

// --- One after the other ---

/// One step: pulls values from the stage before and extends them by the statements that fit.
struct Stream::Stage {
  const StatementPattern& pattern;
  std::vector<bool> live;
  bool based = false;  ///< `base` is set and not used up; it may have no variables
  Values base;
  std::size_t alternative = 0;
  std::optional<Candidates> candidates;
  std::deque<Values> found;
  std::unordered_set<Values, ValuesHash, ValuesEqual> seen;
};

Stream::Stream(const Search& search) : search_(search) {
  const auto live = live_variables(search);
  for (std::size_t i = 0; i < search.plan.steps.size(); ++i)
    stages_.push_back({search.pattern.statements[search.plan.steps[i].statement], live[i], false, {}, 0, {}, {}, {}});
}

Stream::~Stream() = default;

bool Stream::next(Values& values) { return next(stages_.size(), values); }

/// Of the stages before `stage`; the first one starts from nothing bound.
bool Stream::next(std::size_t count, Values& values) {
  if (count == 0) {
    values.assign(search_.pattern.variables.size(), nullptr);
    return !std::exchange(begun_, true);
  }
  Stage& stage = stages_[count - 1];
  const Matcher matcher(search_.graph, search_.lexicon, search_.pattern);
  while (stage.found.empty()) {
    if (!stage.based && !next(count - 1, stage.base)) return false;
    stage.based = true;
    if (stage.alternative == stage.pattern.alternatives.size()) {
      stage.based = false;
      stage.alternative = 0;
      continue;
    }
    const Alternative& alternative = stage.pattern.alternatives[stage.alternative];
    if (!stage.candidates) stage.candidates.emplace(search_, alternative, stage.base);
    const auto statement = stage.candidates->next();
    if (!statement) {
      stage.candidates.reset();
      ++stage.alternative;
    } else if (matcher.admits(stage.pattern, *statement)) {
      matcher.assign(stage.pattern, alternative, *statement, stage.base, reports_, [&stage] {
        Values kept = stage.base;
        forget(kept, stage.live);
        if (stage.seen.insert(kept).second) stage.found.push_back(std::move(kept));
        return true;
      });
    }
  }
  values = std::move(stage.found.front());
  stage.found.pop_front();
  return true;
}

bool contributes(const Search& search, const StatementPattern& pattern, const Alternative& alternative) {
  Values values(search.pattern.variables.size());
  const Matcher matcher(search.graph, search.lexicon, search.pattern);
  Candidates candidates(search, alternative, values);
  bool some = false;
  while (const auto statement = candidates.next()) {
    if (!matcher.admits(pattern, *statement)) continue;
    matcher.assign(alternative, *statement, values, [&some] { return !(some = true); });
    if (some) break;
  }
  return some;
}

}  // namespace whom::query
