// A thin hold on SQLite: what it returns as codes is thrown as StoreError with the file's name. Internal to graph.
#ifndef WHOM_GRAPH_SQLITE_HPP
#define WHOM_GRAPH_SQLITE_HPP

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace whom::graph {

class Database;

/// A prepared statement. Bound strings must live until the next step.
class Cursor {
 public:
  /// Binds all parameters and starts anew.
  template <class... Values>
  Cursor& bind(const Values&... values) {
    reset();
    int parameter = 0;
    (bind_one(++parameter, values), ...);
    return *this;
  }

  /// True when there is a row.
  bool next();

  /// Binds and runs to the end.
  template <class... Values>
  void run(const Values&... values) {
    bind(values...);
    while (next()) continue;
  }

  bool is_null(int column) const;
  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;

  /// An unsigned 32-bit number; anything else is damage.
  std::uint32_t number(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt*) const;
  };
  Cursor(const Database&, sqlite3_stmt*);
  void reset();
  void bind_one(int parameter, std::nullopt_t);
  void bind_one(int parameter, std::string_view);
  void bind_one(int parameter, double);
  void bind_one(int parameter, std::int64_t);
  void bind_one(int parameter, std::uint32_t value) { bind_one(parameter, std::int64_t{value}); }
  void bind_one(int parameter, bool value) { bind_one(parameter, std::int64_t{value}); }
  void bind_one(int parameter, const std::string& value) { bind_one(parameter, std::string_view(value)); }
  void bind_one(int parameter, const char* value) { bind_one(parameter, std::string_view(value)); }
  template <class Value>
  void bind_one(int parameter, const std::optional<Value>& value) {
    value ? bind_one(parameter, *value) : bind_one(parameter, std::nullopt);
  }

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One connection. Waits up to five seconds for others before it gives up.
class Database {
 public:
  /// Recover reads, but first takes back what a writer that died left half done. Update writes, but makes no file.
  enum class Access { Read, ReadImmutable, Recover, Update, Write };
  Database(const std::filesystem::path&, Access);

  /// One or more statements without results.
  void execute(const std::string& sql);
  Cursor prepare(std::string_view sql) const;

  /// First column of the first row.
  std::string value(std::string_view sql) const;

  std::int64_t last_row() const;
  bool read_only() const;

  [[noreturn]] void fail(const std::string& why) const;
  [[noreturn]] void fail(int code) const;

 private:
  friend class Cursor;
  struct Close {
    void operator()(sqlite3*) const;
  };
  std::string name_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// Rolls back unless committed.
class Transaction {
 public:
  enum class Kind { Read, Write };
  Transaction(Database&, Kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace whom::graph

#endif
