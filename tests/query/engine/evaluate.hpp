// Expressions evaluated over a small graph.
#ifndef WHOM_TESTS_QUERY_ENGINE_EVALUATE_HPP
#define WHOM_TESTS_QUERY_ENGINE_EVALUATE_HPP

#include <string>
#include <string_view>

#include "query/engine/expression.hpp"

namespace whom::engine::test {

/// Ann (a) met (r) Bob (b) in 1990; `nobody` and `nothing` are null, a node and a relationship. `path` leads
/// from a to b; `list` is [1, a, 'x', null]; `ghost` and `lost` are a node and a relationship that were deleted.
/// Parameters: $one, $names, $none, $map.
class Sample {
 public:
  Sample();

  /// As a literal, or the error: "TypeError: InvalidArgumentType". Row by row and as a batch, which must agree.
  std::string evaluate(std::string_view expression) const;

  property::Graph graph;
  Parameters parameters;
  Scope scope;
  Batch batch;

 private:
  void add(std::string name, Vector);
};

/// Each line: an expression, "=>", and what it must give. Lines without are passed over.
void expect_all(std::string_view lines);

}  // namespace whom::engine::test

#endif
