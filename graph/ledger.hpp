// The identity ledger: a person's decisions about who is who, in a text file beside the store, replayed after every
// build. docs/formats.md describes the notation.
#ifndef WHOM_GRAPH_LEDGER_HPP
#define WHOM_GRAPH_LEDGER_HPP

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

namespace whom::graph {

/// A ledger that cannot be read; the message is one line, "file:line: why".
class LedgerError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Decision {
  enum class Kind : std::uint8_t { Same, Different, Rename, Type, Reject } kind = Kind::Same;
  std::string first;   ///< an entity: id, or slug of a name, with "@DOCUMENT" where only that document is meant; for
                       ///< Reject the id of a statement
  std::string second;  ///< an entity, the new name, or the name of an EntityType; empty for Reject
  std::size_t line = 0;
};

class Ledger {
 public:
  Ledger() = default;

  /// `name` stands in messages. Throws LedgerError.
  static Ledger parse(std::istream&, const std::string& name);

  /// The ledger in this file; without decisions when there is no such file. Throws LedgerError.
  static Ledger load(const std::filesystem::path&);

  /// The file as it is; empty when there is none. Throws LedgerError.
  static std::string text(const std::filesystem::path&);

  /// Where the ledger of a store lies: FILE.ledger.
  static std::filesystem::path beside(const std::filesystem::path& store);

  /// In the order of the file.
  const std::vector<Decision>& decisions() const { return decisions_; }

  /// "file:line: message".
  std::string at(const Decision&, const std::string& message) const;

 private:
  std::string name_;
  std::vector<Decision> decisions_;
};

}  // namespace whom::graph

#endif
