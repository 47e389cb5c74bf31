#include "graph/roles.hpp"

#include <algorithm>
#include <array>

namespace whom::graph {
namespace {

constexpr std::array<std::string_view, 11> place_roles = {
    "across", "around", "at", "beside", "in", "inside", "near", "on", "outside", "throughout", "within"};
constexpr std::array<std::string_view, 5> direction_roles = {"into", "onto", "to", "toward", "towards"};

template <typename Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_place_role(std::string_view role) { return contains(place_roles, role); }

bool is_direction_role(std::string_view role) { return contains(direction_roles, role); }

}  // namespace whom::graph
