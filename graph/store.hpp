// The durable record: one SQLite file that anyone can open.
#ifndef WHOM_GRAPH_STORE_HPP
#define WHOM_GRAPH_STORE_HPP

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph/correction.hpp"
#include "graph/knowledge_graph.hpp"
#include "graph/reading.hpp"

namespace whom::graph {

/// A store that cannot be opened, read or written; the message names the file and says why, in one line.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct DocumentSummary {
  Document document;  ///< `text` left empty
  std::size_t sentences = 0, statements = 0;
};

/// What decides what graph a store gives. Equal states of one path give equal graphs.
struct StoreState {
  std::string contents;  ///< hash of all that was put into the store and removed from it, and of its ledger
  std::string file;      ///< how often SQLite, whoever used it, changed the file
  bool operator==(const StoreState&) const = default;
};

struct MergedStore {
  KnowledgeGraph graph;
  std::string contents;  ///< of the state it is of; empty when the store is older than states
};

/// Used by one thread at a time; any number of stores may read one file.
class Store {
 public:
  enum class Mode { Read, Write, Update };

  /// Read: the file must exist; it may lie on read-only media. Write: made when missing; an older
  /// version is brought up to date. Update: the same of a file that must exist. Throws StoreError when it
  /// is not a whom store, is truncated, was written by a newer version, or is locked by another writer.
  Store(const std::filesystem::path&, Mode);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// True when exactly this document (id and key) is stored: reading it again would change nothing.
  bool contains(const Document&) const;

  /// Stores a reading in one durable transaction. An older document of the same key is replaced. The same document
  /// under several keys is stored once, as the first key (by bytes) has it. Throws std::invalid_argument when the
  /// reading is not sound (problems(Reading) in check.hpp).
  void put(const Reading&);

  /// Removes the document with this id (or unique prefix), key or URL, and what only it said. False: no such document.
  /// Throws StoreError when several ids begin so.
  bool remove(const std::string& document);

  /// Ends a build: brings the merged tables (entity, alias, entity_link, statement, qualifier, evidence) and the
  /// full-text indexes up to date and settles. Returns what it had to merge for that.
  std::optional<MergedStore> finish();

  /// Leaves no journal beside the file. Where another program uses the file or the disk is full, nothing is lost and
  /// nothing is thrown: whoever comes next settles.
  void settle();

  /// The same of a file that is left so, where it can be written to and nobody uses it. Throws nothing.
  static void settle_what_is_left(const std::filesystem::path&);

  std::vector<DocumentSummary> documents() const;

  /// Keeps a correction in one durable transaction, with an id of its own, which is returned.
  std::string put(Correction);

  /// Removes the correction with this id (or unique prefix). False: no such correction. Throws StoreError when several
  /// ids begin so.
  bool remove_correction(const std::string& id);

  /// In the order in which they were put.
  std::vector<Correction> corrections() const;

  /// All readings merged, with the decisions of the ledger beside the file (FILE.ledger; LedgerError when it does not
  /// parse) and the corrections. Works on an unfinished store as well.
  KnowledgeGraph graph() const { return merged().graph; }
  MergedStore merged() const;

  /// StoreState::contents as they are now, while it is being built too; empty when the store is older than states.
  std::string contents() const;

  /// As it is now; nothing when the store is older than states, or is being built: until the next build is finished.
  std::optional<StoreState> state() const;

  /// Problems of the file itself (SQLite's integrity check, dangling references, stale merged tables).
  std::vector<std::string> problems() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace whom::graph

#endif
