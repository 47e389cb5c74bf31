#include "tools/ask_options.hpp"
#include "tools/command.hpp"
#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

int run_ask(const Arguments& arguments, Streams& streams) {
  AskOptions options = ask_options_of(arguments, streams);
  options.explain = arguments.has("explain");
  options.profile = arguments.has("profile");
  GraphFile file(arguments.operands()[0]);
  const Interrupt interrupt;
  return ask(arguments.operands()[1], file, options, streams.out, streams.err);
}

}  // namespace

Command ask_command() {
  Command command;
  command.name = "ask";
  command.operands = "FILE QUESTION";
  command.summary = "answer a question, or a pattern of openCypher, from a graph file";
  command.details =
      "A question is one of a small, exact set of English forms; quote it, so that it is one word to the shell. A row "
      "of the table is followed by the best sentence that says so.\n"
      "  whom ask news.whom 'who met whom about Haiti'\n"
      "  whom ask news.whom 'who is president of Kenya' --format jsonl\n"
      "What begins with a clause of openCypher (MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN, CREATE, MERGE) is a "
      "pattern. In a graph read from text the nodes are entities, labelled with their types, and the relationships "
      "statements, typed by their relations; what a pattern writes (CREATE, MERGE, SET, REMOVE, DELETE) is kept as a "
      "correction by you, apart from what was read ('whom corrections' lists them). FILE may also be a graph that "
      "'whom import' made; there it changes the file as a whole, once all of it has succeeded.\n"
      "  whom ask news.whom 'MATCH (a:Person)-[m:meet]->(b) RETURN b.name, count(*) ORDER BY count(*) DESC'\n"
      "  whom ask roads.graph 'MATCH (:City {name: $from})-->(c) RETURN c' --param from=\"'Selby'\"";
  command.options = {{"explain", '\0', "", "print how the query is understood and planned instead of its rows"},
                     {"profile", '\0', "", "after the rows of a pattern, what each step of its plan found and took"}};
  for (const Option& option : ask_options()) command.options.push_back(option);
  command.fewest = command.most = 2;
  command.run = run_ask;
  return command;
}

}  // namespace whom::tools
