// Words and their numbers.
#ifndef WHOM_GRAPH_PROPERTY_WORDS_HPP
#define WHOM_GRAPH_PROPERTY_WORDS_HPP

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace whom::property {

/// Numbers words in the order in which they come. Names stay where they are.
class Words {
 public:
  Words() = default;
  Words(Words&&) noexcept = default;
  Words& operator=(Words&&) noexcept = default;

  std::uint32_t add(std::string_view word) {
    if (const auto known = find(word)) return *known;
    const auto number = static_cast<std::uint32_t>(names_.size());
    numbers_.emplace(names_.emplace_back(word), number);
    return number;
  }

  std::optional<std::uint32_t> find(std::string_view word) const {
    const auto found = numbers_.find(word);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

  std::string_view name(std::uint32_t number) const { return names_[number]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::deque<std::string> names_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  ///< views of names_
};

}  // namespace whom::property

#endif
