// Statements and their evidence: the n-ary unit of the graph.
#ifndef WHOM_GRAPH_STATEMENT_HPP
#define WHOM_GRAPH_STATEMENT_HPP

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/value.hpp"

namespace whom::graph {

enum class Polarity : std::uint8_t { Affirmed, Denied };
constexpr Polarity opposite(Polarity p) { return p == Polarity::Affirmed ? Polarity::Denied : Polarity::Affirmed; }

enum class Modality : std::uint8_t { Actual, Planned, Possible, Conditional, Asked };

/// A further participant. Roles: about, with, at, in, on, since, until, before, after, for, by, as, to, from, ...
/// Times always stand under a role of time (on, in, since, until, before, after) and are Literals of type Time.
struct Qualifier {
  std::string role;
  Term value;
  auto operator<=>(const Qualifier&) const = default;
};

/// subject - relation - object, with qualifiers and status. The identity of a statement is all its members.
/// The subject is missing in a passive without agent ("Teow was arrested"), the object in "Sabah quit".
struct Statement {
  std::optional<Term> subject;
  std::string
      relation;  ///< lemma plus the particle or preposition that selects the object: "thank for", "be president of"
  std::optional<Term> object;
  std::vector<Qualifier> qualifiers;  ///< sorted, no duplicates
  Polarity polarity = Polarity::Affirmed;
  Modality modality = Modality::Actual;
  auto operator<=>(const Statement&) const = default;
};

/// A pronoun or nominal and the mention it was taken to refer to.
struct CoreferenceLink {
  Span mention;
  Span antecedent;
  auto operator<=>(const CoreferenceLink&) const = default;
};

/// One place in one document that says so.
struct Evidence {
  std::uint32_t document = 0;  ///< index into the owner's documents; 0 in a Reading
  Span sentence;
  std::optional<Span> subject;
  Span relation;
  std::optional<Span> object;
  std::vector<std::optional<Span>> qualifiers;  ///< parallel to the statement's qualifiers
  std::string phrase;                           ///< the words of the relation as written
  std::string rule;                             ///< name of the pattern that fired
  std::vector<EntityIndex> sources;             ///< speakers, outermost first; empty: the narrator
  std::vector<CoreferenceLink> links;
  double confidence = 1.0;
  auto operator<=>(const Evidence&) const = default;
};

std::string_view name(Polarity);
std::string_view name(Modality);
std::optional<Polarity> polarity(std::string_view name);
std::optional<Modality> modality(std::string_view name);

}  // namespace whom::graph

#endif
