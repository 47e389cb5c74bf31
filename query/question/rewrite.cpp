// A clause is a statement pattern with a frame for each of its alternatives; status, times and evidence are conditions
// on its statement. Clauses share variables, and so are joined. What all of "A and B" is said by, is the same words of
// a text: there is evidence of each that stands at one place.
#include "query/question/rewrite.hpp"

#include <algorithm>

#include "graph/property/value.hpp"
#include "query/cypher/lexer.hpp"
#include "query/question/text.hpp"
#include "query/question/times.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

using Parts = std::vector<std::string>;

std::string quoted(std::string_view text) { return property::quote(text); }

std::string list_of(const Parts& parts) { return '[' + join(parts, ", ") + ']'; }

/// "m" of the only clause, else "m1", "m2", ...
std::string statement_name(const Pattern& pattern, std::size_t index) {
  return pattern.statements.size() == 1 ? "m" : 'm' + std::to_string(index + 1);
}

// --- Frames ---

std::string slot_of(const Slot& slot, const Pattern& pattern) {
  Parts places;
  for (const Location& location : slot.locations) places.push_back(cypher::quote_word(name(location)));
  const bool variable = slot.participant.kind == Participant::Kind::Variable;
  const std::size_t index = slot.participant.index;
  return join(places, "|") + ": " +
         (variable ? cypher::quote_name(pattern.variables[index].name)
                   : (pattern.names[index].topic ? "~" : "") + quoted(pattern.names[index].text));
}

std::string frame_of(const Alternative& alternative, const Pattern& pattern) {
  std::vector<Slot> ordered = alternative.slots;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Slot& a, const Slot& b) { return a.locations.front().kind < b.locations.front().kind; });
  Parts slots;
  for (const Slot& slot : ordered) slots.push_back(slot_of(slot, pattern));
  return cypher::quote_word(alternative.relation) + '(' + join(slots, ", ") + ')';
}

std::string statement_of(const std::string& name, const std::vector<Alternative>& alternatives,
                         const Pattern& pattern) {
  Parts frames;
  for (const Alternative& alternative : alternatives) frames.push_back(frame_of(alternative, pattern));
  return name + " = STATEMENT " + join(frames, "\n  | ");
}

// --- Conditions ---

std::string day(property::Date day) { return "date(" + quoted(print(day)) + ')'; }

/// On a time named t: every day that it may mean is before, after, ... the date.
std::string condition_of(const ast::TimeFilter& filter) {
  using Relation = ast::TimeFilter::Relation;
  if (filter.date.year == 0) {
    const std::string month = "month_of(t) = " + std::to_string(filter.date.month);
    return filter.date.day == 0 ? month : month + " AND day_of(t) = " + std::to_string(filter.date.day);
  }
  const Days date = days(filter.date);
  switch (filter.relation) {
    case Relation::Before:
      return "last_day(t) < " + day(date.first);
    case Relation::After:
      return "first_day(t) > " + day(date.last);
    case Relation::Since:
      return "first_day(t) >= " + day(date.first);
    case Relation::Until:
      return "last_day(t) <= " + day(date.last);
    case Relation::In:
      return "first_day(t) >= " + day(date.first) + " AND last_day(t) <= " + day(date.last);
    case Relation::Between:
      return "first_day(t) >= " + day(date.first) + " AND last_day(t) <= " + day(days(filter.last).last);
  }
  return {};
}

std::string comparison(ast::ConfidenceFilter::Comparison wanted) {
  for (const auto& [spelling, meaning] : words::comparisons())
    if (meaning == wanted) return std::string(spelling);
  return {};
}

std::string publisher_condition(const std::string& evidence, const Parts& publishers) {
  Parts names;
  for (const std::string& name : publishers) names.push_back(quoted(name));
  return evidence + ".publisher IN " + list_of(names);
}

/// Of the question, on one and the same evidence.
Parts evidence_conditions(const std::string& evidence, const Pattern& pattern) {
  const EvidenceFilter& filter = pattern.evidence;
  Parts parts;
  if (filter.asserted) parts.push_back(evidence + ".speakers = []");
  for (const std::size_t name : filter.sources)
    parts.push_back("any(s IN " + evidence + ".speakers WHERE named(s, " + quoted(pattern.names[name].text) + "))");
  for (const Parts& publishers : filter.publishers) parts.push_back(publisher_condition(evidence, publishers));
  for (const ast::ConfidenceFilter& bound : filter.confidence)
    parts.push_back(evidence + ".confidence " + comparison(bound.comparison) + ' ' +
                    property::print_float(bound.value));
  return parts;
}

std::string some_evidence(const std::string& statement, const std::string& evidence, const Parts& conditions) {
  return "any(" + evidence + " IN evidence(" + statement + ") WHERE " + join(conditions, " AND ") + ')';
}

/// Evidence of each statement stands where that of the first does.
std::string told_together(const std::vector<std::string>& statements, const Pattern& pattern) {
  std::string inner;
  for (std::size_t i = statements.size(); i-- > 0;) {
    const std::string evidence = 'e' + std::to_string(i + 1);
    Parts conditions = evidence_conditions(evidence, pattern);
    if (i > 0) {
      conditions.push_back(evidence + ".document = e1.document");
      conditions.push_back(evidence + ".at = e1.at");
    }
    if (!inner.empty()) conditions.push_back(inner);
    inner = some_evidence(statements[i], evidence, conditions);
  }
  return inner;
}

