#include <algorithm>
#include <ostream>

#include "graph/store.hpp"
#include "tools/asking.hpp"
#include "tools/command.hpp"
#include "tools/interpreter.hpp"
#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

int run_ask(const Arguments& arguments, Streams& streams) {
  const graph::Store store(arguments.operands()[0], graph::Store::Mode::Read);
  const graph::KnowledgeGraph graph = store.graph();
  const std::unique_ptr<query::Lexicon> lexicon = load_lexicon();
  AskOptions options;
  options.print.format = arguments.value("format", "table");
  options.print.palette = palette(arguments, streams);
  options.print.all_evidence = arguments.has("evidence");
  options.print.base = arguments.value("base");
  options.explain = arguments.has("explain");
  const Interrupt interrupt;
  return ask(arguments.operands()[1], graph, *lexicon, options, streams.out, streams.err);
}

}  // namespace

Command ask_command() {
  Command command;
  command.name = "ask";
  command.operands = "FILE QUESTION";
  command.summary = "answer a question from a graph file";
  command.details =
      "A question is one of a small, exact set of English forms; quote it, so that it is one word to the shell. A row "
      "of "
      "the table is followed by the best sentence that says so.\n"
      "  whom ask news.whom 'who met whom about Haiti'\n"
      "  whom ask news.whom 'who is president of Kenya' --format jsonl";
  command.options = {{"format", 'f', kFormats, "how rows are printed; default: table"},
                     {"evidence", 'e', "", "every sentence behind a row, not the best alone"},
                     {"explain", '\0', "", "print how the question is understood and planned instead of its rows"},
                     {"base", '\0', "IRI", "where the IRIs of jsonld begin"},
                     color_option()};
  command.fewest = command.most = 2;
  command.run = run_ask;
  return command;
}

}  // namespace whom::tools
