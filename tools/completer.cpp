#include "tools/completer.hpp"

#include <algorithm>

namespace whom::tools {
namespace {

constexpr std::size_t kMost = 50;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

Completer::Completer(const graph::KnowledgeGraph& graph, std::vector<std::string> commands)
    : commands_(std::move(commands)) {
  for (const std::string& relation : graph.relations()) words_.emplace_back(lower(relation), relation);
  for (const graph::Entity& entity : graph.entities()) {
    if (!entity.named) continue;
    words_.emplace_back(lower(entity.name), entity.name);
    for (const std::string& alias : entity.aliases) words_.emplace_back(lower(alias), alias);
  }
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

std::vector<std::string> Completer::with_prefix(const std::string& prefix) const {
  const std::string key = lower(prefix);
  std::vector<std::string> found;
  auto at = std::lower_bound(words_.begin(), words_.end(), std::pair(key, std::string()));
  for (; at != words_.end() && at->first.starts_with(key) && found.size() < kMost; ++at) found.push_back(at->second);
  return found;
}

Completion Completer::operator()(const std::string& before) const {
  if (before.starts_with('.')) {
    Completion completion;
    for (const std::string& command : commands_)
      if (command.starts_with(before)) completion.candidates.push_back(command);
    return completion;
  }
  for (std::size_t begin = 0; begin < before.size(); ++begin) {
    const bool at_word =
        begin == 0 || before[begin - 1] == ' ' || before[begin - 1] == '\'' || before[begin - 1] == '(';
    if (!at_word || before[begin] == ' ') continue;
    auto found = with_prefix(before.substr(begin));
    if (!found.empty()) return {begin, std::move(found)};
  }
  return {before.size(), {}};
}

}  // namespace whom::tools