/// Nobody meets himself: where subject and object are the same, something was misread.
void add_irreflexive(const std::string& name, const std::vector<Alternative>& alternatives, Parts& parts) {
  Parts relations;
  for (const Alternative& alternative : alternatives) {
    const std::string relation = quoted(alternative.relation);
    const bool known = std::find(relations.begin(), relations.end(), relation) != relations.end();
    if (alternative.irreflexive && !known) relations.push_back(relation);
  }
  const bool all =
      std::all_of(alternatives.begin(), alternatives.end(), [](const Alternative& a) { return a.irreflexive; });
  if (relations.empty()) return;
  const std::string test = "reflexive(" + name + ')';
  parts.push_back(all ? "NOT " + test : "NOT (" + name + ".relation IN " + list_of(relations) + " AND " + test + ')');
}

/// Of one clause for itself.
Parts conditions_of(const std::string& name, const StatementPattern& statement, const Pattern& pattern) {
  Parts parts{name + ".polarity = " + quoted(graph::name(statement.polarity)),
              name + ".modality = " + quoted(graph::name(statement.modality))};
  for (const ast::TimeFilter& time : statement.times)
    parts.push_back("any(t IN times(" + name + ") WHERE " + condition_of(time) + ')');
  add_irreflexive(name, statement.alternatives, parts);
  const Parts evidence = evidence_conditions("e", pattern);
  if (!evidence.empty() && !statement.report) parts.push_back(some_evidence(name, "e", evidence));
  return parts;
}

/// Those that are told together, by what is reported.
void add_reports(const Pattern& pattern, Parts& parts) {
  for (std::size_t i = 0; i < pattern.statements.size(); ++i) {
    const auto& report = pattern.statements[i].report;
    const bool seen =
        std::any_of(pattern.statements.begin(), pattern.statements.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const StatementPattern& other) { return other.report == report; });
    if (!report || seen) continue;
    Parts names;
    for (std::size_t j = i; j < pattern.statements.size(); ++j)
      if (pattern.statements[j].report == report) names.push_back(statement_name(pattern, j));
    parts.push_back(told_together(names, pattern));
  }
}

std::string where(const Parts& conditions) { return "\nWHERE " + join(conditions, "\n  AND ") + '\n'; }

std::string match(const Pattern& pattern, const Parts& further = {}) {
  Parts statements, conditions;
  for (std::size_t i = 0; i < pattern.statements.size(); ++i) {
    const std::string name = statement_name(pattern, i);
    statements.push_back(statement_of(name, pattern.statements[i].alternatives, pattern));
    const Parts own = conditions_of(name, pattern.statements[i], pattern);
    conditions.insert(conditions.end(), own.begin(), own.end());
  }
  add_reports(pattern, conditions);
  conditions.insert(conditions.end(), further.begin(), further.end());
  return "MATCH " + join(statements, ",\n  ") + where(conditions);
}

// --- Results ---

std::string all_statements(const Pattern& pattern) {
  Parts lists;
  for (std::size_t i = 0; i < pattern.statements.size(); ++i)
    lists.push_back("collect(DISTINCT " + statement_name(pattern, i) + ')');
  return join(lists, " + ") + " AS statements";
}

std::string connection(const Pattern& pattern, std::pair<std::size_t, std::size_t> ends, bool mentions) {
  return "MATCH m = STATEMENT ()" + where(conditions_of("m", pattern.statements.front(), pattern)) +
         "WITH collect(m) AS statements\nUNWIND connections(" + quoted(pattern.names[ends.first].text) + ", " +
         quoted(pattern.names[ends.second].text) + ", statements" + (mentions ? ", true" : "") +
         ") AS path\nRETURN path" + (pattern.limit ? " LIMIT " + std::to_string(*pattern.limit) : "");
}

}  // namespace

std::string rewritten(const Pattern& pattern) {
  switch (pattern.form) {
    case Pattern::Form::Polar:
      return match(pattern) + "RETURN " + all_statements(pattern);
    case Pattern::Form::Count: {
      const std::string counted = pattern.variables[pattern.columns.front()].name;
      return match(pattern, {"entity(" + counted + ") IS NOT NULL"}) + "RETURN count(DISTINCT " + counted +
             ") AS answer, " + all_statements(pattern);
    }
    case Pattern::Form::Connection:
      return connection(pattern, pattern.ends, false);
    case Pattern::Form::Rows:
      break;
  }
  Parts columns;
  for (const std::size_t column : pattern.columns)
    columns.push_back(cypher::quote_name(pattern.variables[column].name));
  columns.push_back(all_statements(pattern));
  const std::string limit = pattern.limit ? " LIMIT " + std::to_string(*pattern.limit) : "";
  return match(pattern) + "RETURN " + join(columns, ", ") +
         (pattern.interchangeable ? "  // each pair once" + limit : limit);
}

std::string existence(const Pattern& pattern) { return match(pattern) + "RETURN true AS found LIMIT 1"; }

std::string relations_found(const Pattern& pattern, const StatementPattern& statement) {
  return "MATCH " + statement_of("m", statement.alternatives, pattern) + where(conditions_of("m", statement, pattern)) +
         "RETURN DISTINCT m.relation AS relation";
}

std::string connection_of_mentions(const Pattern& pattern) { return connection(pattern, *pattern.topic_ends, true); }

}  // namespace whom::query
