#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iomanip>
#include <ostream>
#include <set>
#include <sstream>

#include "graph/mapped_file.hpp"
#include "graph/property/csv_reader.hpp"
#include "graph/property/import_csv.hpp"
#include "graph/property/import_graphml.hpp"
#include "graph/property/import_json_ld.hpp"
#include "graph/property/import_rdf.hpp"
#include "tools/command.hpp"
#include "tools/excerpt.hpp"
#include "tools/graph_file.hpp"
#include "tools/progress.hpp"

namespace whom::tools {
namespace {

using Paths = std::vector<std::filesystem::path>;

enum class Format { Csv, Rdf, GraphMl, JsonLd };

struct Ending {
  std::string_view text;
  Format format;
  bool is_clear = true;  ///< few files have it that are not of this format
};
constexpr Ending kEndings[] = {{".csv", Format::Csv},         {".tsv", Format::Csv},
                               {".nt", Format::Rdf},          {".nq", Format::Rdf},
                               {".ttl", Format::Rdf},         {".trig", Format::Rdf},
                               {".graphml", Format::GraphMl}, {".xml", Format::GraphMl},
                               {".jsonld", Format::JsonLd},   {".json", Format::JsonLd, false}};

const Ending* ending_of(const std::filesystem::path& path) {
  const auto* const found = std::find_if(std::begin(kEndings), std::end(kEndings),
                                         [&](const Ending& ending) { return path.extension() == ending.text; });
  return found == std::end(kEndings) ? nullptr : found;
}

/// Of those that a folder stands for.
bool is_clear(const std::filesystem::path& path) {
  const Ending* const ending = ending_of(path);
  return ending != nullptr && ending->is_clear;
}

/// What the command line names, with what can be imported of folders.
Paths files_of(const std::vector<std::string>& operands) {
  Paths files;
  for (const std::string& operand : operands) {
    if (!std::filesystem::exists(operand)) throw std::runtime_error(operand + ": there is no such file or folder");
    if (!std::filesystem::is_directory(operand)) {
      files.emplace_back(operand);
      continue;
    }
    std::set<std::filesystem::path> inside;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(operand))
      if (entry.is_regular_file() && is_clear(entry.path())) inside.insert(entry.path());
    if (inside.empty()) throw UsageError(operand + ": a folder without a file that can be imported");
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

Format common_format(const Paths& files) {
  std::optional<Format> common;
  for (const std::filesystem::path& file : files) {
    const Ending* const ending = ending_of(file);
    if (ending == nullptr)
      throw UsageError(file.string() +
                       ": its ending is none of csv, tsv, nt, nq, ttl, trig, graphml, xml, jsonld, json");
    if (common && *common != ending->format)
      throw UsageError(file.string() + ": of another format than the files before it");
    common = ending->format;
  }
  return *common;
}

char delimiter_of(const std::string& text) {
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() != 1) throw UsageError("'" + text + "' is no delimiter: one character, or tab");
  return text[0];
}

/// "Person=people.csv": a word and a file; a file alone has no word.
property::CsvFile file_with_word(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || std::filesystem::exists(text)) return {text};
  property::CsvFile file{text.substr(equals + 1)};
  file.word = text.substr(0, equals);
  return file;
}

std::pair<std::string, std::string> assignment(const std::string& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos)
    throw UsageError("--" + option + " wants a COLUMN, = and what it means, not '" + text + "'");
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<std::string> header_of(const std::filesystem::path& path, char delimiter) {
  const graph::MappedFile mapped(path);
  std::string_view text = mapped.text();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string> header;
  try {
    std::vector<property::CsvCell> row;
    property::CsvReader(text, delimiter).next(row);
    for (const property::CsvCell& cell : row) header.emplace_back(cell.text);
  } catch (const property::CsvProblem&) {
    return {};  // the importer says where and why
  }
  return header;
}

/// Gives each file what the options say of its columns. Throws UsageError when no file has such a column.
class CsvOptions {
 public:
  explicit CsvOptions(const Arguments& arguments) {
    for (const std::string& text : arguments.all("map")) columns_.insert(assignment("map", text));
    for (const std::string& text : arguments.all("names")) names_.insert(assignment("names", text));
  }

  void apply(property::CsvFile& file, const std::vector<std::string>& header) {
    for (const std::string& column : header) {
      if (const auto meant = columns_.find(column); meant != columns_.end()) file.columns.insert(*meant);
      if (const auto table = names_.find(column); table != names_.end()) file.names.insert(*table);
      found_.insert(column);
    }
  }

  void check() const {
    for (const auto* options : {&columns_, &names_})
      for (const auto& [column, meaning] : *options)
        if (!found_.contains(column)) throw UsageError("no file has a column '" + column + "'");
  }

