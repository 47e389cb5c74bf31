#include <algorithm>
#include <map>
#include <ostream>

#include "graph/check.hpp"
#include "graph/property/store_image.hpp"
#include "tools/command.hpp"
#include "tools/counts.hpp"
#include "tools/graph_file.hpp"

namespace whom::tools {
namespace {

template <typename Range, typename NameOf>
std::vector<Counts::Count> counted(const Range& range, const NameOf& name_of, std::size_t most) {
  std::map<std::string, std::size_t> counts;
  for (const auto& item : range) ++counts[std::string(name_of(item))];
  std::vector<Counts::Count> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  sorted.resize(std::min(sorted.size(), most));
  return sorted;
}

Counts counts_of(const graph::KnowledgeGraph& graph, std::size_t most) {
  std::size_t sentences = 0, evidences = 0, corrections = 0;
  for (std::uint32_t i = 0; i < graph.documents().size(); ++i) {
    const bool is_correction = curator_of(graph.documents()[i]).has_value();
    corrections += is_correction ? 1 : 0;
    sentences += is_correction ? 0 : graph.sentences(i).size();
  }
  for (std::uint32_t i = 0; i < graph.statements().size(); ++i) evidences += graph.evidence({i}).size();
  Counts result;
  result.totals = {{"documents", graph.documents().size() - corrections},
                   {"sentences", sentences},
                   {"entities", graph.entities().size()},
                   {"relations", graph.relations().size()},
                   {"statements", graph.statements().size()},
                   {"evidences", evidences}};
  if (corrections > 0) result.totals.emplace_back("corrections", corrections);
  const auto all = static_cast<std::size_t>(-1);
  result.groups = {
      {"entity types", counted(
                           graph.entities(), [](const graph::Entity& e) { return name(e.type); }, all)},
      {"polarity", counted(
                       graph.statements(), [](const graph::Statement& s) { return name(s.polarity); }, all)},
      {"modality", counted(
                       graph.statements(), [](const graph::Statement& s) { return name(s.modality); }, all)},
      {"frequent relations",
       counted(
           graph.statements(), [](const graph::Statement& s) { return std::string_view(s.relation); }, most)}};
  return result;
}

Counts counts_of(const std::string& path, std::size_t most) {
  if (is_image(path)) return count(property::GraphImage::open(path));
  return counts_of(property::open_store(path).knowledge, most);
}

int run_stats(const Arguments& arguments, Streams& streams) {
  const auto most = static_cast<std::size_t>(arguments.number("top", 20, 0));
  const Counts counts = counts_of(arguments.operands()[0], most);
  if (arguments.value("format", "text") == "json")
    print_json(counts, streams.out);
  else
    print(counts, streams.out);
  return kAnswers;
}

/// Opening an image checks all of it.
int check_image(const std::string& path, Streams& streams) try {
  property::GraphImage::open(path);
  streams.err << path << ": no problems\n";
  return kAnswers;
} catch (const std::runtime_error& error) {
  streams.out << error.what() << '\n';
  return kNoMatch;
}

int run_check(const Arguments& arguments, Streams& streams) {
  if (is_image(arguments.operands()[0])) return check_image(arguments.operands()[0], streams);
  const graph::Store store(arguments.operands()[0], graph::Store::Mode::Read);
  std::vector<std::string> problems = store.problems();
  const graph::KnowledgeGraph graph = store.graph();
  for (std::string& problem : graph::problems(graph)) problems.push_back(std::move(problem));
  std::ranges::copy(graph.warnings(), std::back_inserter(problems));
  for (const std::string& problem : problems) streams.out << problem << '\n';
  if (problems.empty()) streams.err << arguments.operands()[0] << ": no problems\n";
  return problems.empty() ? kAnswers : kNoMatch;
}

}  // namespace

Command stats_command() {
  Command command;
  command.name = "stats";
  command.operands = "FILE";
  command.summary = "count what a graph file holds";
  command.options = {{"format", 'f', "text|json", "how counts are printed; default: text"},
                     {"top", '\0', "N", "how many frequent relations; default: 20"}};
  command.fewest = command.most = 1;
  command.run = run_stats;
  return command;
}

Command check_command() {
  Command command;
  command.name = "check";
  command.operands = "FILE";
  command.summary = "check every invariant of a graph file";
  command.details =
      "Prints one problem a line and ends with 1 if there is any: also what the ledger and corrections say of entities "
      "and statements that are not there.";
  command.fewest = command.most = 1;
  command.run = run_check;
  return command;
}

}  // namespace whom::tools
