// Readings to rows of a store and back. Internal to graph.
#ifndef WHOM_GRAPH_READING_ROWS_HPP
#define WHOM_GRAPH_READING_ROWS_HPP

#include <cstdint>
#include <vector>

#include "graph/reading.hpp"
#include "graph/sqlite.hpp"

namespace whom::graph {

/// Inserts the rows of a reading, whose document is not there yet; returns the number it got.
std::int64_t insert_reading(Database&, const Reading&);

/// All readings, by document number. Throws StoreError when rows do not fit together or a reading is not sound.
std::vector<Reading> load_readings(Database&);

}  // namespace whom::graph

#endif
