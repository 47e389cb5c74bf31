// What is known of relations beyond one text: which are symmetric, and which widen to which.
#ifndef WHOM_GRAPH_RELATION_TABLE_HPP
#define WHOM_GRAPH_RELATION_TABLE_HPP

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whom::graph {

/// A table that does not parse; the message is one line, "name:line: why".
class RelationTableError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A relation that also answers for another one, and how its participants map.
/// "talk with" answers "discuss": its object is who it was discussed *with*, its `about` is what was discussed.
/// Roles that are not listed keep their name.
struct Widening {
  std::string relation;             ///< see relations.table
  std::string subject = "subject";  ///< where the asked relation's subject stands in `relation`
  std::string object = "object";
  /// further pairs, sorted: role asked, place in `relation`
  std::vector<std::pair<std::string, std::string>> roles;
  auto operator<=>(const Widening&) const = default;
};

/// The built-in table, read from graph/relations.table at build time (its head documents the notation).
class RelationTable {
 public:
  static const RelationTable& built_in();

  /// Throws RelationTableError. `name` stands in messages.
  static RelationTable parse(std::string_view text, const std::string& name);

  /// The relation holds from object to subject as well.
  bool symmetric(std::string_view relation) const;

  /// All that answers for `relation`, through any number of table lines, sorted. Complete: a symmetric relation is
  /// listed in both directions. The relation itself is not listed as it stands, but may be with its places exchanged
  /// in another way than subject and object ("discuss": who discussed and with whom).
  const std::vector<Widening>& widenings(std::string_view relation) const;

  /// All relations named in the table, sorted: candidates for "did you mean" and completion.
  std::vector<std::string> relations() const;

 private:
  RelationTable() = default;
  std::set<std::string, std::less<>> symmetric_;
  std::map<std::string, std::vector<Widening>, std::less<>> widenings_;  ///< a key for every relation
};

}  // namespace whom::graph

#endif
