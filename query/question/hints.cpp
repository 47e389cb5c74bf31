#include "query/question/hints.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "query/question/list.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

using Hint = std::pair<std::string_view, std::string_view>;

/// Longer ones before those they begin with.
constexpr std::array openings{
    Hint{"why", "ask what happened, and read the sentences under the answer"},
    Hint{"how come", "ask what happened, and read the sentences under the answer"},
    Hint{"how much", "ask 'what', as in 'what did Canada pledge'"},
    Hint{"how long", "ask 'when'"},
    Hint{"how often", "ask 'when', and count the rows"},
    Hint{"how old", "ask 'when'"},
    Hint{"how did", "ask what happened, and read the sentences under the answer"},
    Hint{"how do", "ask what happened, and read the sentences under the answer"},
    Hint{"how does", "ask what happened, and read the sentences under the answer"},
    Hint{"how will", "ask what will happen, and read the sentences under the answer"},
    Hint{"which", "ask 'who' or 'what' without the noun, as in 'who signed the treaty'"},
    Hint{"whose", "ask 'who' with a verb, as in 'who owns the ship', or for a role, as in 'who is wife of Ruto'"},
    Hint{"who's", "write 'who is' or 'who has'"},
    Hint{"what's", "write 'what is' or 'what has'"},
    Hint{"nobody", "ask 'who did not ...' for what is denied"},
    Hint{"no one", "ask 'who did not ...' for what is denied"},
    Hint{"everyone", "ask 'who ...'"},
    Hint{"everybody", "ask 'who ...'"},
    Hint{"list", "begin with a question word, as in 'who met whom'"},
    Hint{"show", "begin with a question word, as in 'who met whom'"},
    Hint{"find", "begin with a question word, as in 'who met whom'"},
    Hint{"give", "begin with a question word, as in 'who met whom'"},
    Hint{"tell", "begin with a question word, as in 'who met whom'"},
    Hint{"name", "begin with a question word, as in 'who met whom'"},
};

/// Words that make a day of the day on which somebody asks.
constexpr std::array relative_days{"yesterday", "today", "tomorrow", "tonight", "ago"};
constexpr std::array relative_marks{"last", "next", "this", "past", "coming"};
constexpr std::array spans{"day",    "night",   "week",      "weekend",  "month",  "quarter",  "year",  "decade",
                           "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

constexpr std::array negatives{"nobody", "none", "nothing"};
constexpr std::array determiners{"which", "whose"};

template <typename List>
bool among(const List& list, const Token& token) {
  return !token.quoted && !token.variable && std::find(list.begin(), list.end(), token.lower) != list.end();
}

bool month(const Token& token) {
  const auto& months = words::months();
  return std::any_of(months.begin(), months.end(),
                     [&token](const std::string& name) { return words::lower(name) == token.lower; });
}

/// How many of the tokens from `at` are a time such as "yesterday", "last week"; 0 if none.
std::size_t relative_time(const std::vector<Token>& tokens, std::size_t at) {
  if (among(relative_days, tokens[at])) return 1;
  if (!among(relative_marks, tokens[at]) || at + 1 == tokens.size()) return 0;
  return among(spans, tokens[at + 1]) || (!tokens[at + 1].quoted && month(tokens[at + 1])) ? 2 : 0;
}

}  // namespace

std::optional<Diagnostic> hint_for_opening(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\n\r\f\v"), text.size());
  const std::string start = words::lower(text.substr(begin, 64));
  for (const auto& [opening, advice] : openings) {
    if (!start.starts_with(opening)) continue;
    const std::string_view rest = std::string_view(start).substr(opening.size());
    if (!rest.empty() && std::string_view(" \t\n?").find(rest.front()) == std::string_view::npos) continue;
    return Diagnostic{Diagnostic::Kind::Syntax,
                      begin,
                      begin + opening.size(),
                      '\'' + std::string(opening) + "' cannot be asked; " + std::string(advice),
                      {}};
  }
  return {};
}

std::optional<Diagnostic> hint_for_words(const std::vector<Token>& tokens, const NameResolver& names) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string quoted = '\'' + tokens[i].text + '\'';
    const bool no_one = tokens[i].lower == "no" && i + 1 < tokens.size() && tokens[i + 1].lower == "one";
    const bool at_an_end = i == 0 || i + (no_one ? 2 : 1) == tokens.size();
    if (at_an_end && (no_one || among(negatives, tokens[i])))
      return meaning(tokens[i].place,
                     (no_one ? "'no one'" : quoted) +
                         " names nothing; put 'not' before the verb for what is denied, as in 'who did "
                         "not meet whom'");
    if (tokens[i].lower == "how" && !tokens[i].quoted)
      return meaning(tokens[i].place, quoted + " cannot be asked here; write 'what'");
    if (among(determiners, tokens[i]))
      return meaning(tokens[i].place, quoted + " cannot be asked; write 'whom' or 'what' without the noun");
    if (tokens[i].lower == "there" && i == 0)
      return meaning(tokens[i].place, "leave out 'there' and the verb before it, as in 'who met Ruto'");
    if (i > 0 && i + 1 == tokens.size() && !tokens[i].quoted && tokens[i].lower == "do")
      return meaning(tokens[i].place, quoted + " cannot be asked for; name what was done, as in 'what did Ruto sign'");
    const std::size_t length = relative_time(tokens, i);
    if (length == 0) continue;
    const Part part = part_of(tokens, i, i + length);
    const bool name = part.text != words::lower(part.text) && names.proper(part.text);
    if (name) continue;
    return meaning(part.place,
                   '\'' + part.text + "' depends on the day it is asked; give a date, as in 'since 2024-05'");
  }
  return {};
}

}  // namespace whom::query
