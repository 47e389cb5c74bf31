// A pattern is read from its start up to the cursor: which brackets are open, and whether a string or quoted name is.
// Together with the sign before the last word that says what may stand there.
#include "tools/completer.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "query/cypher/lexer.hpp"
#include "tools/pattern.hpp"

namespace whom::tools {
namespace {

constexpr std::size_t kMost = 50;

constexpr const char* kLanguage[] = {
    "AND",
    "AS",
    "ASC",
    "CASE",
    "CONTAINS",
    "CREATE",
    "DELETE",
    "DESC",
    "DETACH DELETE",
    "DISTINCT",
    "ELSE",
    "END",
    "ENDS WITH",
    "EXISTS",
    "IN",
    "IS NOT NULL",
    "IS NULL",
    "LIMIT",
    "MATCH",
    "MERGE",
    "NOT",
    "NULL",
    "OPTIONAL MATCH",
    "OR",
    "ORDER BY",
    "REMOVE",
    "RETURN",
    "SET",
    "SKIP",
    "STARTS WITH",
    "STATEMENT",
    "THEN",
    "UNION",
    "UNWIND",
    "WHEN",
    "WHERE",
    "WITH",
};

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return made;
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::string_view without_space(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::size_t word_begin(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return begin;
}

/// The word at the end is taken off.
std::string_view take_word(std::string_view& text) {
  text = without_space(text);
  const std::size_t begin = word_begin(text);
  const std::string_view word = text.substr(begin);
  text = text.substr(0, begin);
  return word;
}

/// Where a text stops.
struct Place {
  char bracket = '\0';     ///< the innermost that is open
  std::size_t opened = 0;  ///< where it stands
  char quote = '\0';       ///< that is open
  std::size_t inside = 0;  ///< where what is quoted begins
};

Place place_at_end(std::string_view text) {
  Place place;
  std::string brackets;
  std::vector<std::size_t> opened;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (place.quote != '\0') {
      if (c == '\\' && place.quote != '`')
        ++at;
      else if (c == place.quote)
        place.quote = '\0';
    } else if (c == '\'' || c == '"' || c == '`') {
      place.quote = c;
      place.inside = at + 1;
    } else if (c == '(' || c == '[' || c == '{') {
      brackets += c;
      opened.push_back(at);
    } else if ((c == ')' || c == ']' || c == '}') && !brackets.empty()) {
      brackets.pop_back();
      opened.pop_back();
    }
  }
  if (brackets.empty()) return place;
  place.bracket = brackets.back();
  place.opened = opened.back();
  return place;
}

/// Before a relation, or the bracket of one that is left out: STATEMENT meet(...) | visit(...)
bool is_before_relation(std::string_view text) {
  text = without_space(text);
  return text.ends_with('|') || lower(take_word(text)) == "statement";
}

/// Up to the bracket around the participants of a statement.
bool is_before_participants(std::string_view text) {
  if (is_before_relation(text)) return true;
  text = without_space(text);
  if (!text.ends_with('`')) return !take_word(text).empty() && is_before_relation(text);
  const std::size_t quote = text.substr(0, text.size() - 1).rfind('`');
  return quote != text.npos && is_before_relation(text.substr(0, quote));
}

/// The key that a quoted text is compared with: {name: '..., n.name = '..., n.name STARTS WITH '...
std::string compared_key(std::string_view before) {
  before = without_space(before);
  const std::size_t signs = before.find_last_not_of(":=<>~[ ");
  before = before.substr(0, signs == before.npos ? 0 : signs + 1);
  const std::set<std::string> operators = {"starts", "ends", "with", "in", "contains"};
  std::string word(take_word(before));
  while (operators.contains(lower(word))) word = take_word(before);
  return word;
}

void sort(std::vector<std::pair<std::string, std::string>>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// The words of a graph: labels, types or keys.
template <typename Word>
std::vector<std::pair<std::string, std::string>> words_of(const property::Graph& graph, std::size_t count) {
  std::vector<std::pair<std::string, std::string>> words;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view name = graph.name(Word{i});
    words.emplace_back(lower(name), cypher::quote_word(name));
  }
  sort(words);
  return words;
}

/// Of a statement's participants; of the keys, those that are no roles do no harm.
std::vector<std::pair<std::string, std::string>> places_of_statements(const property::Graph& graph) {
  auto places = words_of<property::Key>(graph, graph.key_count());
  for (const std::string_view place : engine::places_beside_roles()) places.emplace_back(place, place);
  sort(places);
  return places;
}

}  // namespace

Completer::Completer(GraphFile& file, std::vector<std::string> commands) : file_(file) {
  for (std::string& command : commands) commands_.emplace_back(command, command);
  sort(commands_);
  if (file.knowledge() == nullptr) return;
  for (const std::string& relation : file.knowledge()->relations()) names_.emplace_back(lower(relation), relation);
  for (const graph::Entity& entity : file.knowledge()->entities()) {
    if (!entity.named) continue;
    names_.emplace_back(lower(entity.name), entity.name);
    for (const std::string& alias : entity.aliases) names_.emplace_back(lower(alias), alias);
  }
  sort(names_);
}

Completion Completer::complete(const Words& words, std::string_view before, std::size_t begin) {
  const std::string key = lower(before.substr(begin));
  Completion found{begin, {}};
  auto at = std::lower_bound(words.begin(), words.end(), std::pair(key, std::string()));
  for (; at != words.end() && at->first.starts_with(key) && found.candidates.size() < kMost; ++at)
    found.candidates.push_back(at->second);
  return found;
}

Completion Completer::operator()(const std::string& before) const {
  std::size_t begin = 0;
  if (before.starts_with('.')) {
    begin = before.find(' ');
    if (begin == std::string::npos) return complete(commands_, before, 0);
  }
  const std::string_view query = std::string_view(before).substr(begin);
  if (is_pattern(query)) return in_pattern(before, begin);
  Completion found = in_question(before);
  if (!found.candidates.empty()) return found;
  const std::size_t word = word_begin(before);
  if (without_space(query.substr(0, word - begin)).empty() && word < before.size()) return in_pattern(before, begin);
  return found;
}

Completion Completer::in_question(std::string_view before) const {
  for (std::size_t begin = 0; begin < before.size(); ++begin) {
    const bool at_word =
        begin == 0 || before[begin - 1] == ' ' || before[begin - 1] == '\'' || before[begin - 1] == '(';
    if (!at_word || before[begin] == ' ') continue;
    Completion found = complete(names_, before, begin);
    if (!found.candidates.empty()) return found;
  }
  return {before.size(), {}};
}

Completion Completer::in_pattern(std::string_view before, std::size_t begin) const {
  const property::Graph& graph = file_.graph();
  const Place place = place_at_end(before.substr(begin));
  const bool in_name = place.quote == '`';
  const bool is_participant = place.bracket == '(' && is_before_participants(before.substr(begin, place.opened));
  if (place.quote != '\0' && !in_name) return in_string(before, begin + place.inside, is_participant);
  const std::size_t word = in_name ? begin + place.inside : word_begin(before);
  const std::string_view left = without_space(before.substr(0, in_name ? word - 1 : word));
  const char sign = left.empty() ? '\0' : left.back();
  const bool is_key = sign == '.' || (place.bracket == '{' && (sign == '{' || sign == ','));
  Completion found;
  if (is_key)
    found = complete(words_of<property::Key>(graph, graph.key_count()), before, word);
  else if (is_participant && (sign == '(' || sign == ',' || sign == '|'))
    found = complete(places_of_statements(graph), before, word);
  else if (((sign == ':' || sign == '|') && place.bracket == '[') ||
           (place.bracket == '\0' && word < before.size() && is_before_relation(left)))
    found = complete(words_of<property::Type>(graph, graph.type_count()), before, word);
  else if (sign == ':' && place.bracket != '{' && !is_participant)
    found = complete(words_of<property::Label>(graph, graph.label_count()), before, word);
  else if (word < before.size() && !in_name) {
    Words language;
    const bool is_lower = before[word] >= 'a' && before[word] <= 'z';
    for (const char* const one : kLanguage) language.emplace_back(lower(one), is_lower ? lower(one) : one);
    found = complete(language, before, word);
  }
  if (in_name) --found.begin;  // candidates come with their own backticks
  return found;
}

/// The candidates are whole values, up to the closing quote.
Completion Completer::in_string(std::string_view before, std::size_t begin, bool is_participant) const {
  const property::Graph& graph = file_.graph();
  const char quote = before[begin - 1];
  auto key = graph.find_key(compared_key(before.substr(0, begin - 1)));
  if (!key || is_participant) key = graph.find_key("name");
  Completion found{begin, {}};
  if (!key || begin == before.size()) return found;
  std::set<std::string> values;
  for (const std::uint32_t node :
       graph.nodes_with_prefix(*key, before.substr(begin)).value_or(std::vector<std::uint32_t>{})) {
    const property::Value value = graph.property(property::Node{node}, *key);
    if (value.string().find_first_of("\\'\"`\n") == std::string_view::npos) values.emplace(value.string());
    if (values.size() == kMost) break;
  }
  for (const std::string& value : values) found.candidates.push_back(value + quote);
  return found;
}

}  // namespace whom::tools
