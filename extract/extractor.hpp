// The front door of extract: an analysed document in, what it says out.
#ifndef WHOM_EXTRACT_EXTRACTOR_HPP
#define WHOM_EXTRACT_EXTRACTOR_HPP

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.hpp"
#include "extract/rule.hpp"
#include "graph/reading.hpp"

namespace whom::extract {

class RuleSet;
class Words;
struct Finding;

/// Rules beside those built in, and those of either that are switched off, by name.
struct RuleChoice {
  std::vector<rule::File> files;
  std::vector<std::string> without;
};

/// Mentions, coreference, clauses and statements of analysed documents. Immutable and thread-safe.
class Extractor {
 public:
  /// Loads the word table words.tsv from the folder of weights. Throws std::runtime_error when it is missing, RuleError
  /// when the rules make no sense.
  explicit Extractor(const std::filesystem::path& weights, RuleChoice = {});
  Extractor(Extractor&&) noexcept;
  ~Extractor();

  const RuleSet& rules() const { return *rules_; }

  /// What the rules find in a document.
  std::vector<Finding> try_rules(const graph::Document&, const std::vector<Sentence>&) const;

  /// What the document says; sentence spans must lie in its text.
  graph::Reading read(graph::Document document, const std::vector<Sentence>& sentences) const;

  /// What refers to what in a document: all mentions with their entity, whole noun phrases, in order of their begin,
  /// the longer first.
  std::vector<EntityMention> mentions(const std::string& text, const std::vector<Sentence>& sentences) const;

  /// One sentence as n-ary tuples, a line each: line, confidence, relation, arguments; separated by tabs. The words are
  /// those of `line`, which is tokenised by spaces into the sentence's tokens (the CaRB input of other engines).
  void carb(std::ostream&, std::string_view line, const Sentence&) const;

  /// The same statements as binary triples, a line each: line, subject, relation, object (BenchIE).
  void benchie(std::ostream&, std::string_view line, const Sentence&) const;

 private:
  std::unique_ptr<const Words> words_;
  std::unique_ptr<const RuleSet> rules_;
};

}  // namespace whom::extract

#endif
