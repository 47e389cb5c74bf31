#include "tools/export.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <ostream>
#include <sstream>

#include "graph/csv.hpp"
#include "graph/dot.hpp"
#include "graph/gexf.hpp"
#include "graph/graphml.hpp"
#include "graph/json_ld.hpp"
#include "graph/nquads.hpp"
#include "graph/property/store_image.hpp"
#include "graph/turtle.hpp"
#include "query/engine/engine.hpp"
#include "tools/atomic_file.hpp"
#include "tools/command.hpp"
#include "tools/graph_file.hpp"
#include "tools/output.hpp"
#include "tools/result_printer.hpp"

namespace whom::tools {
namespace {

using Writer = void (*)(std::ostream&, const graph::KnowledgeGraph&, const graph::ExportOptions&);

bool is_installed(const std::string& program) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  return false;
}

/// A file with this text that is removed in the end.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "whom-XXXXXX").string();
    const int file = ::mkstemp(pattern.data());
    if (file < 0) throw OutputError(pattern + ": cannot be made");
    ::close(file);
    path_ = pattern;
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void copy_output_of(const std::string& command, std::ostream& out) {
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw OutputError("cannot run " + command);
  std::array<char, 1 << 16> bytes;
  for (std::size_t length; (length = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
    out.write(bytes.data(), static_cast<std::streamsize>(length));
  if (::pclose(pipe) != 0) throw OutputError("dot could not draw the graph");
}

/// Drawn by Graphviz.
void write_svg(std::ostream& out, const graph::KnowledgeGraph& graph, const graph::ExportOptions& options) {
  if (!is_installed("dot"))
    throw OutputError(
        "svg is drawn by the program dot of Graphviz, which is not installed; --format dot needs nothing");
  const TemporaryFile drawing;
  std::ofstream file(drawing.path());
  graph::write_dot(file, graph, options);
  file.close();
  if (!file) throw OutputError(drawing.path() + ": cannot be written");
  copy_output_of("dot -Tsvg " + drawing.path(), out);
}

struct ExportFormat {
  std::string_view name;
  Writer write;
};
constexpr ExportFormat kExportFormats[] = {
    {"dot", graph::write_dot},        {"svg", write_svg},
    {"jsonld", graph::write_json_ld}, {"nquads", graph::write_nquads},
    {"turtle", graph::write_turtle},  {"graphml", graph::write_graphml},
    {"gexf", graph::write_gexf},      {"csv", graph::write_csv},
};

using WriteAll = std::function<void(std::ostream&)>;

WriteAll store_writer(const std::string& path, const Arguments& arguments) {
  graph::ExportOptions options;
  if (arguments.has("base")) options.base = arguments.value("base");
  const auto graphs = std::make_shared<const property::StoreGraphs>(property::open_store(path));
  return [=, format = arguments.value("format")](std::ostream& out) {
    write_graph(out, graphs->knowledge, format, options);
  };
}

WriteAll image_writer(const std::string& path, const Arguments& arguments) {
  PrintOptions options;
  options.format = arguments.value("format");
  options.base = arguments.value("base");
  if (options.format != "dot" && options.format != "jsonld")
    throw UsageError("an imported graph is exported as dot or jsonld; 'whom ask' prints rows of it as csv or jsonl");
  const auto graph = std::make_shared<property::Graph>(property::GraphImage::open(path));
  return [=](std::ostream& out) {
    const char* const everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r";
    print(engine::run(everything, *graph), {*graph}, options, out);
  };
}

int run_export(const Arguments& arguments, Streams& streams) {
  const std::string format = arguments.value("format");
  if (format.empty()) throw UsageError("--format is missing");
  const std::string& input = arguments.operands()[0];
  const auto write = is_image(input) ? image_writer(input, arguments) : store_writer(input, arguments);
  const std::string output = arguments.value("output", "-");
  if (output == "-")
    write(streams.out);
  else
    write_atomically(output, write);
  return kAnswers;
}

}  // namespace

void write_graph(std::ostream& out, const graph::KnowledgeGraph& graph, std::string_view format,
                 const graph::ExportOptions& options) {
  for (const ExportFormat& known : kExportFormats)
    if (known.name == format) return known.write(out, graph, options);
  throw UsageError("there is no format '" + std::string(format) + "'");
}

Command export_command() {
  Command command;
  command.name = "export";
  command.operands = "FILE --format FORMAT";
  command.summary = "hand a graph file to other programs";
  command.details =
      "jsonld, nquads and turtle carry everything: statements with their status, qualifiers, evidence and spans, and "
      "plain triples of what is affirmed and actual. dot, svg, graphml and gexf are for drawing and network analysis, "
      "csv for tables. The same graph gives the same bytes.\n"
      "  whom export news.whom --format jsonld --base https://example.org/ -o news.jsonld";
  command.options = {{"format", 'f', "dot|svg|jsonld|nquads|turtle|graphml|gexf|csv", "what is written"},
                     {"output", 'o', "FILE", "where to; replaced as a whole when all is written; default: -"},
                     {"base", '\0', "IRI", "where the IRIs of entities, statements and documents begin"}};
  command.fewest = command.most = 1;
  command.run = run_export;
  return command;
}

}  // namespace whom::tools
