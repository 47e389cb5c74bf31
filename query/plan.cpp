#include "query/plan.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace whom::query {
namespace {

double average_degree(const graph::KnowledgeGraph& graph) {
  const double entities = static_cast<double>(graph.entities().size());
  return entities == 0 ? 0 : 2 * static_cast<double>(graph.statements().size()) / entities;
}

double statements_with(const NameMatch& name, const graph::KnowledgeGraph& graph) {
  double sum = 0;
  for (const graph::EntityIndex entity : name.entities) sum += static_cast<double>(graph.participations(entity).size());
  return sum;
}

/// Only entities lead to their statements; a name that may be in a literal has to be looked for.
Access best_access(const Alternative& alternative, const Pattern& pattern, const std::vector<bool>& bound,
                   const graph::KnowledgeGraph& graph) {
  Access best{Access::Kind::Relation, 0, static_cast<double>(graph.with_relation(alternative.relation).size())};
  for (const Slot& slot : alternative.slots) {
    const std::size_t index = slot.participant.index;
    Access access{Access::Kind::Name, index, 0};
    if (slot.participant.kind == Participant::Kind::Name) {
      if (!pattern.names[index].stems.empty()) continue;
      access.statements = statements_with(pattern.names[index], graph);
    } else {
      if (!bound[index]) continue;
      access.kind = Access::Kind::Variable;
      access.statements = average_degree(graph);
    }
    if (access.statements < best.statements) best = access;
  }
  return best;
}

Step make_step(std::size_t statement, const Pattern& pattern, const std::vector<bool>& bound,
               const graph::KnowledgeGraph& graph) {
  Step step{statement, {}, 0};
  for (const Alternative& alternative : pattern.statements[statement].alternatives) {
    step.accesses.push_back(best_access(alternative, pattern, bound, graph));
    step.statements += step.accesses.back().statements;
  }
  return step;
}

void bind_variables(const StatementPattern& statement, std::vector<bool>& bound) {
  if (statement.report) bound[*statement.report] = true;
  for (const Alternative& alternative : statement.alternatives)
    for (const Slot& slot : alternative.slots)
      if (slot.participant.kind == Participant::Kind::Variable) bound[slot.participant.index] = true;
}

bool joined(const StatementPattern& statement, const std::vector<bool>& bound) {
  if (statement.report && bound[*statement.report]) return true;
  return std::any_of(statement.alternatives.begin(), statement.alternatives.end(), [&](const Alternative& alternative) {
    return std::any_of(alternative.slots.begin(), alternative.slots.end(), [&](const Slot& slot) {
      return slot.participant.kind == Participant::Kind::Variable && bound[slot.participant.index];
    });
  });
}

std::string number(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.0f", value);
  return buffer.data();
}

}  // namespace

Plan make_plan(const Pattern& pattern, const graph::KnowledgeGraph& graph) {
  Plan plan;
  std::vector<bool> bound(pattern.variables.size()), done(pattern.statements.size());
  for (std::size_t taken = 0; taken < pattern.statements.size(); ++taken) {
    std::optional<std::pair<bool, Step>> best;
    for (std::size_t i = 0; i < pattern.statements.size(); ++i) {
      if (done[i]) continue;
      const bool apart = taken > 0 && !joined(pattern.statements[i], bound);
      Step step = make_step(i, pattern, bound, graph);
      if (!best || std::pair(apart, step.statements) < std::pair(best->first, best->second.statements))
        best.emplace(apart, std::move(step));
    }
    done[best->second.statement] = true;
    bind_variables(pattern.statements[best->second.statement], bound);
    plan.steps.push_back(std::move(best->second));
  }
  return plan;
}

std::string print(const Plan& plan, const Pattern& pattern) {
  std::string result;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    result +=
        std::to_string(i + 1) + ". " + (i == 0 ? "find" : "join") + " ~" + number(step.statements) + " statements\n";
    const auto& alternatives = pattern.statements[step.statement].alternatives;
    for (std::size_t a = 0; a < alternatives.size(); ++a) {
      const Access& access = step.accesses[a];
      result += "   " + alternatives[a].relation + ": ";
      if (access.kind == Access::Kind::Relation) result += "all with the relation";
      if (access.kind == Access::Kind::Name) result += "from '" + pattern.names[access.index].text + "'";
      if (access.kind == Access::Kind::Variable) result += "from " + pattern.variables[access.index].name;
      result += ", ~" + number(access.statements) + "\n";
    }
  }
  return result;
}

}  // namespace whom::query
