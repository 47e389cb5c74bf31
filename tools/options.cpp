#include "tools/options.hpp"

#include <algorithm>
#include <charconv>

#include "graph/nearest.hpp"

namespace whom::tools {
namespace {

[[noreturn]] void unknown(const std::string& word, std::span<const Option> options) {
  std::vector<std::string> names;
  for (const Option& option : options) names.push_back("--" + std::string(option.name));
  throw UsageError("unknown option '" + word + "'" + graph::did_you_mean(word, names));
}

const Option& find(const std::string& word, std::span<const Option> options) {
  const bool is_long = word.starts_with("--");
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& option) {
    return is_long ? option.name == std::string_view(word).substr(2) : option.letter == word[1];
  });
  if (found == options.end()) unknown(word, options);
  return *found;
}

void check_choice(const Option& option, const std::string& value) {
  const auto words = choices(option);
  if (words.empty() || std::find(words.begin(), words.end(), value) != words.end()) return;
  throw UsageError("'" + value + "' is no value of --" + std::string(option.name) + " (" + std::string(option.value) +
                   ")");
}

/// The option's own word and the value written into the same word, if any: "--jobs=2", "-j2".
struct Split {
  std::string word;
  std::string value;
  bool has_value = false;
};

Split split(const std::string& word) {
  if (!word.starts_with("--")) return {word.substr(0, 2), word.substr(2), word.size() > 2};
  const auto equals = word.find('=');
  if (equals == std::string::npos) return {word, "", false};
  return {word.substr(0, equals), word.substr(equals + 1), true};
}

}  // namespace

std::vector<std::string_view> choices(const Option& option) {
  std::vector<std::string_view> words;
  std::string_view rest = option.value;
  if (rest.find('|') == std::string_view::npos) return words;
  for (auto bar = rest.find('|'); bar != std::string_view::npos; bar = rest.find('|')) {
    words.push_back(rest.substr(0, bar));
    rest.remove_prefix(bar + 1);
  }
  words.push_back(rest);
  return words;
}

Arguments::Arguments(std::span<const std::string> words, std::span<const Option> options) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    if (word == "--") {
      operands_.insert(operands_.end(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
      return;
    }
    if (word.size() < 2 || word[0] != '-') {
      operands_.push_back(word);
      continue;
    }
    const Split given = split(word);
    const Option& option = find(given.word, options);
    if (option.value.empty() && given.has_value) throw UsageError("'" + given.word + "' takes no value");
    if (!option.value.empty() && !given.has_value && ++at == words.size())
      throw UsageError("'" + given.word + "' lacks its value " + std::string(option.value));
    const std::string value = option.value.empty() ? "" : given.has_value ? given.value : words[at];
    check_choice(option, value);
    values_[std::string(option.name)].push_back(value);
  }
}

bool Arguments::has(std::string_view option) const { return values_.contains(option); }

std::string Arguments::value(std::string_view option, std::string_view otherwise) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::string(otherwise) : found->second.back();
}

std::vector<std::string> Arguments::all(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

int Arguments::number(std::string_view option, int otherwise, int least) const {
  if (!has(option)) return otherwise;
  const std::string text = value(option);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least)
    throw UsageError("--" + std::string(option) + " wants a number of at least " + std::to_string(least) + ", not '" +
                     text + "'");
  return number;
}

}  // namespace whom::tools
