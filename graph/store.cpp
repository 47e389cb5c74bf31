// One document, one transaction: a build that dies leaves whole documents only. Writing switches the file to a
// write-ahead log, finish() switches it back, so that a finished file stands alone and opens from read-only media.
// What is committed is done: a switch back that is not to be had now is left to whoever comes next.
// A correction is one short transaction and needs no log.
// The switches themselves, and making the tables, go through a rollback journal, which a build that dies may leave.
// The merged tables are a copy for other programs; graph() always merges the local rows, which alone are the record.
#include "graph/store.hpp"

#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>

#include "graph/check.hpp"
#include "graph/hash.hpp"
#include "graph/ledger.hpp"
#include "graph/merged_rows.hpp"
#include "graph/reading_rows.hpp"
#include "graph/schema.hpp"
#include "graph/sqlite.hpp"

namespace whom::graph {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& why) { throw StoreError(path.string() + ": " + why); }

/// The fields of SQLite's file header that tell whether this is ours and whole.
class Header {
 public:
  explicit Header(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    in.read(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
    complete_ = static_cast<bool>(in);
  }

  bool is_sqlite() const { return complete_ && std::memcmp(bytes_.data(), "SQLite format 3", 16) == 0; }
  int application() const { return static_cast<int>(big_endian(68, 4)); }
  bool write_ahead() const { return big_endian(18, 1) == 2; }
  std::uint32_t changes() const { return big_endian(24, 4); }

  /// Bytes the file must have; 0 when the header does not tell.
  std::uintmax_t size() const {
    const std::uint32_t page = big_endian(16, 2) == 1 ? 65536 : big_endian(16, 2);
    const bool valid = big_endian(24, 4) == big_endian(92, 4);
    return valid ? std::uintmax_t{page} * big_endian(28, 4) : 0;
  }

 private:
  std::uint32_t big_endian(std::size_t offset, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes_[offset + i]);
    return value;
  }

  std::array<char, 100> bytes_ = {};
  bool complete_ = false;
};

bool has_beside(const fs::path& path, const char* suffix) {
  std::error_code error;
  const auto size = fs::file_size(path.string() + suffix, error);
  return !error && size > 0;
}

bool has_log(const fs::path& path) { return has_beside(path, "-wal"); }
bool has_journal(const fs::path& path) { return has_beside(path, "-journal"); }

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

bool writable(const fs::path& path) { return access(path.c_str(), W_OK) == 0; }

/// What is at the path is a store, as far as its first bytes tell.
void check_file(const fs::path& path) {
  if (fs::is_directory(path)) fail(path, "is a directory");
  if (access(path.c_str(), R_OK) != 0) fail(path, std::string("cannot be read: ") + std::strerror(errno));
  const Header header(path);
  if (!header.is_sqlite() || header.application() != application_id) fail(path, "is not a whom store");
  const bool alone = !has_log(path) && !has_journal(path);
  if (alone && fs::file_size(path) < header.size()) fail(path, "is damaged: the file is truncated");
}

void check_target(const fs::path& path) {
  const fs::path folder = folder_of(path);
  if (!fs::is_directory(folder)) fail(path, "cannot be made: there is no folder " + folder.string());
  if (!writable(folder)) fail(path, "cannot be written: the folder is read-only");
  if (fs::exists(path) && !writable(path)) fail(path, "cannot be written: it is read-only");
}

/// Nobody can be writing where we cannot write, so a file that stands alone may be read without locks.
Database::Access access_for(const fs::path& path, Store::Mode mode) {
  if (mode == Store::Mode::Write) return Database::Access::Write;
  if (mode == Store::Mode::Update) return Database::Access::Update;
  const bool folder_writable = writable(folder_of(path));
  if (has_journal(path)) return folder_writable ? Database::Access::Recover : Database::Access::Read;
  const bool alone = Header(path).write_ahead() && !has_log(path) && !folder_writable;
  return alone ? Database::Access::ReadImmutable : Database::Access::Read;
}

Database open(const fs::path& path, Store::Mode mode) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::none) fail(path, "cannot be opened: " + error.message());
  const bool missing = !fs::exists(status);
  if (missing && mode != Store::Mode::Write) fail(path, "no such file");
  const bool fresh = missing || (fs::is_regular_file(status) && fs::file_size(path) == 0);
  if (!fresh || mode != Store::Mode::Write) check_file(path);
  if (mode != Store::Mode::Read) check_target(path);
  return Database(path, access_for(path, mode));
}

