#include <algorithm>
#include <iomanip>
#include <ostream>
#include <set>

#include "graph/property/store_image.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/json.hpp"

namespace whom::tools {
namespace {

std::string name_of(const graph::Document& document) {
  return document.title.empty() ? document.key : document.title + " <" + document.key + ">";
}

void print_line(std::ostream& out, const graph::DocumentSummary& summary) {
  const graph::Document& document = summary.document;
  out << document.id << "  " << std::left << std::setw(10) << (document.date.empty() ? "-" : document.date) << "  "
      << std::right << std::setw(9) << summary.sentences << "  " << std::setw(10) << summary.statements << "  "
      << name_of(document) << '\n';
}

void print_object(std::ostream& out, const graph::DocumentSummary& summary) {
  rapidjson::OStreamWrapper stream(out);
  JsonWriter json(stream);
  const graph::Document& document = summary.document;
  json.StartObject();
  for (const auto& [key, value] : {std::pair<const char*, const std::string*>{"id", &document.id},
                                   {"key", &document.key},
                                   {"title", &document.title},
                                   {"date", &document.date},
                                   {"url", &document.url},
                                   {"publisher", &document.publisher}}) {
    write_key(json, key);
    write(json, *value);
  }
  write_key(json, "sentences");
  json.Uint64(summary.sentences);
  write_key(json, "statements");
  json.Uint64(summary.statements);
  json.EndObject();
  out << '\n';
}

int run_documents(const Arguments& arguments, Streams& streams) {
  const graph::Store store(arguments.operands()[0], graph::Store::Mode::Read);
  const auto documents = store.documents();
  const bool as_json = arguments.value("format", "table") == "jsonl";
  if (!as_json) streams.out << "id                date        sentences  statements  document\n";
  for (const graph::DocumentSummary& summary : documents)
    as_json ? print_object(streams.out, summary) : print_line(streams.out, summary);
  return documents.empty() ? kNoMatch : kAnswers;
}

int run_remove(const Arguments& arguments, Streams& streams) {
  const auto before = graph::Store(arguments.operands()[0], graph::Store::Mode::Read).documents();  // makes no file
  graph::Store store(arguments.operands()[0], graph::Store::Mode::Write);
  if (!store.remove(arguments.operands()[1])) {
    streams.err << "whom remove: there is no document '" << arguments.operands()[1] << "' in "
                << arguments.operands()[0] << "; 'whom documents' lists them\n";
    return kNoMatch;
  }
  std::set<std::string> left;
  for (const graph::DocumentSummary& summary : store.documents()) left.insert(summary.document.id);
  for (const graph::DocumentSummary& summary : before)
    if (!left.contains(summary.document.id))
      streams.err << "whom remove: removed " << summary.document.id << " (" << name_of(summary.document) << ") with "
                  << counted(summary.statements, "statement") << '\n';
  if (auto merged = store.finish()) property::keep_image(arguments.operands()[0], *std::move(merged));
  return kAnswers;
}

}  // namespace

Command documents_command() {
  Command command;
  command.name = "documents";
  command.operands = "FILE";
  command.summary = "list what was read, with dates and counts";
  command.options = {{"format", 'f', "table|jsonl", "how documents are printed; default: table"}};
  command.fewest = command.most = 1;
  command.run = run_documents;
  return command;
}

Command remove_command() {
  Command command;
  command.name = "remove";
  command.operands = "FILE DOCUMENT";
  command.summary = "take a document, and what only it said, out of a graph file";
  command.details = "DOCUMENT is an id (or a beginning of one), a path or a URL as 'whom documents' shows it.";
  command.fewest = command.most = 2;
  command.run = run_remove;
  return command;
}

}  // namespace whom::tools
