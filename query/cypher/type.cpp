#include "query/cypher/type.hpp"

#include <algorithm>
#include <array>

namespace whom::cypher {
namespace {

using enum Type::Kind;

constexpr Kinds any{Boolean, Integer, Float, String, List, Map, Node, Relationship, Path};

/// Conversions are not here: what they cannot convert is found out when the query runs.
constexpr std::array<FunctionTypes, 18> functions = {{
    {"collect", any, List},
    {"count", any, Integer},
    {"endnode", Kinds(Relationship), Node},
    {"exists", any, Boolean},
    {"head", Kinds(List), Unknown},
    {"id", Kinds(Node, Relationship), Integer},
    {"keys", Kinds(Node, Relationship, Map), List, String},
    {"labels", Kinds(Node), List, String},
    {"last", Kinds(List), Unknown},
    {"length", Kinds(Path), Integer},
    {"nodes", Kinds(Path), List, Node},
    {"properties", Kinds(Node, Relationship, Map), Map},
    {"range", any, List, Integer},
    {"relationships", Kinds(Path), List, Relationship},
    {"size", Kinds(List, String), Integer},
    {"startnode", Kinds(Relationship), Node},
    {"tail", Kinds(List), List},
    {"type", Kinds(Relationship), String},
}};

constexpr std::array<std::string_view, 11> descriptions = {"anything", "null",           "a boolean", "an integer",
                                                           "a float",  "a string",       "a list",    "a map",
                                                           "a node",   "a relationship", "a path"};

}  // namespace

bool may_be(const Type& type, Kinds kinds) { return type.kind == Unknown || type.kind == Null || kinds.has(type.kind); }

Type either(const Type& one, const Type& other) {
  if (one == other || other.kind == Null) return one;
  if (one.kind == Null) return other;
  return one.kind == List && other.kind == List ? Type{List, {}} : Type{};
}

Type element_of(const Type& list) { return list.element.empty() ? Type{} : list.element.front(); }

std::string_view describe(Type::Kind kind) { return descriptions[static_cast<std::size_t>(kind)]; }

const FunctionTypes* find_function_types(std::string_view name) {
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [&](const FunctionTypes& function) { return function.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

}  // namespace whom::cypher