/// False: the log stays, and holds what the file lacks.
bool remove_log(Database& database) try {
  if (database.value("PRAGMA journal_mode") != "wal") return true;
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  database.value("PRAGMA journal_mode = DELETE");
  return true;
} catch (const StoreError&) {
  return false;
}

std::string hash_of_ledger(const fs::path& store) { return Hash().add(Ledger::text(Ledger::beside(store))).hex(); }

}  // namespace

struct Store::Parts {
  Parts(const fs::path& file, Mode mode) : path(file), database(open(file, mode)) {}

  fs::path path;
  Database database;
  bool logging = false;  ///< the write-ahead log has been switched on

  void prepare(Mode mode);
  void upgrade(std::size_t version);
  int version() { return std::stoi(database.value("PRAGMA user_version")); }
  bool has_revision() { return version() >= 3; }
  bool has_corrections() { return version() >= 4; }
  void advance(const std::string& change);
  std::string contents();
  std::vector<Correction> corrections();
  std::optional<std::int64_t> resolve_correction(const std::string& id);
  template <class Change>
  void write(const Change& change);
  template <class Change>
  void write_logged(const Change& change);
  void begin_writing();
  std::optional<std::pair<std::int64_t, std::string>> stored(const std::string& id);
  std::optional<std::int64_t> resolve(const std::string& document);
  void release_key(const std::string& key);
  std::vector<std::string> take_out(std::int64_t number);
  void set_first_key(std::int64_t number);
  void add_key(const std::string& key, std::int64_t number);
  void replace(const Reading& reading);
  void mark_stale() { database.execute("DELETE FROM merged"); }
  bool is_stale();
  MergedStore merge();
};

/// Makes the tables of a new file, and those that an older one lacks; refuses what a newer program wrote and, when
/// writing, what another one is writing.
void Store::Parts::prepare(Mode mode) {
  if (mode != Mode::Read) {
    if (database.read_only()) database.fail("cannot be written: it is read-only");
    Transaction transaction(database, Transaction::Kind::Write);
    const bool is_new = database.value("PRAGMA application_id") == "0";
    if (is_new) database.execute("PRAGMA application_id = " + std::to_string(application_id));
    upgrade(is_new ? 0 : static_cast<std::size_t>(this->version()));
    transaction.commit();
  }
  if (database.value("PRAGMA application_id") == "0")
    database.fail("is empty: the build that began it was interrupted");
  const int version = this->version();
  if (version > schema_version) database.fail("was written by a newer version of whom");
  if (version < 1) database.fail("is damaged: it has no version");
}

/// The merged tables of an older program lack what is new.
void Store::Parts::upgrade(std::size_t version) {
  if (version >= schema.size()) return;
  for (std::size_t next = version; next < schema.size(); ++next) database.execute(schema[next]);
  database.execute("PRAGMA user_version = " + std::to_string(schema_version));
  mark_stale();
  if (version >= 3) return;
  for (const Reading& reading : load_readings(database)) advance(hash_of(reading));
}

void Store::Parts::advance(const std::string& change) {
  const std::string next = Hash().add(database.value("SELECT hash FROM revision")).add(change).hex();
  database.prepare("UPDATE revision SET hash = ?").run(next);
}

std::string Store::Parts::contents() {
  if (!has_revision()) return {};
  return Hash().add(database.value("SELECT hash FROM revision")).add(hash_of_ledger(path)).hex();
}

void Store::Parts::begin_writing() {
  if (logging) return;
  database.value("PRAGMA journal_mode = WAL");
  logging = true;
}

/// The stored document with this id: its number and key.
std::optional<std::pair<std::int64_t, std::string>> Store::Parts::stored(const std::string& id) {
  Cursor row = database.prepare("SELECT number, key FROM document WHERE id = ?");
  if (!row.bind(id).next()) return std::nullopt;
  return std::pair(row.integer(0), row.text(1));
}

std::optional<std::int64_t> Store::Parts::resolve(const std::string& document) {
  Cursor exact = database.prepare(
      "SELECT number FROM document WHERE id = ?1 OR url = ?1"
      " UNION SELECT document FROM document_key WHERE key = ?1");
  if (exact.bind(document).next()) return exact.integer(0);
  Cursor prefix = database.prepare("SELECT number FROM document WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2");
  if (document.empty() || !prefix.bind(document).next()) return std::nullopt;
  const std::int64_t number = prefix.integer(0);
  if (prefix.next()) database.fail("the ids of several documents begin with '" + document + "'");
  return number;
}

