// Steps along one relationship: to all neighbours, or to a node that is known already.
#ifndef WHOM_QUERY_ENGINE_EXPAND_HPP
#define WHOM_QUERY_ENGINE_EXPAND_HPP

#include <optional>
#include <string>
#include <vector>

#include "query/engine/adjacency.hpp"
#include "query/engine/element_filter.hpp"

namespace whom::engine {

/// A relationship pattern as a step takes it, seen from the node it starts from.
struct Hop {
  Slot from = 0, relationship = 0, to = 0;
  Direction direction = Direction::Either;
  std::vector<std::string> types;
  std::vector<Slot> different;  ///< relationships (or lists of them) of the same MATCH that it must not be
  std::string pattern;          ///< for explanations
  bool reversed = false;        ///< `from` is the right end of the pattern: a list of relationships is turned round
};

/// Extends each row by every relationship at `from`, and the node at its other end.
class Expand : public Operator {
 public:
  Expand(OperatorPtr input, Hop hop, ElementFilter on_relationship, ElementFilter on_node);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override { return {hop.relationship, hop.to}; }

  Hop hop;
  ElementFilter on_relationship, on_node;
  /// Nothing of what it fills is read later: rows are not multiplied, their multiplicities are.
  bool count_only = false;
  /// Whoever reads the rows does not mind how often one comes, nor which relationship led there: each node once for
  /// rows that agree on what is read later.
  bool distinct_ends = false;
};

/// Extends each row by every relationship between `from` and `to`, both known.
class ExpandInto : public Operator {
 public:
  ExpandInto(OperatorPtr input, Hop hop, ElementFilter on_relationship);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override { return {hop.relationship}; }

  Hop hop;
  ElementFilter on_relationship;
};

/// The ends of a relationship that is known: fills from and to, or keeps the rows that have them already.
class EndsOf : public Operator {
 public:
  EndsOf(OperatorPtr input, Hop hop, bool from_known, bool to_known);
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;

  Hop hop;
  bool from_known, to_known;
};

/// Keeps the rows whose element is not null and none of the others; of these, lists of relationships hold none like it
/// and single ones must not be null where `not_null` says so.
class KeepDifferent : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Different " + text; }
  std::vector<Slot> reads() const override;

  Slot element = 0;
  std::vector<Slot> others;
  bool not_null = false;
  std::string text = "relationships";
};

/// True where the relationship is none of those of the row.
bool is_different(std::uint32_t relationship, const Batch&, std::size_t row, const std::vector<Slot>& others);

}  // namespace whom::engine

#endif
