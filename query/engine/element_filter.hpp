// Conditions on a node or relationship by itself: labels, and properties against constants. Steps that reach many
// elements test them before they make rows of them.
#ifndef WHOM_QUERY_ENGINE_ELEMENT_FILTER_HPP
#define WHOM_QUERY_ENGINE_ELEMENT_FILTER_HPP

#include <span>
#include <string>
#include <vector>

#include "query/engine/compact.hpp"
#include "query/engine/compiled.hpp"

namespace whom::engine {

struct PropertyTest {
  std::string key;
  property::Comparison comparison = property::Comparison::Equal;
  Compiled constant;  ///< reads no row
};

struct ElementFilter {
  std::vector<std::string> labels;  ///< of nodes: all of them
  std::vector<PropertyTest> tests;
  bool empty() const { return labels.empty() && tests.empty(); }
};

/// " {of-variable:Label, variable.key >= 3}" for explanations, or nothing.
std::string describe(const ElementFilter&, const std::string& variable);

/// A filter with its constants, for one run.
class BoundFilter {
 public:
  BoundFilter(const ElementFilter&, const Execution&, Vector::Form of);
  bool empty() const { return labels_.empty() && tests_.empty() && !impossible_; }

  /// Clears keep[i] where elements[i] does not fit.
  void apply(std::span<const std::uint32_t> elements, std::uint8_t* keep) const;

 private:
  struct Test {
    std::optional<property::Key> key;
    property::Comparison comparison;
    property::Value constant;
  };
  void apply(const Test&, std::span<const std::uint32_t> elements, std::uint8_t* keep) const;

  const property::Graph& graph_;
  Vector::Form form_;
  bool impossible_ = false;  ///< a label that the graph does not have
  std::vector<property::Label> labels_;
  std::vector<Test> tests_;
};

}  // namespace whom::engine

#endif
