// Graphs out of CSV files (RFC 4180): one or more files of nodes, one or more of relationships.
//
// The header says what a column holds, in the notation of Neo4j's importer:
//   :ID, key:ID        names the row; with a key it is also a property
//   :LABEL             labels, separated by semicolons
//   :START_ID, :END_ID the nodes at the ends of a relationship
//   :TYPE              its type
//   key:NODE           a property that is another node, by its id
//   key:integer        a property of that type: string, integer (int, long, short, byte), float (double), boolean,
//                      date; with [] a list, separated by semicolons
//   key                a property whose type is found out: integer, float, boolean, ISO date or else string
//   :IGNORE            nothing
// ID, START_ID, END_ID and NODE may name a space of ids: :ID(Person). Where no column has the role, columns called id,
// label, source, target and type take it. An empty cell is null; "" is an empty string.
#ifndef WHOM_GRAPH_PROPERTY_IMPORT_CSV_HPP
#define WHOM_GRAPH_PROPERTY_IMPORT_CSV_HPP

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "graph/property/graph.hpp"

namespace whom::property {

struct CsvFile {
  std::filesystem::path path;
  /// For files whose header says less: by the name in the header what should stand there instead.
  std::map<std::string, std::string> columns = {};
  /// By the name in the header: a file with the columns id and name; its names stand for the ids in the cells.
  std::map<std::string, std::filesystem::path> names = {};
  /// A label of all rows, or the type of those for which no column says one.
  std::string word = {};
};

struct CsvSources {
  std::vector<CsvFile> nodes = {}, relationships = {};
  char delimiter = ',';
  char list_delimiter = ';';
};

/// Throws std::runtime_error, "file:line:column: what is wrong"; columns are counted in bytes.
Graph import_csv(const CsvSources&);

}  // namespace whom::property

#endif
