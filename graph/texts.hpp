// Strings one after the other, in one piece of memory.
#ifndef WHOM_GRAPH_TEXTS_HPP
#define WHOM_GRAPH_TEXTS_HPP

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/array.hpp"
#include "graph/image_file.hpp"

namespace whom::graph {

struct Texts {
  Array<std::uint32_t> offsets;  ///< one more than strings
  Array<char> characters;

  /// Of text_of(0), ..., text_of(count - 1); nothing when there are more than four gigabytes of them.
  template <typename TextOf>
  static std::optional<Texts> join(std::size_t count, const TextOf& text_of) {
    std::vector<std::uint32_t> offsets{0};
    std::vector<char> characters;
    offsets.reserve(count + 1);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view text = text_of(i);
      characters.insert(characters.end(), text.begin(), text.end());
      if (characters.size() > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
      offsets.push_back(static_cast<std::uint32_t>(characters.size()));
    }
    characters.shrink_to_fit();
    return Texts{Array(std::move(offsets)), Array(std::move(characters))};
  }

  void write(ImageWriter& image) const {
    image.lend(offsets.view());
    image.lend(characters.view());
  }
  static Texts read(ImageReader& image) {
    Texts texts{image.next<std::uint32_t>(), image.next<char>()};
    if (texts.offsets.empty() || texts.offsets[texts.size()] != texts.characters.size()) image.fail();
    return texts;
  }

  std::string_view operator[](std::size_t i) const {
    return {characters.view().data() + offsets[i], offsets[i + 1] - offsets[i]};
  }
  std::size_t size() const { return offsets.size() - 1; }
  std::size_t bytes() const { return offsets.bytes() + characters.bytes(); }
};

}  // namespace whom::graph

#endif
