// The language models of whom: networks and lemmatiser, loaded from the folder of weights.
#ifndef WHOM_EXTRACT_MODEL_MODEL_HPP
#define WHOM_EXTRACT_MODEL_MODEL_HPP

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.hpp"

namespace whom::extract {

/// The folder of weights: $WHOM_DATA, else beside the program (../share/whom), else the source tree it was built from.
/// Throws std::runtime_error naming the places it looked.
std::filesystem::path weights_folder();

/// Base forms without the network: exceptions and suffix rules learned from the treebanks. Thread-safe.
class Lemmatizer {
 public:
  /// Reads lemmas.tsv. Throws std::runtime_error naming file and line.
  explicit Lemmatizer(const std::filesystem::path& table);
  Lemmatizer(Lemmatizer&&) noexcept;
  ~Lemmatizer();

  /// Lemma of a form with this Penn tag (xpos).
  std::string lemma(std::string_view form, std::string_view xpos) const;

  /// Base form of a word without context, if it is a form of a known verb ("met" -> "meet") or noun ("allies" ->
  /// "ally").
  std::optional<std::string> verb(std::string_view form) const;
  std::optional<std::string> noun(std::string_view form) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// lemmas.tsv of a folder of weights.
Lemmatizer load_lemmatizer(const std::filesystem::path& weights);

/// Fast: a small recurrent network that sees one sentence. Accurate: a transformer that sees about a hundred words,
/// averaged with the fast one, and some six times slower.
enum class Model { Fast, Accurate };

/// The network as an Analyzer: tags, heads, relations and entities in one pass, lemmas by the lemmatiser. A sentence of
/// more than 300 tokens is parsed in pieces; the roots of the later ones hang on that of the first as parataxis.
std::unique_ptr<Analyzer> load_analyzer(const std::filesystem::path& weights, Model = Model::Fast);

}  // namespace whom::extract

#endif
