// Steps that change the graph. Each reads all its rows first, so that no step before it sees its changes.
#ifndef WHOM_QUERY_ENGINE_WRITE_HPP
#define WHOM_QUERY_ENGINE_WRITE_HPP

#include "query/cypher/ast.hpp"
#include "query/engine/compiled.hpp"

namespace whom::engine {

/// A node or relationship to be made, in the order of the pattern.
struct NewElement {
  bool is_node = true;
  Slot slot = 0;
  std::vector<std::string> labels;     ///< of a node
  std::string type;                    ///< of a relationship
  Slot source = 0, target = 0;         ///< of a relationship
  std::optional<Compiled> properties;  ///< a map
};

/// One assignment of SET or REMOVE.
struct Assignment {
  enum class Kind : std::uint8_t { Property, Replace, Merge, AddLabels, RemoveLabels } kind = Kind::Property;
  Compiled target;                ///< a node or relationship, or null, which is passed over
  std::string key;                ///< of Property
  std::optional<Compiled> value;  ///< none removes the property
  std::vector<std::string> labels;
};

class Create : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Create"; }
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;

  std::vector<NewElement> elements;
};

class Assign : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Set"; }
  std::vector<Slot> reads() const override;

  std::vector<Assignment> assignments;
};

class Delete : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return detach ? "DetachDelete" : "Delete"; }
  std::vector<Slot> reads() const override;

  std::vector<Compiled> targets;
  bool detach = false;
};

/// For each row the matches of the plan or, where it has none, what is made.
class Merge : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Merge"; }
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override { return filled; }
  std::vector<Operator*> inner() const override { return {plan.get()}; }
  std::vector<Slot> reads_of_inner() const override;

  OperatorPtr plan;
  std::size_t argument = 0;
  std::vector<Slot> filled;
  std::vector<NewElement> elements;
  std::vector<Assignment> on_create, on_match;
  std::optional<std::pair<Slot, Compiled>> path;  ///< the named path of what was made
};

}  // namespace whom::engine

#endif