/// A document that no key leads to any more is gone.
void Store::Parts::release_key(const std::string& key) {
  Cursor row = database.prepare("SELECT document FROM document_key WHERE key = ?");
  if (!row.bind(key).next()) return;
  const std::int64_t number = row.integer(0);
  database.prepare("DELETE FROM document_key WHERE key = ?").run(key);
  database
      .prepare(
          "DELETE FROM document WHERE number = ?1 AND NOT EXISTS"
          "(SELECT 1 FROM document_key WHERE document = ?1)")
      .run(number);
  set_first_key(number);
}

void Store::Parts::set_first_key(std::int64_t number) {
  database
      .prepare("UPDATE document SET key = (SELECT min(key) FROM document_key WHERE document = number) WHERE number = ?")
      .run(number);
}

/// Removes a document and returns the keys that led to it.
std::vector<std::string> Store::Parts::take_out(std::int64_t number) {
  std::vector<std::string> keys;
  Cursor row = database.prepare("SELECT key FROM document_key WHERE document = ?");
  row.bind(number);
  while (row.next()) keys.push_back(row.text(0));
  database.prepare("DELETE FROM document WHERE number = ?").run(number);
  return keys;
}

std::vector<Correction> Store::Parts::corrections() {
  std::vector<Correction> all;
  if (!has_corrections()) return all;
  Cursor row = database.prepare("SELECT id, time, curator, pattern, changes FROM correction ORDER BY number");
  while (row.next()) try {
      all.push_back({row.text(0), row.text(1), row.text(2), row.text(3), {}, {}, {}});
      read_changes(row.text(4), all.back());
    } catch (const std::runtime_error& error) {
      database.fail(std::string("is damaged: ") + error.what());
    }
  return all;
}

std::optional<std::int64_t> Store::Parts::resolve_correction(const std::string& id) {
  Cursor row = database.prepare("SELECT number FROM correction WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2");
  if (id.empty() || !row.bind(id).next()) return std::nullopt;
  const std::int64_t number = row.integer(0);
  if (row.next()) database.fail("the ids of several corrections begin with '" + id + "'");
  return number;
}

/// `change` returns what the revision keeps of it.
template <class Change>
void Store::Parts::write(const Change& change) {
  Transaction transaction(database, Transaction::Kind::Write);
  advance(change());
  mark_stale();
  transaction.commit();
}

template <class Change>
void Store::Parts::write_logged(const Change& change) {
  begin_writing();
  write(change);
}

void Store::Parts::add_key(const std::string& key, std::int64_t number) {
  database.prepare("INSERT OR REPLACE INTO document_key VALUES(?, ?)").run(key, number);
}

bool Store::Parts::is_stale() {
  Cursor row = database.prepare("SELECT ledger FROM merged");
  return !row.next() || row.text(0) != hash_of_ledger(path);
}

/// The ledger may be written to meanwhile; then it is read anew.
MergedStore Store::Parts::merge() {
  for (;;) {
    const std::string before = contents();
    MergedStore merged{
        KnowledgeGraph::merge(load_readings(database), Ledger::load(Ledger::beside(path)), corrections()), before};
    if (contents() == before) return merged;
  }
}

Store::Store(const fs::path& path, Mode mode) : parts_(std::make_unique<Parts>(path, mode)) { parts_->prepare(mode); }
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

bool Store::contains(const Document& document) const {
  Cursor row = parts_->database.prepare(
      "SELECT 1 FROM document_key k JOIN document d ON d.number = k.document WHERE k.key = ? AND d.id = ?");
  return row.bind(document.key, document.id).next();
}

/// Texts that are the same byte for byte are one document with several keys: the reading of the first key stands.
void Store::Parts::replace(const Reading& reading) {
  const Document& document = reading.document;
  const auto same = stored(document.id);
  if (same && same->second < document.key) {
    release_key(document.key);
    return add_key(document.key, same->first);
  }
  std::vector<std::string> keys = same ? take_out(same->first) : std::vector<std::string>();
  release_key(document.key);
  const std::int64_t number = insert_reading(database, reading);
  keys.push_back(document.key);
  for (const std::string& key : keys) add_key(key, number);
  set_first_key(number);
}

