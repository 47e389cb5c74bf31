#include "query/question/print.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "query/question/words.hpp"

namespace whom::query {
namespace {

std::string quote(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string number(double value) {
  std::array<char, 64> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return std::string(buffer.data(), end);
}

template <typename Value>
std::string spelling(const std::vector<std::pair<std::string_view, Value>>& table, Value value) {
  for (const auto& [name, meaning] : table)
    if (meaning == value) return std::string(name);
  return {};
}

std::string printed(const ast::Word& word) { return word.quoted ? quote(word.text) : word.text; }

std::string printed(const std::vector<ast::Word>& words) {
  std::string result;
  for (const ast::Word& word : words) result += (result.empty() ? "" : " ") + printed(word);
  return result;
}

std::string printed(const ast::Anyone& anyone) {
  const auto& pronouns = words::indefinite_pronouns();
  const bool pronoun = std::find(pronouns.begin(), pronouns.end(), anyone.text) != pronouns.end();
  return pronoun ? anyone.text : "a " + anyone.text;
}

struct ItemPrinter {
  using result_type = std::string;
  std::string operator()(const ast::Word& word) const { return printed(word); }
  std::string operator()(const ast::Variable& variable) const { return variable.name; }
  std::string operator()(const ast::Anyone& anyone) const { return printed(anyone); }
  std::string operator()(const ast::Auxiliary& auxiliary) const { return auxiliary.text; }
  std::string operator()(const ast::Connective& connective) const {
    return connective.kind == ast::Connective::Kind::And ? "and" : "or";
  }
  std::string operator()(const ast::TimeFilter& time) const { return print(time); }
  std::string operator()(const ast::StatusFilter& filter) const {
    return "where " + spelling(words::statuses(), filter.status);
  }
  std::string operator()(const ast::ConfidenceFilter& filter) const {
    return "where confidence " + spelling(words::comparisons(), filter.comparison) + ' ' + number(filter.value);
  }
  std::string operator()(const ast::SourceFilter& source) const { return "said by " + printed(source.name); }
  std::string operator()(const ast::Limit& limit) const { return "limit " + std::to_string(limit.count); }
};

std::string printed(const ast::Clause& clause) {
  std::string result;
  for (const ast::Item& item : clause.items)
    result += (result.empty() ? "" : " ") + boost::apply_visitor(ItemPrinter{}, item);
  return result;
}

/// Joined by one space, without the empty ones.
std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts)
    if (!part.empty()) result += (result.empty() ? "" : " ") + part;
  return result;
}

std::string printed(const ast::Chain& chain) {
  std::vector<std::string> parts{printed(chain.clause)};
  for (const ast::Nested& nested : chain.nested)
    parts.insert(parts.end(), {printed(nested.noun), nested.pronoun, printed(nested.clause)});
  return joined(parts);
}

struct QuestionPrinter {
  using result_type = std::string;
  std::string operator()(const ast::Ask& ask) const {
    return joined({printed(ask.preposition), ask.variable.name, printed(ask.chain)});
  }
  std::string operator()(const ast::Count& count) const {
    return joined({"how many", count.noun, printed(count.chain)});
  }
  std::string operator()(const ast::Polar& polar) const { return printed(polar.chain); }
  std::string operator()(const ast::Connection& connection) const {
    const bool to_name = !connection.to.items.empty() && connection.to.items.front().get().type() == typeid(ast::Word);
    return joined({to_name ? "how is" : "how are", printed(connection.from), to_name ? "connected to" : "connected",
                   printed(connection.to)});
  }
};

}  // namespace

/// Without a year in words, as it has no other spelling.
std::string print(const ast::Date& date) {
  if (date.year == 0) {
    const std::string& month = words::months()[(date.month + 11) % 12];
    return (date.day ? std::to_string(date.day) + ' ' : "") + month;
  }
  std::array<char, 48> buffer{};
  const char* format = date.day ? "%04u-%02u-%02u" : date.month ? "%04u-%02u" : "%04u";
  std::snprintf(buffer.data(), buffer.size(), format, date.year, date.month, date.day);
  return buffer.data();
}

std::string print(const ast::TimeFilter& filter) {
  static constexpr std::array names{"before", "after", "since", "until", "in", "between"};
  const std::string bound = names[static_cast<std::size_t>(filter.relation)] + (' ' + print(filter.date));
  return filter.relation == ast::TimeFilter::Relation::Between ? bound + " and " + print(filter.last) : bound;
}

std::string print(const ast::Question& question) { return boost::apply_visitor(QuestionPrinter{}, question); }

}  // namespace whom::query
