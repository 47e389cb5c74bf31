// One question, from its text to printed rows: what `whom ask` and the shell share.
#ifndef WHOM_TOOLS_ASKING_HPP
#define WHOM_TOOLS_ASKING_HPP

#include <iosfwd>
#include <string>

#include "query/query.hpp"
#include "tools/printer.hpp"

namespace whom::tools {

struct AskOptions {
  PrintOptions print;
  bool explain = false;  ///< the stages of the query instead of its rows
};

/// The exit code: answers, no match, or a query that does not parse. Rows go to `out`; notes, problems and suggestions
/// to `err`. Ends early when Interrupt is requested.
int ask(const std::string& text, const graph::KnowledgeGraph&, const query::Lexicon&, const AskOptions&,
        std::ostream& out, std::ostream& err);

}  // namespace whom::tools

#endif
