// The tables of a store; docs/formats.md describes them. Internal to graph.
#ifndef WHOM_GRAPH_SCHEMA_HPP
#define WHOM_GRAPH_SCHEMA_HPP

#include <array>

namespace whom::graph {

/// "whom" in ASCII: SQLite's application_id.
inline constexpr int application_id = 0x77686F6D;

/// SQLite's user_version; grows with every change of the tables. A reader needs no more than version 1 has.
inline constexpr int schema_version = 4;

/// What makes a store of version v from one of version v - 1, at v - 1.
extern const std::array<const char*, schema_version> schema;

}  // namespace whom::graph

#endif
