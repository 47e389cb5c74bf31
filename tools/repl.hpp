// The shell: entries in, answers out, until the input ends.
#ifndef WHOM_TOOLS_REPL_HPP
#define WHOM_TOOLS_REPL_HPP

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/asking.hpp"
#include "tools/line_source.hpp"

namespace whom::tools {

class Repl {
 public:
  /// Shows what was printed, whole: through a pager, say.
  using Show = std::function<void(const std::string& text)>;

  /// File and streams must outlive it. Answers go to `out` as they come or, when there is a `show`, to that.
  Repl(GraphFile&, AskOptions, std::ostream& out, std::ostream& err, Show show = nullptr);

  /// Reads entries until `.quit` or the end of input: the exit code of the last one. A question or command is a line; a
  /// pattern goes on to a semicolon or an empty line. An interrupt drops the entry or ends its query.
  int run(LineSource&);

  /// The lines of an entry that are there while the next is read, each with its end.
  const std::string& pending() const { return pending_; }

  /// The words that start with a dot.
  static std::vector<std::string> commands();

 private:
  struct Command {
    std::string_view name;
    std::string_view operand;
    std::string_view help;
    int (Repl::*run)(const std::string& operand);
  };
  static std::span<const Command> table();

  std::string read(LineSource&, const std::string& first);
  int enter(const std::string& entry);
  int perform(const std::string& entry);
  int ask_timed(const std::string& text, const AskOptions&, std::ostream& out);
  int answer(const std::string& entry, const AskOptions&);
  int command(const std::string& entry);
  const graph::KnowledgeGraph& knowledge() const;
  const std::string& or_last(const std::string& operand) const;

  int help(const std::string&);
  int mode(const std::string& format);
  int evidence(const std::string& word);
  int explain(const std::string& query);
  int profile(const std::string& query);
  int timer(const std::string& word);
  int limit(const std::string& number);
  int timeout(const std::string& duration);
  int param(const std::string& assignment);
  int params(const std::string&);
  int tell_why(const std::string& id);
  int entities(const std::string& name);
  int relations(const std::string& word);
  int schema(const std::string&);
  int run_script(const std::string& path);
  int save(const std::string& path);
  int quit(const std::string&);

  GraphFile& file_;
  AskOptions options_;
  std::ostream& out_;
  std::ostream& err_;
  Show show_;
  std::string last_query_;
  std::string pending_;
  bool timed_ = false;
  bool done_ = false;
  int scripts_ = 0;  ///< that are being read, one within the other
};

}  // namespace whom::tools

#endif
