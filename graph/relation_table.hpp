// What is known of relations beyond one text: which are symmetric, and which widen to which.
#ifndef WHOM_GRAPH_RELATION_TABLE_HPP
#define WHOM_GRAPH_RELATION_TABLE_HPP

#include <string>
#include <string_view>
#include <vector>

namespace whom::graph {

/// A relation that also answers for another one, and how its participants map.
/// "talk with" answers "discuss": its object is who it was discussed *with*, its `about` is what was discussed.
struct Widening {
  std::string relation;  ///< may end in '*' for a family of roles: "be president of"; see relations.table
  std::string subject = "subject";  ///< where the asked relation's subject stands in `relation`
  std::string object = "object";
  /// further pairs: role asked, place in `relation`
  std::vector<std::pair<std::string, std::string>> roles;
};

/// The built-in table, read from graph/relations.table at build time (its head documents the notation).
class RelationTable {
 public:
  static const RelationTable& built_in();
  bool symmetric(std::string_view relation) const;
  /// Relations that answer for `relation`, without itself.
  const std::vector<Widening>& widenings(std::string_view relation) const;
  /// All relations named in the table, sorted: candidates for "did you mean" and completion.
  std::vector<std::string> relations() const;

 private:
  RelationTable();
};

}  // namespace whom::graph

#endif
