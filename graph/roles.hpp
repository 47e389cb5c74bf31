// Roles of qualifiers that tell where.
#ifndef WHOM_GRAPH_ROLES_HPP
#define WHOM_GRAPH_ROLES_HPP

#include <string_view>

namespace whom::graph {

/// Under which places stand: "in", "near".
bool is_place_role(std::string_view role);

/// Under which what something moves to stands, places among it: "to", "into".
bool is_direction_role(std::string_view role);

}  // namespace whom::graph

#endif
