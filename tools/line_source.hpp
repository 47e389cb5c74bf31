// Where the shell's lines come from: a pipe, a terminal with history and completion, or a test.
#ifndef WHOM_TOOLS_LINE_SOURCE_HPP
#define WHOM_TOOLS_LINE_SOURCE_HPP

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whom::tools {

/// Ways to go on from what stands before the cursor: `begin` is the byte where the word that is replaced begins.
struct Completion {
  std::size_t begin = 0;
  std::vector<std::string> candidates;
};
using Complete = std::function<Completion(const std::string& before_cursor)>;

/// The line with escape sequences for colours among its characters, and otherwise as it is.
using Colour = std::function<std::string(const std::string& line)>;

class LineSource {
 public:
  virtual ~LineSource() = default;
  /// The next line without its end; nothing at the end of input. An interrupted line is empty, with Interrupt
  /// requested.
  virtual std::optional<std::string> next(const std::string& prompt) = 0;
  /// Adds an entry to the history.
  virtual void remember(const std::string& entry) = 0;
};

/// Lines of a stream; no prompts, no history.
class StreamLines : public LineSource {
 public:
  explicit StreamLines(std::istream& in) : in_(in) {}
  std::optional<std::string> next(const std::string& prompt) override;
  void remember(const std::string&) override {}

 private:
  std::istream& in_;
};

/// A terminal: editing, history kept in `history_file` (its folder is made; empty: not kept), completion on Tab, and
/// colours while typing.
std::unique_ptr<LineSource> terminal_lines(const std::string& history_file, Complete, Colour);

}  // namespace whom::tools

#endif
