// Statements of the texts, found by who stands where in them.
#ifndef WHOM_QUERY_ENGINE_STATEMENT_MATCH_HPP
#define WHOM_QUERY_ENGINE_STATEMENT_MATCH_HPP

#include <optional>
#include <string>
#include <vector>

#include "query/engine/operator.hpp"
#include "query/engine/texts.hpp"

namespace whom::engine {

/// One who takes part: a variable, or what a name stands for.
struct StatementSlot {
  std::vector<StatementPlace> places;  ///< any of them
  std::optional<Slot> variable;
  bool known = false;               ///< the input has the variable's value
  const NameMatch* name = nullptr;  ///< where it is no variable
  std::string parameter;            ///< that is the name, known when it is run
  bool topic = false;               ///< what speaks of the parameter as well
};

struct StatementFrame {
  std::string relation;  ///< empty: any
  std::vector<StatementSlot> slots;
  std::string relation_sought;  ///< where there is none: that of all statements that a later condition keeps
};

/// Extends each row by every statement that fits a frame, once for every way in which the frame's slots take different
/// places of it. Goes through the statements of the relation, or of a participant that is known, whichever are fewer.
/// A variable in a column of nodes passes over what is no node.
class StatementMatch : public Operator {
 public:
  using Operator::Operator;
  CursorPtr open(Execution&) const override;
  std::string describe() const override;
  std::vector<Slot> reads() const override;
  std::vector<Slot> fills() const override;

  Slot statement = 0;
  std::vector<StatementFrame> frames;
  std::optional<graph::Polarity> polarity;  ///< where only this one will do
  std::optional<graph::Modality> modality;
  std::string pattern;  ///< for explanations
};

/// Statements that a frame looks at where no variable is known.
double statements_seen(const StatementFrame&, const graph::KnowledgeGraph&);

}  // namespace whom::engine

#endif
