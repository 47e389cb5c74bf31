// What Tab offers in the shell.
#ifndef WHOM_TOOLS_COMPLETER_HPP
#define WHOM_TOOLS_COMPLETER_HPP

#include <string>
#include <string_view>
#include <vector>

#include "tools/graph_file.hpp"
#include "tools/line_source.hpp"

namespace whom::tools {

/// At most 50 candidates, sorted, case ignored:
///   - shell commands after a dot at the start;
///   - in a question the names and relations of the graph, of which the longest run of words before the cursor is a
///     beginning;
///   - in a pattern labels or, in square brackets, types after a colon or bar; property keys after a dot and at the
///     places of keys in braces; in quotes the values of the property that is compared (case matters); in a statement
///     its relation, the places of participants and, in quotes, names; else the words of the language.
class Completer {
 public:
  /// The file must outlive it.
  Completer(GraphFile&, std::vector<std::string> commands);

  /// `begin` counts from the start of what is given: all of the entry that stands before the cursor.
  Completion operator()(const std::string& before_cursor) const;

 private:
  /// Lower-case key and the word offered, sorted.
  using Words = std::vector<std::pair<std::string, std::string>>;

  static Completion complete(const Words&, std::string_view before, std::size_t begin);
  Completion in_question(std::string_view before) const;
  Completion in_pattern(std::string_view before, std::size_t begin) const;
  Completion in_string(std::string_view before, std::size_t begin, bool is_participant) const;

  GraphFile& file_;
  Words commands_;
  Words names_;  ///< of entities and relations
};

}  // namespace whom::tools

#endif
