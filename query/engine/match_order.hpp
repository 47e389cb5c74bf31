// The order in which a pattern is matched, chosen on numbers alone.
#ifndef WHOM_QUERY_ENGINE_MATCH_ORDER_HPP
#define WHOM_QUERY_ENGINE_MATCH_ORDER_HPP

#include "query/engine/match_pattern.hpp"

namespace whom::engine {

/// A step of a match, as yet without its operator.
struct Action {
  enum class Kind : std::uint8_t {
    Ends,        ///< of a link that is bound
    Into,        ///< the link between two nodes that are known
    Shortest,    ///< likewise, by its selector
    Expand,      ///< along the link from one end, or from both where its length varies
    Intersect,   ///< to the node, along all links from nodes that are known
    Scan,        ///< of nodes
    ScanLink,    ///< of relationships and their ends
    Statements,  ///< and who takes part in them
    Select,      ///< the paths of a selector, and their ends where these are not known
  } kind = Kind::Scan;
  std::size_t index = 0;  ///< of the node (Scan, Intersect), the link, the statement or the selected path
  bool reversed = false;  ///< from right to left
  double rows = 0;        ///< for each row before, as estimated
};

/// Steps that match all of the pattern; SyntaxError where one selected path waits for another. `counted` as for
/// plan_match().
std::vector<Action> best_order(const Planning&, const MatchPattern&, const std::vector<std::string>* counted);

}  // namespace whom::engine

#endif
