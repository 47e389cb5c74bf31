// What Tab offers in the shell.
#ifndef WHOM_TOOLS_COMPLETER_HPP
#define WHOM_TOOLS_COMPLETER_HPP

#include <string>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "tools/line_source.hpp"

namespace whom::tools {

/// Shell commands after a dot at the start of the line; else the names and relations of the graph, of which the longest
/// run of words before the cursor is a beginning (case ignored), at most 50, sorted.
class Completer {
 public:
  Completer(const graph::KnowledgeGraph&, std::vector<std::string> commands);
  Completion operator()(const std::string& before_cursor) const;

 private:
  std::vector<std::string> with_prefix(const std::string& prefix) const;

  std::vector<std::string> commands_;
  /// Lower-case key and the word offered, sorted.
  std::vector<std::pair<std::string, std::string>> words_;
};

}  // namespace whom::tools

#endif
