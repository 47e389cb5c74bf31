// What phrases refer to, as the values of statements.
#ifndef WHOM_EXTRACT_PARTICIPANTS_HPP
#define WHOM_EXTRACT_PARTICIPANTS_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/coreference.hpp"
#include "extract/words.hpp"
#include "graph/reading.hpp"

namespace whom::extract {

/// How sure a coreference link is.
inline constexpr double kCoreferenceConfidence = 0.85;

struct Participant {
  graph::Term term;
  graph::Span span;
  std::optional<graph::CoreferenceLink> link;
  double confidence = 1.0;
};

/// Entities of the document, made when first used.
class Entities {
 public:
  Entities(const Coreference&, graph::Reading&);

  graph::EntityIndex of(int cluster);

  /// A place that only an adjective names: "Canadian".
  graph::EntityIndex place(const std::string& name, graph::Span mention);

 private:
  graph::EntityIndex add(graph::LocalEntity);

  const Coreference& coreference_;
  graph::Reading& reading_;
  std::map<int, graph::EntityIndex> of_cluster_;
  std::map<std::string, graph::EntityIndex> of_name_;
};

/// A sentence in its document, as the readers of statements see it.
struct SentenceContext {
  const DocumentView& document;
  const Coreference& coreference;
  const Words& words;
  std::string_view date;  ///< of the document, ISO or empty
  int sentence = 0;
  const Tree& tree;
  const std::vector<Clause>& clauses;
};

SentenceContext sentence_context(const DocumentView&, const Coreference&, const Words&, std::string_view date,
                                 std::size_t sentence);

class Participants {
 public:
  Participants(const SentenceContext&, Entities&);

  /// What a phrase refers to: one or several; none when that is not known.
  std::vector<Participant> of(const Phrase&);
  std::vector<Participant> of(const std::vector<Phrase>&);

  Participant literal(const Indices& words, graph::LiteralType) const;

  /// The words as the document has them.
  std::string text(const Indices& words) const;

  /// A place by its adjective: "Canadian".
  Participant place(const std::string& name, int token);

  /// Somebody who takes part unnamed, through the word at `token`: "we".
  Participant through(int cluster, int token);

 private:
  bool amount(int head) const;
  bool clausal(int head) const;

  const SentenceContext& c_;
  const Tree& t;
  Entities& entities_;
};

/// Words in lower case.
std::vector<std::string> folded(const Tree&, const Indices& words);

/// Words in lower case, joined by spaces: the role that a preposition gives.
std::string role_of(const Tree&, const Indices& marker);

/// Of the roles of times, those that tell until when: "until", "to".
bool marks_end(std::string_view role);

}  // namespace whom::extract

#endif
