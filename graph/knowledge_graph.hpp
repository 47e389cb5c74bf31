// The graph that is asked: entities, statements and evidence of all documents, merged, immutable and compact.
#ifndef WHOM_GRAPH_KNOWLEDGE_GRAPH_HPP
#define WHOM_GRAPH_KNOWLEDGE_GRAPH_HPP

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/reading.hpp"

namespace whom::graph {

struct Correction;
class Ledger;
class SentenceIndex;

/// What mentions refer to, across documents.
struct Entity {
  std::string id;                    ///< slug of the name, see identity.hpp
  std::string name;                  ///< preferred name
  std::vector<std::string> aliases;  ///< sorted, without `name`
  EntityType type = EntityType::Concept;
  bool named = false;
};

/// A named entity of a document, and what it is across documents.
struct EntityLink {
  EntityIndex entity;
  std::uint32_t local = 0;  ///< its number in the document's reading
  std::string name;         ///< its name there
  double confidence = 1.0;  ///< that it is this entity, see identity.hpp
};

struct StatementIndex {
  std::uint32_t value = 0;
  auto operator<=>(const StatementIndex&) const = default;
};

/// How an entity takes part in a statement.
struct Participation {
  StatementIndex statement;
  enum class Place : std::uint32_t { Subject, Object, Qualifier } place = Place::Subject;
  std::uint32_t qualifier = 0;  ///< index into the statement's qualifiers when place is Qualifier
  auto operator<=>(const Participation&) const = default;
};

/// Immutable once made; all views stay valid as long as the graph. Safe for concurrent readers.
/// Entities are sorted by id, statements by their content (Statement's order), documents by id, the evidence of a
/// statement by its own order: the same for any order of readings. Corrections that say something are documents too;
/// they come last, in their order.
class KnowledgeGraph {
 public:
  /// Merges entities (identity.hpp), then statements, of the readings; applies the ledger's decisions, then the
  /// corrections (correction.hpp) in their order. What a correction no longer fits is a warning.
  /// The confidence of evidence is multiplied by that of the links of its subject, object and qualifiers.
  /// The readings are sound (problems(Reading) in check.hpp is empty); of several with one document id one is used.
  static KnowledgeGraph merge(std::vector<Reading> readings, const Ledger& ledger,
                              std::span<const Correction> corrections = {});

  KnowledgeGraph(KnowledgeGraph&&) noexcept;
  KnowledgeGraph& operator=(KnowledgeGraph&&) noexcept;
  ~KnowledgeGraph();

  std::span<const Document> documents() const;
  std::span<const Span> sentences(std::uint32_t document) const;
  std::span<const EntityLink> links(std::uint32_t document) const;  ///< sorted by entity, then by number
  std::span<const Entity> entities() const;
  std::span<const Statement> statements() const;

  /// Text of a span of a document, cut to what exists.
  std::string_view text(std::uint32_t document, Span) const;

  const Entity& entity(EntityIndex) const;
  const Statement& statement(StatementIndex) const;

  /// The entity with this id, or with an id that a decision of the ledger took away.
  std::optional<EntityIndex> find_entity(std::string_view id) const;

  /// 16 hex digits of the statement's content, the same in every graph that holds it.
  const std::string& statement_id(StatementIndex) const;

  /// The statement with this id, or a unique prefix of it; nothing when none or several match.
  std::optional<StatementIndex> find_statement(std::string_view id) const;

  std::span<const Evidence> evidence(StatementIndex) const;

  /// Statements the entity takes part in, in any place, sorted; time proportional to their number.
  std::span<const Participation> participations(EntityIndex) const;

  /// The same of a literal; made for all literals at the first call.
  std::span<const Participation> participations(const Literal&) const;

  /// Full-text search; made at the first call.
  const SentenceIndex& sentence_index() const;

  /// All relations, sorted, and the statements of one.
  std::span<const std::string> relations() const;
  std::span<const StatementIndex> with_relation(std::string_view relation) const;

  /// Entities one of whose names has this name key (name_key in names.hpp), best known (most evidence) first.
  std::vector<EntityIndex> named(std::string_view name) const;

  /// Entities whose name or an alias contains all words of `name`, best known first; `named` comes first.
  std::vector<EntityIndex> containing(std::string_view name) const;

  /// Some evidence comes from the narrator.
  bool asserted(StatementIndex) const;

  /// Ids that decisions of the ledger took away, sorted, and what they lead to.
  std::span<const std::pair<std::string, EntityIndex>> redirects() const;

  /// Decisions of the ledger that could not be carried out: "file:line: why".
  std::span<const std::string> warnings() const;

 private:
  friend class KnowledgeImage;
  struct Parts;
  explicit KnowledgeGraph(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

}  // namespace whom::graph

#endif