 private:
  std::map<std::string, std::string> columns_, names_;
  std::set<std::string> found_;
};

/// Its columns say where relationships begin.
bool has_source(const property::CsvFile& file, const std::vector<std::string>& header) {
  return std::any_of(header.begin(), header.end(), [&](const std::string& column) {
    const auto meant = file.columns.find(column);
    std::string text = meant == file.columns.end() ? column : meant->second;
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text == "source" || text.find(":start_id") != std::string::npos;
  });
}

property::CsvSources csv_sources(const Arguments& arguments, const Paths& files) {
  property::CsvSources sources;
  const bool tabs = !files.empty() && files[0].extension() == ".tsv";
  sources.delimiter = delimiter_of(arguments.value("delimiter", tabs ? "tab" : ","));
  sources.list_delimiter = delimiter_of(arguments.value("list-delimiter", ";"));
  CsvOptions options(arguments);
  const auto add = [&](property::CsvFile file, std::vector<property::CsvFile>* list) {
    const std::vector<std::string> header = header_of(file.path, sources.delimiter);
    options.apply(file, header);
    if (list == nullptr) list = has_source(file, header) ? &sources.relationships : &sources.nodes;
    list->push_back(std::move(file));
  };
  for (const std::filesystem::path& path : files) add({path}, nullptr);
  for (const std::string& text : arguments.all("nodes")) add(file_with_word(text), &sources.nodes);
  for (const std::string& text : arguments.all("relationships")) add(file_with_word(text), &sources.relationships);
  options.check();
  return sources;
}

/// Reads what the command line names when it is called.
std::function<property::Graph()> importer(const Arguments& arguments) {
  const Paths files = files_of(arguments.operands());
  const bool names_csv = arguments.has("nodes") || arguments.has("relationships");
  if (files.empty() && !names_csv) throw UsageError("PATH is missing");
  const Format format = files.empty() ? Format::Csv : common_format(files);
  if (names_csv && format != Format::Csv) throw UsageError("--nodes and --relationships are of CSV files");
  if (format == Format::Rdf) return [files] { return property::import_rdf(files); };
  if (format != Format::Csv && files.size() > 1) throw UsageError("of GraphML and JSON-LD, one file is imported");
  if (format == Format::JsonLd) return [files] { return property::import_json_ld(files[0]); };
  if (format == Format::GraphMl) return [files] { return property::import_graphml(files[0]); };
  return [sources = csv_sources(arguments, files)] { return property::import_csv(sources); };
}

/// A graph of another kind is not written over by mistake.
void check_output(const std::filesystem::path& path) {
  if (path.empty()) throw UsageError("--output is missing");
  if (std::filesystem::exists(path) && !is_image(path))
    throw UsageError(path.string() + " is there and no imported graph; it is not written over");
}

std::string size_text(std::uintmax_t bytes) {
  const bool is_small = bytes < 1'000'000;
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << static_cast<double>(bytes) / (is_small ? 1e3 : 1e6)
       << (is_small ? " kB" : " MB");
  return text.str();
}

int run_import(const Arguments& arguments, Streams& streams) {
  const auto start = std::chrono::steady_clock::now();
  const std::filesystem::path output = arguments.value("output");
  check_output(output);
  Progress progress(streams.err, streams.err_terminal);
  const std::function<property::Graph()> read = importer(arguments);
  progress.show(0, 2, "reading");
  std::optional<property::Graph> graph;
  try {
    graph = read();
  } catch (const std::runtime_error& error) {
    progress.clear();
    streams.err << error.what() << '\n';
    return kRunFailed;
  }
  progress.show(1, 2, "writing " + output.string());
  property::GraphImage::write(*graph, output);
  progress.clear();
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  streams.err << output.string() << ": " << counted(graph->node_count(), "node") << ", "
              << counted(graph->relationship_count(), "relationship") << ", "
              << size_text(std::filesystem::file_size(output)) << ", " << std::fixed << std::setprecision(1)
              << time.count() << " s\n"
              << std::defaultfloat;
  return kAnswers;
}

}  // namespace

Command import_command() {
  Command command;
  command.name = "import";
  command.operands = "[PATH...] -o FILE";
  command.summary = "make a graph that patterns can be asked of from CSV, RDF, GraphML or JSON-LD";
  command.details =
      "Reads .csv and .tsv, .nt, .nq, .ttl and .trig, .graphml, or .jsonld and .json (all files of one kind; a folder "
      "stands for those in it, .json files apart) and writes FILE, which 'whom ask', 'shell' and 'stats' open at once. "
      "A FILE that is there is replaced as a whole when all is read; what does not parse is named by file, line and "
      "column, and nothing is written.\n"
      "Of CSV files, those with a column that says where relationships begin hold relationships, the others nodes. The "
      "header says what a column is: ':ID' or 'id' names the row, ':LABEL' or 'label' its labels, parted by ';', "
      "':START_ID' or 'source' and ':END_ID' or 'target' the ends of a relationship, ':TYPE' or 'type' its type, "
      "'key:integer' (float, boolean, date, string, with [] a list) a property of that kind, 'key' one whose kind is "
      "found out, ':IGNORE' nothing. --nodes and --relationships name a label or type for all rows of a file; --map "
      "says of a column what its header should.\n"
      "JSON-LD is read as 'whom export' and 'whom ask' write it: what was read from text, or nodes and relationships.\n"
      "  whom import people.csv meetings.csv -o people.graph\n"
      "  whom import --nodes City=c.csv --relationships ROAD=r.csv --map from=:START_ID -o roads.graph\n"
      "  whom import dump.nt -o dump.graph";
  command.options = {{"output", 'o', "FILE", "where the graph is written"},
                     {"nodes", '\0', "[LABEL=]FILE", "a CSV file of nodes; may be given again"},
                     {"relationships", '\0', "[TYPE=]FILE", "a CSV file of relationships; may be given again"},
                     {"map", '\0', "COLUMN=FIELD", "read the column as if its header were FIELD; may be given again"},
                     {"names", '\0', "COLUMN=FILE",
                      "the cells of the column are ids; FILE, with the columns id and name, says what they stand for"},
                     {"delimiter", '\0', "CHARACTER", "between cells; default: a comma, in .tsv a tab"},
                     {"list-delimiter", '\0', "CHARACTER", "between the elements of a list; default: a semicolon"}};
  command.run = run_import;
  return command;
}

}  // namespace whom::tools
