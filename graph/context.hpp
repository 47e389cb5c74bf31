// The company in which documents name an entity: the other names they hold, and the words of the sentences that mention
// it. Rare company counts more: names and words weigh by the logarithm of documents over documents that hold them.
#ifndef WHOM_GRAPH_CONTEXT_HPP
#define WHOM_GRAPH_CONTEXT_HPP

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/appearance.hpp"

namespace whom::graph {

/// One entity in one document.
struct Context {
  std::uint32_t reading = 0;
  std::vector<std::uint32_t> own;                       ///< words of its own names, which say nothing; sorted
  std::vector<std::pair<std::uint32_t, double>> words;  ///< of the sentences that mention it, weighed; sorted
};

struct Similarity {
  double names = 0;  ///< log(1 + summed weights of the other names that both hold)
  double words = 0;  ///< square root of the cosine of their words
};

class Contexts {
 public:
  /// `appearances`: all local entities, in the order of the readings.
  Contexts(const std::vector<Reading>& readings, const std::vector<Appearance>& appearances);

  /// `members`: positions of one or more appearances in one reading.
  Context of(std::span<const std::uint32_t> members) const;

  /// The names that a reading holds, sorted.
  std::span<const std::uint32_t> names(std::uint32_t reading) const { return names_[reading]; }
  double weight_of_name(std::uint32_t name) const { return name_weights_[name]; }
  std::span<const std::uint32_t> words_of_name(std::uint32_t name) const { return name_words_[name]; }

 private:
  struct Text {
    std::vector<std::uint32_t> words;
    std::vector<std::uint32_t> starts;  ///< per sentence the first of its words, and the end
  };
  class Words;
  void read_texts(const std::vector<Reading>& readings);
  void read_names(std::size_t readings);
  void find_sentences(const std::vector<Reading>& readings);

  const std::vector<Appearance>& appearances_;
  std::vector<Text> texts_;                             ///< per reading
  std::vector<std::vector<std::uint32_t>> sentences_;   ///< per named appearance, those that mention it; sorted
  std::vector<std::vector<std::uint32_t>> own_words_;   ///< per named appearance, words of the text's kind in its names
  std::vector<std::uint32_t> name_of_;                  ///< per named appearance
  std::vector<std::vector<std::uint32_t>> names_;       ///< per reading
  std::vector<std::vector<std::uint32_t>> name_words_;  ///< per name
  std::vector<double> name_weights_, word_weights_;
};

/// The contexts of one entity in all its documents.
class Profile {
 public:
  /// At most one context of a reading.
  Profile(const Contexts& all, std::span<const Context> contexts);

  std::size_t documents() const { return readings_.size(); }
  bool holds(std::uint32_t reading) const;

  /// With all its contexts but the one of the same reading, which must be this one.
  Similarity compare(const Context&) const;

 private:
  double shared_names(const Context&, bool held) const;
  double cosine(const Context&, bool held) const;

  const Contexts& all_;
  std::vector<std::uint32_t> readings_;
  std::vector<std::uint32_t> own_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names_;  ///< name, number of readings; sorted
  std::vector<std::pair<std::uint32_t, double>> words_;         ///< summed; sorted
  double square_ = 0;                                           ///< of the length of `words_`
};

}  // namespace whom::graph

#endif
