// The shell: entries in, answers out, until the input ends.
#ifndef WHOM_TOOLS_REPL_HPP
#define WHOM_TOOLS_REPL_HPP

#include <iosfwd>
#include <string>
#include <vector>

#include "tools/asking.hpp"
#include "tools/line_source.hpp"

namespace whom::tools {

class Repl {
 public:
  /// Graph, lexicon and streams must outlive it.
  Repl(const graph::KnowledgeGraph&, const query::Lexicon&, AskOptions, std::ostream& out, std::ostream& err);

  /// Reads an entry a line until `.quit` or the end of input: the exit code of the last one. An interrupt drops the
  /// entry or ends its query.
  int run(LineSource&);

  /// The words that start with a dot.
  static std::vector<std::string> commands();

 private:
  int enter(const std::string& entry);
  int command(const std::string& entry);
  int save(const std::string& path);

  const graph::KnowledgeGraph& graph_;
  const query::Lexicon& lexicon_;
  AskOptions options_;
  std::ostream& out_;
  std::ostream& err_;
  std::string last_question_;
  bool done_ = false;
};

}  // namespace whom::tools

#endif
