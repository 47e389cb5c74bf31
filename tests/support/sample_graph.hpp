// A small invented corpus for tests: readings written by hand, whose spans are found by their words.
#ifndef WHOM_TESTS_SUPPORT_SAMPLE_GRAPH_HPP
#define WHOM_TESTS_SUPPORT_SAMPLE_GRAPH_HPP

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/reading.hpp"

namespace whom::test {

/// How a report says what it says.
struct Status {
  graph::Polarity polarity = graph::Polarity::Affirmed;
  graph::Modality modality = graph::Modality::Actual;
  std::vector<graph::EntityIndex> sources;
};

/// Writes one reading sentence by sentence. Entities and phrases are looked up in the text, so a report's words must
/// stand in the sentence added last; where an entity's name does not, its place in the evidence stays empty.
class ReadingBuilder {
 public:
  explicit ReadingBuilder(std::string key, std::string date = "", std::string publisher = "");

  /// Appends a sentence (and the space before it).
  ReadingBuilder& sentence(std::string_view text);

  /// An entity; its first mention is its name's first occurrence, else that of an alias, else the whole text so far.
  graph::EntityIndex entity(std::string name, graph::EntityType type, std::vector<std::string> aliases = {},
                            bool named = true);

  /// A statement of the last sentence. `phrase` is the relation as written there.
  ReadingBuilder& report(std::optional<graph::Term> subject, std::string relation, std::optional<graph::Term> object,
                         std::string_view phrase, std::vector<graph::Qualifier> qualifiers = {}, Status status = {});

  /// The finished reading, with its document id.
  graph::Reading finish();

 private:
  graph::Span find(std::string_view words, graph::Span within) const;
  std::optional<graph::Span> find(const graph::Term& term) const;
  graph::Reading reading_;
};

graph::Literal time(std::string value, std::string text);
graph::Literal text(std::string value);

/// Talks on Haiti between invented people: Tomas Okello (president of Marovia), Ingrid Valmont (foreign minister of
/// Cestria), Pavel Dressler, Lena Marchetti and others. Three documents: "talks", "call" and "company".
std::vector<graph::Reading> sample_readings();

/// The same, merged without decisions.
graph::KnowledgeGraph sample_graph();

}  // namespace whom::test

#endif
