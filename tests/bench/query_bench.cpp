// Loads a graph of statements and says how long it takes to answer eight queries about it.
//
//   query_bench FOLDER [WORD]     only queries whose names begin with WORD
//
// The folder holds entities.csv (id, name, type), statements.csv (id, subj, rel, obj, about, date, doc, conf),
// relations.csv (id, name) and meta.json with the numbers of entities to ask about ("q1": by falling popularity).
// Times are medians in milliseconds of repeated runs after three that do not count: from the text of a query to the
// rows of its answer, then without reading and planning.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <regex>
#include <string>

#include "graph/property/import_csv.hpp"
#include "query/engine/engine.hpp"

namespace {

using namespace whom;
using property::Graph;
using property::Value;

double milliseconds(const std::function<void()>& work) {
  const auto started = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
}

double median(const std::function<void()>& work) {
  constexpr double budget = 400;
  for (int i = 0; i < 3; ++i) work();
  std::vector<double> times;
  for (double sum = 0; times.size() < 7 || (sum < budget && times.size() < 2001); sum += times.back()) {
    times.push_back(milliseconds(work));
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

std::size_t resident_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6));
  }
  return 0;
}

Graph load(const std::string& folder) {
  return property::import_csv(
      {{{.path = folder + "/entities.csv", .columns = {{"type", ":LABEL"}}}},
       {{.path = folder + "/statements.csv",
         .columns = {{"subj", ":START_ID"}, {"rel", ":TYPE"}, {"obj", ":END_ID"}, {"about", "about:NODE"}},
         .names = {{"rel", folder + "/relations.csv"}}}}});
}

std::vector<std::int64_t> popular_entities(const std::string& folder) {
  std::ifstream file(folder + "/meta.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::smatch list;
  if (!std::regex_search(text, list, std::regex(R"re("q1": \[([^\]]*)\])re")))
    throw std::runtime_error("no q1 in meta.json");
  const std::string numbers = list[1];
  const std::regex number("[0-9]+");
  std::vector<std::int64_t> ids;
  for (std::sregex_iterator found(numbers.begin(), numbers.end(), number), end; found != end; ++found) {
    ids.push_back(std::stoll(found->str()));
  }
  return ids;
}

class Bench {
 public:
  Bench(Graph& graph, std::string word) : graph_(graph), word_(std::move(word)) {}

  void run(const std::string& name, const std::string& query, const engine::Parameters& parameters = {}) {
    if (!name.starts_with(word_)) return;
    std::cout << std::left << std::setw(16) << name << std::right;
    try {
      const engine::Result first = engine::run(query, graph_, parameters);
      engine::Prepared prepared(query, graph_);
      std::cout << std::setw(12) << median([&] { engine::run(query, graph_, parameters); }) << std::setw(12)
                << median([&] { prepared.run(parameters); }) << "   " << answer(first) << std::endl;
    } catch (const std::exception& problem) {
      std::cout << "   " << problem.what() << std::endl;
    }
  }

  /// The median over the pairs of the medians of each.
  void run_pairs(const std::string& name, const std::string& query) {
    if (!name.starts_with(word_)) return;
    std::vector<double> medians;
    std::string lengths;
    const auto count = static_cast<std::int64_t>(graph_.node_count());
    for (std::int64_t i = 1; i <= 10; ++i) {
      const engine::Parameters ends = {{"a", Value(i * 997 % count)}, {"b", Value((i * 7919 + 13) % count)}};
      const engine::Result result = engine::run(query, graph_, ends);
      lengths += " " + (result.rows == 0 ? "-" : property::print(graph_, result.values[0][0]));
      medians.push_back(median([&] { engine::run(query, graph_, ends); }));
    }
    std::sort(medians.begin(), medians.end());
    std::cout << std::left << std::setw(16) << name << std::right << std::setw(12) << medians[5] << "   " << lengths
              << std::endl;
  }

 private:
  std::string answer(const engine::Result& result) const {
    if (result.rows == 0) return "0 rows";
    std::string row;
    for (const auto& column : result.values) row += property::print(graph_, column[0]) + " ";
    return result.rows == 1 ? row : std::to_string(result.rows) + " rows, first " + row;
  }

  Graph& graph_;
  std::string word_;
};

void report_storage(const Graph& graph) {
  const auto image = std::filesystem::temp_directory_path() / "whom_query_bench.image";
  std::cout << "nodes " << graph.node_count() << ", relationships " << graph.relationship_count() << "\n"
            << "bytes a relationship, all included: "
            << static_cast<double>(graph.bytes()) / static_cast<double>(graph.relationship_count()) << ", resident "
            << resident_kilobytes() / 1024 << " MB\n"
            << "image written in " << milliseconds([&] { property::GraphImage::write(graph, image); })
            << " ms, opened in " << median([&] { property::GraphImage::open(image); }) << " ms\n";
  std::filesystem::remove(image);
}

void run_all(Bench& bench, const std::vector<std::int64_t>& ids) {
  const auto of = [](std::int64_t id) { return engine::Parameters{{"id", Value(id)}}; };
  const std::string ranks[] = {"10", "100", "1000", "10000"};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    bench.run("Q1 rank " + ranks[i],
              "MATCH (a {id: $id})-[s]->(b) RETURN type(s), b.id, s.about, s.date, s.doc, s.conf", of(ids[i]));
  }
  bench.run("Q2", "MATCH (topic {name: 'Haiti'}) MATCH (a)-[s:met]->(b) WHERE s.about = topic RETURN a.name, b.name");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    bench.run("Q3 rank " + ranks[i], "MATCH (a {id: $id})--()--(b) WHERE b <> a RETURN count(DISTINCT b)", of(ids[i]));
  }
  bench.run(
      "Q4",
      "MATCH (:Person)-[m:met]->()-[l:leads]->(:Organization) WHERE m.date >= date('2023-01-01') AND m.conf >= 0.8 "
      "AND l.conf >= 0.8 RETURN count(*)");
  bench.run("Q5 bag", "MATCH (a)-[:met]->(b)-[:met]->(c), (a)-[:met]->(c) RETURN count(*)");
  bench.run("Q5 set", "MATCH (a)-[:met]->(b)-[:met]->(c), (a)-[:met]->(c) WITH DISTINCT a, b, c RETURN count(*)");
  bench.run_pairs("Q6", "MATCH p = shortestPath((a {id: $a})-[*]-(b {id: $b})) RETURN length(p)");
  bench.run("Q7", "MATCH (a)--() RETURN a.name, count(*) AS degree ORDER BY degree DESC LIMIT 20");
  bench.run("Q7 node",
            "MATCH (a)-[s]-() WITH a, count(s) AS degree ORDER BY degree DESC LIMIT 20 RETURN a.name, degree");
  bench.run("Q8", "MATCH (a) WHERE a.name STARTS WITH 'Hajo' RETURN a.name");
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "query_bench FOLDER [WORD]\n";
    return 2;
  }
  const std::string folder = argv[1];
  std::cout << std::fixed << std::setprecision(4);
  std::cout << "loaded in " << median([&] { load(folder); }) << " ms\n";
  Graph graph = load(folder);
  report_storage(graph);
  Bench bench(graph, argc > 2 ? argv[2] : "");
  run_all(bench, popular_entities(folder));
  std::cout << "bytes a relationship with indexes: "
            << static_cast<double>(graph.bytes()) / static_cast<double>(graph.relationship_count()) << "\n";
} catch (const std::exception& problem) {
  std::cerr << problem.what() << "\n";
  return 1;
}
