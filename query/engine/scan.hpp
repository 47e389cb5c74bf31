// Steps that begin a pattern: nodes, or relationships with their ends, for every row of the input.
#ifndef WHOM_QUERY_ENGINE_SCAN_HPP
#define WHOM_QUERY_ENGINE_SCAN_HPP

#include <optional>
#include <string>
#include <vector>

#include "query/engine/element_filter.hpp"

namespace whom::engine {

/// How the nodes of a scan are found; as a rule, the later ones find fewer.
struct NodeSource {
  enum class By : std::uint8_t { All, Label, Prefix, Holds, Property, Id } by = By::All;
  std::string name;  ///< the label or the key
  Compiled value;    ///< of all but All and Label; may read the row
};

class NodeScan : public Operator {
 public:
  NodeScan(OperatorPtr input, Slot node, std::string variable, NodeSource source, ElementFilter filter);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override { return source.value.reads; }
  std::vector<Slot> fills() const override { return {node}; }

  Slot node;
  std::string variable;
  NodeSource source;
  ElementFilter filter;
};

/// How the relationships of a scan are found: those of some types, or those whose property is or holds a value.
struct RelationshipSource {
  std::vector<std::string> types;  ///< any of them; empty: any at all
  std::optional<std::string> key;
  Compiled value;
  bool equal = false;  ///< the property must equal the value; else it may also be a list that holds it
};

/// Fills relationship, source and target; where the direction does not matter, a row for each way round.
class RelationshipScan : public Operator {
 public:
  struct Ends {
    Slot relationship, source, target;
    bool either = false;
  };
  RelationshipScan(OperatorPtr input, Ends ends, std::string pattern, RelationshipSource source, ElementFilter on,
                   ElementFilter on_source, ElementFilter on_target);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override { return source.value.reads; }
  std::vector<Slot> fills() const override { return {ends.relationship, ends.source, ends.target}; }

  Ends ends;
  std::string pattern;
  RelationshipSource source;
  ElementFilter on_relationship, on_source, on_target;
};

}  // namespace whom::engine

#endif
