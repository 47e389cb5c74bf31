#include <rapidjson/document.h>

#include <iomanip>
#include <ostream>

#include "graph/property/store_image.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/json.hpp"

namespace whom::tools {
namespace {

void print_line(std::ostream& out, const graph::Correction& correction) {
  out << correction.id << "  " << correction.time << "  " << std::right << std::setw(5) << correction.added.size()
      << "  " << std::setw(9) << correction.withdrawn.size() << "  " << one_line(correction.curator) << ": "
      << pattern_line(correction.pattern) << '\n';
}

void print_object(std::ostream& out, const graph::Correction& correction) {
  rapidjson::OStreamWrapper stream(out);
  JsonWriter json(stream);
  json.StartObject();
  for (const auto& [key, value] : {std::pair<const char*, const std::string*>{"id", &correction.id},
                                   {"time", &correction.time},
                                   {"curator", &correction.curator},
                                   {"pattern", &correction.pattern}}) {
    write_key(json, key);
    write(json, *value);
  }
  write_key(json, "changes");
  const std::string changes = changes_as_json(correction);
  json.RawValue(changes.data(), changes.size(), rapidjson::kObjectType);
  json.EndObject();
  out << '\n';
}

/// So that the next question need not. What was done stands without it.
void make_image(const std::string& path) try { property::open_store(path); } catch (const std::runtime_error&) {
  return;
}

int remove(const std::string& path, const std::string& id, std::ostream& err) {
  const auto before = graph::Store(path, graph::Store::Mode::Read).corrections();
  {
    graph::Store store(path, graph::Store::Mode::Update);
    if (!store.remove_correction(id)) {
      err << "whom corrections: there is no correction '" << id << "' in " << path << '\n';
      return kNoMatch;
    }
    store.settle();
  }
  for (const graph::Correction& correction : before)
    if (correction.id.starts_with(id))
      err << "whom corrections: took back " << correction.id << ", " << one_line(correction.curator) << ": "
          << pattern_line(correction.pattern) << '\n';
  make_image(path);
  return kAnswers;
}

int run_corrections(const Arguments& arguments, Streams& streams) {
  const std::string& path = arguments.operands()[0];
  if (arguments.has("remove")) return remove(path, arguments.value("remove"), streams.err);
  const auto corrections = graph::Store(path, graph::Store::Mode::Read).corrections();
  const bool as_json = arguments.value("format", "table") == "jsonl";
  if (!as_json && !corrections.empty())
    streams.out << "id                time                  added  withdrawn  correction\n";
  for (const graph::Correction& correction : corrections)
    as_json ? print_object(streams.out, correction) : print_line(streams.out, correction);
  return corrections.empty() ? kNoMatch : kAnswers;
}

}  // namespace

Command corrections_command() {
  Command command;
  command.name = "corrections";
  command.operands = "FILE";
  command.summary = "list what curators changed by patterns, or take it back";
  command.details =
      "A pattern that writes (CREATE, MERGE, SET, REMOVE, DELETE) to a graph read from text is kept as a correction: "
      "beside what was read, under the name of the curator, and applied again after every build.\n"
      "  whom ask news.whom \"MATCH (a {name: 'William Ruto'})-[v:visit]->() DELETE v\" --curator Ann\n"
      "  whom corrections news.whom --remove 5f3a";
  command.options = {{"format", 'f', "table|jsonl", "how corrections are printed; default: table"},
                     {"remove", '\0', "ID", "take back the one with this id, or a beginning of it"}};
  command.fewest = command.most = 1;
  command.run = run_corrections;
  return command;
}

}  // namespace whom::tools
