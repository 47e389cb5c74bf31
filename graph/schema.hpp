// The tables of a store; docs/formats.md describes them. Internal to graph.
#ifndef WHOM_GRAPH_SCHEMA_HPP
#define WHOM_GRAPH_SCHEMA_HPP

namespace whom::graph {

/// "whom" in ASCII: SQLite's application_id.
inline constexpr int application_id = 0x77686F6D;

/// SQLite's user_version; grows with every change of the tables. A reader needs no more than version 1 has.
inline constexpr int schema_version = 2;

/// Those of version 1.
extern const char* const create_tables;

/// What stores of version 1 lack.
extern const char* const create_tables_of_version_2;

}  // namespace whom::graph

#endif
