#include "query/question/query.hpp"

#include <algorithm>

#include "graph/relation_table.hpp"
#include "query/question/advice.hpp"
#include "query/question/bind.hpp"
#include "query/question/names.hpp"
#include "query/question/parse.hpp"
#include "query/question/print.hpp"
#include "query/question/rewrite.hpp"
#include "query/question/run.hpp"
#include "query/question/text.hpp"

namespace whom::query {
namespace {

std::vector<std::string> column_names(const Pattern& pattern) {
  if (pattern.form != Pattern::Form::Rows) return {"answer"};
  std::vector<std::string> names;
  for (const std::size_t column : pattern.columns) names.push_back(pattern.variables[column].name);
  return names;
}

/// What `search` gives; nothing once it was stopped, which a pattern takes for an error.
template <typename Search>
auto unless_stopped(const std::atomic<bool>* stop, const Search& search) -> decltype(search()) {
  try {
    return search();
  } catch (const cypher::Error&) {
    if (stop == nullptr || !stop->load(std::memory_order_relaxed)) throw;
    return {};
  }
}

/// Of one clause, the alternatives that answer in place of a relation.
StatementPattern in_place_of(const std::string& relation, StatementPattern statement) {
  std::erase_if(statement.alternatives, [&](const Alternative& alternative) { return alternative.asked != relation; });
  statement.report.reset();
  return statement;
}

/// Those of its relations that find something, each once, in the order of the alternatives.
void add_found(const StatementPattern& statement, const Pattern& pattern, const Asked& asked,
               std::vector<std::string>& relations) {
  if (statement.alternatives.empty()) return;
  const engine::Result result = find(relations_found(pattern, statement), pattern, asked, nullptr);
  const auto finds = [&](const std::string& relation) {
    return std::any_of(result.values[0].begin(), result.values[0].end(),
                       [&](const property::Value& value) { return value.string() == relation; });
  };
  for (const Alternative& alternative : statement.alternatives) {
    const bool listed = std::find(relations.begin(), relations.end(), alternative.relation) != relations.end();
    if (!listed && finds(alternative.relation)) relations.push_back(alternative.relation);
  }
}

/// Relations that answer in place of the one asked for, and find something.
std::vector<std::string> widened(const Pattern& pattern, const Asked& asked) {
  std::vector<std::pair<std::string, std::vector<std::string>>> found;
  for (const StatementPattern& statement : pattern.statements) {
    for (const Alternative& alternative : statement.alternatives) {
      const bool known =
          std::any_of(found.begin(), found.end(), [&](const auto& pair) { return pair.first == alternative.asked; });
      if (alternative.asked.empty() || known) continue;
      auto& relations = found.emplace_back(alternative.asked, std::vector<std::string>()).second;
      for (const StatementPattern& any : pattern.statements)
        add_found(in_place_of(alternative.asked, any), pattern, asked, relations);
    }
  }
  std::vector<std::string> notes;
  for (const auto& [asked_for, relations] : found)
    if (!relations.empty()) notes.push_back('\'' + asked_for + "' also finds: " + join(relations, ", "));
  return notes;
}

std::string indented(const std::string& lines) {
  std::string result;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    result += "  " + lines.substr(at, end - at) + '\n';
    at = end + 1;
  }
  return result;
}

}  // namespace

struct Query::Parts {
  Asked asked;
  ast::Question question;
  Pattern pattern;
  PatternNames names;  ///< of `pattern`
  std::string text;    ///< of the pattern that answers
  std::unique_ptr<engine::Prepared> prepared;
  std::vector<std::string> columns, notes;

  Parts(const Asked& of, ast::Question asks, Pattern means)
      : asked(of),
        question(std::move(asks)),
        pattern(std::move(means)),
        names(pattern, asked.lexicon),
        text(rewritten(pattern)),
        prepared(std::make_unique<engine::Prepared>(text, asked.graph, engine::Texts(&asked.knowledge, &names))),
        columns(column_names(pattern)),
        notes(widened(pattern, asked)) {}
  Parts(const Parts&) = delete;
};

struct Rows::Parts {
  std::shared_ptr<const Query::Parts> query;
  engine::Options options;
  std::optional<std::vector<Row>> rows;
  std::size_t at = 0;
  std::string profile;

  /// None where the search was stopped.
  std::vector<Row> find() {
    return unless_stopped(options.stop, [this] {
      engine::Result result = query->prepared->run({}, options);
      profile = std::move(result.profile);
      return rows_of(result, query->pattern, query->asked, options.stop);
    });
  }
};

std::unique_ptr<engine::NameSource> make_names(const graph::KnowledgeGraph& graph, const Lexicon& lexicon) {
  return std::make_unique<GraphNames>(graph, lexicon);
}

Rows::Rows(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::next(Row& row) {
  if (!parts_->rows) parts_->rows = parts_->find();
  if (parts_->at == parts_->rows->size()) return false;
  row = std::move((*parts_->rows)[parts_->at++]);
  return true;
}

const std::string& Rows::profile() const { return parts_->profile; }

Query::Query(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

std::variant<Query, std::vector<Diagnostic>> Query::prepare(std::string_view text, const Asked& asked) {
  auto parsed = parse(text);
  if (auto* problem = std::get_if<Diagnostic>(&parsed)) return std::vector{std::move(*problem)};
  auto& question = std::get<ast::Question>(parsed);
  auto bound = bind(question, asked.knowledge, graph::RelationTable::built_in(), asked.lexicon);
  if (auto* problems = std::get_if<std::vector<Diagnostic>>(&bound)) return std::move(*problems);
  return Query(std::make_shared<Parts>(asked, std::move(question), std::move(std::get<Pattern>(bound))));
}

const std::vector<std::string>& Query::columns() const { return parts_->columns; }

const std::string& Query::pattern() const { return parts_->text; }

const std::vector<std::string>& Query::notes() const { return parts_->notes; }

std::vector<std::string> Query::advice(bool found, const std::atomic<bool>* stop) const {
  return unless_stopped(stop, [&] {
    if (parts_->pattern.form == Pattern::Form::Count) return cautions(parts_->pattern, parts_->asked, stop);
    return found ? std::vector<std::string>() : alternatives(parts_->pattern, parts_->asked, stop);
  });
}

std::string Query::explain() const {
  std::string notes;
  for (const std::string& note : parts_->notes) notes += note + '\n';
  std::string next;
  for (const std::string& text : asked_next(parts_->pattern)) next += (next.empty() ? "" : "\n\n") + text;
  const std::string names = print_names(parts_->pattern, parts_->asked.knowledge);
  return "question\n" + indented(print(parts_->question)) + "pattern\n" + indented(parts_->text) +
         (next.empty() ? "" : "where nothing is found\n" + indented(next)) +
         (names.empty() ? "" : "names\n" + indented(names)) + (notes.empty() ? "" : "widened\n" + indented(notes)) +
         "plan\n" + indented(parts_->prepared->explain());
}

Rows Query::run(const engine::Options& options) const {
  return Rows(std::make_unique<Rows::Parts>(Rows::Parts{parts_, options, {}, 0, {}}));
}

}  // namespace whom::query
