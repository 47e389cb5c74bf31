#include "query/question/run.hpp"

#include <algorithm>
#include <map>

#include "graph/property/statement_graph.hpp"
#include "query/question/rewrite.hpp"

namespace whom::query {
namespace {

using graph::StatementIndex;
using graph::Term;
using property::Kind;
using property::Value;

using Statements = std::vector<StatementIndex>;

void tidy(Statements& statements) {
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
}

Statements statements_in(const Value& list) {
  Statements statements;
  for (const Value& one : list.list())
    if (one.is(Kind::Statement)) statements.push_back({one.statement().index});
  tidy(statements);
  return statements;
}

// --- Cells ---

/// The literal of the statements that has this value, as the longest of its texts writes it.
Term literal_of(const Value& value, const Statements& statements, const graph::KnowledgeGraph& knowledge) {
  const graph::Literal* found = nullptr;
  const auto consider = [&](const Term& term) {
    const auto* literal = std::get_if<graph::Literal>(&term);
    if (literal == nullptr || !equivalent(property::value_of(*literal), value)) return;
    if (found == nullptr || literal->text.size() > found->text.size()) found = literal;
  };
  for (const StatementIndex index : statements) {
    const graph::Statement& statement = knowledge.statement(index);
    if (statement.subject) consider(*statement.subject);
    if (statement.object) consider(*statement.object);
    for (const graph::Qualifier& qualifier : statement.qualifiers) consider(qualifier.value);
  }
  return found == nullptr ? graph::Literal() : *found;
}

Term term_of(const Value& value, const Statements& statements, const Asked& asked) {
  if (!value.is(Kind::Node)) return literal_of(value, statements, asked.knowledge);
  const Term term = *property::term_of(asked.graph, asked.knowledge, value.node());
  const auto* literal = std::get_if<graph::Literal>(&term);
  return literal == nullptr ? term : literal_of(property::value_of(*literal), statements, asked.knowledge);
}

Path path_of(const Value& list, const Asked& asked) {
  Path path;
  for (const Value& part : list.list()) {
    if (part.is(Kind::Statement))
      path.steps.push_back({part.statement().index});
    else if (part.is(Kind::Node))
      path.nodes.push_back(*property::term_of(asked.graph, asked.knowledge, part.node()));
  }
  return path;
}

// --- Rows that may stand either way round ---

std::size_t evidence_for(const Row& row, const graph::KnowledgeGraph& knowledge) {
  std::size_t count = 0;
  for (const StatementIndex statement : row.statements) count += knowledge.evidence(statement).size();
  return count;
}

using Cells = std::vector<Term>;

Cells cells_of(const Row& row) {
  Cells cells;
  for (const Cell& cell : row.cells) cells.push_back(std::get<Term>(cell));
  return cells;
}

void join(Row& row, const Row& other) {
  row.statements.insert(row.statements.end(), other.statements.begin(), other.statements.end());
  tidy(row.statements);
}

/// Each row once: a literal may stand for itself among qualifiers and as a node elsewhere.
std::vector<Row> distinct(std::vector<Row> rows) {
  std::map<Cells, std::size_t> places;
  std::vector<Row> kept;
  for (Row& row : rows) {
    const auto [place, is_new] = places.try_emplace(cells_of(row), kept.size());
    if (is_new)
      kept.push_back(std::move(row));
    else
      join(kept[place->second], row);
  }
  return kept;
}

/// Joins each row with its reverse, where the pattern does not tell the two columns apart; the direction with more
/// evidence stays, where the first of the two stood.
std::vector<Row> paired(std::vector<Row> rows, std::pair<std::size_t, std::size_t> columns,
                        const graph::KnowledgeGraph& knowledge) {
  std::map<Cells, std::size_t> places;
  std::vector<Row> kept;
  for (Row& row : rows) {
    Cells reverse = cells_of(row);
    std::swap(reverse[columns.first], reverse[columns.second]);
    const auto other = places.find(reverse);
    if (other == places.end()) {
      places.emplace(cells_of(row), kept.size());
      kept.push_back(std::move(row));
      continue;
    }
    Row& first = kept[other->second];
    if (evidence_for(row, knowledge) > evidence_for(first, knowledge)) std::swap(first, row);
    join(first, row);
  }
  return kept;
}

std::vector<Row> cut(std::vector<Row> rows, const Pattern& pattern) {
  if (pattern.limit && rows.size() > *pattern.limit) rows.resize(*pattern.limit);
  return rows;
}

// --- Forms ---

std::vector<Row> table(const engine::Result& result, const Pattern& pattern, const Asked& asked) {
  std::vector<Row> rows(result.rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].statements = statements_in(result.values.back()[i]);
    for (std::size_t column = 0; column + 1 < result.values.size(); ++column)
      rows[i].cells.emplace_back(term_of(result.values[column][i], rows[i].statements, asked));
  }
  rows = distinct(std::move(rows));
  if (pattern.interchangeable) rows = paired(std::move(rows), *pattern.interchangeable, asked.knowledge);
  return cut(std::move(rows), pattern);
}

std::vector<Row> count(const engine::Result& result) {
  return {Row{{result.values[0][0].integer()}, statements_in(result.values[1][0])}};
}

std::vector<Row> paths(const engine::Result& result, const Asked& asked) {
  std::vector<Row> rows;
  for (const Value& list : result.values[0]) {
    Path path = path_of(list, asked);
    Row row{{}, path.steps};
    row.cells.emplace_back(std::move(path));
    tidy(row.statements);
    rows.push_back(std::move(row));
  }
  return rows;
}

Statements proof_of(const Pattern& pattern, const Asked& asked, const std::atomic<bool>* stop) {
  return statements_in(find(rewritten(pattern), pattern, asked, stop).values[0][0]);
}

/// The contrary of one option of the main clause.
Pattern denied(Pattern pattern, std::size_t option) {
  StatementPattern& main = pattern.statements.front();
  main.polarity = opposite(main.polarity);
  std::erase_if(main.alternatives, [option](const Alternative& a) { return (a.options >> option & 1) == 0; });
  return pattern;
}

/// The contraries of all options; none of those that cannot be denied.
std::vector<Pattern> contraries(const Pattern& one) {
  std::vector<Pattern> all;
  for (std::size_t option = 0; option < one.options; ++option) all.push_back(denied(one, option));
  std::erase_if(all, [](const Pattern& pattern) { return pattern.statements.front().alternatives.empty(); });
  return all;
}

/// What denies a member of the main clause: all of its options, and none of them is affirmed.
Statements denial(const Pattern& pattern, std::size_t member, const Asked& asked, const std::atomic<bool>* stop) {
  const Pattern one = alone(pattern, member);
  const std::vector<Pattern> denials = contraries(one);
  if (denials.size() < one.options || !proof_of(one, asked, stop).empty()) return {};
  Statements all;
  for (const Pattern& contrary : denials) {
    const Statements statements = proof_of(contrary, asked, stop);
    if (statements.empty()) return {};
    all.insert(all.end(), statements.begin(), statements.end());
  }
  tidy(all);
  return all;
}

/// Yes where the sources say so, no where they deny it, nothing where they are silent. They deny "A and B" where they
/// deny one of them, "A or B" where they deny both.
std::vector<Row> verdict(const engine::Result& result, const Pattern& pattern, const Asked& asked,
                         const std::atomic<bool>* stop) {
  Row row{{true}, statements_in(result.values[0][0])};
  if (!row.statements.empty()) return {row};
  row = {{false}, {}};
  for (std::size_t i = 0; i < pattern.main_statements && row.statements.empty(); ++i)
    row.statements = denial(pattern, i, asked, stop);
  if (row.statements.empty()) return {};
  return {row};
}

}  // namespace

