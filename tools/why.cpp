#include <ostream>

#include "graph/property/store_image.hpp"
#include "tools/command.hpp"
#include "tools/statement_text.hpp"

namespace whom::tools {
namespace {

int run_why(const Arguments& arguments, Streams& streams) {
  const auto graphs = property::open_store(arguments.operands()[0]);
  return why(arguments.operands()[1], graphs.knowledge, palette(arguments, streams), streams.out, streams.err);
}

}  // namespace

Command why_command() {
  Command command;
  command.name = "why";
  command.operands = "FILE ID";
  command.summary = "show the sentences behind a statement";
  command.details =
      "ID is a statement's id, or a beginning of it that only one has (see the key statements of 'whom ask --format "
      "jsonl'). Each sentence is shown with the spans of the statement marked, the rule that found it, what its "
      "pronouns were taken to mean, who said it and where it stands.";
  command.options = {color_option()};
  command.fewest = command.most = 2;
  command.run = run_why;
  return command;
}

}  // namespace whom::tools
