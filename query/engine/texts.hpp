// What a graph was read from, for the parts of the language that ask about it.
#ifndef WHOM_QUERY_ENGINE_TEXTS_HPP
#define WHOM_QUERY_ENGINE_TEXTS_HPP

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::engine {

/// A place in a statement. Time: any qualifier that says when. Place: any that says where ("in", "at"; "to" where a
/// place stands under it), and the object of a relation that ends in such a preposition ("rally outside").
struct StatementPlace {
  enum class Kind : std::uint8_t { Subject, Object, Role, Time, Place } kind = Kind::Subject;
  std::string role;  ///< of Kind::Role
  auto operator<=>(const StatementPlace&) const = default;
};

// As the language names it: "subject", "object", "time", "place", else a role.
StatementPlace statement_place(const std::string& name);
std::string name(const StatementPlace&);
/// Those that are no roles.
std::span<const std::string_view> places_beside_roles();

/// What a name may stand for.
struct NameMatch {
  std::string text;
  std::vector<graph::EntityIndex> entities;  ///< any of them; sorted
  std::vector<std::string> stems;            ///< or a literal with all these words; empty: no literal
  bool topic = false;                        ///< what mentions the name is meant as well
};

/// How names are understood.
class NameSource {
 public:
  virtual ~NameSource() = default;
  /// Without entities and stems where nothing has the name. It is looked up once: the reference stays valid.
  virtual const NameMatch& find(const std::string& text, bool topic) const = 0;
  /// A name that is spelt nearly so; empty when none is.
  virtual std::string suggestion(std::string_view) const = 0;
  /// True when the text of a literal has all words of the match (which are not empty) in any form.
  virtual bool has_words(std::string_view literal, const NameMatch&) const = 0;
};

bool matches(const NameSource&, const NameMatch&, const graph::Term&);

/// Null where a graph was not read from texts, and where no names are understood.
struct Texts {
  Texts() = default;
  Texts(const graph::KnowledgeGraph* of, const NameSource* by = nullptr) : knowledge(of), names(by) {}
  const graph::KnowledgeGraph* knowledge = nullptr;
  const NameSource* names = nullptr;
};

}  // namespace whom::engine

#endif
