#include "query/question/advice.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "query/question/rewrite.hpp"
#include "query/question/text.hpp"

namespace whom::query {
namespace {

constexpr std::size_t most_tried = 50, most_named = 3;

/// What is asked, of what, until when.
struct Search {
  const Pattern& pattern;
  const Asked& asked;
  const std::atomic<bool>* stop;
};

bool finds(const Search& search, const Pattern& pattern) {
  return find(existence(pattern), pattern, search.asked, search.stop).rows > 0;
}

/// Names of entities that would find something in place of the bearers of this name.
std::vector<std::string> fuller_names(const Search& search, std::size_t name) {
  const NameMatch& asked = search.pattern.names[name];
  std::vector<graph::EntityIndex> candidates = search.asked.knowledge.containing(asked.text);
  if (candidates.size() > most_tried) candidates.resize(most_tried);
  std::vector<std::string> found;
  Pattern pattern = search.pattern;
  for (const graph::EntityIndex candidate : candidates) {
    if (std::binary_search(asked.entities.begin(), asked.entities.end(), candidate)) continue;
    pattern.names[name].entities = {candidate};
    const std::string& full = search.asked.knowledge.entity(candidate).name;
    const bool listed = std::find(found.begin(), found.end(), full) != found.end();
    if (!listed && found.size() < most_named && finds(search, pattern)) found.push_back(full);
  }
  return found;
}

bool each_alone(const Search& search) {
  for (std::size_t i = 0; i < search.pattern.main_statements; ++i)
    if (!finds(search, alone(search.pattern, i))) return false;
  return true;
}

/// The question with another status of its main clause.
bool finds(const Search& search, graph::Polarity polarity, graph::Modality modality) {
  Pattern pattern = search.pattern;
  for (std::size_t i = 0; i < pattern.main_statements; ++i) {
    pattern.statements[i].polarity = polarity;
    pattern.statements[i].modality = modality;
  }
  return finds(search, pattern);
}

/// Filters with one other part of the status that find something, else those with both.
std::vector<std::string> other_statuses(const Search& search) {
  using graph::Modality;
  const StatementPattern& asked = search.pattern.statements.front();
  std::vector<std::string> found, both;
  const auto contrary = opposite(asked.polarity);
  if (finds(search, contrary, asked.modality)) found.push_back("'where " + std::string(name(contrary)) + '\'');
  for (const Modality modality :
       {Modality::Actual, Modality::Planned, Modality::Possible, Modality::Conditional, Modality::Asked}) {
    if (modality == asked.modality) continue;
    const std::string filter = "where " + std::string(name(modality)) + '\'';
    if (finds(search, asked.polarity, modality)) found.push_back('\'' + filter);
    if (finds(search, contrary, modality)) both.push_back("'where " + std::string(name(contrary)) + ' ' + filter);
  }
  return found.empty() ? both : found;
}

/// Variables that stand for nothing else than this kind of place.
std::set<std::size_t> asked_for(const Pattern& pattern, Location::Kind kind) {
  std::set<std::size_t> variables;
  for (const StatementPattern& statement : pattern.statements)
    for (const Alternative& alternative : statement.alternatives)
      for (const Slot& slot : alternative.slots)
        if (slot.participant.kind == Participant::Kind::Variable &&
            std::all_of(slot.locations.begin(), slot.locations.end(),
                        [kind](const Location& location) { return location.kind == kind; }))
          variables.insert(slot.participant.index);
  return variables;
}

/// The question without asking for the time or place of what happened; none if it does not ask.
std::optional<Pattern> without(const Pattern& pattern, Location::Kind kind) {
  const std::set<std::size_t> variables = asked_for(pattern, kind);
  if (variables.empty()) return {};
  Pattern out = pattern;
  for (StatementPattern& statement : out.statements)
    for (Alternative& alternative : statement.alternatives)
      std::erase_if(alternative.slots, [&](const Slot& slot) {
        return slot.participant.kind == Participant::Kind::Variable && variables.contains(slot.participant.index);
      });
  out.form = Pattern::Form::Polar;
  out.columns.clear();
  return out;
}

/// "when" and "where", as far as only that is not known.
std::vector<std::string> untold(const Search& search) {
  std::vector<std::string> out;
  for (const auto& [kind, word] :
       {std::pair(Location::Kind::Time, "when"), std::pair(Location::Kind::Place, "where")}) {
    const auto rest = without(search.pattern, kind);
    if (rest && finds(search, *rest)) out.emplace_back(word);
  }
  return out;
}

bool begins_with_number(const std::string& name) { return name[0] >= '0' && name[0] <= '9'; }

}  // namespace

std::vector<std::string> alternatives(const Pattern& pattern, const Asked& asked, const std::atomic<bool>* stop) {
  const Search search{pattern, asked, stop};
  if (pattern.form == Pattern::Form::Connection || pattern.limit == 0U) return {};
  std::vector<std::string> lines;
  if (const auto words = untold(search); !words.empty())
    lines.push_back("that is found, but no sentence says " + join(words, " or "));
  if (pattern.main_statements > 1 && each_alone(search))
    lines.emplace_back("no text says so of all of them at once; ask for each alone");
  const std::vector<std::string> statuses = other_statuses(search);
  if (!statuses.empty()) lines.push_back("something is found with " + join(statuses, " or "));
  for (const std::size_t name : names_in_use(pattern)) {
    if (pattern.names[name].topic || !pattern.names[name].stems.empty()) continue;
    const std::vector<std::string> names = fuller_names(search, name);
    if (!names.empty())
      lines.push_back("nothing is found for '" + pattern.names[name].text + "' itself, but for '" +
                      join(names, "', '") + '\'');
  }
  return lines;
}

std::vector<std::string> cautions(const Pattern& pattern, const Asked& asked, const std::atomic<bool>* stop) {
  Pattern counted = pattern;
  counted.form = Pattern::Form::Rows;
  std::vector<std::string> lines;
  for (const Row& row : rows_of(find(rewritten(counted), counted, asked, stop), counted, asked, stop)) {
    const auto* entity = std::get_if<graph::EntityIndex>(&std::get<graph::Term>(row.cells.front()));
    if (entity == nullptr) continue;
    const std::string& name = asked.knowledge.entity(*entity).name;
    if (begins_with_number(name)) lines.push_back('\'' + name + "' counts as one");
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace whom::query