const NameMatch& PatternNames::find(const std::string& text, bool topic) const {
  static const NameMatch nothing;
  const auto at = std::find_if(pattern_.names.begin(), pattern_.names.end(),
                               [&](const NameMatch& name) { return name.text == text && name.topic == topic; });
  return at == pattern_.names.end() ? nothing : *at;
}

engine::Result find(const std::string& text, const Pattern& pattern, const Asked& asked,
                    const std::atomic<bool>* stop) {
  const PatternNames names(pattern, asked.lexicon);
  engine::Options options;
  options.stop = stop;
  return engine::Prepared(text, asked.graph, {&asked.knowledge, &names}).run({}, options);
}

std::vector<Row> rows_of(const engine::Result& first, const Pattern& pattern, const Asked& asked,
                         const std::atomic<bool>* stop) {
  switch (pattern.form) {
    case Pattern::Form::Rows:
      return table(first, pattern, asked);
    case Pattern::Form::Count:
      return count(first);
    case Pattern::Form::Polar:
      return verdict(first, pattern, asked, stop);
    case Pattern::Form::Connection:
      if (first.rows > 0 || !pattern.topic_ends) return paths(first, asked);
      return paths(find(connection_of_mentions(pattern), pattern, asked, stop), asked);
  }
  return {};
}

std::vector<std::string> asked_next(const Pattern& pattern) {
  std::vector<std::string> texts;
  if (pattern.form == Pattern::Form::Connection && pattern.topic_ends) texts.push_back(connection_of_mentions(pattern));
  for (std::size_t i = 0; pattern.form == Pattern::Form::Polar && i < pattern.main_statements; ++i)
    for (const Pattern& contrary : contraries(alone(pattern, i))) texts.push_back(rewritten(contrary));
  return texts;
}

Pattern alone(const Pattern& pattern, std::size_t member) {
  Pattern one = pattern;
  one.statements.assign({pattern.statements[member]});
  one.statements.front().report.reset();
  one.statements.insert(one.statements.end(),
                        pattern.statements.begin() + static_cast<std::ptrdiff_t>(pattern.main_statements),
                        pattern.statements.end());
  one.main_statements = 1;
  return one;
}

}  // namespace whom::query
