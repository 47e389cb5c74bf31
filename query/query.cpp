#include "query/query.hpp"

#include <algorithm>

#include "graph/relation_table.hpp"
#include "query/advice.hpp"
#include "query/bind.hpp"
#include "query/parse.hpp"
#include "query/plan.hpp"
#include "query/print.hpp"
#include "query/run.hpp"
#include "query/text.hpp"

namespace whom::query {
namespace {

std::vector<std::string> column_names(const Pattern& pattern) {
  if (pattern.form != Pattern::Form::Rows) return {"answer"};
  std::vector<std::string> names;
  for (const std::size_t column : pattern.columns) names.push_back(pattern.variables[column].name);
  return names;
}

/// Relations that answer in place of the one asked for, and find something.
std::vector<std::string> widened(const Search& search) {
  std::vector<std::pair<std::string, std::vector<std::string>>> found;
  for (const StatementPattern& pattern : search.pattern.statements) {
    for (const Alternative& alternative : pattern.alternatives) {
      if (alternative.asked.empty() || !contributes(search, pattern, alternative)) continue;
      auto at =
          std::find_if(found.begin(), found.end(), [&](const auto& pair) { return pair.first == alternative.asked; });
      if (at == found.end()) at = found.insert(found.end(), {alternative.asked, {}});
      if (std::find(at->second.begin(), at->second.end(), alternative.relation) == at->second.end())
        at->second.push_back(alternative.relation);
    }
  }
  std::vector<std::string> notes;
  for (const auto& [asked, relations] : found) notes.push_back('\'' + asked + "' also finds: " + join(relations, ", "));
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
  const graph::KnowledgeGraph& graph;
  const Lexicon& lexicon;
  ast::Question question;
  Pattern pattern;
  Plan plan;
  std::vector<std::string> columns, notes;

  Search search(const std::atomic<bool>* stop) const { return {graph, lexicon, pattern, plan, stop}; }
};

struct Rows::Parts {
  std::shared_ptr<const Query::Parts> query;
  std::unique_ptr<RowSource> source;
};

Rows::Rows(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;
bool Rows::next(Row& row) { return parts_->source->next(row); }

Query::Query(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

std::variant<Query, std::vector<Diagnostic>> Query::prepare(std::string_view text, const graph::KnowledgeGraph& graph,
                                                            const Lexicon& lexicon) {
  auto parsed = parse(text);
  if (auto* problem = std::get_if<Diagnostic>(&parsed)) return std::vector{std::move(*problem)};
  auto& question = std::get<ast::Question>(parsed);
  auto bound = bind(question, graph, graph::RelationTable::built_in(), lexicon);
  if (auto* problems = std::get_if<std::vector<Diagnostic>>(&bound)) return std::move(*problems);
  auto& pattern = std::get<Pattern>(bound);
  Plan plan = make_plan(pattern, graph);
  auto columns = column_names(pattern);
  auto parts = std::make_shared<Parts>(
      Parts{graph, lexicon, std::move(question), std::move(pattern), std::move(plan), std::move(columns), {}});
  parts->notes = widened(parts->search(nullptr));
  return Query(std::move(parts));
}

const std::vector<std::string>& Query::columns() const { return parts_->columns; }

const std::vector<std::string>& Query::notes() const { return parts_->notes; }

std::vector<std::string> Query::advice(bool found, const std::atomic<bool>* stop) const {
  const Search search = parts_->search(stop);
  if (parts_->pattern.form == Pattern::Form::Count) return cautions(search);
  return found ? std::vector<std::string>() : alternatives(search);
}

std::string Query::explain() const {
  std::string notes;
  for (const std::string& note : parts_->notes) notes += note + '\n';
  return "question\n" + indented(print(parts_->question)) + "pattern\n" +
         indented(print(parts_->pattern, parts_->graph)) + (notes.empty() ? "" : "widened\n" + indented(notes)) +
         "plan\n" + indented(print(parts_->plan, parts_->pattern));
}

Rows Query::run(const std::atomic<bool>* stop) const {
  return Rows(std::make_unique<Rows::Parts>(Rows::Parts{parts_, query::run(parts_->search(stop))}));
}

}  // namespace whom::query
