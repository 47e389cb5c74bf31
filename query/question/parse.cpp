#include "query/question/parse.hpp"

#include <functional>
#include <optional>

#include "graph/nearest.hpp"
#include "query/question/grammar.hpp"
#include "query/question/grammar_config.hpp"
#include "query/question/hints.hpp"
#include "query/question/print.hpp"
#include "query/question/times.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

Diagnostic syntax(std::size_t begin, std::size_t end, std::string message, std::string suggestion = {}) {
  return {Diagnostic::Kind::Syntax, begin, end, std::move(message), std::move(suggestion)};
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  const auto found = text.find_first_not_of(" \t\n\r\f\v", at);
  return found == std::string_view::npos ? text.size() : found;
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  const auto found = text.find_first_of(" \t\n\r\f\v?", at);
  return found == std::string_view::npos ? text.size() : std::max(found, std::min(at + 1, text.size()));
}

/// The word of the language that stands nearest to what was written where `expected` was.
std::string meant(std::string_view written, std::string_view expected) {
  std::vector<std::string> candidates;
  if (expected.starts_with("a question word")) {
    candidates = words::question_words();
  } else if (expected.starts_with("'many'")) {
    candidates = {"many", "is"};
  } else if (expected.starts_with("asserted")) {
    for (const auto& [name, status] : words::statuses()) candidates.emplace_back(name);
    candidates.emplace_back("confidence");
  }
  return graph::nearest(written, candidates);
}

/// Whether this is expected where a question begins.
bool opens(std::string_view expected) {
  return expected.starts_with("a question word") || expected.starts_with("'many'");
}

Diagnostic unexpected(std::string_view text, std::size_t at, const std::string& expected) {
  const std::size_t begin = skip_space(text, at), end = end_of_word(text, begin);
  const std::string_view found = text.substr(begin, end - begin);
  const std::string what = found.empty() ? "the question ends here" : "found '" + std::string(found) + "'";
  return syntax(begin, std::max(end, begin), "expected " + expected + ", but " + what, meant(found, expected));
}

const ast::Chain* chain(const ast::Question& question) {
  struct Visitor {
    using result_type = const ast::Chain*;
    result_type operator()(const ast::Ask& ask) const { return &ask.chain; }
    result_type operator()(const ast::Count& count) const { return &count.chain; }
    result_type operator()(const ast::Polar& polar) const { return &polar.chain; }
    result_type operator()(const ast::Connection&) const { return nullptr; }
  };
  return boost::apply_visitor(Visitor{}, question);
}

std::optional<Diagnostic> wrong_date(const ast::Date& date) {
  const std::string why = impossible(date);
  if (why.empty()) return {};
  return syntax(date.begin, date.end, "this is no date: " + why);
}

/// What is wrong with the dates of a filter, which are spelt like dates.
std::optional<Diagnostic> wrong_time(const ast::TimeFilter& filter) {
  const bool between = filter.relation == ast::TimeFilter::Relation::Between;
  for (const ast::Date* date : {&filter.date, &filter.last})
    if (auto problem = wrong_date(*date)) return problem;
  for (const ast::Date* date : {&filter.date, &filter.last}) {
    const bool given = date == &filter.date || between;
    if (given && date->year == 0 && filter.relation != ast::TimeFilter::Relation::In)
      return syntax(date->begin, date->end, "expected a date with its year, such as '" + print(*date) + " 2024'");
  }
  if (between && days(filter.last).last < days(filter.date).first)
    return syntax(filter.last.begin, filter.last.end,
                  print(filter.last) + " is before " + print(filter.date) + "; put the earlier date first");
  return {};
}

std::optional<Diagnostic> wrong_time(const ast::Clause& clause) {
  for (const ast::Item& item : clause.items)
    if (const auto* filter = boost::get<ast::TimeFilter>(&item.get()))
      if (auto problem = wrong_time(*filter)) return problem;
  return {};
}

std::optional<Diagnostic> wrong_time(const ast::Question& question) {
  if (const auto* connection = boost::get<ast::Connection>(&question.get())) return wrong_time(connection->to);
  const ast::Chain& asked = *chain(question);
  if (auto problem = wrong_time(asked.clause)) return problem;
  for (const ast::Nested& nested : asked.nested)
    if (auto problem = wrong_time(nested.clause)) return problem;
  return {};
}

std::variant<ast::Question, Diagnostic> checked(ast::Question question, std::string_view text) {
  if (auto problem = wrong_time(question)) return *std::move(problem);
  const ast::Chain* asked = chain(question);
  if (!asked) return question;
  if (asked->nested.size() > deepest_nesting) {
    const ast::Nested& first = asked->nested[deepest_nesting];
    return syntax(first.begin, first.noun.end,
                  "nested " + std::to_string(asked->nested.size()) + " deep; at most " +
                      std::to_string(deepest_nesting) + " are understood");
  }
  std::size_t words = asked->clause.items.size();
  for (const ast::Nested& nested : asked->nested) words += nested.clause.items.size();
  if (words > most_words)
    return syntax(0, std::min<std::size_t>(text.size(), 1),
                  "the question has " + std::to_string(words) + " words; at most " + std::to_string(most_words) +
                      " are understood");
  return question;
}

}  // namespace

std::variant<ast::Question, Diagnostic> parse(std::string_view text) {
  if (text.size() > longest_query)
    return syntax(0, 1,
                  "the question has " + std::to_string(text.size()) + " bytes; at most " +
                      std::to_string(longest_query) + " are read");
  grammar::Source source{text.data(), {}};
  ast::Question question;
  auto first = text.data();
  const auto last = text.data() + text.size();
  try {
    const auto rule = grammar::x3::with<grammar::source_tag>(std::ref(source))[grammar::start_type{"a question"}];
    if (!phrase_parse(first, last, rule, grammar::space, question) || first != last)
      return unexpected(text, static_cast<std::size_t>(first - text.data()), "a question");
    return checked(std::move(question), text);
  } catch (const grammar::x3::expectation_failure<grammar::Iterator>& failure) {
    if (source.open_quote) {
      const std::size_t begin = skip_space(text, *source.open_quote);
      return syntax(begin, begin + 1, "this quotation mark is never closed");
    }
    const std::size_t at = static_cast<std::size_t>(failure.where() - text.data());
    if (opens(failure.which()))
      if (auto hint = hint_for_opening(text)) return *std::move(hint);
    return unexpected(text, at, failure.which());
  }
}

}  // namespace whom::query
