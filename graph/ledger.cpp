#include "graph/ledger.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>

#include "graph/named_values.hpp"
#include "graph/utf8.hpp"
#include "graph/value.hpp"

namespace whom::graph {
namespace {

constexpr std::array<std::string_view, 5> verbs = {"same", "different", "rename", "type", "reject"};

struct Failure {
  std::string message;
};

/// Words of a line; a word may stand in double quotes, with \" and \\ inside; '#' at a word's start ends the line.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : rest_(line) {}

  std::optional<std::string> next() {
    const auto start = rest_.find_first_not_of(" \t\r");
    rest_.remove_prefix(std::min(start, rest_.size()));
    if (rest_.empty() || rest_.front() == '#') return std::nullopt;
    return rest_.front() == '"' ? quoted() : bare();
  }

 private:
  std::string bare() {
    const std::string word(rest_.substr(0, rest_.find_first_of(" \t\r")));
    rest_.remove_prefix(word.size());
    return word;
  }

  std::string quoted() {
    std::string word;
    for (rest_.remove_prefix(1); !rest_.empty(); rest_.remove_prefix(1)) {
      if (rest_.front() == '"') {
        rest_.remove_prefix(1);
        return word;
      }
      if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
      word += rest_.front();
    }
    throw Failure{"the quotation mark is never closed"};
  }

  std::string_view rest_;
};

std::string require(std::optional<std::string> word, const char* what) {
  if (!word || word->empty()) throw Failure{std::string(what) + " is missing"};
  return *std::move(word);
}

Decision::Kind kind_of(const std::string& verb) {
  if (const auto kind = value_of<Decision::Kind>(verbs, verb)) return *kind;
  throw Failure{"unknown decision '" + verb + "'; known are same, different, rename, type, reject"};
}

std::string second_of(Decision::Kind kind, LineReader& words) {
  using Kind = Decision::Kind;
  if (kind == Kind::Reject) return "";
  if (kind == Kind::Rename) return require(words.next(), "the new name");
  if (kind != Kind::Type) return require(words.next(), "the second entity");
  std::string type = require(words.next(), "the type");
  if (!entity_type(type)) throw Failure{"unknown type '" + type + "'"};
  return type;
}

std::optional<Decision> parse_line(const std::string& line) {
  if (first_invalid_utf8(line)) throw Failure{"not UTF-8"};
  LineReader words(line);
  const auto verb = words.next();
  if (!verb) return std::nullopt;
  Decision decision;
  decision.kind = kind_of(*verb);
  decision.first = require(words.next(), decision.kind == Decision::Kind::Reject ? "the statement" : "the entity");
  decision.second = second_of(decision.kind, words);
  if (const auto extra = words.next()) throw Failure{"unexpected '" + *extra + "' at the end"};
  return decision;
}

}  // namespace

Ledger Ledger::parse(std::istream& in, const std::string& name) {
  Ledger ledger;
  ledger.name_ = name;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) try {
      auto decision = parse_line(line);
      if (!decision) continue;
      decision->line = number;
      ledger.decisions_.push_back(*std::move(decision));
    } catch (const Failure& failure) {
      throw LedgerError(name + ":" + std::to_string(number) + ": " + failure.message);
    }
  if (in.bad()) throw LedgerError(name + ": cannot be read");
  return ledger;
}

std::string Ledger::text(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) return {};
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(status)) throw LedgerError(path.string() + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

Ledger Ledger::load(const std::filesystem::path& path) {
  std::istringstream in(text(path));
  return parse(in, path.string());
}

std::filesystem::path Ledger::beside(const std::filesystem::path& store) {
  std::filesystem::path path = store;
  path += ".ledger";
  return path;
}

std::string Ledger::at(const Decision& decision, const std::string& message) const {
  return name_ + ":" + std::to_string(decision.line) + ": " + message;
}

}  // namespace whom::graph
