// The near word: "did you mean".
#ifndef WHOM_GRAPH_NEAREST_HPP
#define WHOM_GRAPH_NEAREST_HPP

#include <string>
#include <string_view>
#include <vector>

namespace whom::graph {

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other; bytes, ASCII case ignored.
std::size_t edit_distance(std::string_view, std::string_view);

/// The candidate nearest to `word`, the first of equals; empty when none is within a third of the word's length.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// "; did you mean 'x'?" of the nearest candidate, or the other text where none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string_view otherwise = "");

}  // namespace whom::graph

#endif
