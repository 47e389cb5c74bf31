// What a question is rewritten to: statement patterns over variables and names, joined on their variables.
#ifndef WHOM_QUERY_QUESTION_PATTERN_HPP
#define WHOM_QUERY_QUESTION_PATTERN_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "query/engine/texts.hpp"
#include "query/question/ast.hpp"

namespace whom::query {

using Location = engine::StatementPlace;
using engine::NameMatch;

/// A participant of the question: a variable or a name, by index into the pattern.
struct Participant {
  enum class Kind : std::uint8_t { Variable, Name } kind = Kind::Variable;
  std::size_t index = 0;
  auto operator<=>(const Participant&) const = default;
};

struct Slot {
  Participant participant;
  std::vector<Location> locations;  ///< any of them
  auto operator<=>(const Slot&) const = default;
};

/// One way to read a clause. Slots take different places of the statement.
struct Alternative {
  std::string relation;
  std::vector<Slot> slots;
  std::string asked;         ///< the relation asked for, when `relation` answers in its place; else empty
  bool irreflexive = false;  ///< subject and object must differ
  /// Of the options of a question with "or", numbered from bit 0, those it speaks of; see Pattern::options.
  std::uint64_t options = 1;
  auto operator<=>(const Alternative&) const = default;
};

/// A statement that fits any of the alternatives, the status and all times.
struct StatementPattern {
  std::vector<Alternative> alternatives;
  graph::Polarity polarity = graph::Polarity::Affirmed;
  graph::Modality modality = graph::Modality::Actual;
  std::vector<ast::TimeFilter> times;
  /// A hidden variable: what is reported, the same for all statements that the same words of a text say.
  std::optional<std::size_t> report;
};

/// Holds of one and the same evidence of a statement.
struct EvidenceFilter {
  bool asserted = false;
  std::vector<std::size_t> sources;                  ///< names, each one of the speakers
  std::vector<std::vector<std::string>> publishers;  ///< each: as the documents name them, any of them
  std::vector<ast::ConfidenceFilter> confidence;
};

struct Variable {
  std::string name;  ///< unique in the pattern
  bool column = false;
};

struct Pattern {
  enum class Form : std::uint8_t { Rows, Count, Polar, Connection } form = Form::Rows;
  std::vector<Variable> variables;
  std::vector<NameMatch> names;
  std::vector<StatementPattern> statements;
  std::size_t main_statements = 1;  ///< how many of them are the main clause; "A and B" makes it several
  std::size_t options = 1;          ///< of the main clause: "A or B" are two
  EvidenceFilter evidence;
  std::vector<std::size_t> columns;  ///< variables; the one counted for Form::Count
  /// Two columns that may be exchanged, because all that tells them apart is a symmetric relation.
  std::optional<std::pair<std::size_t, std::size_t>> interchangeable;
  std::pair<std::size_t, std::size_t> ends;                       ///< names, for Form::Connection
  std::optional<std::pair<std::size_t, std::size_t>> topic_ends;  ///< what mentions them, where nothing connects them
  std::optional<std::uint64_t> limit;
};

/// Indices of the names that the pattern speaks of; readings that failed leave others behind.
std::set<std::size_t> names_in_use(const Pattern&);

/// What its names were taken for, a line each.
std::string print_names(const Pattern&, const graph::KnowledgeGraph&);

}  // namespace whom::query

#endif
