// A pattern taken apart: the variables of nodes, links between them (relationship patterns), statements and those who
// take part in them, and the conditions on all of these.
#ifndef WHOM_QUERY_ENGINE_MATCH_PATTERN_HPP
#define WHOM_QUERY_ENGINE_MATCH_PATTERN_HPP

#include <optional>
#include <string>
#include <vector>

#include "query/engine/conditions.hpp"
#include "query/engine/planning.hpp"
#include "query/engine/rows.hpp"
#include "query/engine/shortest.hpp"
#include "query/engine/statement_match.hpp"

namespace whom::engine {

/// Slots that rows have, or will have, at a point of a plan.
class SlotSet {
 public:
  bool contains(Slot slot) const { return slot < members_.size() && members_[slot]; }
  bool contains(const std::vector<Slot>&) const;  ///< all of them
  void insert(Slot);

 private:
  std::vector<bool> members_;
};

struct Condition {
  ast::Expression expression;
  std::optional<ElementCondition> element;  ///< points into the expression
  std::vector<Slot> needs;                  ///< what it speaks of
  std::vector<Slot> operand_needs;          ///< what the operand of `element` speaks of
  bool used = false;                        ///< a step has taken it over

  /// Whether it is a condition on this variable that is still to be met.
  bool is_open_on(const std::string& variable) const { return !used && element && element->variable == variable; }
};

struct NodeVariable {
  std::string name;
  Slot slot = 0;
};

struct Link {
  const ast::RelationshipPattern* pattern = nullptr;
  const ast::PathPattern* path = nullptr;
  std::string name;
  Slot slot = 0;
  std::size_t from = 0, to = 0;  ///< nodes, left and right
  bool bound = false;
  std::optional<Selection> selection = {};  ///< of the trails between its ends
  bool last = false;                        ///< to be matched after all other links, whose relationships it avoids

  bool variable_length() const { return pattern->variable_length || selection; }
};

struct PathVariable {
  const ast::PathPattern* pattern = nullptr;
  std::size_t first_node = 0;
  std::vector<Slot> relationships;
};

/// A path of which a selector takes some between two nodes, unless it is of a single relationship pattern, which is a
/// Link. It is matched by itself: what it names between its ends is compared with what bears the name elsewhere.
struct SelectedPath {
  std::size_t path = 0;          ///< its PathVariable
  std::size_t from = 0, to = 0;  ///< nodes
  ast::Pattern pattern;          ///< without the selector; all is named, and nothing said of the ends
  /// What it names but its ends.
  struct Inner {
    std::string name;
    Slot slot = 0;      ///< of whatever bears the name
    Vector::Form form;  ///< as the path has it
  };
  std::vector<Inner> inner;
  std::vector<Slot> needs;  ///< what properties in it speak of that is not of it

  bool has_inner(std::string_view name) const;
};

/// A variable of statement patterns; one that is a node of paths as well has the slot of that.
struct ParticipantVariable {
  std::string name;
  Slot slot = 0;
};

struct StatementVariable {
  const ast::StatementPattern* pattern = nullptr;
  std::string name;
  Slot slot = 0;
  struct Frame {
    StatementFrame frame;
    double seen = 0;                        ///< statements that are looked at when no participant is known
    std::vector<std::size_t> participants;  ///< variables among them
  };
  std::vector<Frame> frames;

  bool has(std::size_t participant) const;
};

/// Lives no longer than the pattern that it was taken from.
struct MatchPattern {
  std::vector<NodeVariable> nodes;
  std::vector<Link> links;
  std::vector<PathVariable> paths;
  std::vector<SelectedPath> selected;
  std::vector<StatementVariable> statements;
  std::vector<ParticipantVariable> participants;
  std::vector<Condition> conditions;  ///< of WHERE, and labels and properties of the pattern
  SlotSet known;                      ///< what rows of the input hold, and `recast`
  std::vector<Extend::Item> recast;   ///< variables of any value that are to be columns of nodes or relationships

  bool has_links(std::size_t node) const;  ///< or is the end of a selected path
};

/// Of a pattern that is the inside of a selected path.
struct Inside {
  Names reserved;                  ///< slots for variables that are new to it
  std::optional<Selection> among;  ///< none of its matches is needed that this would not take among like ones
};

/// Gives slots to all variables of the pattern, which are added to the names.
MatchPattern take_apart(Planning&, const ast::Pattern&, const std::vector<const ast::Expression*>& conditions, Names&,
                        const Inside& = {});

Selection selection_of(const ast::PathPattern&);

}  // namespace whom::engine

#endif