void Store::put(const Reading& reading) {
  const auto found = graph::problems(reading);
  if (!found.empty()) throw std::invalid_argument(found.front());
  parts_->write_logged([&] {
    parts_->replace(reading);
    return hash_of(reading);
  });
}

bool Store::remove(const std::string& document) {
  const auto number = parts_->resolve(document);
  if (!number) return false;
  parts_->write_logged([&] {
    parts_->take_out(*number);
    return "remove " + std::to_string(*number);
  });
  return true;
}

std::string Store::put(Correction correction) {
  const std::string changes = changes_as_json(correction);
  Correction read_back;
  read_changes(changes, read_back);
  parts_->write([&] {
    correction.id = Hash()
                        .add(parts_->database.value("SELECT hash FROM revision"))
                        .add(correction.time)
                        .add(correction.curator)
                        .add(correction.pattern)
                        .add(changes)
                        .hex();
    parts_->database.prepare("INSERT INTO correction(id, time, curator, pattern, changes) VALUES(?, ?, ?, ?, ?)")
        .run(correction.id, correction.time, correction.curator, correction.pattern, changes);
    return correction.id;
  });
  return correction.id;
}

bool Store::remove_correction(const std::string& id) {
  const auto number = parts_->resolve_correction(id);
  if (!number) return false;
  parts_->write([&] {
    parts_->database.prepare("DELETE FROM correction WHERE number = ?").run(*number);
    return "remove correction " + std::to_string(*number);
  });
  return true;
}

std::vector<Correction> Store::corrections() const { return parts_->corrections(); }

std::optional<MergedStore> Store::finish() {
  Database& database = parts_->database;
  std::optional<MergedStore> merged;
  if (parts_->is_stale()) {
    parts_->begin_writing();
    Transaction transaction(database, Transaction::Kind::Write);
    merged = parts_->merge();
    write_merged(database, merged->graph);
    database.execute("DELETE FROM merged");
    database.prepare("INSERT INTO merged VALUES(?)").run(hash_of_ledger(parts_->path));
    transaction.commit();
  }
  settle();
  return merged;
}

void Store::settle() {
  if (remove_log(parts_->database)) parts_->logging = false;
}

void Store::settle_what_is_left(const fs::path& path) try {
  const Header header(path);
  const bool is_left = header.is_sqlite() && header.application() == application_id && header.write_ahead();
  if (!is_left || has_log(path) || !writable(path) || !writable(folder_of(path))) return;
  Database database(path, Database::Access::Update);
  remove_log(database);
} catch (const StoreError&) {
  return;
}

std::vector<DocumentSummary> Store::documents() const {
  Cursor row = parts_->database.prepare(
      "SELECT id, key, title, date, url, publisher,"
      " (SELECT count(*) FROM sentence s WHERE s.document = d.number),"
      " (SELECT count(*) FROM local_report r WHERE r.document = d.number) FROM document d ORDER BY key");
  std::vector<DocumentSummary> summaries;
  while (row.next()) {
    summaries.push_back({{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), ""},
                         row.number(6),
                         row.number(7)});
  }
  return summaries;
}

MergedStore Store::merged() const {
  Transaction transaction(parts_->database, Transaction::Kind::Read);
  return parts_->merge();
}

std::string Store::contents() const { return parts_->contents(); }

std::optional<StoreState> Store::state() const {
  const Header header(parts_->path);
  std::string contents = parts_->contents();
  if (contents.empty() || header.write_ahead()) return {};
  return StoreState{std::move(contents), std::to_string(header.changes()) + " " + std::to_string(header.size())};
}

std::vector<std::string> Store::problems() const {
  std::vector<std::string> found;
  const std::string where = parts_->path.string() + ": ";
  Cursor integrity = parts_->database.prepare("PRAGMA integrity_check");
  while (integrity.next()) {
    if (integrity.text(0) != "ok") found.push_back(where + integrity.text(0));
  }
  Cursor dangling = parts_->database.prepare("PRAGMA foreign_key_check");
  while (dangling.next()) {
    found.push_back(where + "a row of " + dangling.text(0) + " refers to no row of " + dangling.text(2));
  }
  if (parts_->is_stale())
    found.push_back(where +
                    "the merged tables lag behind the documents, the ledger or corrections; run whom build -o " +
                    parts_->path.string());
  return found;
}

}  // namespace whom::graph
