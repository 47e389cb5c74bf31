// How likely is it that a name in one document means an entity of other documents? Bayes over two kinds of evidence:
// the company the name is in, and the words of the name that agree. Internal to graph.
#ifndef WHOM_GRAPH_LINK_MODEL_HPP
#define WHOM_GRAPH_LINK_MODEL_HPP

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/appearance.hpp"
#include "graph/context.hpp"

namespace whom::graph {

/// A bare surname that several bear is linked to one of them above this posterior only.
inline constexpr double kClearlyLikeliest = .9;

/// Scores are logarithms of odds against "something else".
class LinkModel {
 public:
  /// `appearances`: all local entities, which tell how common the words of names are.
  explicit LinkModel(const std::vector<Appearance>& appearances);

  /// That the last word of the name, taken alone, means an entity that so many other documents name.
  double surname_score(const Appearance&, const Similarity&, std::size_t documents) const;

  /// That the whole name does. No more than surname_score for a bare surname.
  double name_score(const Appearance&, const Similarity&, std::size_t documents) const;

  /// What the company alone adds to both.
  static double context_score(const Appearance&, const Similarity&);

 private:
  struct Counts {  ///< of different names
    double names = 0;
    std::unordered_map<std::string, std::uint32_t> holding;  ///< a word
    std::unordered_map<std::string, std::uint32_t> ending;   ///< with a word, after others
  };
  double bearers(const Appearance&) const;
  double agreement(const Appearance&) const;

  std::array<Counts, 3> counts_;  ///< of persons, locations, all others
};

/// Probability of each of several that exclude each other; the rest is that of something else.
std::vector<double> probabilities(std::span<const double> scores);

}  // namespace whom::graph

#endif
