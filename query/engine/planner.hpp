// Queries to plans.
#ifndef WHOM_QUERY_ENGINE_PLANNER_HPP
#define WHOM_QUERY_ENGINE_PLANNER_HPP

#include <functional>
#include <string>
#include <vector>

#include "query/engine/planning.hpp"

namespace whom::engine {

struct Plan {
  OperatorPtr root;
  std::vector<std::string> columns;
  std::vector<Slot> slots;  ///< of the columns, in rows of the root
  std::vector<Vector::Form> forms;
  std::size_t arguments = 0;
  bool writes = false;
};

/// The query has been checked. `text` is what it was parsed from; empty where it was not.
Plan make_plan(const ast::Query&, std::string_view text, const property::Graph&, Texts = {});

/// Makes the step that a part of a query begins with.
using Start = std::function<OperatorPtr()>;

/// Steps for a query, or for one inside another whose names it sees. Fills in its columns, if it returns any.
OperatorPtr plan_query(Planning&, const Start& start, const ast::Query&, const Names&, std::vector<Slot>& returned,
                       std::vector<std::string>& columns);

/// Lets steps count instead of listing where nothing reads what they list; after mark_live.
void simplify(Operator&);

/// One line a step, the inputs below it. `note` says what ends the line of a step.
std::string explain(const Operator&, const std::function<std::string(const Operator&)>& note = nullptr);

}  // namespace whom::engine

#endif
