#include "query/engine/element_filter.hpp"

#include <algorithm>

namespace whom::engine {
namespace {

using property::Comparison;

bool holds(Comparison comparison, const property::Value& value, const property::Value& constant) {
  if (comparison == Comparison::Equal) return equal(value, constant).value_or(false);
  if (comparison == Comparison::NotEqual) return !equal(value, constant).value_or(true);
  const auto order = compare(value, constant);
  if (!order) return false;
  switch (comparison) {
    case Comparison::Less:
      return *order < 0;
    case Comparison::LessEqual:
      return *order <= 0;
    case Comparison::Greater:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

std::string_view sign(Comparison comparison) {
  constexpr std::string_view signs[] = {"<", "<=", "=", "<>", ">=", ">"};
  return signs[static_cast<std::size_t>(comparison)];
}

}  // namespace

std::string describe(const ElementFilter& filter, const std::string& variable) {
  std::string text;
  const auto part = [&text](const std::string& more) { text += (text.empty() ? " where " : " and ") + more; };
  for (const std::string& label : filter.labels) part(variable + ':' + label);
  for (const PropertyTest& test : filter.tests)
    part(variable + '.' + test.key + ' ' + std::string(sign(test.comparison)) + ' ' + test.constant.text);
  return text;
}

BoundFilter::BoundFilter(const ElementFilter& filter, const Execution& execution, Vector::Form of)
    : graph_(execution.graph), form_(of) {
  for (const std::string& name : filter.labels) {
    if (const auto label = graph_.find_label(name))
      labels_.push_back(*label);
    else
      impossible_ = true;
  }
  for (const PropertyTest& test : filter.tests)
    tests_.push_back({graph_.find_key(test.key), test.comparison, value_of(test.constant, execution)});
}

void BoundFilter::apply(std::span<const std::uint32_t> elements, std::uint8_t* keep) const {
  if (impossible_) std::fill(keep, keep + elements.size(), std::uint8_t{0});
  for (const Test& test : tests_) apply(test, elements, keep);
  for (const property::Label label : labels_) graph_.test(label, elements, keep);
}

void BoundFilter::apply(const Test& test, std::span<const std::uint32_t> elements, std::uint8_t* keep) const {
  const bool nodes = form_ == Vector::Form::Nodes;
  if (test.key) {
    const property::Column* column = nodes ? graph_.node_column(*test.key) : graph_.relationship_column(*test.key);
    if (column != nullptr) return column->test(test.comparison, test.constant, elements, keep);
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (keep[i] == 0) continue;
    const property::Value value = !test.key ? property::Value()
                                  : nodes   ? graph_.property(property::Node{elements[i]}, *test.key)
                                            : graph_.property(property::Relationship{elements[i]}, *test.key);
    if (!holds(test.comparison, value, test.constant)) keep[i] = 0;
  }
}

}  // namespace whom::engine
