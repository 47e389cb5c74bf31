// How a rule is searched for: its nodes in the order in which they are looked for, each with where its candidates come
// from and what must hold once it is there.
#ifndef WHOM_EXTRACT_RULE_PLAN_HPP
#define WHOM_EXTRACT_RULE_PLAN_HPP

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "extract/rule_feature.hpp"
#include "extract/rule_set.hpp"

namespace whom::extract {

/// One thing that must hold of one or two nodes.
struct Constraint {
  enum class Kind : std::uint8_t {
    Labelled,
    OtherLabel,
    Child,
    Distinct,
    Adjoining,
    Before,
    Begins,
    Test,
    Derived,
    Below
  };
  Kind kind = Kind::Test;
  int a = -1, b = -1;        ///< nodes; Labelled, Begins and Test: of a alone
  LabelSet labels;           ///< Labelled, OtherLabel
  std::vector<int> derived;  ///< labels of edges
  NodeTest test;             ///< Begins: its sign alone
};

/// Finds the candidates of one node.
struct Step {
  enum class From : std::uint8_t {
    Anywhere,
    Edges,
    Head,
    Children,
    Next,
    Previous,
    DerivedTo,
    DerivedFrom,
    Above,
    Below
  };
  int node = -1;
  From from = From::Anywhere;
  int other = -1;  ///< the node it is found from
  std::vector<int> derived;
  std::vector<Constraint> checks;  ///< all whose nodes are known after this step, cheapest first
};

struct Plan {
  std::vector<Constraint> given;  ///< of nodes that are known before
  std::vector<Step> steps;
};

/// @param known nodes that are bound before the plan begins
Plan make_plan(std::vector<Constraint>, const std::vector<int>& known, const std::vector<int>& wanted);

/// A sentence as the search sees it.
struct Scene {
  Scene(const Facts&, const Edges&);
  const Facts& facts;
  const Edges& edges;
  std::vector<std::uint64_t> bits;  ///< of the relation of each token
  std::uint64_t present = 0;        ///< of all tokens
};

/// Extends the binding of nodes to tokens in all ways; `found` returns false to stop. The binding is restored.
bool search(const Plan&, const Scene&, Indices& binding, const std::function<bool()>& found);

}  // namespace whom::extract

#endif
