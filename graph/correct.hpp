// Corrections, applied to what the readings say. Internal to graph.
#ifndef WHOM_GRAPH_CORRECT_HPP
#define WHOM_GRAPH_CORRECT_HPP

#include <span>
#include <vector>

#include "graph/correction.hpp"
#include "graph/identity.hpp"
#include "graph/reading.hpp"

namespace whom::graph {

/// In their order. `reports` are over the entities of `identities`, which stay sorted by id; every correction that
/// adds statements becomes a document of its own after those of the readings, without entities or reports.
void correct(std::span<const Correction>, std::vector<Reading>& readings, Identities& identities,
             std::vector<Report>& reports);

}  // namespace whom::graph

#endif
