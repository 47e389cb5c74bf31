// An entity as one document shows it, among all of a corpus. Internal to graph.
#ifndef WHOM_GRAPH_APPEARANCE_HPP
#define WHOM_GRAPH_APPEARANCE_HPP

#include <string>
#include <tuple>

#include "graph/reading.hpp"

namespace whom::graph {

struct Appearance {
  std::uint32_t reading = 0;
  std::uint32_t local = 0;
  const LocalEntity* entity = nullptr;
  const std::string* document = nullptr;  ///< its id
  std::string key;                        ///< name key of the name; the name itself when that is empty

  auto first_mention() const { return std::tie(*document, entity->mention, local); }
  bool is_person() const { return entity->named && entity->type == EntityType::Person; }
};

}  // namespace whom::graph

#endif
