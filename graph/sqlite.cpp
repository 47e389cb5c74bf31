#include "graph/sqlite.hpp"

#include <sqlite3.h>

#include <limits>

#include "graph/store.hpp"

namespace whom::graph {
namespace {

constexpr int patience_ms = 5000;

std::string explain(int code, const char* message) {
  if (code == SQLITE_READONLY_ROLLBACK) return "was left half written and cannot be repaired here: it is read-only";
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return "is not a whom store";
    case SQLITE_CORRUPT:
      return "is damaged: " + std::string(message);
    case SQLITE_FULL:
      return "cannot be written: the disk is full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "is locked by another program";
    case SQLITE_READONLY:
      return "cannot be written: it is read-only";
    case SQLITE_CANTOPEN:
      return "cannot be opened";
    case SQLITE_IOERR:
      return "cannot be read or written: disk I/O error";
    case SQLITE_ERROR:  // a table or column that should be there is not
      return "is damaged: " + std::string(message);
    default:
      return message;
  }
}

int flags_of(Database::Access access) {
  switch (access) {
    case Database::Access::Write:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Access::Recover:
    case Database::Access::Update:
      return SQLITE_OPEN_READWRITE;
    default:
      return SQLITE_OPEN_READONLY;
  }
}

/// "file:" URI of a path.
std::string uri(const std::filesystem::path& path, const char* parameters) {
  std::string made = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '.' || c == '-' || c == '_';
    if (plain) {
      made += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    made += '%';
    made += "0123456789ABCDEF"[byte >> 4];
    made += "0123456789ABCDEF"[byte & 15];
  }
  return made + parameters;
}

}  // namespace

// ---- Cursor --------------------------------------------------------------------------------------------------------

void Cursor::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Cursor::Cursor(const Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}

void Cursor::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

void Cursor::bind_one(int parameter, std::nullopt_t) { sqlite3_bind_null(statement_.get(), parameter); }

void Cursor::bind_one(int parameter, std::string_view value) {
  const char* text = value.data() == nullptr ? "" : value.data();
  const int code = sqlite3_bind_text64(statement_.get(), parameter, text, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->fail(code);
}

void Cursor::bind_one(int parameter, double value) { sqlite3_bind_double(statement_.get(), parameter, value); }
void Cursor::bind_one(int parameter, std::int64_t value) { sqlite3_bind_int64(statement_.get(), parameter, value); }

bool Cursor::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    const int reason = sqlite3_extended_errcode(database_->connection_.get());
    database_->fail(reason);
  }
  return false;
}

bool Cursor::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

std::string Cursor::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return "";
  return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::int64_t Cursor::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Cursor::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::uint32_t Cursor::number(int column) const {
  const std::int64_t value = integer(column);
  const bool fits = value >= 0 && value <= std::numeric_limits<std::uint32_t>::max();
  if (!fits || sqlite3_column_type(statement_.get(), column) != SQLITE_INTEGER) {
    database_->fail("is damaged: a number is out of range");
  }
  return static_cast<std::uint32_t>(value);
}

// ---- Database ------------------------------------------------------------------------------------------------------

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Database::Database(const std::filesystem::path& path, Access access) : name_(path.string()) {
  const int flags = flags_of(access);
  const std::string name = uri(path, access == Access::ReadImmutable ? "?immutable=1" : "");
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &connection, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(connection, patience_ms);
  sqlite3_extended_result_codes(connection, 1);
  execute(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
      "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768");
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

Cursor Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return Cursor(*this, statement);
}

std::string Database::value(std::string_view sql) const {
  Cursor cursor = prepare(sql);
  return cursor.next() ? cursor.text(0) : "";
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(connection_.get()); }
bool Database::read_only() const { return sqlite3_db_readonly(connection_.get(), "main") != 0; }

void Database::fail(const std::string& why) const { throw StoreError(name_ + ": " + why); }

void Database::fail(int code) const {
  const char* message = connection_ ? sqlite3_errmsg(connection_.get()) : sqlite3_errstr(code);
  fail(explain(code, message));
}

// ---- Transaction ---------------------------------------------------------------------------------------------------

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database_.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const StoreError&) {  // SQLite has rolled back by itself, after a full disk for example
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace whom::graph
