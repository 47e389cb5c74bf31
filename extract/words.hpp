// What is known of words beyond one text: WordNet's classes, event and agent nouns, demonyms, and the classes of verbs
// that change what a clause below them claims.
#ifndef WHOM_EXTRACT_WORDS_HPP
#define WHOM_EXTRACT_WORDS_HPP

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace whom::extract {

/// A noun that names a happening ("visit") or a doer ("investor"), with its verb; `verb` is empty for other nouns.
struct Noun {
  std::string category;  ///< WordNet lexicographer file of its commonest sense: "person", "group", "act", ...
  enum class Kind : std::uint8_t { Plain, Event, Agent } kind = Kind::Plain;
  std::string verb;
};

/// What a verb says of the clause it governs (Karttunen's signatures, coarsened).
enum class Embedding : std::uint8_t {
  None,     ///< not in the table
  Fact,     ///< "begin to", "manage to": it happens
  Denial,   ///< "fail to", "refuse to": it does not
  Plan,     ///< "plan to", "agree to"
  Request,  ///< "urge … to"
  Attempt,  ///< "try to", "seem to": perhaps
};

/// Immutable tables; thread-safe.
class Words {
 public:
  explicit Words(const std::filesystem::path& table);

  const Noun* noun(std::string_view lemma) const;
  std::string_view verb_category(std::string_view lemma) const;

  /// The place an adjective belongs to: "canadian" -> "Canada".
  const std::string* place_of(std::string_view adjective) const;

  /// The usual name of a country or state by any of its names: "U.S." -> "United States"; null for other names.
  const std::string* country(std::string_view name) const;

  /// Other names of an office: "premier" -> "prime minister".
  const std::vector<std::string>& same_role(std::string_view lemma) const;

  /// "country", "city" or "company" for nouns that stand for one ("nation").
  std::string_view kind(std::string_view lemma) const;

  /// "female" or "male" for a given name in lower case that is mostly one, else empty.
  std::string_view gender(std::string_view given_name) const;

  Embedding embedding(std::string_view verb) const;

  /// Verbs whose clausal complement is what somebody says or holds.
  bool reports(std::string_view verb) const;
  /// Reporting verbs whose complement the reporter rejects ("deny").
  bool rejects(std::string_view verb) const;
  /// Reporting verbs whose complement the reporter only thinks likely ("suspect").
  bool supposes(std::string_view verb) const;
  /// Verbs of talking and meeting, whose purpose and prepositions give topics.
  bool conversational(std::string_view verb) const;
  /// Verbs so light that an event noun as object says what happened ("pay a visit").
  bool light(std::string_view verb) const;
  /// "Mr", with its full stop or without.
  bool honorific(std::string_view word) const;
  /// Membership in a named class of words.table.
  bool in(std::string_view category, std::string_view word) const;
  /// The names of these classes, in alphabetical order.
  std::vector<std::string> classes() const;

 private:
  std::unordered_map<std::string, Noun> nouns_;
  std::unordered_map<std::string, std::string> verbs_, places_, kinds_, given_names_, countries_;
  std::unordered_map<std::string, std::vector<std::string>> roles_;
  std::unordered_map<std::string, std::unordered_set<std::string>> classes_;
};

}  // namespace whom::extract

#endif
